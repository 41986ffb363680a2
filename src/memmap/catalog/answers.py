"""What the catalog answers with: plain, frozen values."""

from dataclasses import dataclass, field
from typing import NamedTuple

from memmap.model import BoundingBox, LatLon


class Found(NamedTuple):
    """A place that a text or an id finds."""

    id: str
    name: str
    name_ru: str
    name_local: str
    country: str
    region: str
    lat: float
    lon: float
    kind: str


@dataclass(frozen=True, slots=True)
class Cluster:
    """Several places that lie close together at this zoom."""

    center: LatLon
    count: int
    kinds: dict[str, int]
    box: BoundingBox


@dataclass(frozen=True, slots=True)
class PlaceFeature:
    """One place, as the map needs it. An approximate one stands at its city."""

    id: str
    location: LatLon
    kind: str
    layer: str
    name: str
    approximate: bool


@dataclass(frozen=True, slots=True)
class Flow:
    """The partnerships between two groups of cities."""

    a: LatLon
    b: LatLon
    count: int
    status: dict[str, int]


@dataclass(frozen=True, slots=True)
class PartnershipFeature:
    """One partnership, as the map needs it."""

    id: str
    a: LatLon
    b: LatLon
    status: str
    name: str
    year: int | None


@dataclass(frozen=True, slots=True)
class PlacesAnswer:
    """What a viewport shows of the places."""

    clusters: list[Cluster] = field(default_factory=list)
    places: list[PlaceFeature] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class FlowsAnswer:
    """What a viewport shows of the partnerships: flows from afar, single ones closer in."""

    flows: list[Flow] = field(default_factory=list)
    partnerships: list[PartnershipFeature] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Totals:
    """How much a filter leaves."""

    memorials: int
    cities: int
    partnerships: int
    countries: int
    places: int
