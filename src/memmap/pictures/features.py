"""Places and partnerships of a frame: what ``features.js`` draws, in the same order."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from memmap.catalog import Catalog
from memmap.catalog.answers import Flow, FlowsAnswer, PartnershipFeature, PlaceFeature, PlacesAnswer
from memmap.model import LatLon
from memmap.pictures import symbols
from memmap.pictures.frame import Frame
from memmap.pictures.great_circles import great_circles
from memmap.pictures.pen import Shape
from memmap.pictures.symbols import Look
from memmap.view import View

Line = TypeVar("Line", Flow, PartnershipFeature)
MARGIN = 0.3
"""Share of the frame beyond its edges where a copy is still drawn: symbols have a size."""
CROWD = 80
"""From so many lines on each is paler."""
PALENESS = 0.3
"""Of everything else where places are marked."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What the catalog answers for a frame."""

    places: PlacesAnswer = field(default_factory=PlacesAnswer)
    flows: FlowsAnswer = field(default_factory=FlowsAnswer)

    @property
    def kinds(self) -> list[str]:
        """Return the kinds of the places, the most frequent first."""
        counts = {place.kind: 0 for place in self.places.places}
        for place in self.places.places:
            counts[place.kind] += 1
        for cluster in self.places.clusters:
            for kind, n in cluster.kinds.items():
                counts[kind] = counts.get(kind, 0) + n
        return sorted(counts, key=lambda kind: -counts[kind])

    @property
    def statuses(self) -> list[str]:
        """Return the statuses whose colours the lines have."""
        single = [line.status for line in self.flows.partnerships]
        return list(dict.fromkeys([*single, *(prevailing(flow) for flow in self.flows.flows)]))


def shown(catalog: Catalog, view: View, frame: Frame) -> Shown:
    """Ask for what a browser would ask for to fill the frame."""
    language, tiles = view.language or "en", frame.tiles()
    return Shown(
        catalog.places(view.filter, tiles, view.selected, language),
        catalog.flows(view.filter, tiles, view.selected, language),
    )


def prevailing(flow: Flow) -> str:
    """Return how most of a flow's partnerships stand."""
    return max(flow.status, key=lambda status: flow.status[status], default="unknown")


@dataclass(frozen=True, slots=True)
class Mark:
    """A place that stands out by its size and its name, with all others pale."""

    name: str
    kind: str
    location: LatLon


def features(
    frame: Frame, answer: Shown, selected: str, look: Look, marks: Sequence[Mark] = ()
) -> list[Shape]:
    """Return lines, then clusters, then places, then marks."""
    pale = PALENESS if marks else 1.0
    shapes = _lines(frame, answer.flows, selected, look, pale)
    places = _ends(frame, answer.flows, look) + _places(frame, answer.places, selected, look)
    shapes += [shape.faded(pale) for shape in places] if marks else places
    for mark in marks:
        for at in _copies(frame, mark.location):
            shapes += symbols.mark(at, mark.kind, mark.name, look)
    return shapes


def _ends(frame: Frame, answer: FlowsAnswer, look: Look) -> list[Shape]:
    """Return a dot where a single partnership ends, as its city may not be shown itself."""
    ends = dict.fromkeys(point for line in answer.partnerships for point in (line.a, line.b))
    return [symbols.end(at, look) for point in ends for at in _copies(frame, point)]


def spots(
    frame: Frame, answer: PlacesAnswer, selected: str
) -> Iterator[tuple[float, float, float]]:
    """Yield x, y and radius, in pixels, of every symbol of a place or cluster."""
    for cluster in answer.clusters:
        for at in _copies(frame, cluster.center):
            yield *at, symbols.cluster_radius(cluster.count)
    for place in answer.places:
        for at in _copies(frame, place.location):
            yield *at, _radius(place, selected)


def _radius(place: PlaceFeature, selected: str) -> int:
    return 10 if place.id == selected else 7


def _places(frame: Frame, answer: PlacesAnswer, selected: str, look: Look) -> list[Shape]:
    shapes: list[Shape] = []
    for cluster in answer.clusters:
        radius = symbols.cluster_radius(cluster.count)
        for at in _copies(frame, cluster.center):
            shapes += symbols.cluster(at, radius, cluster.kinds, look)
    for place in answer.places:
        chosen = place.id == selected
        radius = _radius(place, selected)
        for at in _copies(frame, place.location):
            if chosen:
                shapes.append(symbols.halo(at, radius + 6, look))
            shapes += symbols.place(at, radius, place.kind, look, approximate=place.approximate)
    return shapes


def _copies(frame: Frame, point: LatLon) -> list[tuple[float, float]]:
    turns = frame.turns(point.longitude, point.longitude, MARGIN)
    return [frame.at(LatLon(point.latitude, point.longitude + turn)) for turn in turns]


def _lines(
    frame: Frame, answer: FlowsAnswer, selected: str, look: Look, pale: float
) -> list[Shape]:
    most = max((flow.count for flow in answer.flows), default=1)
    alpha = 0.45 if len(answer.flows) + len(answer.partnerships) > CROWD else 0.8
    shapes: list[Shape] = []
    for flow, points in _ways(frame, answer.flows):
        width = 1 + 6 * (flow.count / most) ** 0.5
        shapes.append(symbols.flow(points, prevailing(flow), width, look))
    for line, points in _ways(frame, answer.partnerships):
        strong = line.id == selected
        shapes += symbols.partnership(points, line.status, look, alpha=alpha * pale, strong=strong)
    return shapes


def _ways(frame: Frame, lines: Sequence[Line]) -> Iterator[tuple[Line, NDArray[np.float64]]]:
    """Yield each line with its way in pixels, as often as copies of it are in sight."""
    if not lines:
        return
    ways = great_circles(np.array([line.a for line in lines]), np.array([line.b for line in lines]))
    for line, way in zip(lines, ways, strict=True):
        for turn in frame.turns(way[:, 1].min(), way[:, 1].max(), MARGIN):
            yield line, frame.all_at(np.add(way, (0, turn)))
