"""A view as a picture, drawn on the server as the browser draws it: PNG, SVG and PDF."""

from dataclasses import dataclass
from datetime import date

from babel.dates import format_date

from memmap.catalog import Catalog
from memmap.i18n import current_language
from memmap.i18n import gettext as _
from memmap.mapping.home import HOME, HOME_ZOOM
from memmap.pictures.features import Mark, Shown, features, shown, spots
from memmap.pictures.formats import Format, render
from memmap.pictures.frame import Frame
from memmap.pictures.furniture import Desk, foot_band, legend, scale_bar, small_print, title_band
from memmap.pictures.ground import ground
from memmap.pictures.names import names_of, written
from memmap.pictures.pen import Shape
from memmap.pictures.symbols import Look
from memmap.view import View

HEAD, FOOT = 64, 46


@dataclass(frozen=True, slots=True)
class Size:
    """Width and height in pixels of a map's scale, and how many dots of a PNG make a pixel.

    ``furnished`` pictures have legend, scale, attribution and date; others have a title alone.
    """

    width: int
    height: int
    dots: float
    furnished: bool = True


SIZES = {
    "card": Size(800, 420, 1.5, furnished=False),
    "slide": Size(1280, 720, 1.5),
    "large": Size(1280, 720, 3),
    "print": Size(1123, 794, 2),
}
"""A link's preview, 1200 x 630; slides, 1920 x 1080 and 3840 x 2160; A4, lying."""


@dataclass(frozen=True, slots=True)
class Caption:
    """What a picture says beside its view.

    ``made`` is its date, ``marks`` are places that stand out, ``credits`` says whose data it shows.
    """

    title: str
    summary: str
    made: date | None = None
    marks: tuple[Mark, ...] = ()
    credits: str = ""


def picture(
    catalog: Catalog, view: View, caption: Caption, size: Size, file_format: Format
) -> bytes:
    """Return a view as a file, with its words in the current language."""
    shapes = drawn(catalog, view, caption, size)
    return render(shapes, (size.width, size.height), file_format, size.dots)


def drawn(catalog: Catalog, view: View, caption: Caption, size: Size) -> list[Shape]:
    """Return all shapes of a picture."""
    look = Look(view.base)
    frame = frame_of(view, size)
    answer = shown(catalog, view, frame)
    top = HEAD if size.furnished else 0
    on_map = [
        *ground(frame, look),
        *written(
            frame,
            names_of(view.language or current_language()),
            look,
            spots(frame, answer.places, view.selected),
            caption.marks,
        ),
        *features(frame, answer, view.selected, look, caption.marks),
    ]
    shapes = [shape.moved(0, top) for shape in on_map] if top else on_map
    return shapes + _around(frame, answer, caption, Desk.of(size.width, look), top)


def frame_of(view: View, size: Size) -> Frame:
    """Return the part of a picture that is map."""
    center, zoom = HOME, HOME_ZOOM
    if view.viewport:
        center, zoom = view.viewport.center, view.viewport.zoom
    height = size.height - (HEAD + FOOT if size.furnished else HEAD)
    return Frame(center, zoom, size.width, height)


def _around(frame: Frame, answer: Shown, caption: Caption, desk: Desk, top: int) -> list[Shape]:
    texts = (caption.title, caption.summary)
    bottom = top + frame.height
    base_map = _("Base map: Natural Earth")
    if not top:
        credit = small_print(desk, bottom, f"{base_map}. {caption.credits}")
        return [*credit, *title_band(desk, bottom, HEAD, texts)]
    made = format_date(caption.made, "long", locale=current_language()) if caption.made else ""
    return [
        *legend(desk, bottom, answer),
        *scale_bar(desk, bottom, frame),
        *title_band(desk, 0, HEAD, texts),
        *foot_band(desk, (bottom, FOOT), (f"memmap. {base_map}", caption.credits), made),
    ]
