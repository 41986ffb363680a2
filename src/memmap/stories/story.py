"""What a story is: a title and steps, each of a text and of what the map shows beside it."""

from dataclasses import dataclass, field

from memmap.filters import Filter
from memmap.model import Names, PlaceId, SourceId
from memmap.view import Viewport

NOTHING = Names("", "")


@dataclass(frozen=True, slots=True)
class Step:
    """One stop of a story; ``text`` and ``notes`` are Markdown.

    The map shows all of ``places``, or ``view`` where it is given. ``highlight`` is the id of the
    feature to select; without it the pair that two places make, or the first place. ``seconds``
    is how long autoplay stays.
    """

    heading: Names
    text: Names
    notes: Names = NOTHING
    places: tuple[PlaceId, ...] = ()
    sources: tuple[SourceId, ...] = ()
    seconds: int = 20
    highlight: str = ""
    filter: Filter = field(default_factory=Filter)
    view: Viewport | None = None


@dataclass(frozen=True, slots=True)
class Story:
    """A guided tour over the map. ``language`` is the one that it was written in."""

    id: str
    title: Names
    summary: Names
    steps: tuple[Step, ...]
    language: str = "en"
