"""The second reading: rows that were drawn are there, and what was read is recorded whole."""

from memmap.audit.finding import Checked, Doubt, Subject
from memmap.audit.sample import BEYOND, SAMPLE, TABLES, Outcome, SampleRow
from memmap.dataset import Dataset
from memmap.i18n import gettext as _


def check(subject: Subject) -> Checked:
    """Find records of readings whose row is not in its table, or that are made by halves."""
    doubts = (
        Doubt(file, f"{row.table}/{row.id}", found, _("Correct the record of the reading."))
        for file, rows in ((SAMPLE, subject.sample), (BEYOND, subject.beyond))
        for row in rows
        if (found := _doubt(subject.dataset, row))
    )
    return Checked(len(subject.sample) + len(subject.beyond), doubts)


def _doubt(dataset: Dataset, row: SampleRow) -> str:
    if row.table not in TABLES:
        return _("there is no table {name!r}").format(name=row.table)
    there = row.id in getattr(dataset, row.table)
    if there == (row.result == Outcome.REMOVED):
        return _("the row is still there") if there else _("there is no such row")
    if row.result and not (row.reader and row.date):
        return _("a result without reader and date")
    return ""
