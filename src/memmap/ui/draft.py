"""The story that a visitor writes. It lives in the session alone: nothing is stored."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

import streamlit as st
from anyascii import anyascii

from memmap.i18n import current_language
from memmap.model import Names
from memmap.stories import Step, Story

_DRAFT = "_draft"
_FILE = "_draft_file"


@dataclass(frozen=True, slots=True)
class DraftStep:
    """A step with a number of its own, which it keeps when it is moved."""

    number: int
    step: Step


@dataclass(frozen=True, slots=True)
class Draft:
    """A story while it is written. ``edition`` grows with each file that is opened."""

    language: str
    title: Names = field(default_factory=lambda: Names("", ""))
    summary: Names = field(default_factory=lambda: Names("", ""))
    steps: tuple[DraftStep, ...] = ()
    edition: int = 0

    def story(self) -> Story:
        """Return the story as it stands."""
        steps = tuple(item.step for item in self.steps)
        title = self.title.in_language(self.language)
        return Story(slug(title) or "story", self.title, self.summary, steps, self.language)


def slug(text: str) -> str:
    """Return small letters, digits and hyphens that tell of a text in any script."""
    return re.sub(r"[^a-z0-9]+", "-", anyascii(text).lower()).strip("-")[:60].strip("-")


def written(names: Names, language: str, text: str) -> Names:
    """Return a text with what it says in one language replaced."""
    return _told(dict(names.others) | {language: text.strip()}, language)


def retold(names: Names, before: str, language: str) -> Names:
    """Return a text as one of another language, where it says nothing in that yet."""
    texts = dict(names.others)
    if language not in texts and before in texts:
        texts[language] = texts.pop(before)
    return _told(texts, language)


def _told(texts: dict[str, str], language: str) -> Names:
    said = {code: text for code, text in sorted(texts.items()) if text}
    own = said.get(language, "")
    return Names(said.get("en") or own, own, tuple(said.items()))


def draft() -> Draft:
    """Return the story that is written."""
    found: Draft = st.session_state.get(_DRAFT) or Draft(current_language())
    return found


def keep(story: Draft) -> None:
    """Keep the story for the next run."""
    st.session_state[_DRAFT] = story


def add(step: Step) -> None:
    """Put a step at the end."""
    now = draft()
    number = max((item.number for item in now.steps), default=0) + 1
    keep(replace(now, steps=(*now.steps, DraftStep(number, step))))


def write(part: str, key: str) -> None:
    """Take the title or the summary from its field.

    This and what follows are callbacks of fields: those run before the script, which stops at once
    where the visitor goes on to another page.
    """
    now = draft()
    text = written(getattr(now, part), now.language, st.session_state[key])
    change: dict[str, Any] = {part: text}
    keep(replace(now, **change))


def write_step(number: int, part: str, key: str) -> None:
    """Take a text of a step from its field."""
    now, text = draft(), st.session_state[key]

    def told(step: Step) -> Step:
        change: dict[str, Any] = {part: written(getattr(step, part), now.language, text)}
        return replace(step, **change)

    _change(number, told)


def set_seconds(number: int, key: str) -> None:
    """Take from its field how long autoplay stays at a step."""
    seconds = int(st.session_state[key])
    _change(number, lambda step: replace(step, seconds=seconds))


def _change(number: int, change: Callable[[Step], Step]) -> None:
    now = draft()
    steps = (
        replace(item, step=change(item.step)) if item.number == number else item
        for item in now.steps
    )
    keep(replace(now, steps=tuple(steps)))


def tell_in(key: str) -> None:
    """Take the language of the story from its field: what is written is of that language."""
    now, language = draft(), st.session_state[key]

    def told(text: Names) -> Names:
        return retold(text, now.language, language)

    def told_step(step: Step) -> Step:
        texts = told(step.heading), told(step.text), told(step.notes)
        return replace(step, heading=texts[0], text=texts[1], notes=texts[2])

    steps = tuple(replace(item, step=told_step(item.step)) for item in now.steps)
    keep(
        replace(
            now,
            language=language,
            title=told(now.title),
            summary=told(now.summary),
            steps=steps,
        )
    )


def move(number: int, places: int) -> None:
    """Move a step up (negative) or down, as far as there is room."""
    now = draft()
    steps = list(now.steps)
    at = next(i for i, item in enumerate(steps) if item.number == number)
    steps.insert(max(0, at + places), steps.pop(at))
    keep(replace(now, steps=tuple(steps)))


def remove(number: int) -> None:
    """Take a step out."""
    now = draft()
    keep(replace(now, steps=tuple(item for item in now.steps if item.number != number)))


def open_story(story: Story) -> None:
    """Go on with a story from a file."""
    steps = tuple(DraftStep(i, step) for i, step in enumerate(story.steps, 1))
    edition = draft().edition + 1
    keep(Draft(story.language, story.title, story.summary, steps, edition))


def is_new_file(file: str) -> bool:
    """Return whether a file was not opened before: an upload stays in its widget."""
    fresh = st.session_state.get(_FILE) != file
    st.session_state[_FILE] = file
    return fresh
