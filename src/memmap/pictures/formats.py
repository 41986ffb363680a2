"""Shapes as a file: PNG, SVG or PDF, all three through matplotlib's own renderers."""

from collections.abc import Sequence
from io import BytesIO
from typing import Literal

from matplotlib.artist import Artist
from matplotlib.backend_bases import RendererBase
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_pdf import FigureCanvasPdf
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.colors import to_rgba
from matplotlib.figure import Figure
from matplotlib.transforms import Affine2D
from PIL import Image

from memmap.pictures.pen import Shape

Format = Literal["png", "svg", "pdf"]
MEDIA_TYPES: dict[Format, str] = {
    "png": "image/png",
    "svg": "image/svg+xml",
    "pdf": "application/pdf",
}
POINTS = 72
"""Points an inch: with as many dots an inch, a point is a pixel."""
COLORS = 256
"""Of a PNG: a map has few, and with a palette the file is a quarter of what it is without."""


class _Drawing(Artist):
    """Hands all shapes to a renderer in one go: no axes, no patches, no layout."""

    def __init__(self, shapes: Sequence[Shape], height: int) -> None:
        super().__init__()
        self._shapes = shapes
        self._height = height

    def draw(self, renderer: RendererBase) -> None:
        """Draw the shapes; a renderer's own y axis points up."""
        dots = float(self.get_figure(root=True).dpi) / POINTS  # type: ignore[union-attr]
        transform = Affine2D().scale(dots, -dots).translate(0, self._height * dots)
        for shape in self._shapes:
            gc = renderer.new_gc()
            gc.set_snap(False)
            gc.set_joinstyle("round")
            gc.set_capstyle("round" if shape.round_ends else "butt")
            gc.set_linewidth(shape.width if shape.stroke else 0)
            if shape.stroke:
                red, green, blue, opacity = to_rgba(shape.stroke)
                gc.set_foreground((red, green, blue, opacity * shape.alpha), isRGBA=True)
            if shape.dash:
                gc.set_dashes(0, list(shape.dash))
            renderer.draw_path(gc, shape.path, transform, _fill(shape))
            gc.restore()


def _fill(shape: Shape) -> tuple[float, float, float, float] | None:
    if not shape.fill:
        return None
    red, green, blue, opacity = to_rgba(shape.fill)
    return red, green, blue, opacity * shape.alpha


def render(
    shapes: Sequence[Shape], size: tuple[int, int], file_format: Format, scale: float = 1
) -> bytes:
    """Return a picture as a file.

    Args:
        shapes: What to draw, the undermost first.
        size: Width and height in pixels.
        file_format: "png", "svg" or "pdf".
        scale: Of a PNG, how many of its dots make one pixel across.
    """
    width, height = size
    figure = Figure(figsize=(width / POINTS, height / POINTS), dpi=POINTS * scale, frameon=False)
    figure.add_artist(_Drawing(shapes, height))
    output = BytesIO()
    _write(figure, file_format, output)
    return output.getvalue()


def _write(figure: Figure, file_format: Format, output: BytesIO) -> None:
    if file_format == "png":
        _write_png(FigureCanvasAgg(figure), output)
    elif file_format == "svg":
        FigureCanvasSVG(figure).print_svg(output, metadata={"Date": None, "Creator": "memmap"})
    else:
        dateless = {"Creator": "memmap", "CreationDate": None}
        FigureCanvasPdf(figure).print_pdf(output, metadata=dateless)


def _write_png(canvas: FigureCanvasAgg, output: BytesIO) -> None:
    canvas.draw()
    dots = Image.frombuffer("RGBA", canvas.get_width_height(), canvas.buffer_rgba())
    few = dots.convert("RGB").quantize(COLORS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    few.save(output, "png")
