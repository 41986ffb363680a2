"""Sources that no fact and no story names."""

from collections.abc import Iterator

from memmap.audit.finding import Checked, Doubt, Subject
from memmap.dataset import Dataset
from memmap.i18n import gettext as _
from memmap.model import SourceId


def check(subject: Subject) -> Checked:
    """Find sources that nothing uses."""
    used = {*_used(subject.dataset), *subject.cited}
    doubts = (
        Doubt(
            "sources",
            source,
            _("no row and no story names it"),
            _("Name it where it was read for, or remove it."),
        )
        for source in subject.dataset.sources
        if source not in used
    )
    return Checked(len(subject.dataset.sources), doubts)


def _used(dataset: Dataset) -> Iterator[SourceId | None]:
    for city in dataset.cities.values():
        yield from (*city.sources, city.coordinates_source)
    for memorial in dataset.memorials.values():
        yield from (*memorial.sources, memorial.coordinates_source)
    for pair in dataset.partnerships.values():
        yield from (*pair.sources, pair.year_source, pair.status_source)
    for table in (dataset.reading_rooms, dataset.events):
        for row in table.values():
            yield from row.sources
