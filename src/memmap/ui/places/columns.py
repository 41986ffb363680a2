"""What the columns hold, seen and corrected before anything is looked for."""

from functools import partial

import streamlit as st

from memmap.i18n import gettext as _
from memmap.i18n import ngettext
from memmap.lists.columns import Role, role_label
from memmap.lists.decided import Decided
from memmap.lists.desk import Desk
from memmap.lists.readers import Reading
from memmap.lists.sheet import ListError
from memmap.lists.text import ENCODINGS
from memmap.lock import LockError, parse_lock
from memmap.ui import state
from memmap.ui.places.bring import show_error
from memmap.ui.places.geocoders import chain_for, online_choice
from memmap.ui.places.words import number as spelled
from memmap.ui.text import plain

SHOWN_ROWS = 6
ROLE_WIDTH = 240
"""Pixels of a choice of a column."""
_PLACE_ROLES = (
    Role.NAME,
    Role.COUNTRY,
    Role.REGION,
    Role.LATITUDE,
    Role.LONGITUDE,
    Role.COORDINATES,
    Role.YEAR,
)
_PAIR_ROLES = (Role.CITY_A, Role.COUNTRY_A, Role.CITY_B, Role.COUNTRY_B, Role.YEAR)


def columns_panel(desk: Desk) -> None:
    """Draw each chosen sheet with its columns, and the button that begins the search."""
    _choose_sheets(desk)
    places, pairs = desk.chosen
    if places >= 0:
        _sheet(desk, places, _PLACE_ROLES)
    if pairs >= 0:
        _sheet(desk, pairs, _PAIR_ROLES)
    _more(desk)
    online_choice(desk)
    ready = _ready(desk)
    if not ready:
        st.warning(_("Say which column holds the names of the places, or their coordinates."))
    st.button(
        _("Find the places"),
        type="primary",
        icon=":material/travel_explore:",
        key="find",
        disabled=not ready,
        on_click=_begin,
        args=(desk,),
    )


def _ready(desk: Desk) -> bool:
    places, pairs = desk.chosen
    good = (places < 0 or desk.columns[places].has_places) and (
        pairs < 0 or desk.columns[pairs].has_pairs
    )
    return good and max(desk.chosen) >= 0


def _begin(desk: Desk) -> None:
    lock = state.lost_decisions()
    decided = desk.earlier
    if decided is None and lock:
        try:
            decided = Decided.of(parse_lock("decisions", lock))
        except LockError:
            decided = None
    desk.begin(partial(chain_for, online=desk.online), decided).start()


def _choose_sheets(desk: Desk) -> None:
    if len(desk.sheets) < 2:
        return
    names = {-1: _("none")} | {i: sheet.title or sheet.file for i, sheet in enumerate(desk.sheets)}
    labels = (_("Sheet of places"), _("Sheet of partnerships"))
    with st.container(horizontal=True):
        chosen = [
            st.selectbox(
                label,
                list(names),
                index=list(names).index(desk.chosen[i]),
                format_func=lambda number: names[number],
                key=f"sheet-{i}-{desk.token}",
            )
            for i, label in enumerate(labels)
        ]
    desk.chosen = (chosen[0], chosen[1] if chosen[1] != chosen[0] else -1)


def _sheet(desk: Desk, number: int, roles: tuple[Role, ...]) -> None:
    sheet = desk.sheets[number]
    for note in sheet.notes:
        st.caption(plain(note))
    first = sheet.rows[:SHOWN_ROWS]
    st.dataframe(
        {name: [row.cells[i] for row in first] for i, name in enumerate(sheet.columns)},
        hide_index=True,
        alt=_("The first rows of the list"),
    )
    message = ngettext(
        "{n} row. Columns that are not chosen below are kept as they are.",
        "{n} rows. Columns that are not chosen below are kept as they are.",
        len(sheet.rows),
    )
    st.caption(message.format(n=spelled(len(sheet.rows))))
    with st.container(horizontal=True):
        for role in roles:
            _role(desk, number, role)


def _role(desk: Desk, number: int, role: Role) -> None:
    options = ["", *desk.sheets[number].columns]
    now = desk.columns[number][role]
    key = f"role-{role}-{number}-{now}-{desk.token}"
    st.selectbox(
        role_label(role),
        options,
        index=options.index(now),
        format_func=lambda name: name or "–",
        key=key,
        width=ROLE_WIDTH,
        on_change=_set_role,
        args=(desk, number, role, key),
    )


def _set_role(desk: Desk, number: int, role: Role, key: str) -> None:
    desk.columns[number] = desk.columns[number].with_role(role, st.session_state[key])


def _more(desk: Desk) -> None:
    with st.expander(_("Does something look wrong, or is there more to bring?")):
        _reading(desk)
        second = st.file_uploader(
            _("A second list: partnerships between the places"), key=f"second-{desk.token}"
        )
        if second is not None and state.is_new("second-file", second.file_id):
            try:
                desk.add_file(second.name, second.getvalue())
            except ListError as error:
                show_error(error)
            else:
                st.rerun()
        lock = st.file_uploader(
            _("Decisions of an earlier review (lock file)"), key=f"lock-{desk.token}"
        )
        if lock is not None:
            try:
                desk.earlier = Decided.of(parse_lock(lock.name, lock.getvalue()))
                st.success(_("These decisions will be used."))
            except LockError as error:
                st.error(plain(str(error)))


def _reading(desk: Desk) -> None:
    """Draw how a text is read; another choice reads it again."""
    encodings = [""] if desk.data.startswith(b"PK\x03\x04") else ["", *ENCODINGS]
    headers = {None: _("find out"), True: _("yes"), False: _("no")}
    with st.container(horizontal=True):
        encoding = st.selectbox(
            _("Letters look wrong: read as"),
            encodings,
            index=encodings.index(desk.reading.encoding),
            format_func=lambda name: ENCODINGS.get(name) or _("find out"),
            key=f"encoding-{desk.token}",
            disabled=len(encodings) == 1,
        )
        header = st.selectbox(
            _("The first row holds the names of the columns"),
            list(headers),
            index=list(headers).index(desk.reading.header),
            format_func=lambda said: headers[said],
            key=f"header-{desk.token}",
        )
    wanted = Reading(encoding, header)
    if wanted == desk.reading:
        return
    try:
        desk.read_again(wanted)
    except ListError as error:
        show_error(error)
    else:
        st.rerun()
