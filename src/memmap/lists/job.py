"""A review that is answered in a thread of its own, while people look at it, decide and go on."""

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from operator import methodcaller
from threading import Event, Lock, Semaphore, Thread
from time import monotonic
from typing import TypeVar

from memmap.lists.resolving import Answering, Chain
from memmap.lists.review import Review

T = TypeVar("T")
_turns = Semaphore(2)
"""Reviews that are answered at once; the others wait for their turn a chunk long."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a job has come. ``rate`` is in questions per second, of this run.

    A job that has answered everything may still run: it compares the answers with each other.
    """

    done: int
    total: int
    rate: float
    running: bool
    trouble: str = ""

    @property
    def share(self) -> float:
        """The part that is done, 0 to 1."""
        return self.done / self.total if self.total else 1.0


@dataclass
class Job:
    """Holds a review that grows by answers and changes by decisions, from any thread.

    ``open_chain`` is called in the job's thread, as it may have to compile an index first.
    """

    open_chain: Callable[[], Chain]
    review: Review
    _lock: Lock = field(default_factory=Lock)
    _stop: Event = field(default_factory=Event)
    _thread: Thread | None = None
    _answering: Answering | None = None
    _begin: tuple[float, int] = (0.0, 0)
    _trouble: str = ""

    def change(self, how: Callable[[Review], Review]) -> Review:
        """Replace the review by what a function makes of it, and return that."""
        with self._lock:
            self.review = how(self.review)
            return self.review

    def start(self) -> None:
        """Answer what is left, beside; nothing happens where that is going on already."""
        with self._lock:
            if self.running or self.review.is_complete:
                return
            self._stop = Event()
            self._trouble = ""
            self._begin = (monotonic(), len(self.review.answers))
            self._thread = Thread(target=self._run, args=(self._stop,), daemon=True)
            self._thread.start()

    def cancel(self) -> None:
        """Stop after the chunk at hand; what was answered stays."""
        self._stop.set()

    def wait(self, seconds: float) -> None:
        """Wait for the thread to end, for so long at the most."""
        if self._thread:
            self._thread.join(seconds)

    @property
    def running(self) -> bool:
        """Whether answers are coming."""
        return bool(self._thread and self._thread.is_alive() and not self._stop.is_set())

    @property
    def progress(self) -> Progress:
        """How far it has come."""
        done, total = len(self.review.answers), len(self.review.plan.questions)
        begin, before = self._begin
        rate = (done - before) / max(monotonic() - begin, 0.001)
        return Progress(done, total, rate, self.running, self._trouble)

    @property
    def troubles(self) -> list[str]:
        """What went wrong with online geocoders, if anything; the list goes on without them."""
        return self._answering.chain.troubles if self._answering else []

    @property
    def chain(self) -> Chain | None:
        """What answers, once it was opened."""
        return self._answering.chain if self._answering else None

    def _run(self, stop: Event) -> None:
        try:
            if self._answering is None:
                self._answering = Answering(self.open_chain())
            for chunk in _in_turn(self._answering.chunks(self.review.left), stop):
                self.change(methodcaller("answered", chunk))
            if not stop.is_set():
                for changed in _in_turn(self._answering.beside(self.review), stop):
                    self.change(methodcaller("revised", changed))
        except (OSError, ValueError, sqlite3.Error) as error:  # the index cannot be made or read
            self._trouble = str(error) or type(error).__name__


def _in_turn(chunks: Iterator[T], stop: Event) -> Iterator[T]:
    """Yield chunks, each worked out in this job's turn, until the last or until it is stopped."""
    while not stop.is_set():
        with _turns:
            chunk = next(chunks, None)
        if chunk is None or stop.is_set():
            return
        yield chunk
