"""Files to take away, at any moment of the review."""

from functools import partial
from pathlib import PurePath

import streamlit as st

from memmap.i18n import current_language, ngettext, use_language
from memmap.i18n import gettext as _
from memmap.lists.desk import Desk
from memmap.lists.job import Job
from memmap.lists.review import Review
from memmap.lists.writers import FORMATS
from memmap.sharing.features import MOST_FEATURES, TooManyError, too_many
from memmap.sharing.own_list import list_file
from memmap.ui.places.words import number


def download_panel(desk: Desk, job: Job) -> None:
    """Draw a button for each kind of file, and say what the files leave open."""
    review, source, stem = job.review, desk.source, PurePath(desk.file).stem
    fits = len(review.plan.questions) + len(review.plan.lines) <= MOST_FEATURES
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
                    partial(made.write, review, source),
                    f"{stem}{made.suffix}",
                    made.mime,
                    key=f"download{made.suffix}",
                    icon=":material/download:",
                    on_click="ignore",
                )
        st.download_button(
            _("Map (HTML)"),
            partial(_map_file, current_language(), review, desk.file),
            f"{stem}.html",
            "text/html",
            key="download.html",
            icon=":material/download:",
            on_click="ignore",
            disabled=not fits,
            help=None if fits else too_many(TooManyError(MOST_FEATURES)),
        )
    st.caption(
        _(
            "The lock file keeps every decision: bring it with the list, or give it to "
            "memmap geocode --lock, and the work is repeated without you."
        )
    )


def _map_file(language: str, review: Review, file: str) -> bytes:
    with use_language(language):
        return list_file(review, file).encode()
