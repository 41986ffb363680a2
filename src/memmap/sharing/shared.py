"""What an address shows, in words: the title and the summary of a view or of a story's step."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlencode

from memmap import words
from memmap.config import config
from memmap.current import Current, current
from memmap.details import Details, describe, named
from memmap.filters import FACETS, Filter
from memmap.i18n import gettext as _
from memmap.i18n import ngettext
from memmap.stories import Story, load_stories, selection_of, viewport_of
from memmap.view import View, Viewport, parse_view

MOST_WORDS = 6
"""Options of a filter that a title names."""


@dataclass(frozen=True, slots=True)
class Shared:
    """A view with its title and summary, and the story's step that it belongs to, if any."""

    view: View
    title: str
    summary: str
    story: str = ""
    step: int = 0

    @property
    def query(self) -> str:
        """Return the URL query that leads to it."""
        if self.story:
            language = {"lang": self.view.language} if self.view.language else {}
            return urlencode({"story": self.story, "step": self.step} | language)
        return urlencode(self.view.to_query(), safe=",")

    def query_in(self, language: str) -> str:
        """Return the query with a language, this one where the address has none."""
        if self.view.language:
            return self.query
        return "&".join(filter(None, (self.query, f"lang={language}")))

    @property
    def address(self) -> str:
        """Return the address in the app, without the server."""
        page = "/stories" if self.story else "/"
        return f"{page}?{self.query}" if self.query else page


def shared(query: Mapping[str, str], now: Current) -> Shared:
    """Return what the query of an address shows; what makes no sense is left out."""
    view, _ignored = parse_view(query)
    story = stories_of(now).get(query.get("story", ""))
    if story and story.steps:
        return _step(story, step_number(query, story), now, view.language)
    return Shared(view, title_of(view, now), summary_of(view, now))


def stories_of(now: Current) -> dict[str, Story]:
    """Return the stories that are told, by id; read again when a file was changed."""
    folder = config().data / "stories"
    changed = max((path.stat().st_mtime_ns for path in folder.glob("*.toml")), default=0)
    return _stories(folder, now.dataset.version, changed)


@lru_cache(maxsize=2)
def _stories(folder: Path, _version: str, _changed: int) -> dict[str, Story]:
    return load_stories(folder, current().dataset)[0]


def step_number(query: Mapping[str, str], story: Story) -> int:
    """Return the step that a query names, from 1; the first where it names none."""
    text = query.get("step", "1")
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 4 else 1
    return max(1, min(number, len(story.steps)))


def step_view(story: Story, number: int, now: Current, language: str) -> View:
    """Return what the map shows at a step."""
    step = story.steps[number - 1]
    found = [details for place in step.places if (details := describe(now.dataset, place))]
    where = viewport_of([details.location for details in found if details.location])
    return View(
        Filter(),
        selection_of(step, now.dataset),
        Viewport(*where) if where else None,
        language=language,
    )


def _step(story: Story, number: int, now: Current, language: str) -> Shared:
    step = story.steps[number - 1]
    title = named(story.title)
    if number > 1:
        title = f"{title}: {named(step.heading)}"
    summary = named(story.summary if number == 1 else step.text)
    view = step_view(story, number, now, language)
    return Shared(view, title, summary, story.id, number)


def title_of(view: View, now: Current) -> str:
    """Return what is selected, else what the filter asks for, else what the whole map shows."""
    details = describe(now.dataset, view.selected) if view.selected else None
    if details:
        return details.title
    chosen = [
        words.option(facet, option)
        for facet in FACETS
        for option in sorted(getattr(view.filter, facet))
    ]
    if view.filter.text:
        chosen.insert(0, f"“{view.filter.text}”")
    more = ["…"] if len(chosen) > MOST_WORDS else []
    return ", ".join(chosen[:MOST_WORDS] + more) or _(
        "Memorials and twin cities of the Second World War"
    )


def summary_of(view: View, now: Current) -> str:
    """Return the facts of what is selected, else how much the filter leaves."""
    details = describe(now.dataset, view.selected) if view.selected else None
    if details:
        return _facts(details)
    totals = now.catalog.totals(view.filter)
    counts = (
        (ngettext("{n} memorial", "{n} memorials", totals.memorials), totals.memorials),
        (ngettext("{n} twin city", "{n} twin cities", totals.cities), totals.cities),
        (
            ngettext("{n} partnership", "{n} partnerships", totals.partnerships),
            totals.partnerships,
        ),
        (ngettext("{n} country", "{n} countries", totals.countries), totals.countries),
    )
    return ", ".join(text.format(n=n) for text, n in counts if n) or _("Nothing found")


def _facts(details: Details) -> str:
    facts = [f"{label}: {value}" for label, value in details.facts]
    return ". ".join([details.what, *facts, *([details.text] if details.text else [])])
