"""Dataset -> DuckDB, and answers to filters: features, flows, facets, rows.

One database in memory, a cursor for each question; safe to share between threads.
"""

from collections.abc import Collection
from functools import cache, cached_property
from importlib import resources
from math import cos, pi, radians
from typing import Any

import duckdb
import pyarrow as pa

from memmap.catalog import read
from memmap.catalog.answers import (
    FlowsAnswer,
    Found,
    PartnershipFeature,
    PlaceFeature,
    PlacesAnswer,
    Totals,
)
from memmap.catalog.facets import facet_questions
from memmap.catalog.tables import layer_pairs, layer_places, partnership_table, place_table
from memmap.catalog.viewport import MAX_FEATURES, either_end_within, grid, within
from memmap.dataset import Dataset
from memmap.filters import (
    FACETS,
    IS_MEMORIAL,
    Filter,
    Predicate,
    fold,
    partnership_predicate,
    place_predicate,
)
from memmap.geodesy import EARTH_RADIUS, TileRange
from memmap.model import BoundingBox, LatLon, Layer

SINGLES_ZOOM = 13
"""From this zoom on places are shown one by one where they fit."""
SINGLE_LINES = 150
MAX_FLOWS = 150
"""More lines than these are a tangle that nobody reads."""
METRE = 180 / (pi * EARTH_RADIUS)
"""Degrees of a great circle."""


@cache
def _sql(name: str) -> str:
    return (resources.files(__package__) / f"{name}.sql").read_text(encoding="utf-8")


class Catalog:
    """Answers questions about the places and partnerships of one dataset."""

    def __init__(self, places: pa.Table, partnerships: pa.Table, version: str = "") -> None:
        """Load two Arrow tables of the schemas of ``memmap.catalog.tables``."""
        self.version = version
        self._database = duckdb.connect(
            config={
                "threads": 2,
                "autoload_known_extensions": False,
                "autoinstall_known_extensions": False,
            }
        )
        self._database.register("incoming_places", places)
        self._database.register("incoming_partnerships", partnerships)
        self._database.execute(_sql("schema"))

    @classmethod
    def of(cls, dataset: Dataset) -> "Catalog":
        """Load a dataset."""
        return cls(place_table(dataset), partnership_table(dataset), dataset.version)

    @classmethod
    def of_layer(cls, layer: Layer, version: str = "") -> "Catalog":
        """Load one layer alone."""
        return cls(layer_places(layer), layer_pairs(layer), version)

    def _rows(self, sql: str, parameters: object = ()) -> list[tuple[Any, ...]]:
        return self._database.cursor().execute(sql, parameters).fetchall()

    def places(
        self, wanted: Filter, tiles: TileRange, selection: str = "", language: str = "en"
    ) -> PlacesAnswer:
        """Return what a viewport shows of the places, at most ``MAX_FEATURES`` items.

        A selected place stands out of the cluster that it is a part of.
        """
        answer = self._places(wanted, tiles, language)
        if not selection or any(place.id == selection for place in answer.places):
            return answer
        return PlacesAnswer(answer.clusters, answer.places + self._selected(selection, language))

    def _selected(self, selection: str, language: str) -> list[PlaceFeature]:
        sql = _sql("singles").format(name=_name(language), where="id = ?", limit=1)
        return [read.single(row, SINGLES_ZOOM) for row in self._rows(sql, (selection,))]

    def _places(self, wanted: Filter, tiles: TileRange, language: str) -> PlacesAnswer:
        where = place_predicate(wanted) & within(tiles, "x", "y")
        if tiles.zoom >= SINGLES_ZOOM:
            found = self._rows(
                _sql("singles").format(
                    name=_name(language), where=where.sql, limit=MAX_FEATURES + 1
                ),
                where.parameters,
            )
            if len(found) <= MAX_FEATURES:
                return PlacesAnswer(places=[read.single(row, tiles.zoom) for row in found])
        rows = self._rows(
            _sql("places").format(
                name=_name(language), where=where.sql, limit=MAX_FEATURES, cells=grid(tiles)
            ),
            where.parameters,
        )
        return PlacesAnswer(
            clusters=[read.cluster(row) for row in rows if row[0] > 1],
            places=[read.alone(row) for row in rows if row[0] == 1],
        )

    def flows(
        self, wanted: Filter, tiles: TileRange, selection: str = "", language: str = "en"
    ) -> FlowsAnswer:
        """Return what a viewport shows of the partnerships, at most ``MAX_FEATURES`` lines.

        A selected city or partnership is shown as single partnerships, wherever they lead. Else
        lines with an end in the viewport are single where they are few, and flows where many.
        """
        where = partnership_predicate(wanted)
        if selection:
            chosen = where & Predicate("(a = ? OR b = ? OR id = ?)", (selection,) * 3)
            if lines := self._partnerships(chosen, language):
                return FlowsAnswer(partnerships=lines)
        where &= either_end_within(tiles)
        rows = self._rows(
            _sql("flows").format(where=where.sql, limit=MAX_FLOWS, cells=grid(tiles)),
            where.parameters,
        )
        if not rows or rows[0][0] <= SINGLE_LINES:
            return FlowsAnswer(partnerships=self._partnerships(where, language))
        return FlowsAnswer(flows=[read.flow(row) for row in rows])

    @cached_property
    def _layers(self) -> list[tuple[str, str]]:
        """The (table, layer) of every layer that has any rows."""
        return self._rows(
            """SELECT DISTINCT 'places', layer::VARCHAR AS layer FROM places
               UNION SELECT DISTINCT 'partnerships', layer FROM partnerships ORDER BY layer"""
        )

    def layers(self, wanted: Filter, tiles: TileRange) -> list[str]:
        """Return the layers of the places and partnerships that a viewport shows.

        Each is asked for one row: to find one takes a fraction of the time of finding all.
        """
        where = {
            "places": place_predicate(wanted) & within(tiles, "x", "y"),
            "partnerships": partnership_predicate(wanted) & either_end_within(tiles),
        }
        return [
            layer
            for table, layer in self._layers
            if self._rows(
                f"SELECT 1 FROM {table} WHERE layer = ? AND {where[table].sql} LIMIT 1",
                (layer, *where[table].parameters),
            )
        ]

    def _partnerships(self, where: Predicate, language: str) -> list[PartnershipFeature]:
        sql = _sql("partnerships").format(
            name_a=_name(language, "pa."),
            name_b=_name(language, "pb."),
            limit=MAX_FEATURES,
            where=where.sql,
        )
        return [read.partnership(row) for row in self._rows(sql, where.parameters)]

    def totals(self, wanted: Filter) -> Totals:
        """Return how much a filter leaves."""
        where = place_predicate(wanted)
        pairs = partnership_predicate(wanted)
        [row] = self._rows(
            f"""SELECT count(*) FILTER ({IS_MEMORIAL}), count(*) FILTER (layer = 'cities'),
                    (SELECT count(*) FROM partnerships WHERE {pairs.sql}),
                    count(DISTINCT nullif(country::VARCHAR, '')), count(*)
                FROM places WHERE {where.sql}""",
            pairs.parameters + where.parameters,
        )
        return Totals(*row)

    def extent(self, wanted: Filter) -> BoundingBox | None:
        """Return the box around the places that a filter leaves, None where it leaves none.

        It crosses the 180th meridian where that makes it narrower.
        """
        where = place_predicate(wanted)
        [(south, north, west, east, west_of_180, east_of_180)] = self._rows(
            f"""SELECT min(lat), max(lat), min(lon), max(lon),
                    min(if(lon < 0, lon + 360, lon)), max(if(lon < 0, lon + 360, lon))
                FROM places WHERE {where.sql}""",
            where.parameters,
        )
        if south is None:
            return None
        if east_of_180 - west_of_180 < east - west:
            west, east = west_of_180, east_of_180
        return BoundingBox(south, west, north, east)

    def facets(self, wanted: Filter) -> dict[str, dict[str, int]]:
        """Return for each facet how many features each option would leave, by option.

        Places are counted for facets of places, partnerships for those of partnerships; the
        facet's own choice is set aside, as its options widen it.
        """
        counts: dict[str, dict[str, int]] = {facet: {} for facet in FACETS}
        for question in facet_questions(wanted):
            for facet, option, count in self._rows(*question):
                counts[facet][option] = count
        return counts

    def years(self) -> tuple[int, int] | None:
        """Return the first and the last year of any partnership."""
        [(first, last)] = self._rows("SELECT min(year), max(year) FROM partnerships")
        return (first, last) if first else None

    def rows(self, wanted: Filter, limit: int | None = None) -> pa.Table:
        """Return the places that a filter leaves, by name, as an Arrow table."""
        where = place_predicate(wanted)
        sql = f"""SELECT id, layer, kind, name, name_ru, name_local, country, region, city,
                    lat, lon, year, precision
                FROM places WHERE {where.sql} ORDER BY name, id LIMIT ?"""
        parameters = (*where.parameters, limit if limit is not None else 2**40)
        return self._database.cursor().sql(sql, params=parameters).to_arrow_table()

    def partnership_rows(self, wanted: Filter, limit: int | None = None) -> pa.Table:
        """Return the partnerships that a filter leaves, the oldest first, as an Arrow table."""
        where = partnership_predicate(wanted)
        sql = f"""SELECT id, layer, a, b, a_name, b_name, a_country, b_country, year, status,
                    a_lat, a_lon, b_lat, b_lon
                FROM partnerships WHERE {where.sql} ORDER BY year NULLS LAST, id LIMIT ?"""
        parameters = (*where.parameters, limit if limit is not None else 2**40)
        return self._database.cursor().sql(sql, params=parameters).to_arrow_table()

    def near(self, point: LatLon, within_m: float, limit: int = 8) -> list[tuple[str, float]]:
        """Return the ids of the places nearest to a point and their distances in metres.

        Distances are on a plane tangent at the point, good for the few kilometres asked for.
        """
        shrink = max(cos(radians(point.latitude)), 0.01)
        reach = within_m * METRE / shrink
        turns = (turn for turn in (0, -360, 360) if abs(point.longitude + turn) - reach <= 180)
        found = [row for turn in turns for row in self._near(point, turn, within_m, shrink, limit)]
        return sorted(found, key=lambda row: (row[1], row[0]))[:limit]

    def _near(
        self, point: LatLon, turn: int, within_m: float, shrink: float, limit: int
    ) -> list[tuple[str, float]]:
        return self._rows(
            """SELECT id, sqrt(pow(lat - $lat, 2) + pow((lon - $lon) * $shrink, 2)) / $metre AS far
               FROM places
               WHERE lat BETWEEN $lat - $reach AND $lat + $reach
                 AND lon BETWEEN $lon - $reach / $shrink AND $lon + $reach / $shrink
                 AND far <= $reach / $metre
               ORDER BY far, id LIMIT $limit""",
            {
                "lat": point.latitude,
                "lon": point.longitude + turn,
                "shrink": shrink,
                "metre": METRE,
                "reach": within_m * METRE,
                "limit": limit,
            },
        )

    def search(self, text: str, limit: int = 8) -> list[Found]:
        """Return the places by name."""
        words = fold(text).split()
        if not words:
            return []
        where = " AND ".join("contains(text, ?)" for _ in words)
        rows = self._rows(
            f"""SELECT {", ".join(Found._fields)} FROM places WHERE {where}
                ORDER BY NOT starts_with(text, ?), kind <> 'city', length(name), id LIMIT ?""",
            (*words, words[0], limit),
        )
        return [Found(*row) for row in rows]

    def found(self, ids: Collection[str]) -> dict[str, Found]:
        """Return the places of these ids that are on the map, by id."""
        if not ids:
            return {}
        rows = self._rows(
            f"""SELECT {", ".join(Found._fields)} FROM places
                WHERE id IN ({",".join("?" * len(ids))})""",
            tuple(ids),
        )
        return {row[0]: Found(*row) for row in rows}


def _name(language: str, table: str = "") -> str:
    return f"{table}name_ru" if language == "ru" else f"{table}name"
