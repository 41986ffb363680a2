"""The keys of the review work after a search and after a tick too: no field holds on to them."""

from pathlib import Path

import streamlit as st

_SCRIPT = (Path(__file__).parent / "keys.js").read_text(encoding="utf-8")
_component = st.components.v2.component("memmap-keys", js=_SCRIPT)


def free_keys() -> None:
    """Make fields within the container ``review`` give the focus back when they are done with."""
    _component(key="keys", height=1)
