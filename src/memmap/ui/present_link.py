"""The way to the presenter's page, which is no Streamlit page: ``memmap.mapping.live_page``."""

from dataclasses import replace
from urllib.parse import urlencode

import streamlit as st

from memmap.i18n import current_language
from memmap.i18n import gettext as _
from memmap.view import View


def present_view(view: View) -> None:
    """Draw the link that leads an audience over the map, from this view on."""
    _link(replace(view, language=current_language()).permalink("/present"))


def present_story(story: str) -> None:
    """Draw the link that tells a story to an audience."""
    _link("/present?" + urlencode({"story": story, "lang": current_language()}))


def _link(address: str) -> None:
    st.link_button(_("Present"), address, icon=":material/cast:")
