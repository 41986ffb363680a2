"""The map: the same base map each run, the filter in its one layer's address, the camera apart."""

from contextlib import nullcontext
from dataclasses import replace
from typing import Any

import streamlit as st
from streamlit_folium import st_folium

from memmap.current import current
from memmap.details import describe
from memmap.i18n import current_language, use_language
from memmap.i18n import gettext as _
from memmap.mapping.home import HOME, HOME_ZOOM
from memmap.mapping.map import build_map, filter_layer
from memmap.sharing.shared import around
from memmap.stories import Step
from memmap.stories.story import NOTHING
from memmap.turns import map_first
from memmap.ui import draft, state
from memmap.ui.own import own_layer
from memmap.view import View, Viewport

HEIGHT = 560


def map_panel(view: View) -> None:
    """Draw the map, and select what was clicked on it."""
    viewport, sending = state.camera()
    is_new = state.has_changed("filter", view.filter)
    asked = replace(view, selected="") if is_new else view
    with map_first(view.filter) if is_new else nullcontext():
        clicked = show_map(
            replace(view, viewport=viewport),
            sending,
            own_layer(state.desk()),
            around(asked, current()),
        )
    offer_story_step()
    if clicked and state.is_new("map", clicked):
        state.select(str(clicked["properties"].get("id", ""))[:200])
        st.rerun()


def show_map(
    view: View, sending: int = 0, own: str = "", near: Viewport | None = None
) -> dict[str, Any] | None:
    """Draw the map, and return the feature that was clicked last.

    Arguments are those of ``filter_layer``; ``near`` is its ``around``.
    """
    language = current_language()
    answer: dict[str, Any] = st_folium(
        build_map(language=language, theme=view.base),
        feature_group_to_add=filter_layer(view, language, sending, own, near),
        returned_objects=["last_active_drawing"],
        height=HEIGHT,
        width=None,
        key=f"map-{language}-{view.base}",
    )
    clicked: dict[str, Any] | None = (answer or {}).get("last_active_drawing")
    return clicked


def offer_story_step() -> None:
    """Offer the current view as the next step of the visitor's own story."""
    st.button(
        _("Add to my story"),
        icon=":material/playlist_add:",
        key="add-to-story",
        on_click=_add_to_story,
    )


def _add_to_story() -> None:
    """Add what is on the screen.

    A callback, as those run before the script: a visitor who goes on to another page at once
    stops the script, and what was meant to be added at its end would be lost.
    """
    with use_language(state.language()):
        view, _ignored = state.read_view()
        dataset = current().dataset
        details = describe(dataset, view.selected) if view.selected else None
        heading = details.title if details else ""
        sources = [source.id for source in details.sources] if details else []
        draft.add(
            Step(
                heading=draft.written(NOTHING, current_language(), heading),
                text=NOTHING,
                # an imported layer is the source of its places, and no row of the sources
                sources=tuple(source for source in sources if source in dataset.sources),
                highlight=details.id if details else "",
                filter=view.filter,
                view=view.viewport or Viewport(HOME, HOME_ZOOM),
            )
        )
        steps = len(draft.draft().steps)
        st.toast(_("Step {n} of your story. Write it on the page “Make a story”.").format(n=steps))
