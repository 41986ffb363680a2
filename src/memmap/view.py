"""View: everything visible, as one value, to and from the address. A permalink is a view.

Codes stand in the address, never labels, so that a link survives a change of language.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import floor, log2
from urllib.parse import urlencode

from memmap.filters import Filter, parse_filter
from memmap.geodesy import TILE_SIZE, project, unproject
from memmap.i18n import gettext as _
from memmap.i18n import languages
from memmap.model import BoundingBox, LatLon

MAX_ID = 200
BASES = ("auto", "light", "dark", "osm", "carto")
VIEW_KEYS = ("selected", "lat", "lon", "zoom", "base", "lang")


@dataclass(frozen=True, slots=True)
class Viewport:
    """The centre of a map in degrees, and its zoom."""

    center: LatLon
    zoom: int


@dataclass(frozen=True, slots=True)
class View:
    """A filter, a selected feature, a viewport, a base map and a language."""

    filter: Filter = field(default_factory=Filter)
    selected: str = ""
    viewport: Viewport | None = None
    base: str = "auto"
    language: str = ""

    def to_query(self) -> dict[str, str]:
        """Return the URL parameters, in a fixed order."""
        query = self.filter.to_query()
        if self.selected:
            query["selected"] = self.selected
        if self.viewport:
            (lat, lon), zoom = self.viewport.center, self.viewport.zoom
            query |= {"lat": f"{lat:.4f}", "lon": f"{lon:.4f}", "zoom": str(zoom)}
        if self.base != "auto":
            query["base"] = self.base
        if self.language:
            query["lang"] = self.language
        return query

    def permalink(self, page: str = "/") -> str:
        """Return the address of this view on this server."""
        query = urlencode(self.to_query(), safe=",")
        return f"{page}?{query}" if query else page


NEAREST = 8
"""The zoom that a map goes to by itself at most, for a city or a region."""
ROOM = (700, 290)
"""Width and height in pixels that every map has to spare: those of a link's preview, less a margin
for names."""


def fit(box: BoundingBox, most_zoom: int) -> Viewport:
    """Return the viewport that shows a whole box, no closer than ``most_zoom``."""
    west, north = project(LatLon(box.north, box.west))
    east, south = project(LatLon(box.south, box.east))
    share = max((east - west) / ROOM[0], (south - north) / ROOM[1], 1e-9)
    zoom = floor(-log2(share * TILE_SIZE))
    center = unproject((west + east) / 2, (north + south) / 2)
    return Viewport(center, max(1, min(most_zoom, zoom)))


def parse_view(query: Mapping[str, str]) -> tuple[View, list[str]]:
    """Read a view from URL parameters; what makes no sense is left out and said."""
    wanted, ignored = parse_filter(query)
    selected = query.get("selected", "")
    if len(selected) > MAX_ID:
        ignored.append(_("selected: longer than {n} characters").format(n=MAX_ID))
        selected = ""
    base = _member("base", query, BASES, ignored) or "auto"
    language = _member("lang", query, languages(), ignored)
    return View(wanted, selected, _viewport(query, ignored), base, language), ignored


def _member(
    key: str, query: Mapping[str, str], members: tuple[str, ...], ignored: list[str]
) -> str:
    value = query.get(key, "")
    if value and value not in members:
        ignored.append(_("{facet}: {option!r} is unknown").format(facet=key, option=value[:40]))
        return ""
    return value


def _viewport(query: Mapping[str, str], ignored: list[str]) -> Viewport | None:
    parts = [query.get(key, "") for key in ("lat", "lon", "zoom")]
    if not any(parts):
        return None
    try:
        lat, lon, zoom = float(parts[0]), float(parts[1]), int(float(parts[2]))
    except (ValueError, OverflowError):
        zoom = -1
        lat = lon = 0.0
    if -90 <= lat <= 90 and -540 <= lon <= 540 and 0 <= zoom <= 20:
        return Viewport(LatLon(lat, lon if abs(lon) <= 180 else (lon + 180) % 360 - 180), zoom)
    ignored.append(_("lat, lon, zoom: no point on the map"))
    return None
