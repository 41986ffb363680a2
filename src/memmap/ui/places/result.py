"""The list on the map: beside the built-in layers, with filters made of its own columns."""

import streamlit as st

from memmap.current import Current
from memmap.filters import Filter
from memmap.geodesy import box_of
from memmap.i18n import gettext as _
from memmap.i18n import ngettext
from memmap.lists.desk import Desk
from memmap.lists.facets import ListFilter
from memmap.model import LatLon, Layer
from memmap.ui import state
from memmap.ui.details_panel import details_panel
from memmap.ui.map_panel import show_map
from memmap.ui.own import own_layer
from memmap.ui.places.words import number
from memmap.ui.text import plain
from memmap.view import NEAREST, View, Viewport, fit


def result_panel(now: Current, desk: Desk) -> None:
    """Draw the filters, the map, and what is selected on it."""
    _filters(desk)
    layer = desk.shown().layer
    beside = st.toggle(_("Show the built-in layers too"), key="beside")
    st.caption(_("On the map from your list: {what}").format(what=_counts(layer)))
    viewport, sending = _camera(desk, [place.location for place in layer.places])
    wanted = Filter() if beside else Filter(kind=frozenset({"own"}))
    view = View(wanted, state.selected(), viewport)
    map_column, details_column = st.columns([7, 3], gap="medium")
    with map_column:
        clicked = show_map(view, sending, own_layer(desk))
        if clicked and state.is_new("own-map", clicked):
            state.select(str(clicked["properties"].get("id", ""))[:200])
            st.rerun()
    with details_column:
        details_panel(now, view, _("Choose a place or a line on the map."))


def _counts(layer: Layer) -> str:
    places, lines = len(layer.places), len(layer.pairs)
    parts = [ngettext("{n} place", "{n} places", places).format(n=number(places))]
    if lines:
        parts.append(ngettext("{n} line", "{n} lines", lines).format(n=number(lines)))
    return ", ".join(parts)


def _camera(desk: Desk, points: list[LatLon]) -> tuple[Viewport | None, int]:
    """Return the view of the whole list, the same until the map is sent elsewhere."""
    if desk.camera is None and (box := box_of(points)):
        desk.camera = fit(box, NEAREST)
    viewport, sending = state.camera()
    return viewport or desk.camera, sending


def _filters(desk: Desk) -> None:
    options: dict[str, frozenset[str]] = {}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        text = st.text_input(
            _("Search names"), key=f"own-text-{desk.token}", max_chars=100, icon=":material/search:"
        )
        for name, counts in desk.facets.items():
            labels = {option: f"{option} · {n}" for option, n in counts.most_common()}
            chosen = st.multiselect(
                plain(name),
                list(labels),
                format_func=labels.__getitem__,
                placeholder=_("All"),
                key=f"own-facet-{name}-{desk.token}",
            )
            options[name] = frozenset(chosen)
        since, until = _years(desk, desk.years) if desk.years else (None, None)
    wanted = ListFilter(options, since, until, text or "")
    if wanted != desk.wanted:
        desk.wanted = wanted


def _years(desk: Desk, years: tuple[int, int]) -> tuple[int | None, int | None]:
    first, last = (
        st.number_input(
            label,
            1000,
            2100,
            value=None,
            step=1,
            placeholder=str(year),
            key=f"own-{key}-{desk.token}",
        )
        for label, year, key in (
            (_("Years from"), years[0], "since"),
            (_("until"), years[1], "until"),
        )
    )
    return first, last
