"""The map's turn: after a new filter its features are answered before anything else is worked out.

The script and the answers share one interpreter, and the visitor's browser draws the map in the
thread that lays out the page. Whoever waits for the map first, and for the numbers and the table
then, has all of them at about the same time, and the map much sooner.
"""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock, Semaphore
from time import monotonic

from memmap.filters import Filter

ANSWERS = 2
"""What a map asks for a filter: its places and its flows."""
PATIENCE = 0.25
"""Seconds, for a map that is not in sight or on a slow line."""

_lock = Lock()
_waiting: dict[str, list[Semaphore]] = defaultdict(list)


@contextmanager
def map_first(wanted: Filter, patience: float = PATIENCE) -> Iterator[None]:
    """Draw a map within this; it ends with the map's answers, or after ``patience`` seconds."""
    query, answers = wanted.query_string(), Semaphore(0)
    with _lock:
        _waiting[query].append(answers)
    try:
        yield
        until = monotonic() + patience
        for _answer in range(ANSWERS):
            answers.acquire(timeout=max(0, until - monotonic()))
    finally:
        with _lock:
            _waiting[query].remove(answers)
            if not _waiting[query]:
                del _waiting[query]


def answered(wanted: Filter) -> None:
    """Note that a map was answered."""
    with _lock:
        for answers in _waiting.get(wanted.query_string(), ()):
            answers.release()
