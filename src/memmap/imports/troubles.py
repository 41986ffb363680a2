"""What an import left out, row by row, and why."""

import csv
from collections import Counter
from dataclasses import astuple, dataclass, field, fields
from pathlib import Path

REPORT = "import_report.csv"


@dataclass(frozen=True, slots=True)
class Trouble:
    """A row or value that was left out. ``row`` is a line, in JSON the how manieth item."""

    file: str
    row: int
    column: str
    value: str
    message: str

    def __str__(self) -> str:
        """Return ``file:row: column: what``."""
        return f"{self.file}:{self.row}: {self.column}: {self.message}: {self.value[:80]!r}"


@dataclass
class Troubles:
    """Troubles as they come; a million of them stay small, as only the report keeps them all."""

    kept: int = 100_000
    found: list[Trouble] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)

    def add(self, trouble: Trouble) -> None:
        """Note a trouble."""
        self.counts[trouble.message] += 1
        if len(self.found) < self.kept:
            self.found.append(trouble)

    def write(self, folder: Path) -> None:
        """Write the report into a folder; an older one is replaced."""
        with (folder / REPORT).open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow([part.name for part in fields(Trouble)])
            writer.writerows(astuple(trouble) for trouble in self.found)
