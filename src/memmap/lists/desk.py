"""Where a visitor's list lies while they work on it: in memory, never on a disk.

A desk lives as long as its page is open, and for half an hour after; a reload finds it again by
its token, which only the visitor's tab knows.
"""

from collections import Counter, OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from secrets import token_urlsafe
from threading import Lock
from time import monotonic
from weakref import WeakValueDictionary

from memmap.catalog import Catalog
from memmap.geocoding import Candidate
from memmap.lists.columns import Columns, recognise
from memmap.lists.decided import Decided
from memmap.lists.facets import ListFilter, facets_of, years_of
from memmap.lists.job import Job
from memmap.lists.layer import review_layer
from memmap.lists.plan import Listing, Plan, make_plan
from memmap.lists.readers import Reading, read_list
from memmap.lists.resolving import Chain
from memmap.lists.review import Decision, Review
from memmap.lists.sheet import Sheet
from memmap.lists.writers.lock import decisions_of
from memmap.lists.writers.source import Source
from memmap.lock import lock_text
from memmap.model import LatLon, Layer
from memmap.view import Viewport

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
        data: The bytes of the file: it can be read again, and a workbook can be kept.
        reading: What the visitor said of how to read it.
        earlier: Decisions that the visitor brought with it.
        online: Whether the visitor agreed that online geocoders are asked.
        chosen: The numbers of the sheets of places and of partnerships, -1 for none.
        job: The review, once it was begun.
        wanted: The filter of the layer.
        facets: The columns that the layer can be filtered by, with their texts.
        years: The first and the last year of the list.
        at: The number of the question under review, -1 for the first that waits.
        found: Candidates of a second search, by question.
        pin: Where the visitor clicked for the question under review.
        camera: The view that shows the whole layer.
        token: What the visitor's tab knows it by.
        map_key: What the map asks its layer by.
    """

    file: str
    sheets: tuple[Sheet, ...]
    columns: list[Columns]
    data: bytes = b""
    reading: Reading = field(default_factory=Reading)
    earlier: Decided | None = None
    online: bool = False
    chosen: tuple[int, int] = (-1, -1)
    job: Job | None = None
    wanted: ListFilter = field(default_factory=ListFilter)
    facets: dict[str, Counter[str]] = field(default_factory=dict)
    years: tuple[int, int] | None = None
    at: int = -1
    found: dict[int, tuple[Candidate, ...]] = field(default_factory=dict)
    pin: LatLon | None = None
    camera: Viewport | None = None
    token: str = field(default_factory=token_urlsafe)
    map_key: str = field(default_factory=token_urlsafe)
    _shown: "_Shown | None" = None
    _decided: tuple[Mapping[int, Decision], bytes] | None = None
    _lock: Lock = field(default_factory=Lock)

    @classmethod
    def read(cls, file: str, data: bytes, reading: Reading | None = None) -> "Desk":
        """Return a desk with the list of a file on it, its columns known by their names.

        Raises:
            ListError: It cannot be read.
        """
        said = reading or Reading()
        sheets = read_list(file, data, said)
        columns = [recognise(sheet.columns) for sheet in sheets]
        return cls(file, sheets, columns, data, said, chosen=_chosen(columns))

    def add_file(self, file: str, data: bytes) -> None:
        """Add the sheets of a second file, such as a list of partnerships.

        Raises:
            ListError: It cannot be read.
        """
        sheets = read_list(file, data)
        self.sheets += sheets
        self.columns += [recognise(sheet.columns) for sheet in sheets]
        self.chosen = _chosen(self.columns)

    def read_again(self, reading: Reading) -> None:
        """Read the first file again in another way; second files have to be brought again.

        Raises:
            ListError: It cannot be read so; the desk stays as it is.
        """
        again = Desk.read(self.file, self.data, reading)
        self.sheets, self.columns = again.sheets, again.columns
        self.reading, self.chosen = reading, again.chosen

    @property
    def cells(self) -> int:
        """How many cells it holds."""
        return sum(len(sheet.rows) * len(sheet.columns) for sheet in self.sheets)

    @property
    def source(self) -> Source:
        """The file that downloads are made of."""
        return Source.of(self.file, self.data)

    def plan(self) -> Plan:
        """Return the plan of the chosen sheets."""
        places, pairs = (self._listing(number) for number in self.chosen)
        return make_plan(places, pairs)

    def _listing(self, number: int) -> Listing | None:
        return Listing(self.sheets[number], self.columns[number]) if number >= 0 else None

    def begin(self, open_chain: Callable[[], Chain], decided: Decided | None = None) -> Job:
        """Begin a review of the chosen sheets, in place of an earlier one.

        Args:
            open_chain: Opens what answers.
            decided: Earlier decisions to begin with.
        """
        if self.job:
            self.job.cancel()
        self.at, self.wanted, self.pin, self.found = -1, ListFilter(), None, {}
        review = Review(self.plan())
        listing = review.plan.places or review.plan.pairs
        self.facets = facets_of(listing) if listing else {}
        self.years = years_of(listing) if listing else None
        self.job = Job(open_chain, decided.apply(review) if decided else review)
        return self.job

    def end_review(self) -> None:
        """Go back to the columns; what was decided holds for the review that begins next."""
        if self.job:
            self.job.cancel()
            self.earlier = Decided.of(decisions_of(self.job.review, in_review=True))
        self.job = self.camera = None

    @property
    def decided(self) -> bytes:
        """What was decided in the review as a lock file, made anew where that has changed."""
        if self.job is None:
            return b""
        review = self.job.review
        if self._decided is None or self._decided[0] is not review.decisions:
            lock = lock_text(decisions_of(review, in_review=True)).encode()
            self._decided = (review.decisions, lock)
        return self._decided[1]

    def shown(self) -> "_Shown":
        """Return the layer of what is placed for certain, as far as the filter leaves it."""
        review = self.job.review if self.job else Review(Plan(()))
        with self._lock:
            if self._shown is None or not self._shown.is_of(review, self.wanted):
                layer = review_layer(review, self.file, self.wanted)
                self._shown = _Shown(review, self.wanted, layer, token_urlsafe(6))
            return self._shown


def _chosen(columns: list[Columns]) -> tuple[int, int]:
    """Return the first sheet that holds places alone, and the first of partnerships, -1 for none.

    Where no column is known, the first sheet is one of places: the visitor says which is what.
    """
    pairs = next((i for i, one in enumerate(columns) if one.has_pairs), -1)
    places = next((i for i, one in enumerate(columns) if one.has_places and not one.has_pairs), -1)
    return (0, -1) if places == pairs == -1 else (places, pairs)


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
