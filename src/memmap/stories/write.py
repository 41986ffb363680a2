"""A story as a file that a person can go on writing in an editor."""

from typing import Any

import tomli_w

from memmap.model import Names
from memmap.stories.story import Step, Story


def story_toml(story: Story) -> str:
    """Return the story as ``parse_story`` reads it; what is empty is left out."""
    table = {
        "id": story.id,
        "language": story.language,
        "title": _text(story.title),
        "summary": _text(story.summary),
        "steps": [_step(step) for step in story.steps],
    }
    return tomli_w.dumps(_filled(table), multiline_strings=True)


def _step(step: Step) -> dict[str, Any]:
    view = step.view and {
        "lat": round(step.view.center.latitude, 5),
        "lon": round(step.view.center.longitude, 5),
        "zoom": step.view.zoom,
    }
    return _filled(
        {
            "heading": _text(step.heading),
            "text": _text(step.text),
            "notes": _text(step.notes),
            "places": list(step.places),
            "sources": list(step.sources),
            "seconds": step.seconds,
            "highlight": step.highlight,
            "filter": step.filter.query_string(),
            "view": view,
        }
    )


def _text(names: Names) -> dict[str, str]:
    return {language: text for language, text in names.others if text}


def _filled(table: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in table.items() if value}
