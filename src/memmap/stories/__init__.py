"""Story files become steps: a heading, a text, places to show, notes, sources."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from math import log2
from pathlib import Path
from typing import Any

from memmap.dataset import Dataset
from memmap.dataset.parse import partnership_id
from memmap.dataset.table import Problem
from memmap.i18n import gettext as _
from memmap.model import LatLon, Names, PlaceId, SourceId

SINGLE_ZOOM = 6


@dataclass(frozen=True, slots=True)
class Step:
    """One stop of a story. ``seconds`` is how long autoplay stays."""

    heading: Names
    text: Names
    notes: Names
    places: tuple[PlaceId, ...]
    sources: tuple[SourceId, ...]
    seconds: int


@dataclass(frozen=True, slots=True)
class Story:
    """A guided tour over the map."""

    id: str
    title: Names
    summary: Names
    steps: tuple[Step, ...]


def load_stories(folder: Path, dataset: Dataset) -> tuple[dict[str, Story], list[Problem]]:
    """Read the stories of a folder, and what is wrong with any of them.

    A story with a problem is left out whole.
    """
    stories: dict[str, Story] = {}
    problems: list[Problem] = []
    for path in sorted(folder.glob("*.toml")):
        try:
            story = _story(tomllib.loads(path.read_text(encoding="utf-8")))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError, KeyError, TypeError) as error:
            expected = _("expected a story as docs/stories.md describes")
            problems.append(Problem(path.name, 1, "-", str(error), expected))
            continue
        found = list(_unknown(path.name, story, dataset))
        problems.extend(found)
        if not found:
            stories[story.id] = story
    return stories, problems


def _unknown(file: str, story: Story, dataset: Dataset) -> list[Problem]:
    known = (dataset.cities, dataset.memorials, dataset.reading_rooms, dataset.events)
    problems = []
    for number, step in enumerate(story.steps, 1):
        for place in step.places:
            if not any(place in table for table in known):
                message = _("step {n}: there is no place {name!r}").format(n=number, name=place)
                problems.append(Problem(file, 1, "places", message, _("expected a known id")))
        for source in step.sources:
            if source not in dataset.sources:
                message = _("there is no source {name!r}").format(name=source)
                expected = _("expected an id of sources.csv")
                problems.append(Problem(file, 1, "sources", message, expected))
    return problems


def _story(table: Mapping[str, Any]) -> Story:
    steps = tuple(
        Step(
            _names(step["heading"]),
            _names(step["text"]),
            _names(step.get("notes", {"en": ""})),
            tuple(step["places"]),
            tuple(step["sources"]),
            int(step.get("seconds", 20)),
        )
        for step in table["steps"]
    )
    return Story(str(table["id"]), _names(table["title"]), _names(table["summary"]), steps)


def _names(texts: Mapping[str, str]) -> Names:
    others = tuple((language, text) for language, text in texts.items() if language != "en")
    return Names(texts["en"], texts["en"], others)


def viewport_of(points: list[LatLon]) -> tuple[LatLon, int] | None:
    """Return the centre and the zoom that show all points, or None where there are none."""
    if not points:
        return None
    latitudes, longitudes = [p.latitude for p in points], [p.longitude for p in points]
    center = LatLon((min(latitudes) + max(latitudes)) / 2, (min(longitudes) + max(longitudes)) / 2)
    span = max(max(longitudes) - min(longitudes), 1.6 * (max(latitudes) - min(latitudes)))
    zoom = int(log2(360 / span) + 0.6) if span > 1 else SINGLE_ZOOM
    return center, max(2, min(SINGLE_ZOOM, zoom))


def selection_of(step: Step, dataset: Dataset) -> str:
    """Return what a step highlights: the partnership of its two cities, else its first place."""
    if len(step.places) == 2:
        pair = partnership_id(*step.places)
        if pair in dataset.partnerships:
            return pair
    return step.places[0] if step.places else ""
