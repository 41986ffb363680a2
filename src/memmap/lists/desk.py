"""Where a visitor's list lies while they work on it: in memory, never on a disk.

A desk lives as long as its page is open, and for half an hour after; a reload finds it again by
its token, which only the visitor's tab knows.
"""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from secrets import token_urlsafe
from threading import Lock
from time import monotonic
from weakref import WeakValueDictionary

from memmap.catalog import Catalog
from memmap.lists.columns import Columns, recognise
from memmap.lists.facets import ListFilter
from memmap.lists.job import Job
from memmap.lists.layer import review_layer
from memmap.lists.plan import Listing, Plan
from memmap.lists.resolving import Chain
from memmap.lists.review import Review
from memmap.lists.sheet import Sheet
from memmap.model import Layer

KEPT_S = 30 * 60
"""Seconds that a desk is kept after its page was closed."""
MAX_KEPT_CELLS = 20_000_000
"""Cells of all lists that are kept; about a gigabyte. The one left longest ago goes first."""
MAX_KEPT = 200


@dataclass(eq=False)
class Desk:
    """A visitor's list and their work on it.

    Attributes:
        file: The name of the file.
        sheets: What was read of it.
        columns: What the columns of each sheet hold.
        workbook: Its bytes, where it is a workbook that a download keeps.
        job: The review, once it was begun.
        wanted: The filter of the layer.
        at: The number of the question under review, -1 for the first that waits.
        token: What the visitor's tab knows it by.
        map_key: What the map asks its layer by.
    """

    file: str
    sheets: tuple[Sheet, ...]
    columns: list[Columns]
    workbook: bytes = b""
    job: Job | None = None
    wanted: ListFilter = field(default_factory=ListFilter)
    at: int = -1
    token: str = field(default_factory=token_urlsafe)
    map_key: str = field(default_factory=token_urlsafe)
    _shown: "_Shown | None" = None
    _lock: Lock = field(default_factory=Lock)

    @classmethod
    def of(cls, file: str, sheets: tuple[Sheet, ...], workbook: bytes = b"") -> "Desk":
        """Return a desk with a list on it, its columns known by their names."""
        return cls(file, sheets, [recognise(sheet.columns) for sheet in sheets], workbook)

    @property
    def cells(self) -> int:
        """How many cells it holds."""
        return sum(len(sheet.rows) * len(sheet.columns) for sheet in self.sheets)

    def listing(self, sheet: int) -> Listing:
        """Return a sheet with what its columns hold."""
        return Listing(self.sheets[sheet], self.columns[sheet])

    def begin(self, plan: Plan, open_chain: Callable[[], Chain]) -> Job:
        """Begin a review, in place of an earlier one."""
        if self.job:
            self.job.cancel()
        self.at, self.wanted = -1, ListFilter()
        self.job = Job(open_chain, Review(plan))
        return self.job

    def shown(self) -> "_Shown":
        """Return the layer of what is placed for certain, as far as the filter leaves it."""
        review = self.job.review if self.job else Review(Plan(()))
        with self._lock:
            if self._shown is None or not self._shown.is_of(review, self.wanted):
                layer = review_layer(review, self.file, self.wanted)
                self._shown = _Shown(review, self.wanted, layer, token_urlsafe(6))
            return self._shown


@dataclass(eq=False)
class _Shown:
    """A layer with what it was made of. ``version`` changes with every change of it."""

    review: Review
    wanted: ListFilter
    layer: Layer
    version: str
    _lock: Lock = field(default_factory=Lock)

    def is_of(self, review: Review, wanted: ListFilter) -> bool:
        """Return whether the layer was made of these."""
        return self.review is review and self.wanted is wanted

    @cached_property
    def _catalog(self) -> Catalog:
        return Catalog.of_layer(self.layer, self.version)

    @property
    def catalog(self) -> Catalog:
        """The layer's answers to the map, made when it first asks."""
        with self._lock:
            return self._catalog


class Desks:
    """Every desk of this process."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._lock = Lock()
        self._by_token: WeakValueDictionary[str, Desk] = WeakValueDictionary()
        self._by_key: WeakValueDictionary[str, Desk] = WeakValueDictionary()
        self._kept: OrderedDict[str, tuple[float, Desk]] = OrderedDict()

    def keep(self, desk: Desk) -> None:
        """Keep a desk from now on for ``KEPT_S`` seconds, others as far as there is room."""
        with self._lock:
            self._by_token[desk.token] = self._by_key[desk.map_key] = desk
            self._kept[desk.token] = (self._clock(), desk)
            self._kept.move_to_end(desk.token)
            self._tidy()

    def forget(self, desk: Desk) -> None:
        """Drop a desk at once."""
        if desk.job:
            desk.job.cancel()
        with self._lock:
            self._kept.pop(desk.token, None)
            self._by_token.pop(desk.token, None)
            self._by_key.pop(desk.map_key, None)

    def by_token(self, token: str) -> Desk | None:
        """Return the desk of a tab, or None where there is none any more."""
        with self._lock:
            self._tidy()
            return self._by_token.get(token)

    def by_map_key(self, key: str) -> Desk | None:
        """Return the desk whose layer a map asks for, or None where there is none any more."""
        with self._lock:
            return self._by_key.get(key)

    def _tidy(self) -> None:
        cells = sum(desk.cells for _since, desk in self._kept.values())
        while self._kept:
            since, oldest = next(iter(self._kept.values()))
            crowded = len(self._kept) > 1 and (cells > MAX_KEPT_CELLS or len(self._kept) > MAX_KEPT)
            if not crowded and self._clock() - since <= KEPT_S:
                return
            self._kept.popitem(last=False)
            cells -= oldest.cells


@lru_cache(maxsize=1)
def desks() -> Desks:
    """Return the desks of this process."""
    return Desks()
