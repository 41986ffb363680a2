"""A list's questions are answered in chunks; what is doubtful says why."""

from collections.abc import Callable

import pytest
from tests.unit.lists.conftest import FewTowns, listing

from memmap.lists.answers import Answer, Doubt, Status, doubt_label, status_label
from memmap.lists.plan import make_plan
from memmap.lists.resolving import Answering
from memmap.lists.review import LEAVE_OUT, Review
from memmap.model import LatLon

Reviewed = Callable[..., Review]


@pytest.mark.parametrize(
    ("row", "status", "doubt"),
    [
        ("Volgograd,,,", Status.RESOLVED, Doubt.NONE),
        ("Springfield,US,,", Status.AMBIGUOUS, Doubt.NAMESAKES),
        ("Volgogrud,,,", Status.AMBIGUOUS, Doubt.SPELLING),
        ("Nowhere,,,", Status.NOT_FOUND, Doubt.UNKNOWN_NAME),
        (",Russia,,", Status.NOT_FOUND, Doubt.NO_NAME),
        ("A grave,Russia,48.7,44.5", Status.RESOLVED, Doubt.NONE),
        ("A grave,,48.7,44.5", Status.RESOLVED, Doubt.NONE),
        ("A grave,Atlantis,48.7,44.5", Status.RESOLVED, Doubt.NONE),
        ("A grave,Russia,44.5,60.7", Status.AMBIGUOUS, Doubt.SWAPPED),
        ("A grave,Russia,131.9,43.1", Status.AMBIGUOUS, Doubt.SWAPPED),
        ("A grave,,131.9,43.1", Status.AMBIGUOUS, Doubt.SWAPPED),
        ("Volgograd,,44.51,48.71", Status.AMBIGUOUS, Doubt.SWAPPED),
        ("Volgograd,,48.7,44.5", Status.RESOLVED, Doubt.NONE),
        ("Volgogrud,,44.51,48.71", Status.RESOLVED, Doubt.NONE),
        ("A grave,Russia,-33.9,18.4", Status.AMBIGUOUS, Doubt.OUTSIDE),
        ("A grave,,0,0", Status.AMBIGUOUS, Doubt.NULL_ISLAND),
        ("Volgograd,Russia,east,west", Status.AMBIGUOUS, Doubt.BAD_COORDINATES),
        ("Volgograd,Russia,48.7,", Status.AMBIGUOUS, Doubt.BAD_COORDINATES),
    ],
)
def test_a_row_is_found_or_says_why_not(
    reviewed: Reviewed, row: str, status: Status, doubt: Doubt
) -> None:
    answer = reviewed(f"name,country,lat,lon\n{row}\n").answers[0]

    assert (answer.status, answer.doubt) == (status, doubt)


def test_exchanged_coordinates_are_offered_the_other_way_round(reviewed: Reviewed) -> None:
    answer = reviewed("name,country,lat,lon\nA grave,Russia,44.5,60.7\n").answers[0]

    assert answer.candidates[0].location == LatLon(60.7, 44.5)


def test_a_row_with_coordinates_is_asked_of_nobody(chain: FewTowns) -> None:
    plan = make_plan(listing("name,country,lat,lon\nA grave,,48.7,44.5\nMinsk,BY,53.9,27.6\n"))

    [answers] = Answering(chain).chunks(plan.questions)

    assert [answer.status for answer in answers] == [Status.RESOLVED, Status.RESOLVED]
    assert chain.asked == []


def test_a_namesake_at_the_exchanged_point_in_another_country_says_nothing(
    reviewed: Reviewed,
) -> None:
    answer = reviewed("name,country,lat,lon\nMinsk,IR,27.6,53.9\n").answers[0]

    assert answer.status is Status.RESOLVED


def test_what_was_asked_before_is_not_asked_again(chain: FewTowns) -> None:
    plan = make_plan(listing("name\nMinsk\nMinsk\nBrest\nMinsk\n"))

    [answers] = Answering(chain).chunks(plan.questions)

    assert len(answers) == 4
    assert len(chain.asked) == 2


def test_chunks_end_with_time_and_the_rest_can_go_on_later(chain: FewTowns) -> None:
    review = Review(make_plan(listing("name\nMinsk\nBrest\nOrel\nKursk\nTula\n")))
    ticks = iter(range(100))
    answering = Answering(chain)

    first = next(answering.chunks(review.left, clock=lambda: next(ticks)))
    review = review.answered(first)
    for chunk in answering.chunks(review.left, clock=lambda: 0):
        review = review.answered(chunk)

    assert len(first) == 1
    assert review.is_complete


ILLINOIS = "A mill,US,41.8,-87.7\nA school,US,40.7,-89.6\nA bridge,US,40.1,-88.2\n"


def test_the_namesake_near_the_sure_places_of_a_list_comes_first(reviewed: Reviewed) -> None:
    alone = reviewed("name,country\nSpringfield,US\n").answers[-1]
    beside = reviewed(f"name,country,lat,lon\n{ILLINOIS}Springfield,US,,\n").answers[-1]

    assert alone.candidates[0].region == "US-MO"
    assert beside.candidates[0].region == "US-IL"
    assert beside.status is Status.AMBIGUOUS


def test_coordinates_of_the_list_stand_whatever_lies_near(reviewed: Reviewed) -> None:
    review = reviewed(f"name,country,lat,lon\n{ILLINOIS}Springfield,US,37.2,-93.3\n")

    assert review.placed(3)
    assert review.sure[-1].location == LatLon(37.2, -93.3)


def test_a_decision_stands_when_an_answer_changes(reviewed: Reviewed) -> None:
    review = reviewed("name,country\nSpringfield,US\n").decide([0], LEAVE_OUT)

    revised = review.revised({0: Answer(Status.NOT_FOUND)})

    assert revised.status(0) is Status.LEFT_OUT
    assert revised.undo().status(0) is Status.NOT_FOUND


def test_pairs_ask_once_for_each_city(reviewed: Reviewed) -> None:
    review = reviewed(
        "", "city a,city b,year\nVolgograd,Coventry,1944\nMinsk,Volgograd,\n,Minsk,\n"
    )

    assert [question.name for question in review.plan.questions] == [
        "Volgograd",
        "Coventry",
        "Minsk",
    ]
    assert [line[1:] for line in review.plan.lines] == [(0, 1), (2, 0)]
    assert review.plan.incomplete == 1


def test_pairs_find_their_cities_among_the_places(reviewed: Reviewed) -> None:
    review = reviewed(
        "name,country,lat,lon\nVolgograd,RU,48.6,44.4\nSpringfield,US,,\nSpringfield,US,,\n",
        "city a,city b,country b\nVOLGOGRAD,Coventry,GB\nVolgograd,Springfield,US\n",
    )

    assert [line[1:] for line in review.plan.lines] == [(0, 3), (0, 4)]


def test_every_status_and_doubt_has_words() -> None:
    assert all(status_label(status) for status in Status)
    assert all(doubt_label(doubt) for doubt in Doubt if doubt)
