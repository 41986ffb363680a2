"""What stands around a map on paper: bands with title and attribution, legend, scale."""

from dataclasses import dataclass, replace
from math import log10

from memmap import words
from memmap.i18n import current_language, is_right_to_left
from memmap.i18n import gettext as _
from memmap.pictures import symbols
from memmap.pictures.features import Shown
from memmap.pictures.frame import Frame
from memmap.pictures.pen import (
    Font,
    Shape,
    line,
    rectangle,
    shortened,
    text_path,
    width_of,
    wrapped,
)
from memmap.pictures.symbols import Look

PAD = 16
SMALL, PLAIN, TINY, TINIEST = Font(11), Font(12), Font(9), Font(7)
ROW = 19
BAR = 120
"""The longest scale bar in pixels."""


@dataclass(frozen=True, slots=True)
class Desk:
    """A picture's width in pixels, its colours, and the side at which reading begins."""

    width: int
    look: Look
    right_to_left: bool

    @classmethod
    def of(cls, width: int, look: Look) -> "Desk":
        """Return a desk for the current language."""
        return cls(width, look, is_right_to_left(current_language()))

    def text(self, text: str, x: float, y: float, font: Font, color: str = "text") -> Shape:
        """Return a line of text that begins ``x`` pixels from the side of reading."""
        return self._text(text, x, y, (font, color, self.right_to_left))

    def text_at_end(self, text: str, x: float, y: float, font: Font, color: str) -> Shape:
        """Return a line of text that ends ``x`` pixels from the other side."""
        return self._text(text, self.width - x, y, (font, color, not self.right_to_left))

    def _text(self, text: str, x: float, y: float, how: tuple[Font, str, bool]) -> Shape:
        font, color, ends_there = how
        at = self.width - x if self.right_to_left else x
        path = text_path(text, (at, y), font, 1.0 if ends_there else 0.0)
        return Shape(path, fill=self.look.palette[color])

    def box(self, x: float, y: float, width: float, height: float) -> Shape:
        """Return a panel ``x`` pixels from the side of reading."""
        left = self.width - x - width if self.right_to_left else x
        colors = self.look.palette
        return Shape(
            rectangle(left, y, width, height), colors["cluster"], colors["border"], width=0.6
        )


def title_band(desk: Desk, y: float, height: float, caption: tuple[str, str]) -> list[Shape]:
    """Return a band with a title, what it shows under it, and where it is from."""
    title, summary = caption
    big = Font(height * 0.34, bold=True)
    small = Font(height * 0.2)
    room = desk.width - 2 * PAD
    mark = width_of("memmap", small) + PAD
    return [
        desk.box(0, y, desk.width, height),
        desk.text(shortened(title, big, room), PAD, y + height * 0.46, big),
        desk.text(shortened(summary, small, room - mark), PAD, y + height * 0.8, small, "place"),
        desk.text_at_end("memmap", PAD, y + height * 0.8, small, "country"),
    ]


def foot_band(
    desk: Desk, place: tuple[float, float], lines: tuple[str, str], date: str
) -> list[Shape]:
    """Return a band that names the base map, and below it whose data is shown; and the date.

    It has room for two lines of the latter, as a licence may ask that all are named.

    Args:
        desk: The picture.
        place: Upper edge and height of the band in pixels.
        lines: The two.
        date: At the end of the first.
    """
    (y, height), (base_map, data) = place, lines
    room = desk.width - 2 * PAD
    first = shortened(base_map, SMALL, room - PAD - width_of(date, SMALL))
    return [
        desk.box(0, y, desk.width, height),
        desk.text(first, PAD, y + 15, SMALL, "place"),
        desk.text_at_end(date, PAD, y + 15, SMALL, "place"),
        *(
            desk.text(each, PAD, y + 29 + 11 * below, TINY, "place")
            for below, each in enumerate(wrapped(data, TINY, room, most=2))
        ),
    ]


def small_print(desk: Desk, bottom: float, text: str) -> list[Shape]:
    """Return small print on the map's lower edge, in as many lines as whose data it is takes."""
    lines = wrapped(text, TINIEST, desk.width - 2 * PAD, most=3)
    shapes = [
        desk.text(each, PAD, bottom - 5 - 9 * above, TINIEST, "place")
        for above, each in enumerate(reversed(lines))
    ]
    halo = desk.look.palette["halo"]
    return [*(replace(shape, fill="", stroke=halo, width=2.5) for shape in shapes), *shapes]


def legend(desk: Desk, bottom: float, answer: Shown) -> list[Shape]:
    """Return what the symbols and the lines of a picture mean, only those that it has."""
    look = desk.look
    rows = [(words.kind(kind), kind, "") for kind in answer.kinds]
    rows += [(words.status(status), "", status) for status in answer.statuses]
    if not rows:
        return []
    title = Font(12, bold=True)
    width = 48 + max(width_of(_("Legend"), title), *(width_of(row[0], PLAIN) for row in rows))
    height = ROW * (len(rows) + 1) + 12
    x, y = desk.width - width - PAD, bottom - height - PAD
    shapes = [desk.box(x, y, width, height), desk.text(_("Legend"), x + 10, y + 20, title)]
    for i, (label, kind, status) in enumerate(rows, 1):
        middle = y + ROW * i + 15
        at = desk.width - x - 20 if desk.right_to_left else x + 20
        shapes += (
            symbols.place((at, middle), 6, kind, look)
            if kind
            else symbols.partnership([(at - 11, middle), (at + 11, middle)], status, look)
        )
        shapes.append(desk.text(label, x + 38, middle + 4.5, PLAIN))
    return shapes


def scale_bar(desk: Desk, bottom: float, frame: Frame) -> list[Shape]:
    """Return a bar of a round length; Mercator's scale holds at the latitude that it names."""
    metres = round_length(BAR * frame.metres_per_pixel())
    length = metres / frame.metres_per_pixel()
    kilometres = _("{n} km").format(n=f"{metres / 1000:g}")
    label = _("{length} at latitude {degrees}°").format(
        length=kilometres if metres >= 1000 else _("{n} m").format(n=f"{metres:g}"),
        degrees=round(frame.center.latitude),
    )
    width, y = max(length, width_of(label, SMALL)) + 16, bottom - 30 - PAD
    start = desk.width - PAD - 8 if desk.right_to_left else PAD + 8
    end = start - length if desk.right_to_left else start + length
    ticks = [(start, y + 18), (start, y + 24), (end, y + 24), (end, y + 18)]
    return [
        desk.box(PAD, y, width, 30),
        desk.text(label, PAD + 8, y + 13, SMALL),
        Shape(line(ticks), stroke=desk.look.palette["text"], width=1.5),
    ]


def round_length(metres: float) -> float:
    """Return the largest of 1, 2, 3 and 5 times a power of ten that is not longer."""
    power = 10.0 ** int(log10(max(1.0, metres)))
    return power * max(n for n in (1, 2, 3, 5) if n * power <= max(metres, power))
