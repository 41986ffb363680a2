"""GeoJSON (RFC 7946): a point a place, a line a partnership, no geometry for what has no place."""

import json
from collections.abc import Iterator

from memmap import geojson
from memmap.lists.results import Record, Results, pair_results, place_results
from memmap.lists.review import Review
from memmap.lists.writers.credits import credits_of


def write_geojson(review: Review) -> bytes:
    """Return every row of a review as a feature; longitude before latitude."""
    features = [
        json.dumps(feature, ensure_ascii=False)
        for results in (place_results(review), pair_results(review))
        if results
        for feature in _features(results)
    ]
    credit = json.dumps(credits_of(review), ensure_ascii=False)
    text = ",\n".join(features)
    return (
        f'{{"type": "FeatureCollection", "attribution": {credit}, "features": [\n{text}\n]}}\n'
    ).encode()


def _features(results: Results) -> Iterator[dict[str, object]]:
    for record in results.records:
        named = zip(results.columns, results.cells(record), strict=True)
        properties = {name: value for name, value in named if value != ""}
        yield {"type": "Feature", "properties": properties, "geometry": _geometry(record)}


def _geometry(record: Record) -> dict[str, object] | None:
    way = [point.location for point in record.points if point]
    if len(way) < len(record.points):
        return None
    if len(way) == 2:
        return geojson.line(*way)
    return {"type": "Point", "coordinates": [way[0].longitude, way[0].latitude]}
