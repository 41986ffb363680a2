"""Which variable of a query is what: by its values first, by its name where values are alike.

A file of pairs has two items a row, one of memorials has one. An item ``?twin`` has its label in
``?twinLabel``, its point in a variable with "twin" in its name, or the second point of the row.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from memmap.i18n import gettext as _
from memmap.imports.rows import ImportFileError, Record
from memmap.imports.values import is_point, item

PEEKED = 200
"""Rows that are looked at to tell the variables."""
_ASIDE = re.compile(
    r"country|type|kind|instance|class|region|admin|state|located|place|war|conflict|event|picture"
    r"|image|heritage|label$|iso",
    re.IGNORECASE,
)
_OTHER_END = re.compile(
    r"^b$|twin|sister|partner|other|friend|brother|town2|^to$|2$|_?b$", re.IGNORECASE
)
_MEMORIAL = re.compile(r"memorial|monument|cemetery|grave", re.IGNORECASE)
_NUMBER = re.compile(r"_?[12ab]$", re.IGNORECASE)
_POINT_WORDS = re.compile(r"coordinates?|coords?|location|point|geo|wkt|p625|loc|_", re.IGNORECASE)
_COUNTRY_WORDS = re.compile(r"country|iso(code)?|alpha2|code|label|_", re.IGNORECASE)


class Contents(StrEnum):
    """What an export holds."""

    PAIRS = "pairs"
    MEMORIALS = "memorials"


@dataclass(frozen=True, slots=True)
class ItemColumns:
    """The variables of one item, "" for those that the query lacks."""

    item: str
    label: str = ""
    point: str = ""
    latitude: str = ""
    longitude: str = ""
    country: str = ""


@dataclass(frozen=True, slots=True)
class Columns:
    """The variables of a file."""

    contents: Contents
    items: tuple[ItemColumns, ...]
    since: str = ""
    until: str = ""
    kind: str = ""
    place: str = ""


def understand(records: Sequence[Record], wanted: Contents | None = None) -> Columns:
    """Tell the variables of a file from its first rows.

    Raises:
        ImportFileError: There is no item, or it is not clear whether the second one is a city.
    """
    names = list(dict.fromkeys(name for record in records for name in record.cells))
    items = [name for name in names if _all(records, name, item)]
    main = [name for name in items if not _ASIDE.search(name)] or _numbered(items)
    file = records[0].file if records else "-"
    if not main:
        raise ImportFileError(
            f"{file}:1: "
            + _("no column of Wikidata items; use a query of docs/larger-sets.md")
            + f" ({', '.join(names)})"
        )
    contents = wanted or _contents(records, names, main)
    if contents is Contents.PAIRS and len(main) < 2:
        raise ImportFileError(f"{file}:1: " + _("expected two columns of items, one a city"))
    ends = main[: 2 if contents is Contents.PAIRS else 1]
    return Columns(
        contents,
        tuple(_item_columns(records, names, ends, i) for i in range(len(ends))),
        since=_named(names, "since", "start", "startTime", "begin", "inception", "year", "date"),
        until=_named(names, "until", "end", "endTime"),
        kind=_named(names, "typeLabel", "kindLabel", "instanceLabel", "classLabel"),
        place=_named(names, "placeLabel", "locatedLabel", "adminLabel", "cityLabel"),
    )


def _numbered(items: list[str]) -> list[str]:
    """Return the first of items, and those named as it is but for a number: place1, place2."""
    return [name for name in items if _NUMBER.sub("", name) == _NUMBER.sub("", items[0])]


def _contents(records: Sequence[Record], names: list[str], main: list[str]) -> Contents:
    if len(main) > 1 and _OTHER_END.search(main[1]):
        return Contents.PAIRS
    if len(main) == 1 or _MEMORIAL.search(main[0]):
        return Contents.MEMORIALS
    first, second = (_item_columns(records, names, main[:2], i) for i in (0, 1))
    if _is_described(first) and not _is_described(second):
        return Contents.MEMORIALS
    message = _("{columns} may be two cities, or not: say --as pairs or --as memorials")
    columns = ", ".join(main[:2])
    raise ImportFileError(f"{records[0].file}:1: " + message.format(columns=columns))


def _is_described(columns: ItemColumns) -> bool:
    return bool(columns.label or columns.point or columns.latitude)


def _all(records: Sequence[Record], name: str, form: Callable[[str], object]) -> bool:
    """Whether a variable has values, and most of them have a form."""
    values = [value for record in records if (value := record.cells.get(name, ""))]
    return bool(values) and sum(map(bool, map(form, values))) > 0.5 * len(values)


def _item_columns(
    records: Sequence[Record], names: list[str], ends: list[str], i: int
) -> ItemColumns:
    points = [name for name in names if _all(records, name, is_point)]
    countries = [name for name in names if re.search("country|iso", name, re.IGNORECASE)]
    numbers = [name for name in names if _all(records, name, _is_number)]
    latitudes = [name for name in numbers if "lat" in name.casefold()]
    longitudes = [name for name in numbers if re.search("lon|lng", name, re.IGNORECASE)]
    return ItemColumns(
        ends[i],
        _named(names, f"{ends[i]}Label", f"{ends[i]}_label", f"{ends[i]} label"),
        _of_end(points, ends, i, _POINT_WORDS),
        _of_end(latitudes, ends, i, re.compile(r"lat(itude)?|_", re.IGNORECASE)),
        _of_end(longitudes, ends, i, re.compile(r"lon(gitude)?|lng|_", re.IGNORECASE)),
        _of_end(_readable(countries, records), ends, i, _COUNTRY_WORDS),
    )


def _readable(countries: list[str], records: Sequence[Record]) -> list[str]:
    """Return the country variables that hold codes or names, not items; codes first."""
    words = [name for name in countries if not _all(records, name, item)]
    return sorted(words, key=lambda name: not _all(records, name, _is_code))


def _is_number(text: str) -> bool:
    return bool(re.fullmatch(r"[-+]?\d+(\.\d+)?", text))


def _is_code(text: str) -> bool:
    return len(text) == 2 and text.isascii() and text.isupper()


def _of_end(candidates: list[str], ends: list[str], i: int, words: re.Pattern[str]) -> str:
    """Return the variable that belongs to an end: by its name, else by their order."""
    rest = {name: words.sub("", name).casefold() for name in candidates}
    mine = [name for name in candidates if rest[name] and rest[name] in _names_of(ends, i)]
    if mine:
        return mine[0]
    others = {name for j in range(len(ends)) if j != i for name in _names_of(ends, j)}
    free = [name for name in candidates if rest[name] not in others]
    same_kind = free[i : i + 1] if len(ends) > 1 else free[:1]
    return same_kind[0] if same_kind else ""


def _names_of(ends: list[str], i: int) -> set[str]:
    return {ends[i].casefold(), str(i + 1), "ab"[i]}


def _named(names: list[str], *wanted: str) -> str:
    known = {name.casefold(): name for name in reversed(names)}
    return next((known[name.casefold()] for name in wanted if name.casefold() in known), "")
