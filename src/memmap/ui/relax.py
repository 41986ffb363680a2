"""An empty result, and which facet to empty for how many places."""

import streamlit as st

from memmap import words
from memmap.catalog import Catalog
from memmap.filters import FACETS, Filter
from memmap.i18n import gettext as _
from memmap.ui import state


def what_to_relax(catalog: Catalog, wanted: Filter) -> None:
    """Say that nothing is left, and offer each choice whose removal brings something back."""
    st.info(_("No place fits all these filters. Take one away:"))
    names = {facet: words.facet(facet) for facet in FACETS}
    names |= {"text": _("Search names"), "since": _("Partners since"), "until": _("until")}
    with st.container(horizontal=True):
        st.button(_("Clear all"), key="relax-all", on_click=state.clear_filter)
        for facet, name in names.items():
            relaxed = wanted.without(facet)
            if relaxed == wanted:
                continue
            left = catalog.totals(relaxed)
            if left.places:
                st.button(
                    f"{name} · {left.places}",
                    key=f"relax-{facet}",
                    on_click=state.drop,
                    args=(facet,),
                    icon=":material/filter_alt_off:",
                )
