"""P190, "twinned administrative body": rows become cities and pairs, each pair once.

A pair may be stated by either city or by both, and in several rows, as items have several points
and dates; the first point and the earliest year are taken.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from memmap.dataset.parse import partnership_id
from memmap.dataset.table import FIRST_YEAR, LAST_YEAR
from memmap.i18n import gettext as _
from memmap.imports.columns import Columns, ItemColumns
from memmap.imports.rows import Record
from memmap.imports.troubles import Trouble, Troubles
from memmap.imports.values import degrees, item, point, year
from memmap.model import LatLon, PartnershipId


@dataclass(frozen=True, slots=True)
class ImportedCity:
    """A city as an export states it. ``at`` is the row in which it was first seen.

    ``countries`` are all that were stated, by code or name: an item may name former ones too.
    """

    id: str
    label: str
    location: LatLon | None
    countries: tuple[str, ...]
    at: tuple[str, int]


@dataclass(frozen=True, slots=True)
class ImportedPair:
    """A pair of two cities by their ids, lower-case items."""

    a: str
    b: str
    since: int | None
    until: str


@dataclass
class Pairs:
    """Cities and pairs as rows come."""

    troubles: Troubles
    cities: dict[str, ImportedCity] = field(default_factory=dict)
    pairs: dict[PartnershipId, ImportedPair] = field(default_factory=dict)
    rows: int = 0

    def add(self, records: Iterable[Record], columns: Columns) -> None:
        """Take the rows of a file."""
        first, second = columns.items
        for record in records:
            self.rows += 1
            ends = [self._city(record, end) for end in (first, second)]
            if not all(ends):
                continue
            a, b = ends
            if a == b:
                self._trouble(
                    record, second.item, record.cells.get(second.item, ""), _("the same city twice")
                )
            else:
                self._pair(record, columns, str(a), str(b))

    def _city(self, record: Record, columns: ItemColumns) -> str:
        text = record.cells.get(columns.item, "")
        found = item(text)
        if not found:
            self._trouble(record, columns.item, text, _("no item of Wikidata"))
            return ""
        city = ImportedCity(
            found.lower(),
            label_of(record, columns.label),
            self._point(record, columns),
            tuple(filter(None, [record.cells.get(columns.country, "")])),
            (record.file, record.row),
        )
        known = self.cities.get(city.id)
        self.cities[city.id] = _completed(known, city) if known else city
        return city.id

    def _point(self, record: Record, columns: ItemColumns) -> LatLon | None:
        try:
            return location_of(record, columns)
        except ValueError:
            column = columns.point or columns.latitude
            self._trouble(record, column, record.cells[column], _("no point on Earth"))
            return None

    def _pair(self, record: Record, columns: Columns, a: str, b: str) -> None:
        key = partnership_id(a, b)
        since = self._year(record, columns.since)
        until = self._year(record, columns.until)
        pair = ImportedPair(min(a, b), max(a, b), since, str(until or ""))
        known = self.pairs.get(key)
        if known and known.since and since and known.since != since:
            years = f"{min(since, known.since)}, {max(since, known.since)}"
            self._trouble(record, columns.since, years, _("two years; the earlier is kept"))
        self.pairs[key] = _merged(known, pair) if known else pair

    def _year(self, record: Record, column: str) -> int | None:
        """Return a year, None where there is none that the table can hold."""
        text = record.cells.get(column, "")
        found = year(text)
        if found is None or FIRST_YEAR <= found <= LAST_YEAR:
            return found
        message = _("not from {first} to {last}; the year is left empty")
        self._trouble(record, column, text, message.format(first=FIRST_YEAR, last=LAST_YEAR))
        return None

    def _trouble(self, record: Record, column: str, value: str, message: str) -> None:
        self.troubles.add(Trouble(record.file, record.row, column, value, message))

    def __iter__(self) -> Iterator[ImportedPair]:
        """Yield the pairs in the order of their ids."""
        return (pair for _id, pair in sorted(self.pairs.items()))


def label_of(record: Record, column: str) -> str:
    """Return a label; the label service answers with the item itself where there is none."""
    label = " ".join(record.cells.get(column, "").split())
    return "" if item(label) else label


def location_of(record: Record, columns: ItemColumns) -> LatLon | None:
    """Return the point of a row, None where it has none.

    Raises:
        ValueError: What stands there is no point on Earth.
    """
    if text := record.cells.get(columns.point, ""):
        return point(text)
    latitude = record.cells.get(columns.latitude, "")
    longitude = record.cells.get(columns.longitude, "")
    return degrees(latitude, longitude) if latitude and longitude else None


def _completed(known: ImportedCity, other: ImportedCity) -> ImportedCity:
    return replace(
        known,
        label=known.label or other.label,
        location=known.location or other.location,
        countries=tuple(dict.fromkeys(known.countries + other.countries)),
    )


def _merged(known: ImportedPair, other: ImportedPair) -> ImportedPair:
    years = [pair.since for pair in (known, other) if pair.since]
    return replace(known, since=min(years, default=None), until=known.until or other.until)
