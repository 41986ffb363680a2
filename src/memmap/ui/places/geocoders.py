"""What finds a visitor's places: the gazetteer, and online geocoders only if the visitor agrees.

An operator may switch online geocoders on, but the names in a list are the visitor's: they leave
this server, and answers to them are kept on it, only after the visitor said so.
"""

import streamlit as st

from memmap.config import config
from memmap.geocoding import Resolver, fresh_resolver, resolver
from memmap.geocoding.providers import PROVIDERS, notice
from memmap.i18n import gettext as _
from memmap.lists.desk import Desk
from memmap.lists.job import Job
from memmap.ui.text import plain


def chain_for(*, online: bool) -> Resolver:
    """Return what finds the places of a list: one of its own where online geocoders are asked."""
    return fresh_resolver(config()) if online else resolver(config().offline)


def show_troubles(job: Job) -> None:
    """Say which online geocoders failed; the details hold addresses and are for the log."""
    for service in sorted({trouble.partition(":")[0] for trouble in job.troubles}):
        message = _("{service} did not answer every question. Begin again later, or go on without.")
        st.warning(plain(message.format(service=service)))


def online_choice(desk: Desk) -> None:
    """Draw the question whether online geocoders may be asked, where an operator offers any."""
    names = config().geocoders
    if not names:
        return
    key = f"online-{desk.token}"
    st.checkbox(
        _("Also ask {services} for what memmap does not know").format(services=", ".join(names)),
        value=desk.online,
        key=key,
        on_change=_agree,
        args=(desk, key),
    )
    st.caption(
        plain(
            _(
                "The names and countries of those rows are then sent there, and the answers are "
                "kept on this server, without your list."
            )
        )
    )
    for name in names:
        st.caption(plain(notice(PROVIDERS[name])))


def _agree(desk: Desk, key: str) -> None:
    desk.online = st.session_state[key]
