"""The app's icon as dots, for phones that take no SVG; the same drawing as ``ui/icon.svg``."""

from functools import lru_cache

from matplotlib.path import Path

from memmap.pictures.formats import render
from memmap.pictures.pen import Shape, circle, rectangle

GRID = 32
"""Width and height of the drawing."""
BLUE, WHITE, RED = "#0b5cad", "#ffffff", "#ff8a80"


@lru_cache(maxsize=4)
def icon_png(size: int) -> bytes:
    """Return the icon, so many dots wide, on a ground that a phone may cut round."""
    arch = Path([(6, 19.5), (16, 5), (26, 19.5)], [Path.MOVETO, Path.CURVE3, Path.CURVE3])
    shapes = [
        Shape(rectangle(0, 0, GRID, GRID), fill=BLUE),
        Shape(arch, stroke=WHITE, width=2.2, round_ends=True),
        Shape(circle(7.5, 19.5, 3.1), fill=RED),
        Shape(circle(24.5, 19.5, 3.1), fill=RED),
    ]
    return render(shapes, (GRID, GRID), "png", size / GRID)
