"""How far the search has come: drawn twice a second while it runs, without the rest of the page."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from memmap.i18n import gettext as _
from memmap.lists.job import Job, Progress
from memmap.ui.places.words import number
from memmap.ui.text import plain

EVERY_S = 0.5


def progress_panel(job: Job) -> None:
    """Draw the progress, and the button that stops the search or goes on with it."""
    now = job.progress
    if now.trouble:
        st.error(_("The search stopped: {trouble}").format(trouble=plain(now.trouble)))
    if now.running:
        st.fragment(_running, run_every=EVERY_S, key="progress")(job)
    elif now.done < now.total:
        _stopped(job)


def _running(job: Job) -> None:
    now = job.progress
    if not now.running:
        # Before anything is drawn: a button of a fragment that goes away would lose its click.
        st.rerun()
    if now.done == now.total:
        _bar(now, _("comparing with the rest of the list"))
        return
    with _bar(now, _("{n} rows a second").format(n=number(now.rate))):
        st.button(_("Stop"), key="stop", icon=":material/stop:", on_click=job.cancel)


def _stopped(job: Job) -> None:
    with _bar(job.progress, _("stopped")):
        st.button(_("Go on"), key="go-on", icon=":material/play_arrow:", on_click=job.start)


def _bar(now: Progress, pace: str) -> DeltaGenerator:
    counts = _("{done} of {total}").format(done=number(now.done), total=number(now.total))
    row = st.container(horizontal=True, vertical_alignment="bottom")
    row.progress(now.share, f"{counts} · {pace}")
    return row
