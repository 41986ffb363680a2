"""Geocoding that works without the internet and never guesses in silence."""

from memmap.geocoding.gazetteer import Gazetteer
from memmap.geocoding.resolution import Candidate, Match, Query, Resolution, ResolutionStatus
from memmap.geocoding.resolver import Resolver, resolver

__all__ = [
    "Candidate",
    "Gazetteer",
    "Match",
    "Query",
    "Resolution",
    "ResolutionStatus",
    "Resolver",
    "resolver",
]
