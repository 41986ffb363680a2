"""The map, its filters, what is selected, and the tables of what the filter leaves."""

import streamlit as st

from memmap.current import current
from memmap.i18n import gettext as _
from memmap.ui import state
from memmap.ui.chrome import base_switch, language_switch, show_ignored, show_totals
from memmap.ui.details_panel import details_panel
from memmap.ui.filter_panel import filter_panel
from memmap.ui.map_panel import map_panel
from memmap.ui.places.memory import recall_desk
from memmap.ui.present_link import present_view
from memmap.ui.relax import what_to_relax
from memmap.ui.share import share_button
from memmap.ui.table_panel import tables

now = current()
view, ignored = state.read_view()
numbers = st.container()
map_column, details_column = st.columns([7, 3], gap="medium")
with map_column:
    map_panel(view)

totals = now.catalog.totals(view.filter)
with numbers:
    show_ignored(ignored)
    show_totals(totals)
with details_column:
    share_button(view)
    details_panel(now, view)
with st.sidebar:
    language_switch()
    st.header(_("Filters"), anchor=False)
    filter_panel(view.filter, now.catalog.facets(view.filter), now.catalog.years())
    base_switch(view.base)
    present_view(view)
if totals.places == 0 and totals.partnerships == 0:
    what_to_relax(now.catalog, view.filter)
else:
    tables(now, view, (totals.places, totals.partnerships))
state.write_view(view)
recall_desk()
