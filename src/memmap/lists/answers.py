"""What is known of a question: found, doubtful, or not found, and why it is doubtful."""

from dataclasses import dataclass
from enum import StrEnum

from memmap.geocoding import Candidate
from memmap.i18n import N_
from memmap.i18n import gettext as _
from memmap.model import LatLon, Precision

GIVEN = "list"
"""The geocoder of a point that the list itself brought."""
PERSON = "person"
"""The geocoder of a point that somebody chose on the map."""


class Status(StrEnum):
    """How a question stands. The first three words are those of ``memmap geocode``."""

    RESOLVED = "resolved"
    AMBIGUOUS = "ambiguous"
    NOT_FOUND = "not_found"
    LEFT_OUT = "left_out"
    PLACED = "placed_by_hand"


class Doubt(StrEnum):
    """Why an answer waits for a person."""

    NONE = ""
    NAMESAKES = "namesakes"
    SPELLING = "spelling"
    CONTAINER = "container"
    UNKNOWN_NAME = "unknown_name"
    NO_NAME = "no_name"
    SWAPPED = "swapped"
    OUTSIDE = "outside"
    NULL_ISLAND = "null_island"
    BAD_COORDINATES = "bad_coordinates"


_STATUS = {
    Status.RESOLVED: N_("found"),
    Status.AMBIGUOUS: N_("doubtful"),
    Status.NOT_FOUND: N_("not found"),
    Status.LEFT_OUT: N_("left out"),
    Status.PLACED: N_("placed by hand"),
}
_DOUBT = {
    Doubt.NONE: "",
    Doubt.NAMESAKES: N_("Several places have this name."),
    Doubt.SPELLING: N_("No place is spelled so; these are close."),
    Doubt.CONTAINER: N_("This place is not known; what it lies in is."),
    Doubt.UNKNOWN_NAME: N_("No place of this name is known."),
    Doubt.NO_NAME: N_("The row has no name."),
    Doubt.SWAPPED: N_("Latitude and longitude seem to be exchanged."),
    Doubt.OUTSIDE: N_("The coordinates lie outside the country that the row names."),
    Doubt.NULL_ISLAND: N_("The coordinates are 0, 0, which empty cells turn into."),
    Doubt.BAD_COORDINATES: N_("The coordinates cannot be read."),
}  # fmt: skip


def status_label(status: Status) -> str:
    """Return what a person reads for a status."""
    return _(_STATUS[status])


def doubt_label(doubt: Doubt) -> str:
    """Return, as a sentence, why an answer is doubtful."""
    return _(_DOUBT[doubt]) if doubt else ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found for a question; the best candidate first."""

    status: Status
    doubt: Doubt = Doubt.NONE
    candidates: tuple[Candidate, ...] = ()


def at_point(point: LatLon, name: str, geocoder: str = PERSON, country: str = "") -> Candidate:
    """Return a candidate for a point that needs no geocoder: given, or chosen by a person."""
    return Candidate(
        location=point,
        name=name,
        country=country,
        region="",
        population=0,
        score=1.0,
        precision=Precision.SITE,
        geocoder=geocoder,
        id="",
        matched_name=name,
    )
