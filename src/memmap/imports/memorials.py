"""War memorials of Wikidata: items with coordinates, or at least with the name of their place."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache

from memmap.geocoding import Candidate, Query, ResolutionStatus
from memmap.i18n import gettext as _
from memmap.imports.columns import Columns
from memmap.imports.layer import ImportedPlace
from memmap.imports.pairs import label_of, location_of
from memmap.imports.placing import Gazetteer
from memmap.imports.rows import Record
from memmap.imports.troubles import Trouble, Troubles
from memmap.imports.values import item, year
from memmap.model import LatLon, MemorialKind, Precision

KINDS = (
    ("obelisk", MemorialKind.OBELISK),
    ("cemetery", MemorialKind.CEMETERY),
    ("burial", MemorialKind.CEMETERY),
    ("grave", MemorialKind.CEMETERY),
    ("museum", MemorialKind.MUSEUM),
    ("complex", MemorialKind.COMPLEX),
    ("camp", MemorialKind.SITE),
    ("battlefield", MemorialKind.SITE),
    ("tank", MemorialKind.EQUIPMENT),
    ("aircraft", MemorialKind.EQUIPMENT),
    ("ship", MemorialKind.EQUIPMENT),
    ("chapel", MemorialKind.BUILDING),
    ("church", MemorialKind.BUILDING),
    ("building", MemorialKind.BUILDING),
)
"""Words in the label of a class, and the kind that they make of a memorial."""


@dataclass
class Memorials:
    """Rows of an export as places, with what was left out."""

    gazetteer: Gazetteer
    troubles: Troubles
    rows: int = 0
    _places: dict[tuple[str, str], Candidate | None] = field(default_factory=dict)

    def places(self, records: Iterable[Record], columns: Columns) -> Iterator[ImportedPlace]:
        """Yield the place of each row that has one."""
        for record in records:
            self.rows += 1
            found = item(record.cells.get(columns.items[0].item, ""))
            if not found:
                text = record.cells.get(columns.items[0].item, "")
                self._note(record, columns.items[0].item, text, _("no item of Wikidata"))
            elif placed := self._placed(record, columns):
                yield _place(found, record, columns, *placed)

    def _placed(self, record: Record, columns: Columns) -> tuple[LatLon, Precision] | None:
        try:
            point = location_of(record, columns.items[0])
        except ValueError:
            column = columns.items[0].point or columns.items[0].latitude
            self._note(record, column, record.cells[column], _("no point on Earth"))
            return None
        return (point, Precision.SITE) if point else self._geocoded(record, columns)

    def _geocoded(self, record: Record, columns: Columns) -> tuple[LatLon, Precision] | None:
        """Return the point of the place that a row names; a memorial's own name is no place."""
        name = label_of(record, columns.place)
        if not name:
            self._note(record, columns.items[0].item, "", _("neither point nor place"))
            return None
        key = (name, record.cells.get(columns.items[0].country, ""))
        if key not in self._places:
            self._places[key] = self._asked(*key)
        found = self._places[key]
        if found is None:
            self._note(record, columns.place, name, _("not surely in the gazetteer"))
            return None
        return found.location, Precision.SETTLEMENT

    def _asked(self, name: str, country: str) -> Candidate | None:
        query = self.gazetteer.understood(name, country) if country else Query(name)
        answer = self.gazetteer.resolve(query)
        return answer.best if answer.status is ResolutionStatus.RESOLVED else None

    def _note(self, record: Record, column: str, value: str, message: str) -> None:
        self.troubles.add(Trouble(record.file, record.row, column, value, message))


def _place(
    found: str, record: Record, columns: Columns, point: LatLon, precision: Precision
) -> ImportedPlace:
    return ImportedPlace(
        id=found,
        name=label_of(record, columns.items[0].label) or found,
        location=point,
        kind=kind_of(record.cells.get(columns.kind, "").casefold()),
        precision=precision,
        year=year(record.cells.get(columns.since, "")),
        url=f"https://www.wikidata.org/wiki/{found}",
    )


@cache
def kind_of(label: str) -> str:
    """Return the kind of memorial that a class's label means."""
    return str(next((kind for word, kind in KINDS if word in label), MemorialKind.MONUMENT))
