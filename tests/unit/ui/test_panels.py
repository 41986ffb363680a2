"""Panels that show what an address or a list says, whatever it says; drawn without a browser."""

from collections import Counter
from types import SimpleNamespace

from streamlit.testing.v1 import AppTest

from memmap.dataset import Dataset
from memmap.lists.desk import Desk
from memmap.lists.review import LEAVE_OUT


def test_the_text_of_an_address_is_shown_and_does_nothing() -> None:
    def page(now: object) -> None:
        from memmap.ui.details_panel import details_panel  # noqa: PLC0415 - a page of its own
        from memmap.view import View  # noqa: PLC0415

        details_panel(now, View(selected="[click](https://evil.example)"))

    shown = AppTest.from_function(page, args=(SimpleNamespace(dataset=Dataset()),)).run()

    assert not shown.exception
    assert r"\[click\]\(https\://evil\.example\)" in shown.info[0].value


def test_columns_may_be_called_as_the_fields_of_the_filter_are() -> None:
    def page(desk: "Desk") -> None:
        from memmap.ui.places.result import _filters  # noqa: PLC0415 - a page of its own

        _filters(desk)

    desk = Desk.read("a.csv", b"name\nMinsk\n")
    desk.facets = {name: Counter(a=2, b=2) for name in ("text", "until", "since")}
    desk.years = (1944, 1945)

    shown = AppTest.from_function(page, args=(desk,)).run()

    assert not shown.exception
    assert [field.label for field in shown.multiselect] == ["text", "until", "since"]


def test_a_row_that_was_not_asked_yet_can_be_looked_at_though_none_waits() -> None:
    def page(desk: "Desk") -> None:
        from memmap.ui.places.review import review_panel  # noqa: PLC0415 - a page of its own

        assert desk.job
        review_panel(desk, desk.job)

    desk = Desk.read("a.csv", b"name\nMinsk\nBrest\n")
    job = desk.begin(lambda: None)  # type: ignore[arg-type, return-value]
    job.change(lambda review: review.decide([0, 1], LEAVE_OUT))
    desk.at = 1

    shown = AppTest.from_function(page, args=(desk,)).run()

    assert not shown.exception
    assert shown.subheader[0].value == "Brest"
