"""Coordinates as people write them: decimals, decimal commas, degrees-minutes-seconds.

``geopy.Point`` reads such texts too, but what it does not understand it reads as something else:
"48,7 44,5" as (44, 5), "48 42 31 N" as 30 degrees. Here a text is read whole or refused.
"""

import re
from typing import NamedTuple

from memmap.i18n import gettext as _
from memmap.model import LatLon

_NUMBER = r"\d{1,3}(?:[.,]\d+)?"
_DEGREES = r"[°º˚*d]|deg|гр(?:ад)?\.?"
_MINUTES = r"['′’‘´`]|(?P<m>(?-i:m|min))|min|мин\.?"
_SECONDS = r"[\"″”“]|''|′′|’’|´´|sec|сек\.?"
_LETTERS = "NSEWСЮВЗ"
_S_OF_SECONDS = rf"(?-i:s)(?(m)|(?=\s*[{_LETTERS}]))"
"""An s that marks seconds: after an m for minutes, or before another letter. Else it is south."""
_AXES = {"N": "n", "S": "s", "E": "e", "W": "w", "С": "n", "Ю": "s", "В": "e", "З": "w"}
_HEMISPHERE = rf"[{_LETTERS}]\.?"
_RUSSIAN = re.compile(r"([СЮВЗ])\.?\s*[ШД]\.?", re.IGNORECASE)
"""The words for "northern latitude" and the like, of which the first letter says all."""
_ANGLE = re.compile(
    rf"""(?P<before>{_HEMISPHERE})?\s*
    (?P<sign>[+-])?\s*(?P<degrees>{_NUMBER})\s*
    (?:(?:{_DEGREES})\s*)?
    (?:(?<![\d.,])(?P<minutes>{_NUMBER})\s*(?:{_MINUTES})?\s*)?
    (?:(?<![\d.,])(?P<seconds>{_NUMBER})\s*(?:{_SECONDS}|{_S_OF_SECONDS})?\s*)?
    (?P<after>{_HEMISPHERE})?""",
    re.VERBOSE | re.IGNORECASE,
)
_MAX_TEXT = 80
_MINUS = str.maketrans({"−": "-", "–": "-", "—": "-", "\xa0": " ", "\u202f": " "})


class CoordinateError(ValueError):
    """A text that is no angle; its text says what was expected."""


class Angle(NamedTuple):
    """Degrees, and the axis where a letter names it: "lat", "lon" or ""."""

    degrees: float
    axis: str = ""


def parse_angle(text: str) -> Angle:
    """Return the angle of a text such as 48.7125, 48,7125, 48°42'45"N or 48 42 45.

    Raises:
        CoordinateError: It is no angle.
    """
    plain = _plain(text)
    match = _ANGLE.fullmatch(plain) if len(plain) <= _MAX_TEXT else None
    if match is None:
        raise CoordinateError(_expected())
    minutes, seconds = (_number(match[part]) for part in ("minutes", "seconds"))
    letters = [match[part][0].upper() for part in ("before", "after") if match[part]]
    if minutes >= 60 or seconds >= 60 or len(letters) > 1 or (letters and match["sign"]):
        raise CoordinateError(_expected())
    degrees = _number(match["degrees"]) + minutes / 60 + seconds / 3600
    if not letters:
        return Angle(-degrees if match["sign"] == "-" else degrees)
    hemisphere = _AXES[letters[0]]
    axis = "lat" if hemisphere in "ns" else "lon"
    return Angle(-degrees if hemisphere in "sw" else degrees, axis)


def _plain(text: str) -> str:
    return _RUSSIAN.sub(r"\1", text.translate(_MINUS)).strip()


def _number(text: str | None) -> float:
    return float(text.replace(",", ".")) if text else 0.0


def _expected() -> str:
    return _("expected degrees such as 48.7125 or 48°42'45\"N")


def parse_point(latitude: str, longitude: str) -> LatLon:
    """Return the point of two texts. Letters say which is which; numbers are taken as they stand.

    They may be exchanged: a latitude beyond 90 is returned where it would be a longitude.

    Raises:
        CoordinateError: One of them is no angle, or there is no such point.
    """
    first, second = parse_angle(latitude), parse_angle(longitude)
    if first.axis == "lon" and second.axis != "lon":
        first, second = second, first
    if first.axis == "lon" or second.axis == "lat":
        raise CoordinateError(_("expected one latitude (N, S) and one longitude (E, W)"))
    point = LatLon(round(first.degrees, 7), round(second.degrees, 7))
    exchanged = LatLon(point.longitude, point.latitude)
    if on_globe(point) or (on_globe(exchanged) and not first.axis):
        return point
    raise CoordinateError(_("expected a latitude from -90 to 90 and a longitude from -180 to 180"))


def on_globe(point: LatLon) -> bool:
    """Return whether there is such a point."""
    return abs(point.latitude) <= 90 and abs(point.longitude) <= 180


_CUTS = (
    re.compile(r"[;/|\n]"),
    re.compile(r",\s+"),
    re.compile(rf"(?<=[\W\d][{_LETTERS}])\s*,?\s*(?=[\d+-])", re.IGNORECASE),
    re.compile(rf"(?<=\S)\s*,?\s*(?=[{_LETTERS}](?![^\W\d]))", re.IGNORECASE),
    re.compile(r","),
    re.compile(r"\s+"),
)
_WKT = re.compile(r"POINT\s*Z?\s*\(\s*(\S+)\s+(\S+)(?:\s+\S+)?\s*\)", re.IGNORECASE)


def parse_pair(text: str) -> LatLon:
    """Return the point of one text such as "48.71, 44.51", "48,71; 44,51" or WKT's POINT(44 48).

    Raises:
        CoordinateError: It is no point, or can be cut in two in no way that makes one.
    """
    plain = _plain(text).strip("()[]")
    if match := _WKT.fullmatch(text.strip()):
        return parse_point(match[2], match[1])
    for cut in _CUTS:
        parts = [part for part in cut.split(plain) if part.strip()]
        if len(parts) % 2 == 0 and len(parts) <= 6:
            half = len(parts) // 2
            try:
                return parse_point(" ".join(parts[:half]), " ".join(parts[half:]))
            except CoordinateError:
                continue
    raise CoordinateError(_("expected latitude and longitude such as 48.7125, 44.5136"))
