"""The visitor's list survives a reload: their tab remembers a token, and what they decided."""

import base64
import binascii
import json
import zlib
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from memmap.i18n import gettext as _
from memmap.lists.desk import Desk, desks
from memmap.ui import state

MAX_REMEMBERED = 8_000_000
"""Bytes of decisions, unpacked, that a tab is asked to remember, and taken at its word for: some
thirty thousand decisions, a quarter of that when packed. More of them are a file to download."""
_SCRIPT = (Path(__file__).parent / "memory.js").read_text(encoding="utf-8")
_component = st.components.v2.component("memmap-memory", js=_SCRIPT)


@dataclass(frozen=True)
class Remembered:
    """What a tab remembers: the token of a list, its name, and the decisions as a lock file."""

    token: str
    file: str
    lock: bytes


def recall_desk() -> None:
    """Find the visitor's list again on a page that shows its layer, where a reload lost it."""
    if state.desk() is None and not state.has_dropped_list():
        find_desk()


def find_desk() -> Desk | None:
    """Return the visitor's list, found again after a reload; keep the tab's memory up to date."""
    desk = state.desk()
    if desk:
        desks().keep(desk)
        _mount(packed(desk))
        if len(desk.decided) > MAX_REMEMBERED:
            st.warning(
                _(
                    "This tab cannot remember so many decisions, should the server be started "
                    "anew. Download them as a lock file."
                )
            )
        return desk
    if state.has_dropped_list():
        _mount("")
        return None
    remembered = unpacked(_mount(None))
    if remembered is None:
        return None
    if desk := desks().by_token(remembered.token):
        state.put_desk(desk)
        st.rerun()
    state.put_lost_decisions(remembered.lock)
    return None


def _mount(keep: str | None) -> str:
    result = _component(
        key="list-memory", data={"keep": keep}, on_found_change=lambda: None, height=1
    )
    return str(result.found or "")


def packed(desk: Desk) -> str:
    """Return what a tab is to remember of a list; its decisions only where they are not too many.

    Half of them would be worse than none: nobody could tell which were lost.
    """
    lock = desk.decided if len(desk.decided) <= MAX_REMEMBERED else b""
    decisions = base64.b64encode(zlib.compress(lock)).decode()
    return json.dumps({"token": desk.token, "file": desk.file, "decisions": decisions})


def unpacked(text: str) -> Remembered | None:
    """Return what a tab remembers, or None where it makes no sense: a browser can say anything."""
    try:
        found = json.loads(text)
        decisions = base64.b64decode(found["decisions"], validate=True)
        lock = zlib.decompressobj().decompress(decisions, MAX_REMEMBERED)
        return Remembered(str(found["token"]), str(found["file"]), lock)
    except (ValueError, KeyError, TypeError, binascii.Error, zlib.error):
        return None
