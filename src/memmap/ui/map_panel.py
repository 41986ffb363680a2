"""The map: the same base map each run, the filter in its one layer's address, the camera apart."""

from typing import Any

import streamlit as st
from streamlit_folium import st_folium

from memmap.i18n import current_language
from memmap.mapping.map import build_map, filter_layer
from memmap.ui import state
from memmap.view import View, Viewport

HEIGHT = 560


def map_panel(view: View) -> None:
    """Draw the map, and select what was clicked on it."""
    clicked = show_map(view, state.camera())
    if clicked and state.is_new("map", clicked):
        state.select(str(clicked["properties"].get("id", ""))[:200])
        st.rerun()


def show_map(view: View, camera: Viewport | None) -> dict[str, Any] | None:
    """Draw the map where the camera says, and return the feature that was clicked last."""
    language = current_language()
    answer: dict[str, Any] = st_folium(
        build_map(language=language, theme=view.base),
        feature_group_to_add=filter_layer(view.filter_query(), view.selected, language),
        center=camera.center if camera else None,
        zoom=camera.zoom if camera else None,
        returned_objects=["last_active_drawing"],
        height=HEIGHT,
        width=None,
        key=f"map-{language}-{view.base}",
    )
    clicked: dict[str, Any] | None = (answer or {}).get("last_active_drawing")
    return clicked
