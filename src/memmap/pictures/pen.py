"""A pen like that of a browser's canvas: it makes shapes, in pixels from the top left corner.

Text becomes outlines of DejaVu Sans, which matplotlib brings (a free licence, Cyrillic, Greek,
Arabic and Hebrew among its scripts), so that a picture looks the same wherever it is opened.
"""

from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path as FilePath

import matplotlib as mpl
import numpy as np
from matplotlib.font_manager import FontProperties
from matplotlib.path import Path
from matplotlib.textpath import TextPath
from numpy.typing import ArrayLike

FONTS = FilePath(mpl.get_data_path(), "fonts", "ttf")
CAP_HEIGHT = 0.73
"""Height of capitals and digits of DejaVu Sans, in em."""
ARC_STEP = 7.5
"""Degrees between the points of an arc: no corner shows on a circle of a symbol's size."""
_UNIT_CIRCLE = np.asarray(Path.unit_circle().vertices)
_CIRCLE_CODES = Path.unit_circle().codes


@dataclass(frozen=True, slots=True)
class Shape:
    """A path with its fill, its stroke or both.

    Colours are #rrggbb or #rrggbbaa, none is "". Widths and dashes (on, off …) are pixels.
    """

    path: Path
    fill: str = ""
    stroke: str = ""
    width: float = 1.0
    dash: tuple[float, ...] = ()
    alpha: float = 1.0
    round_ends: bool = False

    def moved(self, x: float, y: float) -> "Shape":
        """Return the shape that many pixels further to the right and down."""
        return replace(self, path=shifted(self.path, x, y))

    def faded(self, share: float) -> "Shape":
        """Return the shape with so much of its opacity."""
        return replace(self, alpha=self.alpha * share)


def shifted(path: Path, x: float, y: float) -> Path:
    """Return the path that many pixels further to the right and down."""
    return Path(np.add(path.vertices, (x, y)), path.codes)


def polygon(points: ArrayLike) -> Path:
    """Return a closed path through points of shape (n, 2)."""
    corners = np.asarray(points, dtype=float)
    return Path(np.vstack([corners, corners[:1]]), closed=True)


def line(points: ArrayLike) -> Path:
    """Return an open path through points of shape (n, 2)."""
    return Path(np.asarray(points, dtype=float))


def rectangle(x: float, y: float, width: float, height: float) -> Path:
    """Return a rectangle by its top left corner and its size."""
    return polygon([(x, y), (x + width, y), (x + width, y + height), (x, y + height)])


def circle(x: float, y: float, radius: float) -> Path:
    """Return a circle by its centre."""
    return Path(_UNIT_CIRCLE * radius + (x, y), _CIRCLE_CODES)


def arc(x: float, y: float, radius: float, ends: tuple[float, float]) -> Path:
    """Return a part of a circle between two angles in degrees, clockwise from the right."""
    steps = max(2, int((ends[1] - ends[0]) / ARC_STEP) + 2)
    angles = np.radians(np.linspace(*ends, steps))
    return Path(np.column_stack([np.cos(angles), np.sin(angles)]) * radius + (x, y))


@dataclass(frozen=True, slots=True)
class Font:
    """A size in pixels, and whether strokes are bold."""

    size: float
    bold: bool = False


@lru_cache(maxsize=2)
def _face(*, bold: bool) -> FontProperties:
    return FontProperties(fname=FONTS / ("DejaVuSans-Bold.ttf" if bold else "DejaVuSans.ttf"))


@lru_cache(maxsize=4096)
def _outline(text: str, font: Font) -> Path:
    """Return a text's outline: it begins at the origin, on its base line."""
    if not text.strip():
        return Path(np.empty((0, 2)))
    upwards = TextPath((0, 0), text, size=font.size, prop=_face(bold=font.bold))
    return Path(np.multiply(upwards.vertices, (1, -1)), upwards.codes)


def width_of(text: str, font: Font) -> float:
    """Return the width of a text in pixels."""
    vertices = np.asarray(_outline(text, font).vertices)
    return float(vertices[:, 0].max()) if len(vertices) else 0.0


def text_path(text: str, at: tuple[float, float], font: Font, align: float = 0.0) -> Path:
    """Return a text's outline.

    Args:
        text: One line, in any mix of directions.
        at: Where it stands: a point of its base line.
        font: How large.
        align: The share of the text's width that lies left of the point: 0, 0.5 or 1.
    """
    return shifted(_outline(text, font), at[0] - align * width_of(text, font), at[1])


def shortened(text: str, font: Font, width: float) -> str:
    """Return the text, cut at the end with an ellipsis where it is wider than ``width`` pixels."""
    if width_of(text, font) <= width:
        return text
    longest = len(text) - 1
    while longest and width_of(text[:longest].rstrip() + "…", font) > width:
        longest -= max(1, longest // 16)
    return text[: max(0, longest)].rstrip() + "…"


def wrapped(text: str, font: Font, width: float, most: int) -> list[str]:
    """Return the text in up to ``most`` lines of ``width`` pixels; what is more is cut."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".lstrip()
        if lines[-1] and len(lines) < most and width_of(longer, font) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return [shortened(line, font, width) for line in lines]
