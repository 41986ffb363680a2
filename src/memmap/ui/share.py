"""The button that opens the ways to share what is on the screen."""

from dataclasses import replace

import streamlit as st

from memmap.i18n import current_language
from memmap.i18n import gettext as _
from memmap.view import View

HEIGHT = 560


def share_button(view: View) -> None:
    """Draw the button. The page that it opens is ``/share``, the same as for a story."""
    if st.button(_("Share"), icon=":material/share:", key="share"):
        st.dialog(_("Share"), width="large")(_panel)(view)


def _panel(view: View) -> None:
    fixed = replace(view, language=view.language or current_language())
    st.iframe(fixed.permalink("/share"), height=HEIGHT, alt=_("Ways to share this view"))
