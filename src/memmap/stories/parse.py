"""Story files, read: a story, or every problem of it by step and key."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

from memmap.dataset import Dataset
from memmap.dataset.table import Problem
from memmap.details import describe
from memmap.filters import QUERY_KEYS, Filter, parse_filter
from memmap.i18n import gettext as _
from memmap.i18n import is_language
from memmap.model import LatLon, Names, PlaceId, SourceId
from memmap.stories.story import NOTHING, Step, Story
from memmap.view import Viewport

MAX_FILE = 1_000_000
MAX_STEPS = 200
MAX_TEXT = 5_000
SECONDS = range(2, 3601)
_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,79}")
_CODE = re.compile(r"[a-z]{2,3}")
_LINE = re.compile(r"at line (\d+)")
_TEXT = re.compile(
    r"""\"{3}(?:[^\\]|\\.)*?(?:\"{3,5}+|\Z) | '{3}.*?(?:'{3,5}+|\Z)  # over several lines
    | "(?:[^"\\\n]|\\.)*+"? | '[^'\n]*+'? | \#[^\n]*+  # within one, or a comment""",
    re.VERBOSE | re.DOTALL,
)
_LONG_KEY = re.compile(r"(?<![\w-])(?:[\w-]++[ \t]*+\.[ \t]*+){16}")
"""A key of so many parts as none of a story has: what it takes to read one grows with the square
of its length, and one of a hundred kilobytes would take all memory."""
_STORY_KEYS = {"id", "language", "title", "summary", "steps"}
_STEP_KEYS = {
    *("heading", "text", "notes", "places", "sources"),
    *("seconds", "highlight", "filter", "view"),
}


def load_stories(folder: Path, dataset: Dataset) -> tuple[dict[str, Story], list[Problem]]:
    """Read the stories of a folder, and what is wrong with any of them.

    A story with a problem is left out whole.
    """
    stories: dict[str, Story] = {}
    problems: list[Problem] = []
    for path in sorted(folder.glob("*.toml")):
        story, found = parse_story(path.name, path.read_bytes(), dataset)
        if story and story.id in stories:
            message = _("the id {name!r} is taken by another story").format(name=story.id)
            found.append(Problem(path.name, 1, "id", message, _("expected an id of its own")))
        problems.extend(found)
        if story and not found:
            stories[story.id] = story
    return stories, problems


def parse_story(file: str, content: bytes, dataset: Dataset) -> tuple[Story | None, list[Problem]]:
    """Read one story file (TOML, UTF-8): the story, or None and what is wrong with it."""
    reader = _Reader(file, dataset)
    table = _table(reader, content)
    if table is None:
        return None, reader.problems
    story = _story(reader, table)
    return (None if reader.problems else story), reader.problems


def _table(reader: "_Reader", content: bytes) -> dict[str, Any] | None:
    if len(content) > MAX_FILE:
        reader.problem("-", _("longer than 1 MB"), _("expected a story, not a book"))
        return None
    expected = _("expected a story as docs/stories.md describes")
    try:
        text = content.decode("utf-8")
        if not _LONG_KEY.search(_TEXT.sub("text", text)):
            return tomllib.loads(text)
        reader.problem("-", _("nested too deeply"), expected)
    except UnicodeDecodeError:
        reader.problem("-", _("not UTF-8"), _("expected a text file saved as UTF-8"))
    except RecursionError:
        reader.problem("-", _("nested too deeply"), expected)
    except ValueError as error:  # of tomllib, or of a number of thousands of digits
        line = _LINE.search(str(error))
        reader.problem("-", str(error), expected, row=int(line[1]) if line else 1)
    return None


@dataclass
class _Reader:
    """Reads values out of a table, and notes what is wrong with them."""

    file: str
    dataset: Dataset
    language: str = "en"
    where: str = ""
    problems: list[Problem] = field(default_factory=list)

    def problem(self, key: str, message: str, expected: str, row: int = 1) -> None:
        """Note a problem; ``where`` says in which step."""
        self.problems.append(Problem(self.file, row, f"{self.where}{key}", message, expected))

    def unknown_keys(self, table: Mapping[str, Any], known: set[str]) -> None:
        """Note keys that mean nothing: most are slips of the pen."""
        for key in sorted(set(table) - known):
            names = ", ".join(sorted(known))
            expected = _("expected one of {names}").format(names=names)
            self.problem(key[:40], _("unknown key"), expected)

    def names(self, table: Mapping[str, Any], key: str, *, required: bool = True) -> Names:
        """Read a text: a string in the story's language, or one for each language code."""
        value = table.get(key, "")
        texts = {self.language: value} if isinstance(value, str) else value
        if not isinstance(texts, dict) or not all(isinstance(t, str) for t in texts.values()):
            self.problem(key, _("no text"), _('expected "text", or {en = "text", ru = "текст"}'))
            return NOTHING
        texts = {code: text.strip() for code, text in sorted(texts.items()) if text.strip()}
        written = texts.get(self.language, "")
        if required and not written:
            expected = _("expected a text in the language {code}").format(code=self.language)
            self.problem(key, _("empty"), expected)
        if any(len(text) > MAX_TEXT for text in texts.values()):
            expected = _("expected at most {n} characters").format(n=MAX_TEXT)
            self.problem(key, _("too long"), expected)
        return Names(texts.get("en") or written, written, tuple(texts.items()))

    def strings(self, table: Mapping[str, Any], key: str) -> tuple[str, ...]:
        """Read a list of strings."""
        value = table.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            self.problem(key, _("no list of names"), _('expected ["one", "another"]'))
            return ()
        return tuple(value)

    def places(self, table: Mapping[str, Any]) -> tuple[PlaceId, ...]:
        """Read the ids of places that the data has."""
        ids = self.strings(table, "places")
        for place in ids:
            if not _is_place(self.dataset, place):
                message = _("there is no place {name!r}").format(name=place[:80])
                self.problem("places", message, _("expected a known id"))
        return tuple(map(PlaceId, ids))

    def sources(self, table: Mapping[str, Any]) -> tuple[SourceId, ...]:
        """Read the ids of sources that the data has."""
        ids = self.strings(table, "sources")
        for source in ids:
            if source not in self.dataset.sources:
                message = _("there is no source {name!r}").format(name=source[:80])
                self.problem("sources", message, _("expected an id of sources.csv"))
        return tuple(map(SourceId, ids))

    def seconds(self, table: Mapping[str, Any]) -> int:
        """Read how long autoplay stays."""
        value = table.get("seconds", 20)
        if type(value) is int and value in SECONDS:
            return value
        self.problem("seconds", f"{value!r:.40}", _("expected a whole number from 2 to 3600"))
        return 20

    def highlight(self, table: Mapping[str, Any]) -> str:
        """Read the id of a feature, of an added or imported layer too."""
        value = table.get("highlight", "")
        if value and not (isinstance(value, str) and describe(self.dataset, value)):
            message = _("there is no place {name!r}").format(name=str(value)[:80])
            self.problem("highlight", message, _("expected the id of a place or a partnership"))
            return ""
        return str(value)

    def filter(self, table: Mapping[str, Any]) -> Filter:
        """Read a filter, written as in the map's address."""
        value = table.get("filter", "")
        query = {key: values[-1] for key, values in parse_qs(str(value)[:2000]).items()}
        wanted, ignored = parse_filter(query)
        ignored += [_("{key}: no filter").format(key=key[:40]) for key in query.keys() - QUERY_KEYS]
        for message in ignored:
            self.problem("filter", message, _("expected filters as in the map's address"))
        return wanted

    def view(self, table: Mapping[str, Any]) -> Viewport | None:
        """Read where the map looks: degrees, and a zoom."""
        value = table.get("view")
        if value is None:
            return None
        try:
            lat, lon, zoom = (float(value[key]) for key in ("lat", "lon", "zoom"))
        except (TypeError, KeyError, ValueError):
            lat = lon = zoom = 999.0
        if abs(lat) <= 90 and abs(lon) <= 180 and 0 <= zoom <= 20:
            return Viewport(LatLon(lat, lon), int(zoom))
        expected = _("expected {lat = 59.9, lon = 30.3, zoom = 9}")
        self.problem("view", _("no point on the map"), expected)
        return None


def _is_place(dataset: Dataset, place: str) -> bool:
    tables = (dataset.cities, dataset.memorials, dataset.reading_rooms, dataset.events)
    return any(place in table for table in tables)


def _story(reader: _Reader, table: Mapping[str, Any]) -> Story:
    reader.unknown_keys(table, _STORY_KEYS)
    language = table.get("language", "en")
    if not (isinstance(language, str) and _CODE.fullmatch(language) and is_language(language)):
        reader.problem("language", f"{language!r:.40}", _("expected a code such as en or ru"))
        language = "en"
    reader.language = language
    name = table.get("id", "")
    if not isinstance(name, str) or not _ID.fullmatch(name):
        reader.problem("id", f"{name!r:.40}", _("expected small letters, digits and hyphens"))
        name = "-"
    title, summary = reader.names(table, "title"), reader.names(table, "summary", required=False)
    return Story(name, title, summary, _steps(reader, table), language)


def _steps(reader: _Reader, table: Mapping[str, Any]) -> tuple[Step, ...]:
    steps = table.get("steps", [])
    if not isinstance(steps, list) or not 1 <= len(steps) <= MAX_STEPS:
        expected = _("expected 1 to {n} blocks [[steps]]").format(n=MAX_STEPS)
        reader.problem("steps", _("no steps, or too many"), expected)
        return ()
    return tuple(_step(reader, number, step) for number, step in enumerate(steps, 1))


def _step(reader: _Reader, number: int, table: Any) -> Step:
    reader.where = _("step {n}: ").format(n=number)
    if not isinstance(table, dict):
        reader.problem("steps", _("no step"), _("expected a block [[steps]]"))
        return Step(NOTHING, NOTHING)
    reader.unknown_keys(table, _STEP_KEYS)
    return Step(
        heading=reader.names(table, "heading"),
        text=reader.names(table, "text", required=False),
        notes=reader.names(table, "notes", required=False),
        places=reader.places(table),
        sources=reader.sources(table),
        seconds=reader.seconds(table),
        highlight=reader.highlight(table),
        filter=reader.filter(table),
        view=reader.view(table),
    )
