"""``coordinates.lock.csv``: where geocoded places were decided to be, and by whom.

One place a row, ordered by id, so that a reviewer sees every move of a point.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass, fields
from io import StringIO
from math import isnan, nan
from pathlib import Path

from memmap.files import replace_file
from memmap.i18n import gettext as _
from memmap.model import LatLon, PlaceId, Precision
from memmap.spreadsheet import spreadsheet_text, without_guard


@dataclass(frozen=True, slots=True)
class LockedPlace:
    """A resolved place with its provenance; latitude and longitude in degrees."""

    id: PlaceId
    query: str
    country: str
    region: str
    latitude: float
    longitude: float
    geocoder: str
    geocoder_version: str
    identifier: str
    matched_name: str
    match: str
    precision: Precision
    score: float
    date: str
    decided_by: str

    @property
    def location(self) -> LatLon:
        """Where it lies."""
        return LatLon(self.latitude, self.longitude)

    @property
    def is_left_out(self) -> bool:
        """Whether a person decided that the row has no place."""
        return self.match == LEFT_OUT


GEONAMES = "GeoNames"
"""The geocoder of places that are from the gazetteer; their identifiers are GeoNames ids."""
LEFT_OUT = "left_out"
"""The match of a row that a person left out: its coordinates are empty cells, NaN here."""
COLUMNS = tuple(field.name for field in fields(LockedPlace))


class LockError(ValueError):
    """A lock file that cannot be used. Nothing of it is."""

    def __init__(self, file: str, row: int, column: str, message: str, expected: str) -> None:
        self.file, self.row, self.column = file, row, column
        self.message, self.expected = message, expected
        super().__init__(f"{file}:{row}: {column}: {message}, {expected}")


def read_lock(path: Path) -> dict[PlaceId, LockedPlace]:
    """Return the locked places by id.

    Raises:
        FileNotFoundError: There is no such file.
        LockError: A row of it cannot be used.
    """
    return parse_lock(path.name, path.read_bytes())


def parse_lock(file: str, data: bytes) -> dict[PlaceId, LockedPlace]:
    """Return the locked places of a file's content by id.

    Raises:
        LockError: A row of it cannot be used.
    """
    line = 1
    try:
        reader = csv.DictReader(StringIO(data.decode("utf-8-sig"), newline=""))
        if tuple(reader.fieldnames or ()) != COLUMNS:
            expected = _("expected the columns {columns}").format(columns=", ".join(COLUMNS))
            raise LockError(file, 1, "-", _("other columns"), expected)
        places: dict[PlaceId, LockedPlace] = {}
        for cells in reader:
            line = reader.line_num
            place = _place(file, line, cells)
            places[place.id] = place
    except (csv.Error, UnicodeDecodeError) as error:
        raise LockError(file, line, "-", str(error), _("expected a UTF-8 table")) from error
    return places


def _place(file: str, row: int, cells: Mapping[str, str]) -> LockedPlace:
    values = {column: without_guard(cells.get(column) or "") for column in COLUMNS}
    nowhere = values["match"] == LEFT_OUT
    numbers = {
        column: _number(file, row, column, values[column], limit)
        for column, limit in (("latitude", 90), ("longitude", 180), ("score", 1))
        if column == "score" or not nowhere
    }
    if nowhere:
        numbers |= dict.fromkeys(("latitude", "longitude"), nan)
    try:
        precision = Precision(values["precision"])
    except ValueError as error:
        raise LockError(
            file,
            row,
            "precision",
            repr(values["precision"]),
            _("expected one of {choices}").format(choices=", ".join(Precision)),
        ) from error
    return LockedPlace(**values | numbers | {"precision": precision})  # type: ignore[arg-type]


def _number(file: str, row: int, column: str, text: str, limit: int) -> float:
    try:
        value = float(text)
    except ValueError:
        value = float("nan")
    if not -limit <= value <= limit:
        raise LockError(
            file,
            row,
            column,
            repr(text),
            _("expected a number from -{limit} to {limit}").format(limit=limit),
        )
    return value


def lock_text(places: Mapping[PlaceId, LockedPlace]) -> str:
    """Return the text of a lock file, ordered by id."""
    output = StringIO()
    writer = csv.writer(output, lineterminator="\n")
    writer.writerow(COLUMNS)
    for _id, place in sorted(places.items()):
        writer.writerow([_cell(getattr(place, column)) for column in COLUMNS])
    return output.getvalue()


def write_lock(path: Path, places: Mapping[PlaceId, LockedPlace]) -> None:
    """Replace the lock file at once: whoever reads sees the old or the new one, never a half."""
    replace_file(path, lock_text(places).encode())


def _cell(value: object) -> str:
    if isinstance(value, float) and isnan(value):
        return ""
    if isinstance(value, float):
        return f"{value:.6f}".rstrip("0").rstrip(".")
    return str(spreadsheet_text(str(value)))
