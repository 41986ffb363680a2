"""The filters: one widget a facet, each option with the number of features that it would leave."""

import streamlit as st

from memmap import words
from memmap.filters import FACETS, MAX_OPTIONS, YEARS, Filter
from memmap.i18n import current_language
from memmap.i18n import gettext as _
from memmap.ui import state

_PERIOD_ORDER = tuple(words.PERIOD)


def filter_panel(
    wanted: Filter, facets: dict[str, dict[str, int]], years: tuple[int, int] | None
) -> None:
    """Draw the widgets. Their values are read by ``state.read_view`` in the next run."""
    st.text_input(
        _("Search names"),
        key="text",
        max_chars=100,
        icon=":material/search:",
        placeholder=_("City or memorial"),
    )
    for facet in FACETS:
        state.relabel(facet, wanted, current_language())
        _facet(facet, facets[facet], getattr(wanted, facet))
    if years:
        _year_range(years)
    if wanted.since and wanted.until and wanted.since > wanted.until:
        st.warning(_("The last year is before the first."))
    st.button(
        _("Clear all"),
        on_click=state.clear_filter,
        disabled=wanted.is_empty,
        icon=":material/filter_alt_off:",
        width="stretch",
    )


def _facet(facet: str, counts: dict[str, int], chosen: frozenset[str]) -> None:
    options = list(dict.fromkeys([*counts, *sorted(chosen)]))
    if facet == "period":
        options.sort(key=_PERIOD_ORDER.index)
    st.multiselect(
        words.facet(facet),
        options,
        key=facet,
        placeholder=_("All"),
        max_selections=MAX_OPTIONS,
        select_all=False,  # all is what an empty facet means, and more than an address may name
        format_func=lambda option: f"{words.option(facet, option)} · {counts.get(option, 0)}",
    )


def _year_range(years: tuple[int, int]) -> None:
    first, last = years
    with st.container(horizontal=True):
        st.number_input(
            _("Partners since"), *YEARS, key="since", value=None, step=1, placeholder=str(first)
        )
        st.number_input(_("until"), *YEARS, key="until", value=None, step=1, placeholder=str(last))
