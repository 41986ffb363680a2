"""Stories: a card for each; a story itself is a page of its own, ``/story/ID``."""

import streamlit as st

from memmap.config import config
from memmap.current import current
from memmap.details import named
from memmap.i18n import current_language, ngettext
from memmap.i18n import gettext as _
from memmap.stories import Story, load_stories
from memmap.ui.chrome import page_head
from memmap.ui.present_link import present_story
from memmap.ui.text import plain

CARDS_IN_A_ROW = 3


def card(story: Story) -> None:
    """Draw what a story is about, and the way into it."""
    steps = len(story.steps)
    address = f"/story/{story.id}?lang={current_language()}"
    with st.container(border=True, height="stretch", key=f"story-{story.id}"):
        st.header(plain(named(story.title)), anchor=False)
        st.markdown(plain(named(story.summary)))
        st.caption(ngettext("{n} step", "{n} steps", steps).format(n=steps))
        with st.container(horizontal=True):
            st.link_button(_("Open"), address, type="primary", icon=":material/play_arrow:")
            st.link_button(_("For a screen in a hall"), f"{address}&play=1&loop=1")
            present_story(story.id)


stories, problems = load_stories(config().data / "stories", current().dataset)
page_head(_("Stories"))
for problem in problems:
    st.warning(plain(str(problem)))
told = list(stories.values())
for first in range(0, len(told), CARDS_IN_A_ROW):
    columns = st.columns(CARDS_IN_A_ROW)
    for column, story in zip(columns, told[first:], strict=False):
        with column:
            card(story)
