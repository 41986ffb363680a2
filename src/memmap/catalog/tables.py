"""A dataset as Arrow tables, the form that DuckDB reads."""

from collections.abc import Iterator
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from memmap.dataset import Dataset
from memmap.dataset.imported import ImportedLayer
from memmap.filters import CITY_KIND, OWN_KIND, fold
from memmap.model import LatLon, Layer, Names, PartnershipStatus, PlaceId, Precision

PLACES = pa.schema(
    [
        ("id", pa.string()),
        ("layer", pa.string()),
        ("kind", pa.string()),
        ("name", pa.string()),
        ("name_ru", pa.string()),
        ("name_local", pa.string()),
        ("country", pa.string()),
        ("region", pa.string()),
        ("city", pa.string()),
        ("lat", pa.float64()),
        ("lon", pa.float64()),
        ("year", pa.int32()),
        ("subjects", pa.list_(pa.string())),
        ("precision", pa.string()),
        ("text", pa.string()),
    ]
)
PARTNERSHIPS = pa.schema(
    [
        ("id", pa.string()),
        ("a", pa.string()),
        ("b", pa.string()),
        ("year", pa.int32()),
        ("status", pa.string()),
    ]
)


def place_table(dataset: Dataset) -> pa.Table:
    """Return every place on the map: twin cities, memorials, reading rooms, events."""
    rows = [*_cities(dataset), *_memorials(dataset), *_rooms(dataset), *_events(dataset)]
    built_in = pa.Table.from_pylist(rows, schema=PLACES)
    added = map(layer_places, dataset.layers.values())
    imported = map(imported_places, dataset.imported.values())
    return pa.concat_tables([built_in, *added, *imported])


def imported_places(layer: ImportedLayer) -> pa.Table:
    """Return the places of an imported layer, column by column."""
    rows = layer.places
    names = {column: rows[column].to_pylist() for column in ("name", "name_local", "name_ru")}
    columns = {
        "id": rows["id"],
        "layer": pa.repeat(layer.id, rows.num_rows),
        "kind": rows["kind"],
        "name": rows["name"],
        "name_ru": _or_name(rows, "name_ru"),
        "name_local": _or_name(rows, "name_local"),
        "country": rows["country"],
        "region": rows["region"],
        "city": pa.repeat("", rows.num_rows),
        "lat": rows["latitude"],
        "lon": rows["longitude"],
        "year": rows["year"],
        "subjects": _subjects(rows["subjects"]),
        "precision": rows["precision"],
        "text": pa.array(map(_folded, *names.values()), pa.string()),
    }
    return pa.table(columns, schema=PLACES)


def _or_name(rows: pa.Table, column: str) -> Any:
    return pc.if_else(pc.equal(rows[column], ""), rows["name"], rows[column])


def _subjects(joined: Any) -> Any:
    lists = pc.split_pattern(joined, ";")
    empty = pa.scalar([], pa.list_(pa.string()))
    return pc.if_else(pc.equal(joined, ""), empty, lists)


def _folded(*names: str) -> str:
    text = " ".join(dict.fromkeys(filter(None, names)))
    return text.lower() if text.isascii() else fold(text)


def partnership_table(dataset: Dataset) -> pa.Table:
    """Return the partnerships, their ends as ``a`` and ``b``."""
    rows = [
        {"id": p.id, "a": p.city_a, "b": p.city_b, "year": p.year, "status": str(p.status)}
        for p in dataset.partnerships.values()
    ]
    built_in = pa.Table.from_pylist(rows, schema=PARTNERSHIPS)
    return pa.concat_tables([built_in, *map(layer_pairs, dataset.layers.values())])


def layer_places(layer: Layer) -> pa.Table:
    """Return the places of a layer that somebody brought."""
    rows: list[dict[str, Any]] = [
        {
            "id": place.id,
            "layer": layer.id,
            "kind": OWN_KIND,
            "name": place.name,
            "name_ru": place.name,
            "name_local": place.name,
            "country": place.country,
            "region": place.region,
            "city": "",
            "lat": place.location.latitude,
            "lon": place.location.longitude,
            "year": place.year,
            "subjects": [],
            "precision": str(place.precision),
            "text": fold(place.name),
        }
        for place in layer.places
    ]
    return pa.Table.from_pylist(rows, schema=PLACES)


def layer_pairs(layer: Layer) -> pa.Table:
    """Return the lines of a layer that somebody brought."""
    rows = [
        {
            "id": pair.id,
            "a": pair.a,
            "b": pair.b,
            "year": pair.year,
            "status": str(PartnershipStatus.UNKNOWN),
        }
        for pair in layer.pairs
    ]
    return pa.Table.from_pylist(rows, schema=PARTNERSHIPS)


def _cities(dataset: Dataset) -> Iterator[dict[str, Any]]:
    twinned = {end for p in dataset.partnerships.values() for end in (p.city_a, p.city_b)}
    for city in dataset.cities.values():
        if city.id in twinned:
            yield _row(dataset, city.id, city.id, city.names, kind=CITY_KIND, layer="cities")


def _memorials(dataset: Dataset) -> Iterator[dict[str, Any]]:
    for memorial in dataset.memorials.values():
        row = _row(
            dataset,
            memorial.id,
            memorial.city,
            memorial.names,
            kind=str(memorial.kind),
            layer="memorials",
            location=memorial.location,
        )
        yield row | {
            "year": memorial.unveiled,
            "subjects": [str(s) for s in memorial.subjects],
            "precision": str(memorial.precision),
        }


def _rooms(dataset: Dataset) -> Iterator[dict[str, Any]]:
    for room in dataset.reading_rooms.values():
        city = dataset.cities[room.city]
        names = Names(
            room.host.en or city.names.en, city.names.local, room.host.others or city.names.others
        )
        yield _row(
            dataset, room.id, room.city, names, kind="reading_room", layer="reading_rooms"
        ) | {"year": room.opened}


def _events(dataset: Dataset) -> Iterator[dict[str, Any]]:
    for event in dataset.events.values():
        if event.city:
            year = int(event.date[:4]) if event.date else None
            yield _row(dataset, event.id, event.city, event.names, kind="event", layer="events") | {
                "year": year
            }


def _row(  # noqa: PLR0913 - a place has that many parts
    dataset: Dataset,
    place: PlaceId,
    city_id: PlaceId,
    names: Names,
    *,
    kind: str,
    layer: str,
    location: LatLon | None = None,
) -> dict[str, Any]:
    city = dataset.cities[city_id]
    point = location or dataset.city_location(city_id)
    return {
        "id": place,
        "layer": layer,
        "kind": kind,
        "name": names.en,
        "name_ru": names.in_language("ru"),
        "name_local": names.local,
        "country": city.country,
        "region": city.region,
        "city": city_id,
        "lat": point.latitude,
        "lon": point.longitude,
        "year": None,
        "subjects": [],
        "precision": str(Precision.SITE if location else Precision.SETTLEMENT),
        "text": _search_text(names, city.names),
    }


def _search_text(*names: Names) -> str:
    words = [text for name in names for text in (name.en, name.local, *dict(name.others).values())]
    return fold(" ".join(dict.fromkeys(words)))
