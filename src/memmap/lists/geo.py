"""GeoJSON, KML and KMZ as sheets: one row a feature, its coordinates in two columns."""

import json
from collections.abc import Iterator, Mapping
from io import BytesIO
from itertools import islice
from typing import Any
from xml.etree.ElementTree import Element, ParseError
from zipfile import ZipFile

import shapely
from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse
from shapely.geometry import shape

from memmap.i18n import gettext as _
from memmap.lists.archive import PLACEMARKS, check_zip, count_tags
from memmap.lists.header import Header
from memmap.lists.sheet import MAX_ROWS, At, ListError, Sheet, build_sheet
from memmap.model import LatLon

LATITUDE, LONGITUDE = "latitude", "longitude"
FOLDER = "folder"
MAX_PARTS = 8_000_000
"""Objects and arrays of GeoJSON; fifty megabytes of areas have about three million."""
MAX_DEPTH = 100
"""Elements of KML within each other; those of Google Earth have about ten."""
_WGS84 = ("CRS84", "4326")


def read_geojson(file: str, text: str) -> Sheet:
    """Return the features of a GeoJSON text (RFC 7946). A line or an area counts as a point in it.

    Raises:
        ListError: It is no GeoJSON, or in another coordinate system than WGS 84.
    """
    if text.count("{") + text.count("[") > MAX_PARTS:
        message = _("it holds more than a list can")
        raise ListError(file, message, _("expected a plain list: save it as CSV"))
    try:
        document = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        at = At(getattr(error, "lineno", 1))
        raise ListError(file, _("no valid JSON"), _("expected GeoJSON"), at) from error
    features = _features(file, document)
    records = []
    for i, feature in enumerate(features, 1):
        found = feature if isinstance(feature, Mapping) else {}
        properties = found.get("properties")
        known = properties if isinstance(properties, Mapping) else {}
        record = {_json_text(key): _json_text(value) for key, value in known.items()}
        geometry = found.get("geometry")
        records.append((i, _with_point(record, _located(file, i, geometry))))
    return _sheet(file, records)


def _features(file: str, document: Any) -> list[Any]:
    if isinstance(document, Mapping):
        crs = json.dumps(document.get("crs") or "")
        if len(crs) > 2 and not any(name in crs for name in _WGS84):
            message = _("another coordinate system: {crs}").format(crs=crs[:80])
            raise ListError(file, message, _("expected WGS 84, longitude before latitude"))
        if document.get("type") == "FeatureCollection":
            found = document.get("features")
            return found if isinstance(found, list) else []
        if document.get("type") == "Feature":
            return [document]
        if "coordinates" in document or "geometries" in document:
            return [{"geometry": document}]
    if isinstance(document, list):
        return document
    raise ListError(file, _("no GeoJSON features"), _("expected a FeatureCollection"))


def _json_text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text.encode("utf-8", "replace").decode()


def _located(file: str, number: int, geometry: Any) -> dict[str, str]:
    if not geometry:
        return {}
    try:
        point = _point(shape(geometry))
    except (ValueError, TypeError, KeyError, AttributeError, shapely.errors.ShapelyError) as error:
        message = _("feature {n}: no geometry that can be read").format(n=number)
        expected = _("expected coordinates as [longitude, latitude]")
        raise ListError(file, message, expected, At(number, "geometry")) from error
    return _degrees(point) if point else {}


def _point(geometry: Any) -> LatLon | None:
    if geometry.is_empty:
        return None
    point = geometry if geometry.geom_type == "Point" else geometry.representative_point()
    return LatLon(point.y, point.x)


def _with_point(record: dict[str, str], degrees: dict[str, str]) -> dict[str, str]:
    """Add coordinates to a record; a property of the same name keeps its text under another."""
    others = {f"{key} (2)" if key in degrees else key: text for key, text in record.items()}
    return others | degrees


def _degrees(point: LatLon) -> dict[str, str]:
    names_and_degrees = zip((LATITUDE, LONGITUDE), point, strict=True)
    return {name: f"{degrees:.7f}".rstrip("0").rstrip(".") for name, degrees in names_and_degrees}


def read_kmz(file: str, data: bytes) -> Sheet | None:
    """Return the first KML document of a zip, or None where there is none."""
    with ZipFile(BytesIO(data)) as archive:
        check_zip(file, archive)
        names = [name for name in archive.namelist() if name.lower().endswith(".kml")]
        return read_kml(file, archive.read(names[0])) if names else None


def read_kml(file: str, data: bytes) -> Sheet:
    """Return the placemarks of a KML document. A line or an area counts as a point in it.

    The folders that a placemark lies in are a column: they often say what kind of place it is.

    Raises:
        ListError: It is no KML, or declares entities, which lists have no need of, or too much.
    """
    count_tags(file, BytesIO(data), PLACEMARKS)
    try:
        records = list(islice(_placemarks(file, data), MAX_ROWS + 1))
    except DefusedXmlException as error:
        message = _("the file declares XML entities")
        raise ListError(file, message, _("expected plain KML without a DOCTYPE")) from error
    except ParseError as error:
        at = At(error.position[0])
        raise ListError(
            file, _("no valid XML: {error}").format(error=error), _("expected KML"), at
        ) from error
    if not records:
        raise ListError(file, _("no placemarks"), _("expected KML with a Placemark for each place"))
    return _sheet(file, records)


def _placemarks(file: str, data: bytes) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield the placemarks; whatever stands outside of them is dropped as soon as it was read."""
    number = 0
    open_: list[Element] = []
    names: list[str] = []
    for event, element in iterparse(BytesIO(data), events=("start", "end"), forbid_dtd=True):
        if event == "start":
            open_.append(element)
            names.append("")
            if len(open_) > MAX_DEPTH:
                message = _("elements within elements, more than {n} deep").format(n=MAX_DEPTH)
                raise ListError(file, message, _("expected KML"))
            continue
        open_.pop()
        names.pop()
        if any(_tag(outer) == "Placemark" for outer in open_):
            continue
        if _tag(element) == "Placemark":
            number += 1
            folder = " / ".join(filter(None, names))
            yield number, _placemark(file, number, element) | ({FOLDER: folder} if folder else {})
        elif _tag(element) == "name" and open_ and _tag(open_[-1]) == "Folder":
            names[-1] = "".join(element.itertext()).strip()
        if open_:
            open_[-1].remove(element)


def _tag(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _placemark(file: str, number: int, placemark: Element) -> dict[str, str]:
    record: dict[str, str] = {}
    for element in placemark:
        if _tag(element) in {"name", "address", "description"}:
            record[_tag(element)] = "".join(element.itertext())
    for element in placemark.iter():
        if _tag(element) == "Data":
            record[element.get("name", "")] = "".join(element.itertext())
        elif _tag(element) == "SimpleData":
            record[element.get("name", "")] = element.text or ""
    found = [e for e in placemark.iter() if _tag(e) in {"Polygon", "coordinates"}]
    texts = [e.text or "" for e in found if _tag(e) == "coordinates"]
    area = bool(found) and _tag(found[0]) == "Polygon"
    point = _kml_point(file, number, texts[0], area=area) if texts else {}
    return _with_point(record, point)


def _kml_point(file: str, number: int, text: str, *, area: bool) -> dict[str, str]:
    try:
        points = [tuple(map(float, part.split(",")[:2])) for part in text.split()]
        if not points:
            return {}
        form = shapely.Polygon if area else shapely.LineString
        point = _point(shapely.Point(points[0]) if len(points) == 1 else form(points))
    except (ValueError, TypeError, shapely.errors.ShapelyError) as error:
        message = _("placemark {n}: {text!r} are no coordinates").format(n=number, text=text[:40])
        expected = _("expected longitude,latitude")
        raise ListError(file, message, expected, At(number, "coordinates")) from error
    return _degrees(point) if point else {}


def _sheet(file: str, records: list[tuple[int, dict[str, str]]]) -> Sheet:
    columns = dict.fromkeys(key for _n, record in records[: MAX_ROWS + 1] for key in record)
    header = list(columns)
    rows = ((n, [record.get(key, "") for key in header]) for n, record in records)
    return build_sheet(file, "", Header(header, rows))
