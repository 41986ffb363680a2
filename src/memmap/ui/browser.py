"""What the browser does for the page beside the map: see ``page.js``."""

from pathlib import Path

import streamlit as st

from memmap.i18n import current_language
from memmap.ui.streamlit_words import streamlit_words

_SCRIPT = (Path(__file__).parent / "page.js").read_text(encoding="utf-8")
_component = st.components.v2.component("memmap-page", js=_SCRIPT)


def tell_browser(menu: str) -> None:
    """Tell the language of the page, and what the button of the closed sidebar says."""
    data = {"language": current_language(), "menu": menu, "words": streamlit_words()}
    _component(key="page-script", data=data, height=1)
