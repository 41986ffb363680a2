"""The map: the same base map each run, the filter in its one layer's address, the camera apart."""

from dataclasses import replace
from typing import Any

import streamlit as st
from streamlit_folium import st_folium

from memmap.i18n import current_language
from memmap.mapping.map import build_map, filter_layer
from memmap.ui import state
from memmap.view import View

HEIGHT = 560


def map_panel(view: View) -> None:
    """Draw the map, and select what was clicked on it."""
    viewport, sending = state.camera()
    language = current_language()
    answer: dict[str, Any] = st_folium(
        build_map(language=language, theme=view.base),
        feature_group_to_add=filter_layer(replace(view, viewport=viewport), language, sending),
        returned_objects=["last_active_drawing"],
        height=HEIGHT,
        width=None,
        key=f"map-{language}-{view.base}",
    )
    clicked: dict[str, Any] | None = (answer or {}).get("last_active_drawing")
    if clicked and state.is_new("map", clicked):
        state.select(str(clicked["properties"].get("id", ""))[:200])
        st.rerun()
