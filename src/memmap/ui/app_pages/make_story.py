"""Make a story: steps from the map, texts, order, a preview, and the file to keep."""

from collections.abc import Callable

import streamlit as st

from memmap.current import current
from memmap.dataset.table import Problem
from memmap.details import describe
from memmap.i18n import gettext as _
from memmap.i18n import languages, own_name, use_language
from memmap.mapping.page import map_page
from memmap.mapping.story_page import story_page
from memmap.model import Names
from memmap.stories import Step, Story, parse_story, story_toml, tell
from memmap.stories.parse import SECONDS
from memmap.ui import draft
from memmap.ui.chrome import page_head
from memmap.ui.text import plain
from memmap.view import View

PREVIEW_HEIGHT = 640
dataset = current().dataset


def opened_file() -> None:
    """Take a story file to go on with, or say what is wrong with it."""
    uploaded = st.file_uploader(_("Go on with a story file"), type="toml", max_upload_size=1)
    if uploaded is None or not draft.is_new_file(uploaded.file_id):
        return
    story, problems = parse_story(uploaded.name, uploaded.getvalue(), dataset)
    if story:
        draft.open_story(story)
    else:
        st.error("  \n".join(plain(str(problem)) for problem in problems[:10]))


def text_of(names: Names, language: str) -> str:
    """Return what is written in a language, "" where nothing is."""
    return dict(names.others).get(language, "")


def text_field(
    draw: Callable[..., object], label: str, part: str, item: draft.DraftStep, **options: int
) -> None:
    """Draw the field of one text of a step."""
    now = draft.draft()
    key = f"{part}-{now.edition}-{now.language}-{item.number}"
    draw(
        label,
        text_of(getattr(item.step, part), now.language),
        key=key,
        on_change=draft.write_step,
        args=(item.number, part, key),
        **options,
    )


def step_editor(number: int, item: draft.DraftStep, now: draft.Draft) -> None:
    """Draw the fields of a step."""
    step, key = item.step, f"{now.edition}-{item.number}"
    with st.container(border=True):
        st.markdown(f"**{number}** · {plain(shown(step))}")
        text_field(st.text_input, _("Heading"), "heading", item, max_chars=200)
        text_field(st.text_area, _("Text (Markdown)"), "text", item, max_chars=5000)
        text_field(st.text_area, _("Speaker notes"), "notes", item, max_chars=5000, height=68)
        with st.container(horizontal=True, vertical_alignment="bottom"):
            st.number_input(
                _("Seconds in autoplay"),
                SECONDS.start,
                SECONDS.stop - 1,
                step.seconds,
                key=f"seconds-{key}",
                width=160,
                on_change=draft.set_seconds,
                args=(item.number, f"seconds-{key}"),
            )
            last = len(now.steps)
            move_button(_("Up"), "arrow_upward", item.number, -1, disabled=number == 1)
            move_button(_("Down"), "arrow_downward", item.number, 1, disabled=number == last)
            st.button(
                _("Remove"),
                key=f"remove-{key}",
                icon=":material/delete:",
                on_click=draft.remove,
                args=(item.number,),
            )


def move_button(label: str, icon: str, number: int, by: int, *, disabled: bool) -> None:
    """Draw a button that moves a step."""
    st.button(
        label,
        key=f"move-{number}-{by}",
        icon=f":material/{icon}:",
        disabled=disabled,
        on_click=draft.move,
        args=(number, by),
    )


def shown(step: Step) -> str:
    """Return in words what the map shows at a step."""
    details = describe(dataset, step.highlight)
    parts = [details.title] if details else []
    if step.view:
        at = step.view.center
        zoom = _("zoom {n}").format(n=step.view.zoom)
        parts.append(f"{at.latitude:.2f}°, {at.longitude:.2f}°, {zoom}")
    parts.extend(step.filter.to_query().values())
    return " · ".join(parts)


def result(story: Story) -> None:
    """Offer the file, and a preview."""
    problems = parse_story("story", story_toml(story).encode(), dataset)[1]
    if st.button(_("Download the story"), icon=":material/download:", type="primary"):
        download(story, problems)
    if not problems and st.toggle(_("Preview"), key="preview"):
        with use_language(story.language):
            told = tell(story, dataset, story.language)
            page = story_page(told, View(), story.language, preview=True)
        st.iframe(map_page(page), height=PREVIEW_HEIGHT)


@st.dialog(_("Download the story"))
def download(story: Story, problems: list[Problem]) -> None:
    """Say what is still missing, and hand out the file.

    The file is in a dialog of its own as leaving a field for a download button would rerun the
    page, and take the file away while the browser fetches it.
    """
    for problem in problems[:5]:
        st.warning(plain(f"{problem.column}: {problem.message}, {problem.expected}"))
    st.download_button(
        f"{story.id}.toml",
        story_toml(story),
        f"{story.id}.toml",
        "application/toml",
        icon=":material/download:",
        on_click="ignore",
    )
    st.caption(_("Open it on this page to go on, or put it into the folder data/stories."))


page_head(_("Make a story"))
st.caption(
    _(
        "The story stays in this tab until you reload or close it, and is not stored on the "
        "server. Download it to keep it."
    )
)
opened_file()
now = draft.draft()
draft.keep(now)
languages_key = f"language-{now.edition}"
codes = sorted({*languages(), now.language})
st.selectbox(
    _("Language of the story"),
    codes,
    codes.index(now.language),
    key=languages_key,
    format_func=own_name,
    on_change=draft.tell_in,
    args=(languages_key,),
)
for part, label, length in (("title", _("Title"), 200), ("summary", _("Summary"), 500)):
    part_key = f"{part}-{now.edition}-{now.language}"
    st.text_input(
        label,
        text_of(getattr(now, part), now.language),
        key=part_key,
        max_chars=length,
        on_change=draft.write,
        args=(part, part_key),
    )
for number, item in enumerate(now.steps, 1):
    step_editor(number, item, now)
if now.steps:
    result(now.story())
else:
    st.info(_("Go to the map, choose what to show, and press “Add to my story” below it."))
