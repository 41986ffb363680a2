"""The chain: the gazetteer first, then the online geocoders that the operator switched on."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Protocol

from memmap.config import Config
from memmap.geocoding.cache import AnswerCache
from memmap.geocoding.company import company_of
from memmap.geocoding.index import Progress, ensure_index
from memmap.geocoding.places import PlaceIndex
from memmap.geocoding.providers import PROVIDERS, open_geocoder
from memmap.geocoding.resolution import (
    Candidate,
    Company,
    Query,
    Resolution,
    ResolutionStatus,
    resolution,
)
from memmap.lock import GEONAMES


class Link(Protocol):
    """What the chain asks, one after another."""

    def candidates(self, query: Query, limit: int = 8) -> list[Candidate]:
        """Return the places that a query may mean, the best first."""


class OnlineLink(Link, Protocol):
    """A link that may fail: ``trouble`` says what went wrong last, if anything."""

    trouble: str


class Resolver:
    """Resolves queries through a chain of geocoders; stops at the first sure answer."""

    def __init__(self, gazetteer: PlaceIndex, online: Sequence[OnlineLink] = ()) -> None:
        self.gazetteer = gazetteer
        self._online = tuple(online)
        self._chain: tuple[Link, ...] = (gazetteer, *online)

    def resolve(self, query: Query) -> Resolution:
        """Return the best resolution of the chain; doubtful ones keep all candidates."""
        best = resolution(query, [])
        for link in self._chain:
            answer = resolution(query, link.candidates(query))
            if answer.status is ResolutionStatus.RESOLVED:
                return answer
            if best.status is ResolutionStatus.NOT_FOUND:
                best = answer
        return best

    def resolve_all(self, queries: Iterable[Query]) -> list[Resolution]:
        """Return the resolutions of a list, the doubtful ones reconsidered beside the sure ones.

        What a list says can put another candidate first, or make a sure one doubtful if a namesake
        lies among the others; it never makes one sure.
        """
        alone = [self.resolve(query) for query in queries]
        company = company_of(alone)
        return [self.reconsidered(answer, company) for answer in alone]

    def reconsidered(self, answer: Resolution, company: Company | None) -> Resolution:
        """Return an answer of the gazetteer anew, in the company of the others of its list."""
        online = any(candidate.geocoder != GEONAMES for candidate in answer.candidates)
        if company is None or len(answer.candidates) < 2 or online:
            return answer
        query = replace(answer.query, company=company)
        return replace(resolution(query, self.gazetteer.candidates(query)), query=answer.query)

    @property
    def troubles(self) -> list[str]:
        """What went wrong last with each online geocoder, if anything."""
        return [link.trouble for link in self._online if link.trouble]

    def suggest(self, text: str, language: str, limit: int = 8) -> list[Candidate]:
        """Return the places of the gazetteer that a text may be the beginning of."""
        return self.gazetteer.suggest(text, language, limit)


@lru_cache(maxsize=4)
def resolver(config: Config, progress: Progress | None = None) -> Resolver:
    """Return the resolver of a configuration, its index compiled first where it is absent."""
    online = [_online(name, config) for name in config.geocoders]
    return Resolver(PlaceIndex(ensure_index(config.cache, progress)), online)


def fresh_resolver(config: Config) -> Resolver:
    """Return a resolver of its own for one batch of a process that lives long.

    Its online geocoders are asked again though they failed in another batch, and what they say went
    wrong is of this batch alone. The gazetteer is shared.
    """
    offline = resolver(config.offline)
    return Resolver(offline.gazetteer, [_online(name, config) for name in config.geocoders])


def _online(name: str, config: Config) -> OnlineLink:
    from memmap.geocoding.online import OnlineGeocoder  # noqa: PLC0415 - geopy is slow to import

    geocoder = open_geocoder(name, config.user_agent, config.geocoder_url)
    return OnlineGeocoder(PROVIDERS[name], geocoder, AnswerCache(config.cache / "answers.sqlite"))
