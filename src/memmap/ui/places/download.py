"""Files to take away, at any moment of the review."""

from functools import partial
from pathlib import PurePath

import streamlit as st

from memmap.i18n import gettext as _
from memmap.i18n import ngettext
from memmap.lists.desk import Desk
from memmap.lists.job import Job
from memmap.lists.writers import FORMATS
from memmap.ui.places.words import number


def download_panel(desk: Desk, job: Job) -> None:
    """Draw a button for each kind of file, and say what the files leave open."""
    review, stem = job.review, PurePath(desk.file).stem
    open_rows = len(review.doubtful) + len(review.left)
    if open_rows:
        message = ngettext(
            "{n} row is not decided yet. It is in the files without coordinates.",
            "{n} rows are not decided yet. They are in the files without coordinates.",
            open_rows,
        )
        st.info(message.format(n=number(open_rows)))
    with st.container(horizontal=True):
        for made in FORMATS:
            if made.needs(review):
                st.download_button(
                    _(made.title),
                    partial(made.write, review, desk.source),
                    f"{stem}{made.suffix}",
                    made.mime,
                    key=f"download{made.suffix}",
                    icon=":material/download:",
                    on_click="ignore",
                )
    st.caption(
        _(
            "The lock file keeps every decision: bring it with the list, or give it to "
            "memmap geocode --lock, and the work is repeated without you."
        )
    )
