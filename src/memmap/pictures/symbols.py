"""How a feature looks: what ``symbols.js`` draws in the browser, as shapes."""

from collections.abc import Callable
from math import cos, log2, pi, sin

import numpy as np
from matplotlib.path import Path
from numpy.typing import ArrayLike

from memmap.mapping.style import KINDS, PALETTES, STATUSES
from memmap.pictures.pen import (
    CAP_HEIGHT,
    Font,
    Shape,
    arc,
    circle,
    line,
    polygon,
    rectangle,
    shifted,
    text_path,
)

Point = tuple[float, float]
Draw = Callable[[float, float, float], Path]
"""Makes a shape of its centre and its radius in pixels."""
COUNT, NAME = Font(11, bold=True), Font(15, bold=True)
MARK = 11
"""The radius of a place that stands out, in pixels."""


class Look:
    """The colours of one theme, "light" or "dark"."""

    def __init__(self, theme: str) -> None:
        self.dark = theme == "dark"
        self.palette = PALETTES["dark" if self.dark else "light"]

    def kind(self, kind: str) -> str:
        """Return the colour of a kind of place."""
        return KINDS[kind].colors[self.dark] if kind in KINDS else self.palette["other"]

    def status(self, status: str) -> str:
        """Return the colour of a status of a partnership."""
        return STATUSES[status].colors[self.dark] if status in STATUSES else self.palette["other"]


def _ngon(corners: int, reach: float, turn: float = -pi / 2) -> Draw:
    def path(x: float, y: float, r: float) -> Path:
        angles = [turn + 2 * pi * i / corners for i in range(corners)]
        return polygon([(x + reach * r * cos(a), y + reach * r * sin(a)) for a in angles])

    return path


def _star(x: float, y: float, r: float) -> Path:
    reaches = [r * (0.48 if i % 2 else 1.15) for i in range(10)]
    angles = [-pi / 2 + pi * i / 5 for i in range(10)]
    return polygon([(x + s * cos(a), y + s * sin(a)) for s, a in zip(reaches, angles, strict=True)])


def _cross(x: float, y: float, r: float) -> Path:
    a = r * 0.38
    quarter = [(-a, -r), (a, -r), (a, -a), (r, -a), (r, a), (a, a)]
    return polygon([(x + dx, y + dy) for dx, dy in quarter + [(-dx, -dy) for dx, dy in quarter]])


def _ring(x: float, y: float, r: float) -> Path:
    inner = circle(x, y, r * 0.45)
    reverse = shifted(Path(np.multiply(inner.vertices, (1, -1)), inner.codes), 0, 2 * y)
    return Path.make_compound_path(circle(x, y, r), reverse)


_SHAPES: dict[str, Draw] = {
    "circle": circle,
    "ring": _ring,
    "square": _ngon(4, 1.2, pi / 4),
    "diamond": _ngon(4, 1.2),
    "triangle": _ngon(3, 1.2),
    "drop": _ngon(3, 1.2, pi / 2),
    "hexagon": _ngon(6, 1.1),
    "pentagon": _ngon(5, 1.1),
    "bar": lambda x, y, r: rectangle(x - r * 0.45, y - r * 1.2, r * 0.9, r * 2.4),
    "slab": lambda x, y, r: rectangle(x - r * 1.2, y - r * 0.6, r * 2.4, r * 1.2),
    "star": _star,
    "cross": _cross,
}


def place(at: Point, r: float, kind: str, look: Look, *, approximate: bool = False) -> list[Shape]:
    """Return a place's symbol of radius ``r``, paler and dashed where it is approximate."""
    shape = KINDS[kind].shape if kind in KINDS else "circle"
    path = _SHAPES[shape](*at, r)
    dash = (2.0, 2.0) if approximate else ()
    return [
        Shape(path, fill=look.kind(kind), alpha=0.55 if approximate else 1.0),
        Shape(path, stroke=look.palette["outline"], width=1.5, dash=dash),
    ]


def halo(at: Point, r: float, look: Look) -> Shape:
    """Return the ring around what is selected."""
    return Shape(circle(*at, r), stroke=look.palette["selected"], width=3)


def end(at: Point, look: Look) -> Shape:
    """Return the dot at the end of a line."""
    return Shape(circle(*at, 3), stroke=look.kind("city"), fill=look.palette["outline"], width=1.5)


def mark(at: Point, kind: str, name: str, look: Look) -> list[Shape]:
    """Return a place that stands out, with its name below."""
    base = at[1] + MARK + 8 + NAME.size * CAP_HEIGHT
    text = text_path(name, (at[0], base), NAME, 0.5)
    return [
        halo(at, MARK + 5, look),
        *place(at, MARK, kind, look),
        Shape(text, stroke=look.palette["outline"], width=4),
        Shape(text, fill=look.palette["text"]),
    ]


def cluster(at: Point, r: float, kinds: dict[str, int], look: Look) -> list[Shape]:
    """Return a donut: the makeup by kind around the count."""
    n, angle = sum(kinds.values()), -90.0
    shapes = [Shape(circle(*at, r), fill=look.palette["cluster"])]
    for kind, count in sorted(kinds.items(), key=lambda item: -item[1]):
        end = angle + 360 * count / n
        shapes.append(Shape(arc(*at, r, (angle, end)), stroke=look.kind(kind), width=4))
        angle = end
    text = str(n) if n < 10_000 else f"{round(n / 1000)}k"
    base = at[1] + COUNT.size * CAP_HEIGHT / 2
    shapes.append(Shape(text_path(text, (at[0], base), COUNT, 0.5), fill=look.palette["text"]))
    return shapes


def partnership(
    points: ArrayLike, status: str, look: Look, *, alpha: float = 0.75, strong: bool = False
) -> list[Shape]:
    """Return a partnership's line, or the selected one's, which is outlined."""
    dash = tuple(map(float, STATUSES[status].dash)) if status in STATUSES else ()
    path = line(points)
    if not strong:
        return [Shape(path, "", look.status(status), 2, dash, alpha, round_ends=True)]
    return [
        Shape(path, "", look.palette["outline"], 6, dash, round_ends=True),
        Shape(path, "", look.status(status), 2, dash, round_ends=True),
    ]


def flow(points: ArrayLike, status: str, width: float, look: Look) -> Shape:
    """Return many partnerships as one line: its width tells how many."""
    color = look.status(status)
    return Shape(line(points), stroke=color, width=width, alpha=0.35, round_ends=True)


def cluster_radius(n: int) -> float:
    """Return the radius of a cluster of ``n`` places in pixels."""
    return min(26.0, 11 + 2.2 * log2(n))
