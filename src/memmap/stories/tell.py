"""A story as the browser tells it: plain values in one language, Markdown made HTML."""

from collections.abc import Iterator
from typing import Any

from markdown_it import MarkdownIt

from memmap.dataset import Dataset
from memmap.dataset.parse import partnership_id
from memmap.details import Details, describe
from memmap.model import LatLon, Source
from memmap.stories.story import Step, Story

CITY_ZOOM = 6
MEMORIAL_ZOOM = 12
_MARKDOWN = MarkdownIt("commonmark", {"html": False}).disable("image")


def tell(story: Story, dataset: Dataset, language: str) -> dict[str, Any]:
    """Return the story for ``static/player.js``, its texts in a language.

    Each step has ``html`` and ``notes`` (markup without scripts, images or raw HTML), ``marks``
    (id, name, kind, latitude and longitude in degrees) with the nearest ``zoom`` to show them at,
    or ``camera`` (latitude, longitude, zoom).
    """
    return {
        "id": story.id,
        "title": story.title.in_language(language),
        "summary": story.summary.in_language(language),
        "steps": [_told(step, dataset, language) for step in story.steps],
    }


def _told(step: Step, dataset: Dataset, language: str) -> dict[str, Any]:
    return {
        "heading": step.heading.in_language(language),
        "html": _MARKDOWN.render(step.text.in_language(language)),
        "notes": _MARKDOWN.render(step.notes.in_language(language)),
        "sources": [_source(dataset.sources[source]) for source in step.sources],
        "seconds": step.seconds,
        "query": step.filter.query_string(),
        "selected": selection_of(step, dataset),
        "marks": [
            {"id": d.id, "name": d.title, "kind": d.kind, "lat": at.latitude, "lon": at.longitude}
            for d, at in located(step, dataset)
        ],
        "zoom": CITY_ZOOM if any(p in dataset.cities for p in step.places) else MEMORIAL_ZOOM,
        "camera": [*step.view.center, step.view.zoom] if step.view else None,
    }


def _source(source: Source) -> dict[str, str]:
    return {"title": source.title, "url": source.url, "publisher": source.publisher}


def located(step: Step, dataset: Dataset) -> Iterator[tuple[Details, LatLon]]:
    """Yield the step's places, with where they are in degrees; those without are left out."""
    for place in step.places:
        details = describe(dataset, place)
        if details and details.location:
            yield details, details.location


def selection_of(step: Step, dataset: Dataset) -> str:
    """Return what a step highlights: what it says, else the pair of its two places, else one."""
    if step.highlight:
        return step.highlight
    if len(step.places) == 2:
        pair = partnership_id(*step.places)
        if pair in dataset.partnerships:
            return pair
    return step.places[0] if step.places else ""
