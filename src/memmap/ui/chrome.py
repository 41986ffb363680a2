"""What stands around the map: language, numbers, and a word on a bad address."""

import streamlit as st
from babel import Locale

from memmap.catalog.answers import Totals
from memmap.i18n import current_language, languages
from memmap.i18n import gettext as _
from memmap.ui import state
from memmap.ui.text import plain


def language_switch() -> None:
    """Draw the switch of the interface's language."""
    codes = list(languages())
    chosen = st.segmented_control(
        _("Language"),
        codes,
        default=current_language(),
        required=True,
        key="language",
        format_func=lambda code: (Locale.parse(code).get_display_name(code) or code).capitalize(),
        label_visibility="collapsed",
    )
    if chosen and chosen != current_language():
        state.set_language(str(chosen))
        st.rerun()


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
