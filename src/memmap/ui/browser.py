"""What the browser does for the page beside the map: see ``page.js``."""

from pathlib import Path

import streamlit as st

from memmap.i18n import current_language
from memmap.ui.streamlit_words import streamlit_words

_SCRIPT = (Path(__file__).parent / "page.js").read_text(encoding="utf-8")
_component = st.components.v2.component("memmap-page", js=_SCRIPT)


def tell_browser(menu: str, selected: str, *, unsaved: bool) -> None:
    """Tell the browser what it has to know of the page.

    Args:
        menu: What the button of the closed sidebar says.
        selected: The id of the feature whose details are drawn, or "".
        unsaved: Whether a reload would lose what the visitor wrote.
    """
    data = {
        "language": current_language(),
        "menu": menu,
        "words": streamlit_words(),
        "selected": selected,
        "unsaved": unsaved,
    }
    _component(key="page-script", data=data, height=1)
