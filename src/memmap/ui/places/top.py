"""A new stage of the page begins at its top: Streamlit keeps the scroll of the one before."""

from pathlib import Path

import streamlit as st

_SCRIPT = (Path(__file__).parent / "top.js").read_text(encoding="utf-8")
_component = st.components.v2.component("memmap-top", js=_SCRIPT)


def begin_at_top(stage: str) -> None:
    """Scroll the page to its top where it shows another stage than before."""
    _component(key="stage", data={"stage": stage}, height=1)
