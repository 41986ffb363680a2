"""The Streamlit script: language, data, navigation."""

from pathlib import Path

import streamlit as st

from memmap import i18n
from memmap.current import current
from memmap.dataset import DataError
from memmap.i18n import gettext as _
from memmap.ui import draft, state
from memmap.ui.browser import tell_browser
from memmap.ui.trouble import trouble_page

PAGES = Path(__file__).parent / "app_pages"

st.set_page_config("memmap", page_icon=str(Path(__file__).parent / "icon.svg"), layout="wide")
st.html(PAGES.parent / "page.css")
i18n.set_language(state.language())

try:
    current()
except DataError as error:
    trouble_page(error)
    st.stop()

explore = st.Page(
    PAGES / "explore.py", title=_("Map"), icon=":material/map:", default=True, url_path="map"
)
stories = st.Page(
    PAGES / "stories.py", title=_("Stories"), icon=":material/auto_stories:", url_path="stories"
)
places = st.Page(
    PAGES / "places.py",
    title=_("Your places"),
    icon=":material/add_location_alt:",
    url_path="places",
)
make_story = st.Page(
    PAGES / "make_story.py",
    title=_("Make a story"),
    icon=":material/edit_note:",
    url_path="make-story",
)
about = st.Page(
    PAGES / "about.py", title=_("About the data"), icon=":material/menu_book:", url_path="about"
)
page = st.navigation([explore, stories, places, make_story, about], position="top")
st.set_page_config(f"{page.title} · memmap")
tell_browser(
    _("Filters and menu") if page == explore else _("Menu"),
    state.selected() if page == explore else "",
    unsaved=page == make_story and bool(draft.draft().steps),
)
state.enter(page.url_path)
page.run()
