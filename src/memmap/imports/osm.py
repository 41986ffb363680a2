"""Memorials of OpenStreetMap, from the GeoJSON that Overpass, osmium, QuickOSM or ogr2ogr write.

Kept are ``historic=memorial`` and ``monument``, ``memorial=*``, war cemeteries, and vehicles on
plinths; bicycles in memory of accidents are not. Features are read one at a time.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import ijson
import shapely
from shapely.errors import ShapelyError
from shapely.geometry import shape

from memmap.i18n import gettext as _
from memmap.imports.layer import ImportedPlace
from memmap.imports.rows import ImportFileError
from memmap.imports.troubles import Trouble, Troubles
from memmap.imports.values import degrees, year
from memmap.model import LatLon, MemorialKind, Subject

HISTORIC = frozenset({"memorial", "monument"})
VEHICLES = frozenset({"tank", "cannon", "aircraft", "ship", "vehicle", "locomotive"})
NOT_OURS = frozenset({"ghost_bike", "crosswalk"})
KINDS = {
    "obelisk": MemorialKind.OBELISK,
    "vehicle": MemorialKind.EQUIPMENT,
    "tank": MemorialKind.EQUIPMENT,
    "building": MemorialKind.BUILDING,
    "chapel": MemorialKind.BUILDING,
}
_ID = re.compile(r"(n|node|w|way|r|relation|a|area)?[/ ]?(\d+)")
_FIRST_YEAR = re.compile(r"(?<!\d)(1[89]\d\d|20\d\d)(?!\d)")
_TYPES = {"n": "node", "w": "way", "r": "relation"}


def read_places(path: Path, troubles: Troubles) -> Iterator[ImportedPlace]:
    """Yield the memorials of a file of GeoJSON, or of one feature a line.

    Raises:
        ImportFileError: The file is no GeoJSON, or broken; places before that were yielded.
    """
    number = 0
    try:
        with path.open("rb") as file:
            for number, feature in enumerate(_features(file), 1):
                place = _place(path.name, number, feature, troubles)
                if place:
                    yield place
    except (ijson.JSONError, UnicodeDecodeError) as error:
        raise ImportFileError(f"{path.name}:{number + 1}: {error}") from error
    if not number:
        raise ImportFileError(f"{path.name}: " + _("no features; expected GeoJSON"))


def _features(file: Any) -> Iterator[Any]:
    begin = file.read(4096)
    file.seek(0)
    if b"FeatureCollection" in begin or b'"features"' in begin:
        return iter(ijson.items(file, "features.item", use_float=True))
    return iter(ijson.items(file, "", use_float=True, multiple_values=True))


def _place(file: str, number: int, feature: Any, troubles: Troubles) -> ImportedPlace | None:
    if not isinstance(feature, dict) or not isinstance(feature.get("properties"), dict):
        troubles.add(Trouble(file, number, "properties", str(feature)[:80], _("no feature")))
        return None
    tags = {str(k): str(v) for k, v in feature["properties"].items() if v not in (None, "")}
    kind = kind_of(tags)
    if kind is None:
        value = tags.get("historic") or tags.get("memorial", "")
        troubles.add(Trouble(file, number, "historic", value, _("no memorial")))
        return None
    try:
        point = _point(feature.get("geometry"))
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, ShapelyError):
        value = str(feature.get("geometry"))[:80]
        troubles.add(Trouble(file, number, "geometry", value, _("no point on Earth")))
        return None
    return _described(_osm_id(feature, tags, number), tags, point, kind)


def _described(
    osm_id: str, tags: Mapping[str, str], point: LatLon, kind: MemorialKind
) -> ImportedPlace:
    local = _text(tags, "name", "inscription", "description")
    name = _text(tags, "name:en", "int_name") or local or _nameless(tags)
    stolperstein = "stolperstein" in tags.get("memorial", "").lower()
    return ImportedPlace(
        id=osm_id,
        name=name,
        location=point,
        kind=str(kind),
        subjects=str(Subject.HOLOCAUST) if stolperstein else "",
        year=_year(tags.get("start_date", "")),
        url=_address(osm_id),
        name_local=_text(tags, "name"),
        name_ru=_text(tags, "name:ru"),
    )


def kind_of(tags: Mapping[str, str]) -> MemorialKind | None:
    """Return the kind of memorial that tags describe, None where they describe none."""
    historic, memorial = tags.get("historic", ""), tags.get("memorial", "")
    if memorial in NOT_OURS or not (memorial or historic or "cemetery" in tags):
        return None
    if tags.get("cemetery") == "war_cemetery" or "war_grave" in (memorial, historic):
        return MemorialKind.CEMETERY
    if historic in VEHICLES:
        return MemorialKind.EQUIPMENT
    if tags.get("tourism") == "museum":
        return MemorialKind.MUSEUM
    if not memorial and historic not in HISTORIC:
        return None
    return KINDS.get(memorial, MemorialKind.MONUMENT)


def _point(geometry: Any) -> LatLon:
    if geometry["type"] == "Point":
        longitude, latitude = geometry["coordinates"][:2]
        return degrees(str(latitude), str(longitude))
    middle = shapely.point_on_surface(shape(geometry))
    return degrees(str(middle.y), str(middle.x))


def _osm_id(feature: Mapping[str, Any], tags: Mapping[str, str], number: int) -> str:
    """Return an id such as "n42"; areas of osmium are ways twice, or relations twice plus one."""
    stated = feature.get("id") or tags.get("@id") or tags.get("full_id") or tags.get("osm_id") or ""
    found = _ID.fullmatch(str(stated).strip().casefold())
    if not found:
        return f"feature-{number}"
    letter = (found[1] or tags.get("@type") or tags.get("osm_type") or "")[:1]
    n = int(found[2])
    if letter == "a":
        return f"r{n // 2}" if n % 2 else f"w{n // 2}"
    return f"{letter}{n}" if letter in _TYPES else f"feature-{n}"


def _address(osm_id: str) -> str:
    kind = _TYPES.get(osm_id[:1]) if osm_id[1:].isdigit() else None
    return f"https://www.openstreetmap.org/{kind}/{osm_id[1:]}" if kind else ""


def _text(tags: Mapping[str, str], *names: str) -> str:
    text = next((tags[name] for name in names if name in tags), "")
    return " ".join(text.split())[:200]


def _nameless(tags: Mapping[str, str]) -> str:
    what = tags.get("memorial", "") or tags.get("historic", "") or "memorial"
    return what.replace("_", " ").capitalize()


def _year(text: str) -> int | None:
    found = _FIRST_YEAR.search(text)
    return int(found[1]) if found else year(text)
