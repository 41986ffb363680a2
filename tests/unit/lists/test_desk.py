"""A visitor's list: answered in the background, found again by its tab, dropped in the end."""

import gc
from threading import Event

import pytest
from tests.unit.lists.conftest import FewTowns, listing

from memmap.filters import Filter
from memmap.geocoding import Query, Resolution
from memmap.geodesy import TileRange
from memmap.lists.decided import Decided
from memmap.lists.desk import KEPT_S, Desk, Desks
from memmap.lists.facets import ListFilter
from memmap.lists.job import Job
from memmap.lists.plan import make_plan
from memmap.lists.review import LEAVE_OUT, Review
from memmap.lists.writers.lock import decisions_of
from memmap.model import LatLon

WORLD = TileRange(2, 0, 3, 0, 3)
PATIENCE_S = 20


class SlowTowns(FewTowns):
    """Waits at the second question until it may go on."""

    def __init__(self) -> None:
        super().__init__()
        self.reached, self.go = Event(), Event()

    def resolve(self, query: Query) -> Resolution:
        if len(self.asked) == 1:
            self.reached.set()
            self.go.wait(PATIENCE_S)
        return super().resolve(query)


def desk_with(text: str) -> Desk:
    return Desk.read("list.csv", text.encode())


def done(job: Job) -> Review:
    job.start()
    job.wait(PATIENCE_S)
    return job.review


def test_a_job_answers_everything_in_the_background(chain: FewTowns) -> None:
    job = Job(lambda: chain, Review(make_plan(listing("name\nMinsk\nNowhere\n"))))

    review = done(job)

    assert review.is_complete
    assert (job.progress.done, job.progress.total, job.progress.running) == (2, 2, False)
    assert job.progress.share == 1


def test_a_job_can_be_stopped_and_goes_on_where_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("memmap.lists.resolving.MAX_CHUNK", 1)
    chain = SlowTowns()
    job = Job(lambda: chain, Review(make_plan(listing("name\nMinsk\nBrest\nOrel\n"))))
    job.start()
    chain.reached.wait(PATIENCE_S)

    job.cancel()
    chain.go.set()
    job.wait(PATIENCE_S)
    stopped = len(job.review.answers)
    review = done(job)

    assert stopped == 1
    assert review.is_complete
    assert [query.text for query in chain.asked] == ["Minsk", "Brest", "Orel"]


def test_decisions_taken_while_a_job_runs_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("memmap.lists.resolving.MAX_CHUNK", 1)
    chain = SlowTowns()
    job = Job(lambda: chain, Review(make_plan(listing("name\nNowhere\nMinsk\n"))))
    job.start()
    chain.reached.wait(PATIENCE_S)

    job.change(lambda review: review.decide([0], LEAVE_OUT))
    chain.go.set()
    job.wait(PATIENCE_S)

    assert job.review.is_complete
    assert job.review.doubtful == ()


def test_an_index_that_cannot_be_made_is_said() -> None:
    def broken() -> FewTowns:
        raise OSError("No space left on device")

    job = Job(broken, Review(make_plan(listing("name\nMinsk\n"))))
    done(job)

    assert job.progress.trouble == "No space left on device"
    assert not job.progress.running


def test_the_map_shows_what_is_decided_and_filtered(chain: FewTowns) -> None:
    desk = desk_with("name,kind\nMinsk,a\nVolgograd,b\nCoventry,a\n")
    done(desk.begin(lambda: chain))
    before = desk.shown()

    desk.wanted = ListFilter({"kind": frozenset({"b"})})
    after = desk.shown()

    assert len(before.layer.places) == 3
    assert [p.name for p in after.catalog.places(Filter(), WORLD).places] == ["Volgograd"]
    assert before.version != after.version
    assert desk.shown() is after


def test_a_second_file_of_partnerships_joins_the_first(chain: FewTowns) -> None:
    desk = desk_with("name\nMinsk\nVolgograd\n")
    desk.add_file("pairs.csv", b"city a,city b\nMinsk,Volgograd\n")

    done(desk.begin(lambda: chain))

    assert desk.chosen == (0, 1)
    assert len(desk.shown().layer.pairs) == 1


def test_a_list_of_unknown_columns_is_one_of_places() -> None:
    assert desk_with("Wo;Was\nMinsk;x\n").chosen == (0, -1)


def test_earlier_decisions_hold_for_a_new_review(chain: FewTowns) -> None:
    desk = desk_with("name\nNowhere\n")
    before = done(desk.begin(lambda: chain)).place([0], LatLon(1, 2))

    review = done(desk.begin(lambda: chain, Decided.of(decisions_of(before))))

    place = review.placed(0)
    assert place
    assert place.location == (1, 2)


def test_a_desk_without_a_review_shows_nothing() -> None:
    assert desk_with("name\nMinsk\n").shown().layer.places == ()


def test_a_tab_finds_its_desk_by_its_token_and_the_map_by_its_key() -> None:
    desks, desk = Desks(), desk_with("name\nMinsk\n")
    desks.keep(desk)

    assert desks.by_token(desk.token) is desk
    assert desks.by_map_key(desk.map_key) is desk
    assert desks.by_token(desk.map_key) is None
    assert len(desk.token) >= 40


def test_a_desk_is_dropped_half_an_hour_after_its_page_was_closed() -> None:
    now = [0.0]
    desks, desk = Desks(lambda: now[0]), desk_with("name\nMinsk\n")
    desks.keep(desk)
    token = desk.token

    now[0] = KEPT_S + 1
    open_page = desks.by_token(token)
    del desk, open_page
    gc.collect()

    assert desks.by_token(token) is None


def test_a_desk_lives_as_long_as_its_page_is_open() -> None:
    now = [0.0]
    desks, desk = Desks(lambda: now[0]), desk_with("name\nMinsk\n")
    desks.keep(desk)

    now[0] = 100 * KEPT_S

    assert desks.by_token(desk.token) is desk
    assert desks.by_map_key(desk.map_key) is desk


def test_the_desk_left_longest_ago_goes_when_there_is_no_room(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("memmap.lists.desk.MAX_KEPT_CELLS", 2)
    desks = Desks()
    tokens = []
    for _n in range(3):
        desk = desk_with("name\nMinsk\n")
        tokens.append(desk.token)
        desks.keep(desk)
    del desk
    gc.collect()

    assert [desks.by_token(token) is None for token in tokens] == [True, False, False]


def test_a_visitor_can_have_a_list_forgotten_at_once() -> None:
    desks, desk = Desks(), desk_with("name\nMinsk\n")
    desks.keep(desk)

    desks.forget(desk)

    assert desks.by_token(desk.token) is None
    assert desks.by_map_key(desk.map_key) is None
