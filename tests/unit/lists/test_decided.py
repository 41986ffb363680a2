"""Earlier decisions beside a list that was changed since: what the list brings goes first."""

from collections.abc import Callable

import pytest

from memmap.lists.answers import Status
from memmap.lists.decided import Decided
from memmap.lists.review import LEAVE_OUT, Decision, Review
from memmap.lists.writers.lock import decisions_of
from memmap.model import LatLon

Reviewed = Callable[[str], Review]
THREE = "name,lat,lon\nObelisk,10,20\nGrave,11,21\nObelisk,12,22\n"


def points(review: Review) -> list[LatLon | None]:
    found = [review.placed(n) for n in range(len(review.plan.questions))]
    return [place.location if place else None for place in found]


def again(before: Review, now: Review) -> Review:
    """Take the decisions of a review over into another one."""
    return Decided.of(decisions_of(before)).apply(now)


def test_coordinates_that_were_corrected_in_the_list_hold(reviewed: Reviewed) -> None:
    corrected = THREE.replace("10,20", "55.75,37.62")

    review = again(reviewed(THREE), reviewed(corrected))

    assert points(review) == [(55.75, 37.62), (11, 21), (12, 22)]


def test_a_row_that_was_inserted_moves_no_point(reviewed: Reviewed) -> None:
    inserted = THREE.replace("Obelisk,10,20", "Obelisk,50,50\nObelisk,10,20")

    review = again(reviewed(THREE), reviewed(inserted))

    assert points(review) == [(50, 50), (10, 20), (11, 21), (12, 22)]


def test_coordinates_that_a_row_gained_go_before_what_a_geocoder_found(reviewed: Reviewed) -> None:
    review = again(
        reviewed("name,lat,lon\nCoventry,,\n"), reviewed("name,lat,lon\nCoventry,52.5,-1.6\n")
    )

    assert points(review) == [(52.5, -1.6)]


def test_a_row_whose_coordinates_were_removed_is_located_anew(reviewed: Reviewed) -> None:
    review = again(
        reviewed("name,lat,lon\nCoventry,52.5,-1.6\n"), reviewed("name,lat,lon\nCoventry,,\n")
    )

    assert points(review) == [(52.41, -1.51)]


def test_leaving_a_row_out_leaves_its_namesakes_with_coordinates_on_the_map(
    reviewed: Reviewed,
) -> None:
    text = "name,lat,lon\nObelisk,,\nObelisk,10,20\nObelisk,abc,22\n"

    before = reviewed(text).decide([0], LEAVE_OUT)

    review = Decided.of(decisions_of(before, in_review=True)).apply(reviewed(text))

    assert [review.status(n) for n in range(3)] == [
        Status.LEFT_OUT, Status.RESOLVED, Status.AMBIGUOUS,
    ]  # fmt: skip


def test_what_a_person_moved_from_its_given_point_stays_moved(reviewed: Reviewed) -> None:
    review = again(reviewed(THREE).place([0], LatLon(1, 2)), reviewed(THREE))

    assert points(review) == [(1, 2), (11, 21), (12, 22)]
    assert review.decisions.keys() == {0}


@pytest.mark.parametrize(
    ("now", "expected"),
    [("131.9,43.1", (43.1, 131.9)), ("43.1,131.9", (43.1, 131.9)), ("55.75,37.62", (55.75, 37.62))],
    ids=["exchanged still", "put right", "corrected"],
)
def test_an_exchanged_point_that_a_person_took_holds_while_the_list_brings_it(
    reviewed: Reviewed, now: str, expected: LatLon
) -> None:
    text = "name,country,lat,lon\nA grave,Russia,{}\n"
    before = reviewed(text.format("131.9,43.1"))
    taken = before.decide([0], Decision(before.answers[0].candidates[0]))

    review = again(taken, reviewed(text.format(now)))

    assert points(review) == [expected]


@pytest.mark.parametrize("before", ["10,20", "abc,20"], ids=["a point", "unreadable"])
def test_what_a_person_decided_beside_other_coordinates_is_asked_again(
    reviewed: Reviewed, before: str
) -> None:
    text = "name,lat,lon\nObelisk,{}\n"
    moved = reviewed(text.format(before)).place([0], LatLon(1, 2))

    review = again(moved, reviewed(text.format("55.75,37.62")))

    assert points(review) == [(55.75, 37.62)]


def test_what_a_person_moved_stays_its_own_where_a_namesake_is_inserted_above(
    reviewed: Reviewed,
) -> None:
    moved = reviewed(THREE).place([0], LatLon(1, 2))

    review = again(moved, reviewed(THREE.replace("Obelisk,10,20", "Obelisk,50,50\nObelisk,,")))

    assert points(review) == [(50, 50), None, (11, 21), (12, 22)]
