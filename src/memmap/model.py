"""What the tables of ``data/`` hold, as frozen, typed records.

Angles are degrees in WGS 84, latitude before longitude everywhere in Python. Country codes follow
ISO 3166-1 alpha-2, region codes ISO 3166-2 at the first level.
"""

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple, NewType

PlaceId = NewType("PlaceId", str)
"""The id of a city, memorial, reading room or any other point on the map."""
PartnershipId = NewType("PartnershipId", str)
SourceId = NewType("SourceId", str)
LayerId = NewType("LayerId", str)
CountryCode = NewType("CountryCode", str)
RegionCode = NewType("RegionCode", str)


class LatLon(NamedTuple):
    """A point in degrees."""

    latitude: float
    longitude: float


class BoundingBox(NamedTuple):
    """A box in degrees. ``east`` may pass 180 where the box crosses the 180th meridian."""

    south: float
    west: float
    north: float
    east: float


class MemorialKind(StrEnum):
    """What stands there."""

    MONUMENT = "monument"
    OBELISK = "obelisk"
    COMPLEX = "complex"
    CEMETERY = "cemetery"
    MUSEUM = "museum"
    SITE = "site"
    EQUIPMENT = "equipment"
    BUILDING = "building"


class Subject(StrEnum):
    """Whom a memorial remembers."""

    SOLDIERS = "soldiers"
    PRISONERS = "prisoners"
    HOLOCAUST = "holocaust"
    SIEGE = "siege"
    PARTISANS = "partisans"
    RESISTANCE = "resistance"
    HOME_FRONT = "home_front"
    CIVILIANS = "civilians"


class PartnershipStatus(StrEnum):
    """What a source says of a partnership today."""

    ACTIVE = "active"
    SUSPENDED = "suspended"
    ENDED = "ended"
    UNKNOWN = "unknown"


class Precision(StrEnum):
    """How near a point is to the thing itself, best first."""

    SITE = "site"
    SETTLEMENT = "settlement"
    REGION = "region"
    COUNTRY = "country"


class EventKind(StrEnum):
    """What an event of the shared memory was."""

    CONFERENCE = "conference"
    PROJECT = "project"
    COLLECTION = "collection"
    AGREEMENT = "agreement"


@dataclass(frozen=True, slots=True)
class Source:
    """A publication that somebody read."""

    id: SourceId
    title: str
    publisher: str
    url: str
    licence: str
    date_read: str


@dataclass(frozen=True, slots=True)
class Names:
    """One place's names: ``local`` in the local script, ``others`` by language code."""

    en: str
    local: str
    others: tuple[tuple[str, str], ...] = ()

    def in_language(self, language: str) -> str:
        """Return the name for a language code, English where there is none."""
        return dict(self.others).get(language) or self.en


@dataclass(frozen=True, slots=True)
class City:
    """A city or commune, located by a geocoder or, where that knows none, by a source."""

    id: PlaceId
    names: Names
    country: CountryCode
    region: RegionCode
    query: str
    location: LatLon | None
    coordinates_source: SourceId | None
    sources: tuple[SourceId, ...]


@dataclass(frozen=True, slots=True)
class Partnership:
    """A partnership of two cities (twin, sister, partner: one relation)."""

    id: PartnershipId
    city_a: PlaceId
    city_b: PlaceId
    year: int | None
    year_source: SourceId | None
    status: PartnershipStatus
    status_since: str
    status_source: SourceId | None
    sources: tuple[SourceId, ...]
    note: Names


@dataclass(frozen=True, slots=True)
class Memorial:
    """A memorial. Without a location of its own it stands at its city."""

    id: PlaceId
    names: Names
    kind: MemorialKind
    subjects: tuple[Subject, ...]
    city: PlaceId
    location: LatLon | None
    precision: Precision
    coordinates_source: SourceId | None
    unveiled: int | None
    sources: tuple[SourceId, ...]
    summary: Names
    collection: str


@dataclass(frozen=True, slots=True)
class ReadingRoom:
    """A remote electronic reading room of the Presidential Library."""

    id: PlaceId
    host: Names
    city: PlaceId
    opened: int | None
    sources: tuple[SourceId, ...]
    note: Names


@dataclass(frozen=True, slots=True)
class Event:
    """A conference, project or collection of the shared memory.

    ``regions`` are those whose memorials a collection shows.
    """

    id: PlaceId
    names: Names
    kind: EventKind
    date: str
    city: PlaceId | None
    countries: tuple[CountryCode, ...]
    regions: tuple[RegionCode, ...]
    summary: Names
    sources: tuple[SourceId, ...]
    url: str


@dataclass(frozen=True, slots=True)
class LayerPlace:
    """A place of a layer that somebody brought; ``facts`` are (column, text) of its row."""

    id: PlaceId
    name: str
    location: LatLon
    country: str = ""
    region: str = ""
    precision: Precision = Precision.SITE
    year: int | None = None
    facts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class LayerPair:
    """A line between two places of a layer."""

    id: PartnershipId
    a: PlaceId
    b: PlaceId
    year: int | None = None
    facts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Layer:
    """A list that somebody brought, on the map: its places, and the lines between them."""

    id: LayerId
    name: str
    licence: str = ""
    attribution: str = ""
    places: tuple[LayerPlace, ...] = ()
    pairs: tuple[LayerPair, ...] = ()

    @cached_property
    def place_by_id(self) -> dict[str, LayerPlace]:
        """The places by id."""
        return {place.id: place for place in self.places}

    @cached_property
    def pair_by_id(self) -> dict[str, LayerPair]:
        """The lines by id."""
        return {pair.id: pair for pair in self.pairs}
