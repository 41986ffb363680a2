"""Values of Wikidata in a cell: an item, a point, a year."""

import re

from memmap.model import LatLon

_ITEM = re.compile(r"(?:https?://(?:www\.|m\.)?wikidata\.org/(?:entity|wiki)/)?(Q[1-9]\d*)")
_POINT = re.compile(
    r"(?:<(?P<globe>[^>]*)>\s*)?Point\s*\(\s*(?P<lon>[-+.\deE]+)[\s,]+(?P<lat>[-+.\deE]+)\s*\)",
    re.IGNORECASE,
)
_PAIR = re.compile(r"(?P<lat>[-+]?\d+(?:\.\d+)?)\s*[,;]\s*(?P<lon>[-+]?\d+(?:\.\d+)?)")
_YEAR = re.compile(r"(?P<sign>[-+]?)0*(?P<year>\d{4})(?:-\d\d.*)?")
_EARTH = "Q2"


def item(text: str) -> str:
    """Return the id of an item, such as "Q42", of its address or itself; "" if it is none."""
    found = _ITEM.fullmatch(text.strip())
    return found[1] if found else ""


def is_point(text: str) -> bool:
    """Return whether a text has the form of a point, whatever its numbers."""
    return bool(_POINT.fullmatch(text.strip()) or _PAIR.fullmatch(text.strip()))


def point(text: str) -> LatLon:
    """Read ``Point(longitude latitude)`` of WKT, or "latitude, longitude".

    Raises:
        ValueError: It is no point on Earth.
    """
    text = text.strip()
    found = _POINT.fullmatch(text) or _PAIR.fullmatch(text)
    if not found:
        raise ValueError(text)
    globe = found.groupdict().get("globe") or ""
    if globe and item(globe) != _EARTH:
        raise ValueError(text)
    return degrees(found["lat"], found["lon"])


def degrees(latitude: str, longitude: str) -> LatLon:
    """Read a latitude and a longitude.

    Raises:
        ValueError: They are no point on Earth.
    """
    lat, lon = float(latitude), float(longitude)
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise ValueError(f"{latitude} {longitude}")
    return LatLon(round(lat, 6), round(lon, 6))


def year(text: str) -> int | None:
    """Return the year of a date such as ``1944-01-01T00:00:00Z``, None where there is none."""
    found = _YEAR.fullmatch(text.strip())
    if not found or found["sign"] == "-" or not 1000 <= int(found["year"]) <= 2100:
        return None
    return int(found["year"])
