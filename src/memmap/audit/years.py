"""Years that can be: nothing before the thing began, nothing after it was read."""

from collections.abc import Iterator

from memmap.audit.finding import Checked, Doubt, Subject
from memmap.dataset import Dataset
from memmap.i18n import gettext as _
from memmap.model import Event, Memorial, Partnership, ReadingRoom, SourceId

FIRST_PARTNERSHIP = 1920
"""The year of the first one of all, Keighley and Poix-du-Nord."""
FIRST_MEMORIAL = 1939
FIRST_ROOM = 2009
"""The year in which the Presidential Library opened."""


_Dated = Partnership | Memorial | ReadingRoom | Event


def check(subject: Subject) -> Checked:
    """Find years that cannot be, in every table that has years."""
    data = subject.dataset
    dated: list[_Dated] = [
        *(p for p in data.partnerships.values() if p.year or p.status_since),
        *(m for m in data.memorials.values() if m.unveiled),
        *(r for r in data.reading_rooms.values() if r.opened),
        *(e for e in data.events.values() if e.date),
    ]
    return Checked(len(dated), (doubt for row in dated for doubt in _doubts(data, row)))


def _doubts(dataset: Dataset, row: _Dated) -> Iterator[Doubt]:
    match row:
        case Partnership():
            yield from _partnership(dataset, row)
        case Memorial():
            yield from _memorial(dataset, row)
        case ReadingRoom():
            yield from _room(dataset, row)
        case Event():
            yield from _event(dataset, row)


def _partnership(dataset: Dataset, row: Partnership) -> Iterator[Doubt]:
    for found in (
        *_bounds(dataset, row.year, FIRST_PARTNERSHIP, (row.year_source,)),
        *_order(row),
        *_read_later(dataset, row.status_since, row.status_source),
    ):
        yield Doubt("partnerships", row.id, found, _advice())


def _memorial(dataset: Dataset, row: Memorial) -> Iterator[Doubt]:
    for found in _bounds(dataset, row.unveiled, FIRST_MEMORIAL, row.sources):
        yield Doubt("memorials", row.id, found, _advice())


def _room(dataset: Dataset, row: ReadingRoom) -> Iterator[Doubt]:
    for found in _bounds(dataset, row.opened, FIRST_ROOM, row.sources):
        yield Doubt("reading_rooms", row.id, found, _advice())


def _event(dataset: Dataset, row: Event) -> Iterator[Doubt]:
    latest = max((dataset.sources[s].date_read for s in row.sources), default="9999")
    if row.date[: len(latest)] > latest:
        found = _("{year}, but the source was read in {read}").format(year=row.date, read=latest)
        yield Doubt("events", row.id, found, _advice())


def _bounds(
    dataset: Dataset, year: int | None, first: int, sources: tuple[SourceId | None, ...]
) -> Iterator[str]:
    if year is None:
        return
    if year < first:
        yield _("{year} is before {first}").format(year=year, first=first)
    read = [dataset.sources[source].date_read[:4] for source in sources if source]
    if read and year > int(max(read)):
        yield _("{year}, but the source was read in {read}").format(year=year, read=max(read))


def _order(row: Partnership) -> Iterator[str]:
    if row.year and row.status_since and row.year > int(row.status_since[:4]):
        yield _("begins in {year}, but is {status} since {since}").format(
            year=row.year, status=row.status, since=row.status_since
        )


def _read_later(dataset: Dataset, since: str, source: SourceId | None) -> Iterator[str]:
    read = dataset.sources[source].date_read if source else ""
    if since and read and since[: len(read)] > read:
        yield _("{year}, but the source was read in {read}").format(year=since, read=read)


def _advice() -> str:
    return _("Read the source again; leave the year empty if it does not say it.")
