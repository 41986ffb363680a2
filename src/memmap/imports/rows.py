"""Rows of what the Wikidata query service exports, one at a time, whatever the format.

CSV and the plain TSV hold bare values; the TSV of the endpoint holds RDF terms, as in
``<http://www.wikidata.org/entity/Q1>`` and ``"Coventry"@en``; JSON comes as ``results.bindings`` or
as a flat list. A cell is the value's text in all of them, "" where it is not bound.
"""

import csv
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import ijson

from memmap.i18n import gettext as _

_TERM = re.compile(r'<(?P<iri>[^>]*)>|"(?P<text>(?:[^"\\]|\\.)*)"(?:@[\w-]+|\^\^<[^>]*>)?')
_ESCAPE = re.compile(r"\\(.)")
_ESCAPED = {"t": "\t", "n": "\n", "r": "\r", "b": "\b", "f": "\f"}


class ImportFileError(ValueError):
    """A file that cannot be read at all; its text says where and what was expected."""


class Record(NamedTuple):
    """One row: its file, its line (in JSON the how manieth it is), its cells by variable."""

    file: str
    row: int
    cells: dict[str, str]


def read(path: Path) -> Iterator[Record]:
    """Yield the rows of an export.

    Raises:
        ImportFileError: The file is of no known format, or broken; rows before that were yielded.
    """
    readers = {".csv": _csv, ".tsv": _tsv, ".json": _json}
    reader = readers.get(path.suffix.lower())
    if reader is None:
        raise ImportFileError(
            f"{path.name}: " + _("expected a name that ends in .csv, .tsv, .json")
        )
    row = 1
    try:
        for record in reader(path):
            row = record.row
            yield record
    except UnicodeDecodeError as error:
        raise ImportFileError(f"{path.name}:{row}: " + _("not UTF-8")) from error
    except (csv.Error, ijson.JSONError) as error:
        raise ImportFileError(f"{path.name}:{row}: {error}") from error


def _csv(path: Path) -> Iterator[Record]:
    csv.field_size_limit(sys.maxsize)
    with path.open(encoding="utf-8-sig", newline="") as file:
        yield from _table(path, csv.reader(file), _plain)


def _tsv(path: Path) -> Iterator[Record]:
    csv.field_size_limit(sys.maxsize)
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        yield from _table(path, reader, term)


def _table(path: Path, reader: Any, value: Any) -> Iterator[Record]:
    names = [name.strip().strip('"').lstrip("?") for name in next(reader, [])]
    for cells in reader:
        if any(cells):
            values = dict(zip(names, map(value, cells), strict=False))
            yield Record(path.name, reader.line_num, values)


def _plain(cell: str) -> str:
    return cell.strip()


def term(cell: str) -> str:
    """Return the value of an RDF term, or the cell itself where it is none."""
    cell = cell.strip()
    match = _TERM.fullmatch(cell)
    if not match:
        return cell
    if match["iri"] is not None:
        return match["iri"]
    return _ESCAPE.sub(lambda found: _ESCAPED.get(found[1], found[1]), match["text"])


def _json(path: Path) -> Iterator[Record]:
    with path.open("rb") as file:
        begin = file.read(64).lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
        file.seek(3 if file.seek(0) == 0 and file.read(3) == b"\xef\xbb\xbf" else 0)
        items = ijson.items(file, "item" if begin == b"[" else "results.bindings.item")
        for number, item in enumerate(items, 1):
            if not isinstance(item, dict):
                raise ImportFileError(f"{path.name}:{number}: " + _("expected an object"))
            yield Record(path.name, number, {name: _json_value(v) for name, v in item.items()})


def _json_value(value: Any) -> str:
    if isinstance(value, dict):
        value = value.get("value", "")
    return "" if value is None else str(value).strip()
