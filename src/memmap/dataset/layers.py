"""Layers that an operator added with ``memmap layer add``: a declaration, and its tables.

``layers/ID.toml`` declares; ``layers/ID.csv`` holds places and ``layers/ID.pairs.csv`` lines
between two cities. Rows without coordinates are kept in the tables and are not on the map.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from memmap.dataset.table import Problem, Problems, Row, read_rows
from memmap.i18n import gettext as _
from memmap.model import (
    LatLon,
    Layer,
    LayerId,
    LayerPair,
    LayerPlace,
    PartnershipId,
    PlaceId,
    Precision,
)
from memmap.spreadsheet import without_guard

LAYERS = "layers"
"""Folder of the layers within the data folder."""
RESULT_COLUMNS = (
    "latitude",
    "longitude",
    "status",
    "score",
    "precision",
    "geocoder",
    "id",
    "matched_name",
)
"""Columns that a geocoded list gains: a public interface."""
ISO_COLUMNS = ("iso_country", "iso_region")
"""Columns of a layer's table for the codes of ISO 3166."""
ON_THE_MAP = frozenset({"resolved", "placed_by_hand"})
"""Statuses of rows that have a place for certain."""
ENDS = ("a_", "b_")
"""Before the names of the columns of the two ends of a line."""


def layer_files(folder: Path) -> list[Path]:
    """Return the files that layers are made of."""
    return sorted(path for path in folder.glob("[!.]*") if path.suffix in {".csv", ".toml"})


def load_layers(folder: Path, problems: Problems) -> dict[LayerId, Layer]:
    """Read the layers of a folder. One that has a problem is left out, the problem noted."""
    layers: dict[LayerId, Layer] = {}
    for path in sorted(folder.glob("[!.]*.toml")):
        before = len(problems.found)
        layer = _layer(path, problems)
        if layer and len(problems.found) == before:
            layers[layer.id] = layer
    return layers


def _layer(path: Path, problems: Problems) -> Layer | None:
    try:
        declared = tomllib.loads(path.read_text(encoding="utf-8"))
        columns = {str(role): str(name) for role, name in declared["columns"].items()}
        name = str(declared["name"])
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, KeyError, AttributeError) as error:
        expected = _("expected a declaration made by: memmap layer add")
        problems.found.append(Problem(f"{LAYERS}/{path.name}", 1, "-", repr(error), expected))
        return None
    building = _Building(path.stem, columns)
    for row in read_rows(path.with_suffix(".csv"), RESULT_COLUMNS, problems):
        building.add_place(row)
    ends = [f"{end}{column}" for end in ENDS for column in RESULT_COLUMNS]
    for row in read_rows(path.with_suffix(".pairs.csv"), ends, problems):
        building.add_pair(row)
    return Layer(
        LayerId(path.stem),
        name,
        _text(declared, "licence"),
        _text(declared, "attribution"),
        tuple(building.places),
        tuple(building.pairs),
    )


def _text(declared: Mapping[str, Any], key: str) -> str:
    return str(declared.get(key, ""))


@dataclass
class _Building:
    """A layer's places and lines, as rows come."""

    layer: str
    columns: Mapping[str, str]
    places: list[LayerPlace] = field(default_factory=list)
    pairs: list[LayerPair] = field(default_factory=list)
    _by_name: dict[tuple[str, LatLon], LayerPlace] = field(default_factory=dict)

    def add_place(self, row: Row) -> None:
        """Add the place of a row, where it has coordinates."""
        name = row.text(self.columns.get("name", ""))
        place = _place(row, f"{self.layer}:{row.number}", name)
        if place:
            self._keep(replace(place, year=self._year(row), facts=_facts(row)))

    def add_pair(self, row: Row) -> None:
        """Add the line of a row, and those of its ends that are not places yet."""
        a, b = (self._end(row, end) for end in ENDS)
        if a and b:
            line = PartnershipId(f"{self.layer}:line-{row.number}")
            self.pairs.append(LayerPair(line, a.id, b.id, self._year(row), _facts(row)))

    def _end(self, row: Row, end: str) -> LayerPlace | None:
        cells = {c: row.text(f"{end}{c}") for c in (*RESULT_COLUMNS, *ISO_COLUMNS)}
        here = Row(row.file, row.number, cells, row.problems)
        name = row.text(self.columns.get(f"city_{end[0]}", ""))
        place = _place(here, f"{self.layer}:{row.number}{end[0]}", name)
        if place is None:
            return None
        return self._by_name.get((place.name.casefold(), place.location)) or self._keep(place)

    def _keep(self, place: LayerPlace) -> LayerPlace:
        self.places.append(place)
        return self._by_name.setdefault((place.name.casefold(), place.location), place)

    def _year(self, row: Row) -> int | None:
        return year_of(row.text(self.columns.get("year", "")))


def _place(row: Row, place: str, name: str) -> LayerPlace | None:
    location = row.location()
    if location is None or row.text("status") not in ON_THE_MAP:
        return None
    precision = Precision.SITE
    if row.text("precision"):
        precision = row.choice("precision", Precision, precision)
    country, region = (row.text(column) for column in ISO_COLUMNS)
    shown = without_guard(name) or row.text("matched_name") or place
    return LayerPlace(PlaceId(place), shown, location, country, region, precision)


_OURS = {*RESULT_COLUMNS, *ISO_COLUMNS}
_OURS |= {f"{end}{column}" for end in ENDS for column in _OURS}


def _facts(row: Row) -> tuple[tuple[str, str], ...]:
    """Return what the list itself says of a row."""
    return tuple(
        (without_guard(name), without_guard(text))
        for name, text in row.cells.items()
        if text and name not in _OURS
    )


def year_of(text: str) -> int | None:
    """Return the first four digits of a text that can be a year, as of "9 May 1965"."""
    digits = "".join(c if c.isascii() and c.isdigit() else " " for c in text).split()
    years = (int(part) for part in digits if len(part) == 4)
    return next((year for year in years if 1000 <= year <= 2100), None)
