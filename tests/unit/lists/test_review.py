"""A review: nothing doubtful is placed, decisions can be taken together and taken back."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.lists.conftest import candidate

from memmap.lists.answers import PERSON, Answer, Doubt, Status
from memmap.lists.plan import Plan, Question
from memmap.lists.review import LEAVE_OUT, Decision, Review
from memmap.model import LatLon

LIST = "name,country\nVolgograd,RU\nSpringfield,US\nNowhere,\nspringfield,us\nVolgogrud,\n"
Reviewed = Callable[..., Review]


def test_only_what_is_certain_is_placed(reviewed: Reviewed) -> None:
    review = reviewed(LIST)

    assert [bool(review.placed(n)) for n in range(5)] == [True, False, False, False, False]
    assert review.doubtful == (1, 2, 3, 4)
    assert review.counts == {Status.RESOLVED: 1, Status.AMBIGUOUS: 3, Status.NOT_FOUND: 1}


def test_a_candidate_that_a_person_takes_is_placed(reviewed: Reviewed) -> None:
    review = reviewed(LIST)
    second = review.answers[1].candidates[1]

    decided = review.decide([1], Decision(second))

    assert decided.placed(1) == second
    assert decided.status(1) is Status.RESOLVED
    assert decided.doubtful == (2, 3, 4)
    assert review.doubtful == (1, 2, 3, 4)


def test_a_place_chosen_on_the_map_is_placed_by_hand(reviewed: Reviewed) -> None:
    review = reviewed(LIST).place([2], LatLon(1, 2))
    placed = review.placed(2)

    assert review.status(2) is Status.PLACED
    assert placed
    assert (placed.location, placed.geocoder, placed.name) == (LatLon(1, 2), PERSON, "Nowhere")


def test_a_row_left_out_is_nowhere_and_waits_no_more(reviewed: Reviewed) -> None:
    review = reviewed(LIST).decide([2], LEAVE_OUT)

    assert review.placed(2) is None
    assert review.status(2) is Status.LEFT_OUT
    assert 2 not in review.doubtful


def test_rows_that_ask_the_same_can_be_decided_together(reviewed: Reviewed) -> None:
    review = reviewed(LIST)

    assert review.same(1) == (1, 3)
    assert review.decide(review.same(1), LEAVE_OUT).doubtful == (2, 4)


def test_rows_that_wait_for_the_same_reason_can_be_decided_together(reviewed: Reviewed) -> None:
    review = reviewed(LIST + "Volgogrud,RU\n")

    decided = review.take_first(review.doubted_alike(4))

    assert review.doubted_alike(4) == (4, 5)
    assert decided.doubtful == (1, 2, 3)
    assert decided.undo().doubtful == review.doubtful


def test_what_has_no_candidate_cannot_be_taken(reviewed: Reviewed) -> None:
    review = reviewed(LIST)

    assert review.take_first([2]) == review


def test_a_question_that_is_not_there_cannot_be_decided(reviewed: Reviewed) -> None:
    with pytest.raises(IndexError):
        reviewed(LIST).decide([99], LEAVE_OUT)


def test_decisions_can_be_taken_while_answers_still_come() -> None:
    questions = tuple(Question(n, f"Town {n}") for n in range(3))
    doubt = Answer(Status.AMBIGUOUS, Doubt.NAMESAKES)

    review = Review(Plan(questions)).answered((doubt,)).decide([0], LEAVE_OUT).answered((doubt,))

    assert review.doubtful == (1,)
    assert [question.name for question in review.left] == ["Town 2"]
    assert review.status(2) is None


TOWN = candidate("Town", "RU", "", 1, 2, 3, 0.9)
STEPS = st.lists(
    st.tuples(
        st.lists(st.integers(0, 5), min_size=1, max_size=4),
        st.sampled_from([LEAVE_OUT, Decision(TOWN)]),
    ),
    max_size=8,
)


@given(STEPS)
def test_undo_takes_back_each_step_in_turn(steps: list[tuple[list[int], Decision]]) -> None:
    review = Review(Plan(tuple(Question(n, str(n)) for n in range(6))))
    states = [review.decisions]
    for numbers, decision in steps:
        review = review.decide(numbers, decision)
        states.append(review.decisions)

    for before in reversed(states[:-1]):
        review = review.undo()
        assert dict(review.decisions) == dict(before)
    assert review.undo() == review
