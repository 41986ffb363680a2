"""What a zip holds, looked through before a parser builds anything of it.

A parser keeps an object of a hundred bytes for each tag until the row ends that it stands in, and
one for each row: a file of one megabyte can be made to take gigabytes. Counting tags takes a second
for the largest file, and no memory.
"""

from collections.abc import Iterable, Iterator
from typing import IO
from zipfile import ZipFile

from memmap.i18n import gettext as _
from memmap.lists.sheet import ListError, too_long

MAX_UNPACKED = 400 * 2**20
MAX_ENTRIES = 2_000
MAX_TAGS = 32_000_000
"""Tags of all that is read: five million cells have up to six each."""
MAX_TAGS_TOGETHER = 500_000
"""Tags with no beginning of a row, a string or a placemark between them."""
MAX_MARKS = 6_000_000
"""Beginnings of rows and strings: those of a million lines and of five million cells."""
MAX_TEXT = 2**20
"""Bytes with no tag between them, of a chunk's size at the least."""
_CHUNK = 2**16
ROWS = (b"<row", b":row", b"<si", b":si")
PLACEMARKS = (b"Placemark",)


def check_zip(file: str, archive: ZipFile) -> None:
    """Refuse an archive that would unpack to more than any honest list.

    Python's zipfile reads no more of a member than it declares.

    Raises:
        ListError: It has too many members, or they declare too many bytes.
    """
    members = archive.infolist()
    if len(members) > MAX_ENTRIES or sum(member.file_size for member in members) > MAX_UNPACKED:
        message = _("it would unpack to more than {n} MB").format(n=MAX_UNPACKED // 2**20)
        raise ListError(file, message, _("expected a plain list: save it as CSV"))


def check_workbook(file: str, archive: ZipFile) -> None:
    """Refuse a workbook whose parts would take more memory than any honest list.

    Raises:
        ListError: A part has too many tags, in all or in one row, or too long a text.
    """
    total = 0
    for member in archive.infolist():
        if member.filename.lower().endswith((".xml", ".rels")):
            with archive.open(member) as part:
                total += count_tags(file, part, ROWS, MAX_TAGS - total)


def count_tags(file: str, markup: IO[bytes], marks: Iterable[bytes], most: int = MAX_TAGS) -> int:
    """Return how many tags a stream of XML has.

    Args:
        file: What to call it in messages.
        markup: The stream, read to its end.
        marks: What begins the parts that a parser is done with one by one.
        most: Tags that it may have.

    Raises:
        ListError: It has more, or too many without a mark, or a text that is too long.
    """
    total = together = marked = text = 0
    for chunk in _chunks(markup):
        tags, found = chunk.count(b"<"), sum(map(chunk.count, marks))
        total, marked = total + tags, marked + found
        together = tags if found else together + tags
        text = 0 if tags else text + len(chunk)
        if total > most or marked > MAX_MARKS or together > MAX_TAGS_TOGETHER:
            message = _("it holds more than a list can")
            raise ListError(file, message, _("expected a plain list: save it as CSV"))
        if text > MAX_TEXT:
            raise ListError(file, *too_long())
    return total


def _chunks(stream: IO[bytes]) -> Iterator[bytes]:
    while chunk := stream.read(_CHUNK):
        yield chunk
