"""The Folium map, one for every place that shows it, and the layer that its filter stands in.

``st_folium`` knows a map by a hash of its script: the base map is built anew each run and must be
the same text each time. What changes with a filter stands in ``filter_layer`` alone.
"""

import folium
from branca.element import MacroElement
from jinja2 import Template

from memmap.mapping.assets import scripts, styles
from memmap.mapping.home import HOME, HOME_ZOOM
from memmap.mapping.style import style
from memmap.mapping.tiles import tiles
from memmap.view import View, Viewport

MIN_ZOOM, MAX_ZOOM = 2, 18


class Dress(MacroElement):  # type: ignore[misc]
    """Turns a bare Leaflet map into ours."""

    _template = Template(
        "{% macro script(this, kwargs) %}"
        "memmap.dress({{ this._parent.get_name() }}, {{ this.options|tojson }});"
        "{% endmacro %}"
    )

    def __init__(self, options: dict[str, object]) -> None:
        super().__init__()
        self._name = "Dress"
        self.options = options


class WantedLayer(MacroElement):  # type: ignore[misc]
    """Tells the map what to show."""

    _template = Template(
        "{% macro script(this, kwargs) %}"
        "new memmap.Filter({{ this.wanted|tojson }}).addTo({{ this._parent.get_name() }});"
        "{% endmacro %}"
    )

    def __init__(self, wanted: dict[str, object]) -> None:
        super().__init__()
        self._name = "WantedLayer"
        self.wanted = wanted


def build_map(
    *, language: str, theme: str = "auto", address: str = "parent", bare: bool = False
) -> folium.Map:
    """Return the base map with its controls, the same for the same arguments.

    Args:
        language: Of the names on the map; words are in the current language.
        theme: "auto", "light" or "dark" for our own base map, or a key of ``tiles()``.
        address: Whose address tells the viewport: "parent" from within Streamlit's frame, "self"
            on a page of its own, "" for nobody's.
        bare: Without features, search and legend: for choosing a place on it.
    """
    plain = folium.Map(
        location=HOME,
        zoom_start=HOME_ZOOM,
        tiles=None,
        min_zoom=MIN_ZOOM,
        max_zoom=MAX_ZOOM,
        zoom_control=True,
        world_copy_jump=False,
        prefer_canvas=True,
        font_size="1rem",
        zoom_snap=1,
        attribution_control=True,
    )
    plain.default_js, plain.default_css = scripts(), styles()
    options = map_options(language=language, theme=theme, address=address) | {"bare": bare}
    Dress(options).add_to(plain)
    return plain


def map_options(*, language: str, theme: str, address: str) -> dict[str, object]:
    """Return what ``memmap.dress`` makes of a bare Leaflet map; arguments as ``build_map``."""
    return {
        "style": style(),
        "theme": "auto" if theme in tiles() else theme,
        "language": language,
        "home": {"center": HOME, "zoom": HOME_ZOOM},
        "zooms": (MIN_ZOOM, MAX_ZOOM),
        "tiles": tiles().get(theme),
        "address": address,
        "bare": False,
    }


def filter_layer(
    view: View,
    language: str,
    sending: int = 0,
    own: str = "",
    around: Viewport | None = None,
) -> folium.FeatureGroup:
    """Return the feature group that ``st_folium`` swaps: what a view shows, and its camera.

    The map goes to the view's viewport once for each ``sending``, and ``around`` where nothing of
    a new filter is in view. ``own`` is where a visitor's own layer is asked for, beside ``/map/``.
    """
    group = folium.FeatureGroup(name="memmap", control=False)
    wanted: dict[str, object] = {
        "query": view.filter.query_string(),
        "selected": view.selected,
        "language": language,
        "own": own,
    }
    if view.viewport:
        wanted["camera"] = [*view.viewport.center, view.viewport.zoom, sending]
    if around:
        wanted["around"] = [*around.center, around.zoom]
    WantedLayer(wanted).add_to(group)
    return group
