"""Geocoding that works without the internet and never guesses in silence."""

from typing import TYPE_CHECKING

from memmap.geocoding.places import PlaceIndex
from memmap.geocoding.resolution import (
    Candidate,
    Company,
    Match,
    Query,
    Resolution,
    ResolutionStatus,
)
from memmap.geocoding.resolver import Resolver, fresh_resolver, resolver

if TYPE_CHECKING:
    from memmap.geocoding.gazetteer import Gazetteer

__all__ = [
    "Candidate",
    "Company",
    "Gazetteer",
    "Match",
    "PlaceIndex",
    "Query",
    "Resolution",
    "ResolutionStatus",
    "Resolver",
    "fresh_resolver",
    "resolver",
]


def __getattr__(name: str) -> object:
    """Import ``Gazetteer`` when it is asked for: geopy takes longer to import than a name to find.

    Raises:
        AttributeError: There is no such name.
    """
    if name != "Gazetteer":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from memmap.geocoding.gazetteer import Gazetteer  # noqa: PLC0415

    return Gazetteer
