"""Shapes, text and files: what is drawn stands where it belongs."""

from io import BytesIO
from xml.etree import ElementTree as ET

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.ft2font import FT2Font
from PIL import Image

from memmap.catalog.answers import Cluster, PlacesAnswer
from memmap.mapping.style import KINDS, STATUSES
from memmap.model import BoundingBox, LatLon
from memmap.pictures import symbols
from memmap.pictures.features import Mark, Shown
from memmap.pictures.formats import render
from memmap.pictures.frame import Frame
from memmap.pictures.furniture import Desk, legend, round_length
from memmap.pictures.ground import ground
from memmap.pictures.icon import icon_png
from memmap.pictures.names import Names, written
from memmap.pictures.pen import (
    FONTS,
    Font,
    Shape,
    rectangle,
    shortened,
    text_path,
    width_of,
    wrapped,
)
from memmap.pictures.symbols import Look

FONT = Font(12)
LETTERS = "Волгоград Ґдańsk Łódź Škoda Ελλάδα ירושלים القدس"


def dots(content: bytes) -> np.ndarray:
    return np.asarray(Image.open(BytesIO(content)).convert("RGB"))


def test_a_shape_covers_its_pixels_at_any_scale() -> None:
    shapes = [
        Shape(rectangle(0, 0, 40, 20), fill="#ffffff"),
        Shape(rectangle(10, 5, 10, 10), fill="#d6006c"),
    ]

    for scale in (1, 1.5, 3):
        image = dots(render(shapes, (40, 20), "png", scale))
        assert image.shape == (20 * scale, 40 * scale, 3)
        assert image[int(10 * scale), int(15 * scale)] == pytest.approx((214, 0, 108), abs=8)
        assert image[int(2 * scale), int(35 * scale)] == pytest.approx((255, 255, 255), abs=8)


def test_every_format_is_what_it_says() -> None:
    shapes = [Shape(text_path("Самара", (5, 30), FONT), fill="#1f2933")]

    svg, pdf = render(shapes, (80, 40), "svg"), render(shapes, (80, 40), "pdf")

    assert ET.fromstring(svg).get("width") == "80pt"
    assert pdf.startswith(b"%PDF-")
    assert render(shapes, (80, 40), "svg") == svg


def test_the_font_has_every_letter_that_names_are_written_with() -> None:
    for face in ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf"):
        font = FT2Font(str(FONTS / face))
        assert [letter for letter in LETTERS if not font.get_char_index(ord(letter))] == []


def test_arabic_letters_are_joined() -> None:
    apart = sum(width_of(letter, FONT) for letter in "سسس")

    assert width_of("سسس", FONT) < apart - 1


def test_hebrew_is_written_from_the_right() -> None:
    word, first = text_path("אבג", (0, 0), FONT), text_path("א", (0, 0), FONT)
    letter_width = np.ptp(np.asarray(first.vertices)[:, 0])
    corner = np.asarray(word.vertices)
    rightmost = corner[corner[:, 0] > corner[:, 0].max() - letter_width - 0.2]

    assert len(rightmost) >= len(first.vertices) - 1


def test_text_is_aligned_to_its_point() -> None:
    for align in (0, 0.5, 1):
        left = np.asarray(text_path("Kassel", (100, 50), FONT, align).vertices)[:, 0].min()
        assert left == pytest.approx(100 - align * width_of("Kassel", FONT), abs=2)


@given(st.text(min_size=1, max_size=60, alphabet=LETTERS), st.floats(20, 200))
def test_shortened_text_fits(text: str, width: float) -> None:
    short = shortened(text, FONT, width)

    assert short == text or (short.endswith("…") and width_of(short, FONT) <= width)


def test_a_long_text_takes_lines_that_fit_and_loses_no_word_while_there_are_lines() -> None:
    text = "Cities: GeoNames, CC BY 4.0. Partnerships: Wikipedia, sources of each row, CC BY-SA 4.0"

    three, one = (wrapped(text, FONT, 220, most=most) for most in (3, 1))

    assert " ".join(three) == text
    assert one == [shortened(text, FONT, 220)]
    assert all(width_of(line, FONT) <= 220 for line in three)


def test_a_place_that_stands_out_says_its_name_alone() -> None:
    frame, look = Frame(LatLon(48.867, 2.333), 6, 400, 300), Look("light")
    names = Names((), (("Paris", 48.867, 2.333, 4), ("Reims", 49.25, 4.03, 6)))
    paris = Mark("Paris", "city", LatLon(48.867, 2.333))

    plain, marked = (written(frame, names, look, (), marks) for marks in ((), (paris,)))

    assert len(marked) == len(plain) / 2 == 2


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_kind_and_status_has_a_shape(theme: str) -> None:
    look = Look(theme)

    for kind in KINDS:
        fill, outline = symbols.place((10, 10), 7, kind, look)
        assert fill.fill == KINDS[kind].colors[theme == "dark"]
        assert np.abs(np.asarray(outline.path.vertices) - 10).max() < 10
    for status in STATUSES:
        [line] = symbols.partnership([(0, 0), (9, 9)], status, look)
        assert line.dash == STATUSES[status].dash


def test_a_cluster_says_how_many_it_holds_in_arcs_of_its_kinds() -> None:
    shapes = symbols.cluster((50, 50), 20, {"city": 3, "museum": 1}, Look("light"))

    arcs = [shape for shape in shapes if shape.width == 4]
    assert [arc.stroke for arc in arcs] == [KINDS["city"].colors[0], KINDS["museum"].colors[0]]
    assert np.hypot(*(np.asarray(arcs[0].path.vertices)[0] - 50)) == pytest.approx(20)


def test_the_legend_names_only_what_is_shown() -> None:
    box = BoundingBox(0, 0, 1, 1)
    answer = Shown(PlacesAnswer([Cluster(LatLon(0, 0), 3, {"museum": 1, "city": 2}, box)]))

    assert answer.kinds == ["city", "museum"]
    assert legend(Desk.of(800, Look("light")), 400, Shown()) == []


def test_a_page_read_from_the_right_begins_there() -> None:
    look = Look("light")
    left, right = (Desk(400, look, right_to_left=rtl) for rtl in (False, True))

    assert left.box(10, 0, 100, 20).path.vertices[0][0] == 10
    assert right.box(10, 0, 100, 20).path.vertices[0][0] == 290


@given(st.floats(1, 1e7))
def test_a_scale_bar_is_as_long_as_it_can_be(metres: float) -> None:
    assert metres / 2.5 < round_length(metres) <= metres * (1 + 1e-9)


def test_land_and_water_are_where_they_are() -> None:
    frame = Frame(LatLon(46, 30), 5, 400, 300)  # the Black Sea lies in the south
    image = dots(render(ground(frame, Look("light")), (400, 300), "png"))

    land, water = (tuple(image[int(y), int(x)]) for x, y in map(frame.at, SHORE))
    assert land == pytest.approx((244, 241, 234), abs=8)
    assert water == pytest.approx((215, 228, 236), abs=8)


SHORE = (LatLon(47.5, 29.3), LatLon(44.5, 31.5))


def test_the_icon_is_a_square_of_dots() -> None:
    assert dots(icon_png(192)).shape == (192, 192, 3)
