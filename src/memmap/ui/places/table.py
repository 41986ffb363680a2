"""The review as a table: all rows by how they stand, several decided at once."""

from collections.abc import Callable

import streamlit as st

from memmap.geocoding import Candidate
from memmap.i18n import gettext as _
from memmap.lists.answers import Status, doubt_label, status_label
from memmap.lists.desk import Desk
from memmap.lists.job import Job
from memmap.lists.review import LEAVE_OUT, Review
from memmap.ui.places.words import number, place_text

SHOWN_ROWS = 1_000


def table_panel(desk: Desk, job: Job) -> None:
    """Draw the rows of the chosen statuses, and what can be done with those selected."""
    review = job.review
    chosen = st.pills(
        _("Show"),
        list(Status),
        selection_mode="multi",
        default=[Status.AMBIGUOUS, Status.NOT_FOUND],
        format_func=lambda status: f"{status_label(status)} · {number(review.counts[status])}",
        key=f"table-statuses-{desk.token}",
        label_visibility="collapsed",
    )
    wanted = set(chosen) or set(Status)
    every = (n for n in range(len(review.plan.questions)) if review.status(n) in wanted)
    shown = [n for n, _i in zip(every, range(SHOWN_ROWS + 1), strict=False)]
    if not shown:
        st.info(_("No row stands so."))
        return
    rows = shown[:SHOWN_ROWS]
    event = st.dataframe(
        _cells(review, rows),
        key=f"review-table-{len(review.decisions)}-{desk.token}",
        on_select="rerun",
        selection_mode="multi-row",
        hide_index=True,
        height=420 if len(rows) > 10 else "auto",
        placeholder="",
        alt=_("Rows of the list, and how they stand"),
    )
    if len(shown) > SHOWN_ROWS:
        st.caption(
            _("The first {n} rows; a download has all of them.").format(n=number(SHOWN_ROWS))
        )
    _actions(desk, job, [rows[i] for i in event["selection"]["rows"] if i < len(rows)])


def _cells(review: Review, rows: list[int]) -> dict[str, list[object]]:
    shown = [_best(review, n) for n in rows]
    questions = [review.plan.questions[n] for n in rows]
    statuses = [review.status(n) for n in rows]
    return {
        _("Line no."): [question.line for question in questions],
        _("Name"): [question.name for question in questions],
        _("Country"): [question.country for question in questions],
        _("Status"): [status_label(status) if status else "" for status in statuses],
        _("Place, or what it may be"): [place_text(best) if best else "" for best in shown],
        _("Score"): [best.score if best else None for best in shown],
        _("Why it waits"): [_why(review, n) for n in rows],
    }


def _best(review: Review, row: int) -> Candidate | None:
    answer = review.answer(row)
    if row in review.decisions or not answer or not answer.candidates:
        return review.placed(row)
    return answer.candidates[0]


def _why(review: Review, row: int) -> str:
    answer = review.answer(row)
    return "" if row in review.decisions or not answer else doubt_label(answer.doubt)


def _actions(desk: Desk, job: Job, selected: list[int]) -> None:
    with st.container(horizontal=True):
        st.button(
            _("Take the first candidate"),
            key="table-first",
            disabled=not selected,
            on_click=_change,
            args=(job, lambda review: review.take_first(selected)),
        )
        st.button(
            _("Leave out"),
            key="table-leave",
            disabled=not selected,
            on_click=_change,
            args=(job, lambda review: review.decide(selected, LEAVE_OUT)),
        )
        st.button(
            _("Undo"),
            key="table-undo",
            disabled=not job.review.past,
            shortcut="U",
            on_click=_change,
            args=(job, Review.undo),
        )
    if len(selected) == 1:
        desk.at = selected[0]
        st.caption(_("This row is open under “One by one”."))


def _change(job: Job, how: Callable[[Review], Review]) -> None:
    job.change(how)
