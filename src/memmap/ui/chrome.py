"""What stands around the map: language, numbers, and a word on a bad address."""

import streamlit as st

from memmap.catalog.answers import Totals
from memmap.i18n import current_language, languages, own_name
from memmap.i18n import gettext as _
from memmap.mapping.tiles import tiles
from memmap.ui import state
from memmap.ui.text import plain

ONLINE = {"osm": "OpenStreetMap", "carto": "CARTO"}


def language_switch() -> None:
    """Draw the switch of the interface's language."""
    st.segmented_control(
        _("Language"),
        list(languages()),
        required=True,
        key=state.held("lang", current_language()),
        on_change=state.to_address,
        args=("lang",),
        format_func=own_name,
        label_visibility="collapsed",
    )


def page_head(title: str) -> None:
    """Draw the title of a page without a sidebar, with the switch of the language beside it."""
    with st.container(
        horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"
    ):
        st.title(title, anchor=False, width="content")
        language_switch()


def base_switch(base: str) -> None:
    """Draw the switch of the base map: ours in light and dark, and what the operator allows."""
    names = {"auto": _("As the device"), "light": _("Light"), "dark": _("Dark")}
    names |= {name: ONLINE[name] for name in tiles()}
    st.segmented_control(
        _("Base map"),
        list(names),
        required=True,
        key=state.held("base", base if base in names else "auto"),
        on_change=state.to_address,
        args=("base",),
        format_func=names.__getitem__,
    )


def show_ignored(ignored: list[str]) -> None:
    """Say which parts of the address made no sense."""
    if ignored:
        st.warning(_("Parts of the address were ignored:") + " " + plain("; ".join(ignored[:5])))


def show_totals(totals: Totals) -> None:
    """Draw the numbers of what the filter leaves."""
    with st.container(horizontal=True, key="totals"):
        st.metric(_("Memorials"), totals.memorials)
        st.metric(_("Twin cities"), totals.cities)
        st.metric(_("Partnerships"), totals.partnerships)
        st.metric(_("Countries"), totals.countries)
