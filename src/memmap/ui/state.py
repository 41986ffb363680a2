"""The address and the widgets' state, kept in step. No other module touches either.

A widget owns its value by its key. The address seeds the widgets only where the visitor came by it:
with the page, or with Back and Forward. Else an address that differs from the one written last is
one that the browser sent before it heard of that, as it may on a slow network.
"""

from dataclasses import replace
from typing import Any

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from memmap.filters import FACETS, Filter, is_option
from memmap.i18n import languages
from memmap.lists.desk import Desk
from memmap.model import LatLon
from memmap.view import View, Viewport, parse_view

_WRITTEN = "_written"
_CAMERA = "_camera"
_IGNORED = "_ignored"
_PAGE = "_page"
_ENTERED = "_entered"
_SELECTED = "_selected"
_CLICK = "_click"
_DESK = "_desk"
_LOST = "_lost_list"
_DROPPED = "_dropped_list"
_VIEWPORT_KEYS = ("lat", "lon", "zoom")


def language() -> str:
    """Return the visitor's language: of the address, else of the browser, else English."""
    wanted = st.query_params.get("lang", "")
    browser = (st.context.locale or "")[:2]
    return next((code for code in (wanted, browser) if code in languages()), "en")


def read_view() -> tuple[View, list[str]]:
    """Return the current view, and what of the address was ignored."""
    query = st.query_params.to_dict()
    view, ignored = parse_view(query)
    if _came_by_address() and _lasting(query) != st.session_state.get(_WRITTEN):
        _seed(view)
        st.session_state[_IGNORED] = ignored
        st.session_state[_WRITTEN] = _lasting(query)
    st.session_state[_ENTERED] = False
    wanted = Filter(
        since=_year(st.session_state.get("since")),
        until=_year(st.session_state.get("until")),
        text=" ".join((st.session_state.get("text") or "").split())[:100],
        **{facet: frozenset(_chosen(facet)) for facet in FACETS},
    )
    selected = st.session_state.get(_SELECTED, "")
    return replace(view, filter=wanted, selected=selected), st.session_state.get(_IGNORED, [])


def enter(page: str) -> None:
    """Note which page is drawn: what leads to another page leads to its address too."""
    if st.session_state.get(_PAGE) != page:
        st.session_state[_ENTERED] = True
        st.session_state[_PAGE] = page


def _came_by_address() -> bool:
    context = get_script_run_ctx()
    went_back = context is not None and context.is_history_navigation
    return went_back or bool(st.session_state.get(_ENTERED, True))


def _seed(view: View) -> None:
    for facet in FACETS:
        st.session_state[facet] = sorted(getattr(view.filter, facet))
    st.session_state["since"] = view.filter.since
    st.session_state["until"] = view.filter.until
    st.session_state["text"] = view.filter.text
    st.session_state[_SELECTED] = view.selected
    if view.viewport:
        _send(view.viewport)


def _chosen(facet: str) -> list[str]:
    """Return the options that a facet's widget holds, in the order in which they were chosen."""
    return [option for option in st.session_state.get(facet, ()) if is_option(facet, option)]


def relabel(facet: str, wanted: Filter, language: str) -> None:
    """Give a facet's widget its options anew, before it is drawn, where their labels may be others.

    The browser tells labels, and they hold counts that other facets change: a label that the script
    knows no more would come back as it is, in place of its option.
    """
    others = (wanted.without(facet), language)
    if has_changed(f"labels_{facet}", others):
        st.session_state[facet] = _chosen(facet)


def _year(value: object) -> int | None:
    return int(value) if isinstance(value, int | float) else None


def _lasting(query: dict[str, str]) -> dict[str, str]:
    """Leave out what the map itself writes into the address as it is moved."""
    return {key: value for key, value in query.items() if key not in _VIEWPORT_KEYS}


def write_view(view: View) -> None:
    """Make the address say this view. The viewport is the map's to write."""
    query = view.to_query()
    for key in _VIEWPORT_KEYS:
        if key in st.query_params:
            query[key] = st.query_params[key]
    if _lasting(query) != _lasting(st.query_params.to_dict()):
        st.query_params.from_dict(query)
    st.session_state[_WRITTEN] = _lasting(query)


def camera() -> tuple[Viewport | None, int]:
    """Return where the map was last sent, if it was, and how often it has been sent."""
    found: tuple[Viewport | None, int] = st.session_state.get(_CAMERA, (None, 0))
    return found


def _send(viewport: Viewport) -> None:
    st.session_state[_CAMERA] = (viewport, camera()[1] + 1)


def select(feature: str, at: LatLon | None = None, zoom: int = 12) -> None:
    """Select a feature, and send the map to it where a point is given."""
    show(feature, Viewport(at, zoom) if at else None)


def show(feature: str, viewport: Viewport | None) -> None:
    """Select a feature, and send the map to a viewport, if there is one."""
    st.session_state[_SELECTED] = feature
    if viewport:
        _send(viewport)


def selected() -> str:
    """Return the id of the selected feature, or ""."""
    return str(st.session_state.get(_SELECTED, ""))


def clear_selection() -> None:
    """Select nothing."""
    st.session_state[_SELECTED] = ""


def clear_filter() -> None:
    """Empty every facet."""
    for facet in FACETS:
        st.session_state[facet] = []
    st.session_state["since"] = st.session_state["until"] = None
    st.session_state["text"] = ""


def drop(facet: str) -> None:
    """Empty one facet."""
    st.session_state[facet] = [] if facet in FACETS else None if facet != "text" else ""


def is_new(event: str, value: Any) -> bool:
    """Return whether an event's value differs from the last one seen.

    A click stays in the answers of a component until the next one, and must count once.
    """
    key = f"{_CLICK}_{event}"
    fresh = value is not None and value != st.session_state.get(key)
    st.session_state[key] = value
    return fresh


def has_changed(what: str, value: Any) -> bool:
    """Return whether a value is another than in the run before; in the first run it is not."""
    key = f"_before_{what}"
    before = st.session_state.get(key, value)
    st.session_state[key] = value
    return bool(before != value)


def held(parameter: str, value: str) -> str:
    """Return the key of a widget that shows what the address says, also after Back."""
    st.session_state[f"{parameter}-switch"] = value
    return f"{parameter}-switch"


def to_address(parameter: str) -> None:
    """Put what was chosen with such a widget into the address."""
    st.query_params[parameter] = st.session_state[f"{parameter}-switch"]


def absolute(path: str) -> str:
    """Return the full address of a path on this server, as the visitor's browser knows it."""
    origin = (st.context.url or "").split("?")[0]
    return f"{origin.rstrip('/')}/{path.lstrip('/')}" if origin else path


def desk() -> Desk | None:
    """Return the visitor's own list, if this session has one."""
    found: Desk | None = st.session_state.get(_DESK)
    return found


def put_desk(desk: Desk | None) -> None:
    """Make a list the visitor's own, or none."""
    st.session_state[_DESK] = desk
    if desk is None:
        st.session_state[_DROPPED] = True


def has_dropped_list() -> bool:
    """Return whether the visitor put a list away: what the tab remembers is not wanted then."""
    return bool(st.session_state.get(_DROPPED))


def lost_decisions() -> bytes:
    """Return the decisions of a list that the server does not keep any more, as a lock file."""
    found: bytes = st.session_state.get(_LOST, b"")
    return found


def put_lost_decisions(lock: bytes) -> None:
    """Keep decisions until their list is brought again."""
    st.session_state[_LOST] = lock
