"""Bringing a list: a file, a pasted table, or an example."""

from importlib import resources

import streamlit as st

from memmap.i18n import gettext as _
from memmap.i18n import ngettext
from memmap.lists.desk import Desk, desks
from memmap.lists.sheet import MAX_BYTES, MAX_ROWS, ListError
from memmap.lock import LockError, parse_lock
from memmap.ui import state
from memmap.ui.places.words import number
from memmap.ui.text import plain

MAX_PASTED = 2_000_000
"""Characters of a pasted table; a larger one is a file."""


def bring_panel() -> None:
    """Draw what a list can be brought by; a list that was read is the visitor's from then on."""
    st.markdown(
        _(
            "Bring a list of memorials, towns or partner cities. memmap finds each place without "
            "the internet, shows you what it is not sure of, and gives you back a map and files."
        )
    )
    _lost()
    uploaded = st.file_uploader(
        _("A table (CSV, Excel .xlsx) or a map file (GeoJSON, KML)"),
        key="list-file",
        max_upload_size=MAX_BYTES // 2**20,
        help=_(
            "Up to {mb} MB or {rows} rows. Any usual encoding; column names in any language."
        ).format(mb=MAX_BYTES // 2**20, rows=number(MAX_ROWS)),
    )
    if uploaded is not None and state.is_new("list-file", uploaded.file_id):
        _read(uploaded.name, uploaded.getvalue())
    with st.form("paste", border=False, enter_to_submit=False):
        pasted = st.text_area(
            _("Or paste rows here, from a spreadsheet too"),
            key="list-text",
            max_chars=MAX_PASTED,
            height=140,
            placeholder=_("Name, Country"),
        )
        if st.form_submit_button(_("Use these rows"), icon=":material/content_paste:"):
            _read(_("pasted list"), pasted.encode("utf-8", "replace"))
    if st.button(_("Try it with an example"), icon=":material/lightbulb:", type="tertiary"):
        example = resources.files("memmap.lists") / "example.csv"
        _read("example.csv", example.read_bytes())


def _lost() -> None:
    lock = state.lost_decisions()
    if not lock:
        return
    try:
        n = len(parse_lock("decisions", lock))
    except LockError:
        return
    message = ngettext(
        "The server was started anew and has forgotten your list. Bring the same file again: your "
        "{n} decision is still in this tab and will be used.",
        "The server was started anew and has forgotten your list. Bring the same file again: your "
        "{n} decisions are still in this tab and will be used.",
        n,
    )
    st.info(message.format(n=n))


def _read(file: str, data: bytes) -> None:
    try:
        with st.spinner(_("Reading the list …")):
            desk = Desk.read(file, data)
    except ListError as error:
        show_error(error)
        return
    desks().keep(desk)
    state.put_desk(desk)
    st.rerun()


def show_error(error: ListError) -> None:
    """Say where a list cannot be read, what is wrong, and what to do."""
    problem = error.problem
    where = _("{file}, row {row}").format(file=problem.file, row=problem.row)
    if problem.column != "-":
        where += ", " + _("column {column}").format(column=problem.column)
    st.error(f"**{plain(where)}**: {plain(problem.message)}; {plain(problem.expected)}.")
