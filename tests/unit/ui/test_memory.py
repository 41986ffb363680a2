"""What a tab remembers of a list, in case the server forgets it."""

import pytest

from memmap.lists.desk import Desk
from memmap.lists.review import LEAVE_OUT
from memmap.lock import parse_lock
from memmap.ui.places.memory import packed, unpacked


def desk_with_decisions(n: int) -> Desk:
    rows = "".join(f"Братская могила воинов {i},Россия\n" for i in range(n))
    desk = Desk.read("a.csv", f"name,country\n{rows}".encode())
    job = desk.begin(lambda: None)  # type: ignore[arg-type, return-value]
    job.change(lambda review: review.decide(range(n), LEAVE_OUT))
    return desk


def test_thousands_of_decisions_are_remembered() -> None:
    desk = desk_with_decisions(12_000)

    remembered = unpacked(packed(desk))

    assert remembered
    assert remembered.token == desk.token
    assert len(parse_lock("a", remembered.lock)) == 12_000


def test_more_decisions_than_a_tab_can_hold_are_not_remembered_in_part(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("memmap.ui.places.memory.MAX_REMEMBERED", 1_000)

    remembered = unpacked(packed(desk_with_decisions(50)))

    assert remembered
    assert remembered.lock == b""


def test_a_decision_more_is_remembered_too() -> None:
    desk = desk_with_decisions(2)
    before = unpacked(packed(desk))
    assert desk.job

    desk.job.change(lambda review: review.undo())

    after = unpacked(packed(desk))
    assert before
    assert after
    assert (len(parse_lock("a", before.lock)), parse_lock("a", after.lock)) == (2, {})


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"token": 1, "file": 2, "decisions": "%"}'])
def test_what_a_browser_says_may_make_no_sense(text: str) -> None:
    assert unpacked(text) is None
