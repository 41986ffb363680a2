"""Your places: a list becomes a reviewed layer on the map, and files."""

import streamlit as st

from memmap.current import current
from memmap.i18n import gettext as _
from memmap.lists.desk import Desk, desks
from memmap.lists.job import Job
from memmap.ui import state
from memmap.ui.chrome import page_head
from memmap.ui.places.bring import bring_panel
from memmap.ui.places.columns import columns_panel
from memmap.ui.places.download import download_panel
from memmap.ui.places.geocoders import show_troubles
from memmap.ui.places.memory import find_desk
from memmap.ui.places.progress import progress_panel
from memmap.ui.places.result import result_panel
from memmap.ui.places.review import review_panel
from memmap.ui.places.table import table_panel
from memmap.ui.places.top import begin_at_top
from memmap.ui.places.words import number
from memmap.ui.text import plain


def forget(mine: Desk) -> None:
    """Put the list away for good."""
    desks().forget(mine)
    state.put_desk(None)


def work(mine: Desk, job: Job) -> None:
    """Draw the progress, and the four sights of a list."""
    waiting = len(job.review.doubtful)
    progress_panel(job)
    show_troubles(job)
    sights = {
        "one": _("One by one") + f" · {number(waiting)}",
        "table": _("Table"),
        "map": _("Map"),
        "files": _("Download"),
    }
    sight = st.segmented_control(
        _("What to look at"),
        list(sights),
        format_func=lambda name: sights[name],
        default="one",
        key="sight",
        required=True,
        label_visibility="collapsed",
    )
    match sight:
        case "table":
            table_panel(mine, job)
        case "map":
            result_panel(current(), mine)
        case "files":
            download_panel(mine, job)
        case _:
            review_panel(mine, job)


state.read_view()
page_head(_("Your places"))
desk = find_desk()
kept = _(
    "Your list is not stored on this server. It stays in memory while this tab is open, survives a "
    "reload, and is gone half an hour after you close the tab, or at once when you say so."
)
if desk is None or desk.job is None:
    st.caption(kept)
if desk is None:
    begin_at_top("bring")
    bring_panel()
else:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{plain(desk.file)}**", help=kept if desk.job else None)
        st.button(
            _("Forget this list"),
            icon=":material/delete:",
            type="tertiary",
            on_click=forget,
            args=(desk,),
        )
        if desk.job:
            st.button(
                _("Change the columns"),
                icon=":material/view_column:",
                type="tertiary",
                on_click=desk.end_review,
            )
    begin_at_top("work" if desk.job else "columns")
    if desk.job:
        work(desk, desk.job)
    else:
        columns_panel(desk)
