"""An online geocoder as one link of the chain: limited, retried, cached."""

import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures import TimeoutError as FutureTimeout
from dataclasses import dataclass
from typing import TypeVar

from geopy import Location
from geopy.exc import (
    GeocoderAuthenticationFailure,
    GeocoderInsufficientPrivileges,
    GeocoderQueryError,
    GeocoderQuotaExceeded,
    GeocoderRateLimited,
    GeocoderServiceError,
    GeocoderTimedOut,
    GeocoderUnavailable,
    GeopyError,
)
from geopy.extra.rate_limiter import RateLimiter
from geopy.geocoders.base import Geocoder

from memmap.geocoding.answers import Answer, candidates, kept
from memmap.geocoding.cache import AnswerCache
from memmap.geocoding.providers import Provider, asked
from memmap.geocoding.resolution import Candidate, Query

T = TypeVar("T")


class TooBusy(GeocoderQuotaExceeded):  # type: ignore[misc]
    """The provider asks to be left alone for longer than a batch waits."""


class Deadline(GeocoderTimedOut):  # type: ignore[misc]
    """The whole answer took too long, however steadily it dripped."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a provider is waited for, in seconds, and how often it is asked again.

    Attributes:
        answer: For a whole answer.
        retries: After a fault that passes.
        wait: Between two attempts.
        longest_wait: That a provider may ask for; if it asks for more it is asked no further.
        failures: In a row, after which it is asked no further.
    """

    answer: float = 30.0
    retries: int = 2
    wait: float = 5.0
    longest_wait: float = 60.0
    failures: int = 3


_REFUSALS = (GeocoderAuthenticationFailure, GeocoderInsufficientPrivileges, TooBusy)
_PASSING = (GeocoderTimedOut, GeocoderUnavailable, GeocoderServiceError)


class OnlineGeocoder:
    """A provider's geocoder, asked at its pace and never twice the same.

    After a few queries in a row that failed, or when it refuses, it is asked no more in this
    process: the rest of a batch goes on without it, and a later run asks only what was not
    answered. Processes that share a cache share the pace.
    """

    def __init__(
        self,
        provider: Provider,
        geocoder: Geocoder,
        cache: AnswerCache,
        patience: Patience = Patience(),
    ) -> None:
        self._provider = provider
        self._cache = cache
        self._patience = patience
        self._failed = 0
        self.trouble = ""
        self._ask = RateLimiter(
            geocoder.geocode,
            min_delay_seconds=provider.seconds,
            max_retries=0,
            error_wait_seconds=max(5.0, provider.seconds),
            swallow_exceptions=False,
        )

    @property
    def attribution(self) -> str:
        """What must be shown beside its answers."""
        return self._provider.attribution

    def candidates(self, query: Query, limit: int = 8) -> list[Candidate]:
        """Return the provider's candidates; none where it could not be asked.

        A failure is not kept: the query is asked again the next time. ``trouble`` says what it was.
        """
        found = self._cache.get(self._provider.id, query)
        if found is None:
            found = self._asked(query, limit)
            if found is None:
                return []
            if self._provider.may_store:
                self._cache.put(self._provider.id, query, found)
        return candidates(found, query, self._provider.id)

    def _asked(self, query: Query, limit: int) -> Answer | None:
        if self._failed >= self._patience.failures:
            return None
        try:
            found = self._retried(query, limit)
        except GeocoderQueryError as error:  # this query's fault
            self._say(error)
            return None
        except (GeopyError, ValueError, KeyError, TypeError, AttributeError) as error:
            refused = isinstance(error, _REFUSALS)
            self._failed = self._patience.failures if refused else self._failed + 1
            self._say(error)
            return None
        self._failed = 0
        return found

    def _say(self, error: Exception) -> None:
        self.trouble = f"{self._provider.id}: {type(error).__name__}: {error}"[:300]

    def _retried(self, query: Query, limit: int) -> Answer:
        for _attempt in range(self._patience.retries):
            try:
                return self._request(query, limit)
            except GeocoderRateLimited as error:
                self._wait(error.retry_after)
            except (GeocoderQueryError, *_REFUSALS):
                raise
            except _PASSING:
                self._wait(None)
        return self._request(query, limit)

    def _wait(self, asked: float | None) -> None:
        seconds = self._patience.wait if asked is None else asked
        if seconds > self._patience.longest_wait:
            raise TooBusy(f"it asks not to be asked for {seconds:.0f} s")
        time.sleep(seconds)

    def _request(self, query: Query, limit: int) -> Answer:
        time.sleep(self._cache.turn(self._provider.id, self._provider.seconds))
        options = asked(self._provider, query) | {"exactly_one": False, "limit": limit}
        locations: list[Location] = (
            _within(self._patience.answer, lambda: self._ask(query.text, **options)) or []
        )
        return [kept(location) for location in locations]


def _within(seconds: float, work: Callable[[], T]) -> T:
    """Return the result of work that is given up after so many seconds.

    A time-out on the socket is none for a server that sends a byte now and then.
    """
    answer: Future[T] = Future()

    def run() -> None:
        try:
            answer.set_result(work())
        except BaseException as error:  # noqa: BLE001 - handed over to who waits
            answer.set_exception(error)

    threading.Thread(target=run, daemon=True).start()
    try:
        return answer.result(seconds)
    except FutureTimeout as error:
        if answer.done():
            raise
        raise Deadline(f"no whole answer in {seconds:g} s") from error
