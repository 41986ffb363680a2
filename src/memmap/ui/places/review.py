"""The review one row at a time: the row, its candidates, a small map, and a key for each choice."""

from functools import partial
from typing import Any

import streamlit as st
from streamlit_folium import st_folium

from memmap.geocoding import Candidate
from memmap.geocoding.providers import PROVIDERS
from memmap.i18n import current_language, ngettext
from memmap.i18n import gettext as _
from memmap.lists.answers import doubt_label, status_label
from memmap.lists.desk import Desk
from memmap.lists.job import Job
from memmap.lists.review import LEAVE_OUT, Decision, Review
from memmap.lists.spread import distance_to_rest, placed_sample
from memmap.mapping.candidates import Spot, candidate_layer, candidate_map
from memmap.model import LatLon
from memmap.ui import state
from memmap.ui.places.geocoders import chain_for
from memmap.ui.places.keys import free_keys
from memmap.ui.places.words import candidate_text, place_text, row_title
from memmap.ui.places.words import number as spelled
from memmap.ui.text import plain

MAP_HEIGHT = 380
KEYS = "123456789"


def review_panel(desk: Desk, job: Job) -> None:
    """Draw the row under review, or that none waits."""
    review = job.review
    if not review.doubtful and desk.at < 0:
        st.success(_("No row waits for you."), icon=":material/done_all:")
        _steps(desk, job, None)
        return
    number = _current(desk, review)
    candidates = _candidates(desk, review, number)
    left, right = st.container(key="review").columns([5, 4], gap="medium")
    free_keys()
    with left:
        _row(review, number)
        _offer_together(desk, review, number)
        _choices(desk, job, candidates, number)
        _steps(desk, job, number)
        _search(desk, review, number)
    with right:
        _map(desk, review, number, candidates)
        _pin(desk, job, number)


def _current(desk: Desk, review: Review) -> int:
    """Return the row under review: the chosen one, asked yet or not, else the first that waits."""
    return desk.at if 0 <= desk.at < len(review.plan.questions) else review.doubtful[0]


def _candidates(desk: Desk, review: Review, number: int) -> tuple[Candidate, ...]:
    answer = review.answer(number)
    return desk.found.get(number, answer.candidates if answer else ())[: len(KEYS)]


def _row(review: Review, number: int) -> None:
    question, answer = review.plan.questions[number], review.answer(number)
    waiting = review.doubtful
    if number in waiting:
        nth = waiting.index(number) + 1
        st.caption(
            _("{n} of {total} that wait").format(n=spelled(nth), total=spelled(len(waiting)))
        )
    st.subheader(plain(row_title(question)), anchor=False)
    status = review.status(number)
    reasons = [status_label(status)] if status else []
    if answer and number not in review.decisions:
        reasons += [doubt_label(answer.doubt), question.flaw]
    line = _("line {n}").format(n=question.line)
    st.markdown(plain(" · ".join(part for part in (line, *reasons) if part)))
    _cells(review, number)


def _cells(review: Review, number: int) -> None:
    """Draw the other cells of the row: they often tell which place is meant."""
    listing = review.plan.places if number < review.plan.n_places else None
    if listing is None:
        return
    row = listing.sheet.rows[number]
    cells = [
        f"{name}: {text}"
        for name, text in zip(listing.sheet.columns, row.cells, strict=True)
        if text and text not in review.plan.questions[number].texts
    ]
    if cells:
        st.caption(plain(" · ".join(cells)[:400]))


def _offer_together(desk: Desk, review: Review, number: int) -> None:
    """Ask whether the next decision is for all rows that ask the same."""
    others = len(review.same(number)) - 1
    if not others:
        return
    label = ngettext(
        "Decide {n} other row that asks the same with it",
        "Decide {n} other rows that ask the same with it",
        others,
    ).format(n=spelled(others))
    st.checkbox(label, value=True, key=_together_key(desk, number))


def _together_key(desk: Desk, number: int) -> str:
    return f"together-{number}-{desk.token}"


def _decided(desk: Desk, review: Review, number: int) -> tuple[int, ...]:
    """Return the rows that a decision is for, by what the box says when it is taken.

    A key may follow the click on the box before the script has drawn the buttons anew.
    """
    all_of_them = st.session_state.get(_together_key(desk, number), True)
    return review.same(number) if all_of_them else (number,)


def _choices(desk: Desk, job: Job, candidates: tuple[Candidate, ...], number: int) -> None:
    sample = placed_sample(job.review)
    for i, candidate in enumerate(candidates):
        far = distance_to_rest(candidate.location, sample)
        st.button(
            candidate_text(candidate, far),
            key=f"take-{i}",
            shortcut=KEYS[i],
            width="stretch",
            wrap=True,
            on_click=partial(_decide, desk, job, number, Decision(candidate)),
        )
    for name in sorted({candidate.geocoder for candidate in candidates} & set(PROVIDERS)):
        st.caption(plain(f"{name}: {PROVIDERS[name].attribution}"))
    if not candidates:
        st.caption(_("Search for it by another name, click the map, or leave it out."))


def _steps(desk: Desk, job: Job, number: int | None) -> None:
    review = job.review
    with st.container(horizontal=True):
        if number is not None:
            st.button(
                _("Leave out"),
                key="leave-out",
                shortcut="L",
                icon=":material/block:",
                on_click=partial(_decide, desk, job, number, LEAVE_OUT),
            )
            st.button(
                _("Back"), key="previous", shortcut="Left", on_click=partial(_go, desk, review, -1)
            )
            st.button(
                _("Next"), key="next", shortcut="Right", on_click=partial(_go, desk, review, 1)
            )
        st.button(
            _("Undo"),
            key="undo",
            shortcut="U",
            icon=":material/undo:",
            disabled=not review.past,
            on_click=partial(_undo, desk, job),
        )
    if number is not None:
        _alike(job, number)


def _alike(job: Job, number: int) -> None:
    """Offer the first candidate for every row that waits for the same reason."""
    review, answer = job.review, job.review.answer(number)
    if not answer or number in review.decisions:
        return
    alike = [n for n in review.doubted_alike(number) if review.answers[n].candidates]
    if len(alike) < 2:
        return
    with st.popover(_("Decide all {n} rows like this").format(n=spelled(len(alike)))):
        st.markdown(plain(doubt_label(answer.doubt)))
        st.button(
            _("Take the first candidate for each"),
            key="take-all",
            on_click=partial(_change, job, "take_first", tuple(alike)),
        )


def _search(desk: Desk, review: Review, number: int) -> None:
    text = st.text_input(
        _("Search by another name"),
        key=f"search-{number}-{desk.token}",
        max_chars=200,
        icon=":material/search:",
        placeholder=review.plan.questions[number].name,
    )
    if text and state.is_new("place-search", (number, text)):
        chain = chain_for(online=desk.online)
        found = chain.resolve(chain.gazetteer.understood(text)).candidates
        desk.found[number] = found or tuple(chain.suggest(text, current_language()))
        desk.at = number
        if not desk.found[number]:
            st.caption(_("Nothing found"))
        else:
            st.rerun()


def _map(desk: Desk, review: Review, number: int, candidates: tuple[Candidate, ...]) -> None:
    language = current_language()
    spots = [Spot(one.location, place_text(one)) for one in candidates]
    pin = Spot(desk.pin, _("Your point")) if desk.pin else None
    answer: dict[str, Any] = st_folium(
        candidate_map(language),
        feature_group_to_add=candidate_layer(number, spots, placed_sample(review), pin),
        returned_objects=["last_clicked", "last_active_drawing"],
        height=MAP_HEIGHT,
        width=None,
        key=f"candidates-{language}",
    )
    clicked = (answer or {}).get("last_clicked")
    if clicked and state.is_new("pin", clicked):
        desk.pin, desk.at = _point(clicked), number
        st.rerun()
    marker = (answer or {}).get("last_active_drawing")
    if marker and state.is_new("marker", marker["properties"]):
        chosen = marker["properties"].get("candidate", -1)
        if isinstance(chosen, int) and 0 <= chosen < len(candidates):
            desk.pin, desk.at = candidates[chosen].location, number
            st.rerun()


def _point(clicked: dict[str, float]) -> LatLon:
    longitude = (clicked["lng"] + 180) % 360 - 180
    return LatLon(round(clicked["lat"], 6), round(longitude, 6))


def _pin(desk: Desk, job: Job, number: int) -> None:
    if desk.pin is None:
        st.caption(_("Click the map to place the row by hand."))
        return
    lat, lon = desk.pin
    st.button(
        _("Place it here: {lat}, {lon}").format(lat=f"{lat:.4f}", lon=f"{lon:.4f}"),
        key="place-here",
        shortcut="P",
        type="primary",
        icon=":material/push_pin:",
        on_click=partial(_place_here, desk, job, number),
    )


def _place_here(desk: Desk, job: Job, number: int) -> None:
    pin, numbers = desk.pin, _decided(desk, job.review, number)
    if pin:
        job.change(lambda review: review.place(numbers, pin))
        _on(desk)


def _decide(desk: Desk, job: Job, number: int, decision: Decision) -> None:
    numbers = _decided(desk, job.review, number)
    job.change(lambda review: review.decide(numbers, decision))
    _on(desk)


def _undo(desk: Desk, job: Job) -> None:
    past = job.review.past
    job.change(lambda review: review.undo())
    _on(desk)
    if past:
        desk.at = min(past[-1])


def _change(job: Job, how: str, numbers: tuple[int, ...]) -> None:
    job.change(lambda review: getattr(review, how)(numbers))


def _on(desk: Desk) -> None:
    """Go on to the first row that waits."""
    desk.at, desk.pin = -1, None


def _go(desk: Desk, review: Review, step: int) -> None:
    """Go to the row before or after that waits, round at the ends."""
    waiting = review.doubtful
    if not waiting:
        return
    now = _current(desk, review)
    later = next((i for i, n in enumerate(waiting) if n >= now), 0)
    at = later if step > 0 and waiting[later] != now else later + step
    desk.at, desk.pin = waiting[at % len(waiting)], None
