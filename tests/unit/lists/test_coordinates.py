"""Coordinates are read whole in any usual form, or refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memmap.lists.coordinates import CoordinateError, parse_angle, parse_pair, parse_point
from memmap.model import LatLon

HERE = (48.7125, 44.5144444)


@pytest.mark.parametrize(
    "text",
    ["48.7125", "48,7125", "48°42'45\"N", "48°42′45″", "48 42 45", "48d42m45s", "48° 42,75'",
     "N 48.7125", "48°42'45\" с.ш.", "48º42'45''", "+48.7125"],
)  # fmt: skip
def test_an_angle_is_read_in_any_usual_form(text: str) -> None:
    assert parse_angle(text).degrees == pytest.approx(48.7125)


@pytest.mark.parametrize("text", ["-1.51", "−1,51", "1°30'36\"W", "1°30'36\" з.д.", "W1.51"])
def test_west_and_minus_are_negative(text: str) -> None:
    assert parse_angle(text).degrees == pytest.approx(-1.51)


@pytest.mark.parametrize(
    "text",
    ["33 52 10 S", "33°52'10S", "33°52'10 s", "22d54m30s S", "33°52'10s S", "33d52m10S",
     "S 33 52 10", "33 deg 52 min 10 s S", "33°52'10\" ю. ш."],
)  # fmt: skip
def test_an_s_at_the_end_is_south_and_not_seconds(text: str) -> None:
    assert parse_angle(text).degrees < 0


@pytest.mark.parametrize("text", ["48d42m45s", "48d 42m 45s N", "48 deg 42 min 45 s"])
def test_an_s_after_minutes_in_letters_is_seconds(text: str) -> None:
    assert parse_angle(text).degrees == pytest.approx(48.7125)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "48D42M45S",
        "north",
        "48.",
        "487125",
        "48°72'",
        "48 42 61",
        "O 5",
        "S -3",
        "1;2",
        "9" * 100,
    ],
)
def test_what_is_no_angle_is_refused(text: str) -> None:
    with pytest.raises(CoordinateError, match="expected degrees such as"):
        parse_angle(text)


@pytest.mark.parametrize(
    "text",
    ["48.7125, 44.5144444", "48,7125; 44,5144444", "48,7125 44,5144444", "48.7125,44.5144444",
     "48°42'45\"N 44°30'52\"E", "44°30'52\"E, 48°42'45\"N", "48 42 45 44 30 52",
     "48 42 45 N 44 30 52 E", "N 48 42 45 E 44 30 52", "48°42'45\"N44°30'52\"E",
     "N48°42'45\"E44°30'52\"", "48 42 45 с.ш. 44 30 52 в.д.", "48d42m45s 44d30m52s",
     "POINT(44.5144444 48.7125)", "(48.7125 44.5144444)", "48°42′45″ с.ш. 44°30′52″ в.д."],
)  # fmt: skip
def test_a_point_in_one_cell_is_read_in_any_usual_form(text: str) -> None:
    assert parse_pair(text) == pytest.approx(HERE)


@pytest.mark.parametrize(
    ("text", "point"),
    [
        ("33 52 10 S, 151 12 30 E", (-33.8694444, 151.2083333)),
        ("22°54'30S 43°12'20W", (-22.9083333, -43.2055556)),
        ("12 30 15 S 45 0 0 E", (-12.5041667, 45)),
        ("33°52′10″ ю. ш. 151°12′26″ в. д.", (-33.8694444, 151.2072222)),
    ],
)
def test_a_southern_point_in_one_cell_stays_in_the_south(
    text: str, point: tuple[float, float]
) -> None:
    assert parse_pair(text) == pytest.approx(point)


@pytest.mark.parametrize("text", ["48.7", "1,2,3", "48,71,44,51", "here", "200, 300"])
def test_what_is_no_point_is_refused(text: str) -> None:
    with pytest.raises(CoordinateError):
        parse_pair(text)


def test_letters_say_which_is_the_latitude() -> None:
    assert parse_point("44.5E", "48.7N") == LatLon(48.7, 44.5)


@pytest.mark.parametrize("cells", [("44E", "48E"), ("44N", "48N"), ("95N", "10E"), ("1", "181")])
def test_two_cells_that_are_no_point_are_refused(cells: tuple[str, str]) -> None:
    with pytest.raises(CoordinateError):
        parse_point(*cells)


@given(st.floats(-90, 90), st.floats(-180, 180))
def test_decimals_are_read_back_as_they_were_written(lat: float, lon: float) -> None:
    written = (f"{lat:.5f}", f"{lon:.5f}")

    assert parse_point(*written) == pytest.approx((lat, lon), abs=1e-5)
    assert parse_pair("; ".join(written).replace(".", ",")) == parse_point(*written)


@given(st.text(max_size=30))
def test_any_text_is_a_point_or_a_refusal(text: str) -> None:
    for parse in (parse_angle, parse_pair):
        try:
            parse(text)
        except CoordinateError as error:
            refusal = str(error)
        else:
            refusal = "read"
        assert refusal
