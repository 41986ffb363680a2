"""Stories: cards, then one story step by step beside the map."""

import streamlit as st

from memmap.config import config
from memmap.current import current
from memmap.details import describe, named
from memmap.filters import Filter
from memmap.i18n import gettext as _
from memmap.stories import Story, load_stories, selection_of, viewport_of
from memmap.ui import state
from memmap.ui.chrome import language_switch
from memmap.ui.map_panel import show_map
from memmap.ui.text import link, plain
from memmap.view import View, Viewport

now = current()
stories, problems = load_stories(config().data / "stories", now.dataset)


def cards() -> None:
    """Draw a card for each story."""
    st.title(_("Stories"))
    for story in stories.values():
        with st.container(border=True):
            st.subheader(plain(named(story.title)), anchor=False)
            st.markdown(plain(named(story.summary)))
            st.button(
                _("Open"), key=f"open-{story.id}", on_click=state.go_to_step, args=(story.id, 1)
            )


def tell(story: Story, number: int) -> None:
    """Draw one step: the map, and the text with its sources."""
    step = story.steps[number - 1]
    found = [details for place in step.places if (details := describe(now.dataset, place))]
    where = viewport_of([details.location for details in found if details.location])
    st.subheader(plain(named(story.title)), anchor=False)
    st.progress(number / len(story.steps), f"{number} / {len(story.steps)}")
    map_column, text_column = st.columns([6, 4], gap="medium")
    with map_column:
        view = View(Filter(), selection_of(step, now.dataset))
        show_map(view, Viewport(*where) if where else None)
    with text_column:
        st.header(plain(named(step.heading)), anchor=False)
        st.markdown(plain(named(step.text)))
        with st.container(horizontal=True):
            st.button(
                _("Back"),
                key="back",
                disabled=number == 1,
                shortcut="Left",
                on_click=state.go_to_step,
                args=(story.id, number - 1),
            )
            st.button(
                _("Next"),
                key="next",
                disabled=number == len(story.steps),
                shortcut="Right",
                type="primary",
                on_click=state.go_to_step,
                args=(story.id, number + 1),
            )
            st.button(_("All stories"), key="all", on_click=state.go_to_step, args=("", 0))
        with st.expander(_("Speaker notes")):
            st.markdown(plain(named(step.notes)))
        with st.expander(_("Sources")):
            for source in (now.dataset.sources[i] for i in step.sources):
                st.markdown("- " + link(source.title, source.url))


with st.sidebar:
    language_switch()
for problem in problems:
    st.warning(plain(str(problem)))
chosen, step_number = state.story_step()
if chosen in stories:
    tell(stories[chosen], max(1, min(step_number, len(stories[chosen].steps))))
else:
    cards()
