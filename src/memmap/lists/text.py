"""CSV, TSV and pasted text in any usual encoding, with any usual delimiter."""

import csv
from collections import Counter
from collections.abc import Iterator
from io import StringIO
from itertools import islice

from charset_normalizer import from_bytes

from memmap.i18n import gettext as _
from memmap.lists.header import take_header
from memmap.lists.sheet import (
    MAX_ROWS,
    At,
    ListError,
    Sheet,
    build_sheet,
    expected_rows,
    too_long,
)
from memmap.spreadsheet import without_guard

DELIMITERS = (",", ";", "\t", "|")
ENCODINGS = {
    "utf-8": "UTF-8",
    "utf-16": "UTF-16",
    "cp1251": "Windows-1251",
    "cp1252": "Windows-1252 (Latin-1)",
    "cp1250": "Windows-1250",
    "koi8-r": "KOI8-R",
    "cp866": "DOS 866",
}
"""Encodings on offer, by Python's name for them."""
_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_GUESSED = ["cp1251", "cp1252", "cp1250", "koi8_r", "cp866"]
_SAMPLE = 200_000
"""Bytes that are enough to tell an encoding."""
_SNIFFED_ROWS = 50
_END = "\0"
"""A row after the last one, as no text that is decoded has: a quotation mark that never closes
swallows it."""


def decode(file: str, data: bytes, encoding: str = "") -> tuple[str, str]:
    """Return the text of a file and the encoding that it was read in, found where none is given.

    Raises:
        ListError: It is no text, or not in the encoding given.
    """
    name = encoding or encoding_of(data)
    try:
        text = data.decode(name)
    except (UnicodeDecodeError, LookupError) as error:
        message = _("the text is not in {encoding}").format(encoding=ENCODINGS.get(name, name))
        expected = _("expected another encoding: choose one, or save the list as CSV UTF-8")
        raise ListError(file, message, expected) from error
    if _is_binary(text[:_SAMPLE]):
        expected = _("expected CSV, XLSX, GeoJSON or KML")
        raise ListError(file, _("this is no text"), expected)
    return text.removeprefix("\ufeff"), name


def _is_binary(text: str) -> bool:
    """Return whether a text has zeros, or more control characters than a stray one."""
    controls = sum(n for c, n in Counter(text).items() if c < " " and not c.isspace())
    return "\0" in text or controls * 100 > len(text)


def encoding_of(data: bytes) -> str:
    """Return the encoding that bytes are most likely in, by mark, by form, then by letters."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return name
    if wide := _wide(data[:_SAMPLE]):
        return wide
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return _by_letters(data)
    return "utf-8"


def _wide(sample: bytes) -> str:
    """Return UTF-16 without a mark by its zeros: half of the bytes of line ends and digits."""
    zeros = Counter(i % 2 for i, byte in enumerate(sample) if byte == 0)
    if sum(zeros.values()) < len(sample) / 50 or len(sample) < 4:
        return ""
    order = "le" if zeros[1] > zeros[0] else "be"
    return f"utf-16-{order}" if min(zeros[0], zeros[1]) * 10 <= max(zeros[0], zeros[1]) else ""


def _by_letters(data: bytes) -> str:
    foreign = b"\n".join(line for line in data[:_SAMPLE].splitlines() if not line.isascii())
    best = from_bytes(foreign or data[:_SAMPLE], cp_isolation=_GUESSED).best()
    name = best.encoding if best else "cp1252"
    try:
        data.decode(name)
    except UnicodeDecodeError:
        return "latin-1"
    return name


def read_text(file: str, text: str, *, header_row: bool | None = None) -> Sheet:
    """Return the table of a text.

    Args:
        file: What to call it in messages.
        text: The text, lines ended in any way.
        header_row: Whether the first row names the columns; None finds out.

    Raises:
        ListError: There is no row in it, or it breaks a limit.
    """
    header = take_header(_rows(file, text, delimiter_of(text)), said=header_row)
    if header is None:
        raise ListError(file, _("empty"), expected_rows())
    return build_sheet(file, "", header)


def delimiter_of(text: str) -> str:
    """Return the delimiter that cuts most of the first rows into the same number of cells."""

    def score(delimiter: str) -> tuple[float, int]:
        reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter)
        try:
            widths = Counter(len(cells) for cells in islice(reader, _SNIFFED_ROWS) if cells)
        except csv.Error:
            return 0, 0
        [(width, n)] = widths.most_common(1) or [(0, 1)]
        return (n / widths.total() if width > 1 else 0), width

    return max(DELIMITERS, key=score)


def _rows(file: str, text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Return the rows that are not blank with the lines that they begin on.

    A quotation mark that closes in the middle of a cell is taken as it stands; one that never
    closes is an error, as it would swallow the rest of the list.
    """
    try:
        found = list(islice(_parsed(file, text, delimiter, strict=True), MAX_ROWS + 2))
    except csv.Error:
        found = list(islice(_parsed(file, text, delimiter, strict=False), MAX_ROWS + 2))
    return iter(found)


def _parsed(
    file: str, text: str, delimiter: str, *, strict: bool
) -> Iterator[tuple[int, list[str]]]:
    ended = StringIO(f"{text}\n{_END}", newline="")
    reader = csv.reader(ended, delimiter=delimiter, strict=strict)
    begin = last = 1
    try:
        for cells in reader:
            if cells == [_END]:
                return
            if any(cell.strip() for cell in cells):
                yield begin, [without_guard(cell) for cell in cells]
            last, begin = begin, reader.line_num + 1
    except csv.Error as error:
        if "field larger" in str(error):
            raise ListError(file, *too_long(), At(begin)) from error
        if "unexpected end" in str(error):
            raise _unclosed(file, begin) from error
        raise
    raise _unclosed(file, last)


def _unclosed(file: str, line: int) -> ListError:
    message = _("a quotation mark opens a cell and never closes")
    return ListError(file, message, _("expected two marks around the cell, or none"), At(line))
