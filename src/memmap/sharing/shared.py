"""What an address shows, in words: the title and the summary of a view or of a story's step."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from urllib.parse import urlencode

from memmap import terms, words
from memmap.current import Current
from memmap.details import Details, describe
from memmap.filters import FACETS
from memmap.i18n import current_language, ngettext
from memmap.i18n import gettext as _
from memmap.model import LatLon
from memmap.pictures import Caption, Size, frame_of
from memmap.pictures.features import Mark
from memmap.pictures.frame import fitted
from memmap.sharing.text import without_markup
from memmap.stories import Story, load_stories, tell
from memmap.view import NEAREST, View, Viewport, fit, parse_view

MOST_WORDS = 6
"""Options of a filter that a title names."""
_read: dict[tuple[Path, str, int], dict[str, Story]] = {}


@dataclass(frozen=True, slots=True)
class Shared:
    """A view with its title and summary, and the story's step that it belongs to, if any.

    ``around`` shows all that the view is about; None where that is everything.
    """

    view: View
    title: str
    summary: str
    story: str = ""
    step: int = 0
    marks: tuple[Mark, ...] = ()
    around: Viewport | None = None

    @property
    def seen(self) -> View:
        """The view with a viewport: around what it is about, where its address names none."""
        return replace(self.view, viewport=self.view.viewport or self.around)

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
        return self._page(self.query)

    def address_in(self, language: str) -> str:
        """Return the address with a language, this one where it has none."""
        return self._page(self.query_in(language))

    def _page(self, query: str) -> str:
        if self.story:
            return f"/story/{self.story}?{query.partition('&')[2]}"
        return f"/?{query}" if query else "/"


def shared(query: Mapping[str, str], now: Current) -> Shared:
    """Return what the query of an address shows; what makes no sense is left out."""
    view, _ignored = parse_view(query)
    story = stories_of(now).get(query.get("story", ""))
    if story and story.steps:
        return _step(story, step_number(query, story), now, view.language)
    return Shared(view, title_of(view, now), summary_of(view, now), around=around(view, now))


def around(view: View, now: Current) -> Viewport | None:
    """Return the viewport of what is selected, else of what the filter leaves, if it is a part."""
    details = describe(now.dataset, view.selected) if view.selected else None
    if details and details.location:
        return Viewport(details.location, NEAREST)
    if details:
        ends = [now.dataset.city_location(city) for city in details.cities]
        return fitted(ends, NEAREST)
    box = None if view.filter.is_empty else now.catalog.extent(view.filter)
    return fit(box, NEAREST) if box else None


def caption_of(what: Shared, now: Current, size: Size, made: date) -> Caption:
    """Return what a picture of this size says of what is shared."""
    layers = now.catalog.layers(what.view.filter, frame_of(what.seen, size).tiles())
    whose = ". ".join(credit["text"] for credit in terms.shown(layers, now.dataset.credits))
    return Caption(what.title, what.summary, made, what.marks, whose)


def changed_at(now: Current) -> int:
    """Return when the newest story was written, in nanoseconds."""
    files = (now.folder / "stories").glob("*.toml")
    return max((path.stat().st_mtime_ns for path in files), default=0)


def stories_of(now: Current) -> dict[str, Story]:
    """Return the stories that are told, by id; read again when a file was changed."""
    folder = now.folder / "stories"
    key = (folder, now.dataset.version, changed_at(now))
    stories = _read.get(key)
    if stories is None:
        stories = load_stories(folder, now.dataset)[0]
        _read.clear()
        _read[key] = stories
    return stories


def step_number(query: Mapping[str, str], story: Story) -> int:
    """Return the step that a query names, from 1; the first where it names none."""
    text = query.get("step", "1")
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 4 else 1
    return max(1, min(number, len(story.steps)))


def _step(story: Story, number: int, now: Current, language: str) -> Shared:
    told = tell(story, now.dataset, current_language())
    step = told["steps"][number - 1]
    title, summary = told["title"], told["summary"]
    if number > 1:
        title, summary = f"{title}: {step['heading']}", without_markup(step["html"])
    marks = tuple(Mark(m["name"], m["kind"], LatLon(m["lat"], m["lon"])) for m in step["marks"])
    told_view = story.steps[number - 1].view
    where = told_view or fitted([mark.location for mark in marks], step["zoom"])
    chosen = story.steps[number - 1].filter
    view = View(chosen, step["selected"], where, language=language)
    return Shared(view, title, summary, story.id, number, marks)


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
