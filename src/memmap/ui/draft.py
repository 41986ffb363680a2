"""The story that a visitor writes. It lives in the session alone: nothing is stored."""

import re
from dataclasses import dataclass, field, replace

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
    texts = dict(names.others) | {language: text.strip()}
    texts = {code: said for code, said in sorted(texts.items()) if said}
    return Names(texts.get("en") or text.strip(), text.strip(), tuple(texts.items()))


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
