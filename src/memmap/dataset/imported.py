"""Layers that ``memmap import`` wrote: places by the hundred thousand, kept as Arrow tables.

``imported/ID.toml`` declares a layer, ``imported/ID.csv`` holds its places. No Python object is
made for a place, so that 300 000 of them load in about a second.
"""

import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pa_csv

from memmap.dataset.table import Problem, Problems
from memmap.i18n import gettext as _
from memmap.model import LayerId, MemorialKind, Precision, Subject

IMPORTED = "imported"
"""Folder of the imported layers within the data folder."""
COLUMNS = {
    "id": pa.string(),
    "name": pa.string(),
    "name_local": pa.string(),
    "name_ru": pa.string(),
    "kind": pa.string(),
    "subjects": pa.string(),
    "country": pa.string(),
    "region": pa.string(),
    "latitude": pa.float64(),
    "longitude": pa.float64(),
    "precision": pa.string(),
    "year": pa.int32(),
    "url": pa.string(),
}
"""The columns of a layer's table, in order; subjects are joined by ``;``."""


@dataclass(frozen=True, eq=False)
class ImportedLayer:
    """A layer's places, with the columns ``COLUMNS``, and the day on which it was read."""

    id: LayerId
    name: str
    licence: str
    attribution: str
    read: str
    places: pa.Table

    def place(self, place: str) -> dict[str, Any] | None:
        """Return the row of a place by its id, or None."""
        at = pc.index(self.places["id"], place).as_py()
        row: dict[str, Any] | None = self.places.slice(at, 1).to_pylist()[0] if at >= 0 else None
        return row


def imported_files(folder: Path) -> list[Path]:
    """Return the files that imported layers are made of."""
    return sorted(p for p in folder.glob("[!.]*") if p.suffix in {".csv", ".toml"})


def load_imported(folder: Path, problems: Problems) -> dict[LayerId, ImportedLayer]:
    """Read the imported layers of a folder. One with a problem is left out, the problem noted."""
    layers: dict[LayerId, ImportedLayer] = {}
    for path in sorted(folder.glob("[!.]*.toml")):
        try:
            declared = tomllib.loads(path.read_text(encoding="utf-8"))
            places = _read(path.with_suffix(".csv"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError, pa.ArrowException, OSError) as error:
            message = str(error).splitlines()[0]
            problems.found.append(_problem(path.name, 1, "-", message, _made_by()))
            continue
        found = list(_problems(path.with_suffix(".csv").name, places))
        problems.found.extend(found)
        if not found:
            layers[LayerId(path.stem)] = _layer(path.stem, declared, places)
    return layers


def _layer(layer: str, declared: dict[str, Any], places: pa.Table) -> ImportedLayer:
    name, licence, attribution, read = (
        str(declared.get(key, "")) for key in ("name", "licence", "attribution", "read")
    )
    return ImportedLayer(LayerId(layer), name or layer, licence, attribution, read, places)


def _read(path: Path) -> pa.Table:
    return pa_csv.read_csv(
        path,
        convert_options=pa_csv.ConvertOptions(
            column_types=COLUMNS, include_columns=list(COLUMNS), strings_can_be_null=False
        ),
        parse_options=pa_csv.ParseOptions(newlines_in_values=False),
    )


def _problems(file: str, places: pa.Table) -> list[Problem]:
    """Return the first problem of each column."""
    checks: list[tuple[str, Callable[[Any], Any], str]] = [
        ("id", lambda c: pc.equal(c, ""), _("expected a value")),
        ("latitude", lambda c: _outside(c, 90), _("expected degrees from -90 to 90")),
        ("longitude", lambda c: _outside(c, 180), _("expected degrees from -180 to 180")),
        ("kind", lambda c: _not_among(c, MemorialKind), _("expected a kind of memorial")),
        ("precision", lambda c: _not_among(c, Precision), _("expected a precision")),
    ]
    found = []
    for column, wrong, expected in checks:
        at = pc.index(wrong(places[column]), True).as_py()
        if at >= 0:
            message = repr(places[column][at].as_py())
            found.append(_problem(file, at + 2, column, message, expected))
    if pc.count_distinct(places["id"]).as_py() != places.num_rows:
        found.append(_problem(file, 1, "id", _("ids stand twice"), _made_by()))
    return found


def _outside(values: Any, limit: int) -> Any:
    return pc.fill_null(pc.greater(pc.abs(values), limit), True)  # noqa: FBT003


def _not_among(values: Any, members: type[MemorialKind | Precision | Subject]) -> Any:
    return pc.invert(pc.is_in(values, pa.array([str(member) for member in members])))


def _problem(file: str, row: int, column: str, message: str, expected: str) -> Problem:
    return Problem(f"{IMPORTED}/{file}", row, column, message, expected)


def _made_by() -> str:
    return _("expected a layer made by: memmap import")
