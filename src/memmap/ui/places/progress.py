"""How far the search has come: drawn twice a second while it runs, without the rest of the page."""

from collections.abc import Callable

import streamlit as st

from memmap.i18n import gettext as _
from memmap.lists.job import Job
from memmap.ui.text import plain

EVERY_S = 0.5


def progress_panel(job: Job) -> None:
    """Draw the progress, and the button that stops the search or goes on with it."""
    now = job.progress
    if now.trouble:
        st.error(_("The search stopped: {trouble}").format(trouble=plain(now.trouble)))
    if now.done == now.total:
        return
    draw: Callable[..., None] = st.fragment(
        _draw, run_every=EVERY_S if now.running else None, key="progress"
    )
    draw(job, was_running=now.running)


def _draw(job: Job, *, was_running: bool) -> None:
    now = job.progress
    counts = _("{done} of {total}").format(done=f"{now.done:,}", total=f"{now.total:,}")
    rate = _("{n} rows a second").format(n=f"{now.rate:,.0f}") if now.running else _("stopped")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.progress(now.share, f"{counts} · {rate}")
        if now.running:
            st.button(_("Stop"), key="stop", icon=":material/stop:", on_click=job.cancel)
        else:
            st.button(_("Go on"), key="go-on", icon=":material/play_arrow:", on_click=job.start)
    if was_running and not now.running:
        st.rerun()
