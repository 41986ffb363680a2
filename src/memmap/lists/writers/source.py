"""The file that a list came from, as far as a download is made of it."""

from dataclasses import dataclass
from io import BytesIO
from zipfile import ZipFile, is_zipfile

from memmap.lists.excel import CONTENT_TYPES


@dataclass(frozen=True)
class Source:
    """The file that a list came from: its name and, for a workbook, its bytes."""

    file: str
    workbook: bytes = b""

    @classmethod
    def of(cls, file: str, data: bytes) -> "Source":
        """Return the source for a file of any kind; its content says whether it is a workbook."""
        return cls(file, data if _is_workbook(data) else b"")


def _is_workbook(data: bytes) -> bool:
    if not is_zipfile(BytesIO(data)):
        return False
    with ZipFile(BytesIO(data)) as archive:
        return CONTENT_TYPES in archive.namelist()
