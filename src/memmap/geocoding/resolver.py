"""The chain: the gazetteer first, then the online geocoders that the operator switched on."""

from functools import lru_cache

from memmap.config import Config
from memmap.geocoding.cache import AnswerCache
from memmap.geocoding.gazetteer import Gazetteer
from memmap.geocoding.index import Progress, ensure_index
from memmap.geocoding.online import Link, OnlineGeocoder
from memmap.geocoding.providers import PROVIDERS, open_geocoder
from memmap.geocoding.resolution import (
    Candidate,
    Query,
    Resolution,
    ResolutionStatus,
    resolution,
)


class Resolver:
    """Resolves queries through a chain of geocoders; stops at the first sure answer."""

    def __init__(self, gazetteer: Gazetteer, online: list[Link]) -> None:
        self.gazetteer = gazetteer
        self._chain: list[Link] = [gazetteer, *online]

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

    @property
    def troubles(self) -> list[str]:
        """What went wrong last with each online geocoder, if anything."""
        return [
            link.trouble
            for link in self._chain
            if isinstance(link, OnlineGeocoder) and link.trouble
        ]

    def suggest(self, text: str, language: str, limit: int = 8) -> list[Candidate]:
        """Return the places of the gazetteer that a text may be the beginning of."""
        return self.gazetteer.suggest(text, language, limit)


@lru_cache(maxsize=4)
def resolver(config: Config, progress: Progress | None = None) -> Resolver:
    """Return the resolver of a configuration, its index compiled first where it is absent.

    Raises:
        ValueError: The configuration names an unknown geocoder, or one without a user agent.
    """
    online: list[Link] = []
    for name in config.geocoders:
        geocoder = open_geocoder(name, config.user_agent, config.geocoder_url)
        cache = AnswerCache(config.cache / "answers.sqlite")
        online.append(OnlineGeocoder(PROVIDERS[name], geocoder, cache))
    return Resolver(Gazetteer(ensure_index(config.cache, progress)), online)
