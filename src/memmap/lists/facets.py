"""Filters that a list brings itself: its columns of few values, its years, its names."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from memmap.dataset.layers import RESULT_COLUMNS, year_of
from memmap.filters import fold
from memmap.lists.columns import Role
from memmap.lists.plan import Listing
from memmap.lists.sheet import Row

MAX_FACETS = 8
MAX_OPTIONS = 40
MAX_OPTION = 60
"""Characters of an option; a longer text is a description, not a category."""
_NO_FACET = (Role.NAME, Role.LATITUDE, Role.LONGITUDE, Role.COORDINATES, Role.YEAR)


@dataclass(frozen=True)
class ListFilter:
    """What is wanted of a list. Columns combine with "and", the options of one with "or".

    Attributes:
        options: Wanted texts by column; an absent or empty column wants all.
        since: The first year wanted.
        until: The last year wanted.
        text: Words that a name must contain.
    """

    options: Mapping[str, frozenset[str]] = field(default_factory=lambda: MappingProxyType({}))
    since: int | None = None
    until: int | None = None
    text: str = ""


def facets_of(listing: Listing) -> dict[str, Counter[str]]:
    """Return the columns that make good filters, each with how many rows have each text.

    A column is one where it has two to forty short texts, some of them more than once.
    """
    skipped = {listing.columns[role] for role in _NO_FACET}
    if set(RESULT_COLUMNS) <= set(listing.sheet.columns):
        skipped |= set(RESULT_COLUMNS)
    found: dict[str, Counter[str]] = {}
    for i, name in enumerate(listing.sheet.columns):
        if name in skipped or len(found) == MAX_FACETS:
            continue
        counts = _counts(listing, i)
        if counts and len(counts) < counts.total():
            found[name] = counts
    return found


def _counts(listing: Listing, position: int) -> Counter[str] | None:
    counts: Counter[str] = Counter()
    for row in listing.sheet.rows:
        text = row.cells[position]
        counts[text] += 1
        if len(counts) > MAX_OPTIONS + 1 or len(text) > MAX_OPTION:
            return None
    del counts[""]
    return counts if 2 <= len(counts) <= MAX_OPTIONS else None


def years_of(listing: Listing) -> tuple[int, int] | None:
    """Return the first and the last year of a list, or None where it has none."""
    years = [year for row in listing.sheet.rows if (year := year_in(listing, row)) is not None]
    return (min(years), max(years)) if years else None


def year_in(listing: Listing, row: Row) -> int | None:
    """Return the year of a row."""
    return year_of(listing.cell(row, Role.YEAR))


def matching(listing: Listing, wanted: ListFilter) -> Iterator[int]:
    """Yield the numbers of the rows that a filter leaves."""
    words = fold(wanted.text).split()
    columns = listing.sheet.columns
    options = [
        (columns.index(name), texts)
        for name, texts in wanted.options.items()
        if texts and name in columns
    ]
    for n, row in enumerate(listing.sheet.rows):
        if any(row.cells[i] not in texts for i, texts in options):
            continue
        if _in_years(listing, row, wanted) and _has(listing, row, words):
            yield n


def _in_years(listing: Listing, row: Row, wanted: ListFilter) -> bool:
    if wanted.since is None and wanted.until is None:
        return True
    year = year_in(listing, row)
    return year is not None and (wanted.since or year) <= year <= (wanted.until or year)


def _has(listing: Listing, row: Row, words: list[str]) -> bool:
    if not words:
        return True
    roles = (Role.NAME, Role.CITY_A, Role.CITY_B)
    text = fold(" ".join(listing.cell(row, role) for role in roles))
    return all(word in text for word in words)
