"""Scene: what a presenter shows at one moment, as one value, to and from JSON."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

from memmap.filters import parse_filter
from memmap.i18n import gettext as _
from memmap.model import BoundingBox, LatLon
from memmap.view import MAX_ID, View, Viewport

MAX_STEP = 999
_STORY = re.compile(r"[a-z0-9-]{0,80}")
_KEYS = {"story", "step", "query", "selected", "lat", "lon", "zoom", "box", "pointer"}


class SceneError(ValueError):
    """A scene that makes no sense; its text is the reason, for a person."""


@dataclass(frozen=True, slots=True)
class Scene:
    """A story's step, a view of the map, and where the presenter points.

    Attributes:
        story: Id of the story, or "" where the presenter just leads the map.
        step: Number of the step, from 1; 0 without a story.
        view: Filter, selection and viewport.
        box: What the presenter's map covers, so that a smaller screen shows no less.
        pointer: Where the presenter points.
    """

    story: str = ""
    step: int = 0
    view: View = field(default_factory=View)
    box: BoundingBox | None = None
    pointer: LatLon | None = None

    def to_json(self) -> dict[str, Any]:
        """Return what ``parse_scene`` reads; what is not set is left out."""
        at = self.view.viewport
        found = {
            "story": self.story,
            "step": self.step,
            "query": self.view.filter.query_string(),
            "selected": self.view.selected,
            "box": self.box,
            "pointer": self.pointer,
        }
        told = {key: value for key, value in found.items() if value}
        if at:
            told |= {"lat": at.center.latitude, "lon": at.center.longitude, "zoom": at.zoom}
        return told


def read_json(body: bytes) -> dict[str, Any]:
    """Read a JSON object.

    Raises:
        SceneError: It is none, or holds half a character, which can be told to nobody.
    """
    try:
        found = json.loads(body)
        json.dumps(found, ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise SceneError(_("expected a JSON object"))
    return found


def parse_scene(found: Any) -> Scene:
    """Read a scene from JSON.

    Raises:
        SceneError: A part of it makes no sense.
    """
    if not isinstance(found, Mapping) or found.keys() - _KEYS:
        raise SceneError(_("scene: expected only {keys}").format(keys=", ".join(sorted(_KEYS))))
    story, step = found.get("story", ""), found.get("step", 0)
    if not isinstance(story, str) or not _STORY.fullmatch(story):
        raise SceneError(_("story: expected the id of a story"))
    if type(step) is not int or not 0 <= step <= MAX_STEP:
        raise SceneError(_("step: expected a number from 0 to {n}").format(n=MAX_STEP))
    box, pointer = _numbers(found, "box", 4), _numbers(found, "pointer", 2)
    return Scene(
        story,
        step,
        _view(found),
        BoundingBox(*box) if box else None,
        LatLon(*pointer) if pointer else None,
    )


def _view(found: Mapping[str, Any]) -> View:
    query, selected = found.get("query", ""), found.get("selected", "")
    if not isinstance(query, str) or not isinstance(selected, str) or len(selected) > MAX_ID:
        raise SceneError(_("query, selected: expected text"))
    wanted, ignored = parse_filter(dict(parse_qsl(query)))
    if ignored:
        raise SceneError("; ".join(ignored))
    return View(wanted, selected, _viewport(found))


def _viewport(found: Mapping[str, Any]) -> Viewport | None:
    parts = [found[key] for key in ("lat", "lon", "zoom") if key in found]
    if not parts:
        return None
    if len(parts) == 3 and all(map(_is_number, parts)):
        lat, lon, zoom = parts
        if _is_point(lat, lon) and 0 <= zoom <= 20:
            return Viewport(LatLon(float(lat), float(lon)), round(zoom))
    raise SceneError(_("lat, lon, zoom: no point on the map"))


def _numbers(found: Mapping[str, Any], key: str, n: int) -> list[float] | None:
    values = found.get(key)
    if values is None:
        return None
    if isinstance(values, list) and len(values) == n and all(map(_is_number, values)):
        pairs = zip(values[::2], values[1::2], strict=True)
        if all(_is_point(lat, lon) for lat, lon in pairs):
            return [float(value) for value in values]
    raise SceneError(_("{key}: expected {n} numbers, in degrees").format(key=key, n=n))


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_point(lat: float, lon: float) -> bool:
    return -90 <= lat <= 90 and -1080 <= lon <= 1080
