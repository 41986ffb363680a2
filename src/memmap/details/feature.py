"""What there is to say of one feature, as plain values in the visitor's language."""

from dataclasses import dataclass

from memmap.i18n import current_language
from memmap.i18n import gettext as _
from memmap.model import LatLon, Names, Partnership, PlaceId, Source
from memmap.regions import country_name, region_name


@dataclass(frozen=True, slots=True)
class Partner:
    """The other city of a partnership."""

    partnership: Partnership
    city: PlaceId
    name: str
    country: str


@dataclass(frozen=True, slots=True)
class Details:
    """One feature, in the visitor's language.

    ``kind`` is as on the map, "partnership" for a line. ``facts`` are (label, value) pairs.
    ``location`` is where to show it, in degrees; a partnership has none of its own. ``links`` are
    (label, address) pairs.
    """

    id: str
    kind: str
    title: str
    local_title: str
    what: str
    text: str
    facts: list[tuple[str, str]]
    sources: list[Source]
    partners: list[Partner]
    cities: list[PlaceId]
    location: LatLon | None
    approximate: bool = False
    links: tuple[tuple[str, str], ...] = ()


def named(names: Names) -> str:
    """Return the name in the visitor's language."""
    return names.in_language(current_language())


def located(name: str, region: str, country: str) -> str:
    """Return a place's name with those of its region and its country, each once."""
    language = current_language()
    names = (name, region_name(region, language), country_name(country, language))
    return ", ".join(dict.fromkeys(name for name in names if name))


def region_and_country(region: str, country: str) -> list[tuple[str, str]]:
    """Return where a place lies as a list of one fact, or of none where its codes are empty."""
    known = located("", region, country)
    return [(_("Place"), known)] if known else []
