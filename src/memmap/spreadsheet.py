"""Text in files that a spreadsheet may open: no cell of ours runs as a formula."""

import re

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_NUMBER = re.compile(r"[+-]?\d+([.,]\d+)?")


def spreadsheet_text(value: object) -> object:
    """Return a cell that a spreadsheet shows as text: what looks like a formula gets an apostrophe.

    Numbers stay numbers, those in text too.
    """
    if isinstance(value, str) and value.startswith(FORMULA_STARTS) and not _NUMBER.fullmatch(value):
        return f"'{value}"
    return value


def without_guard(cell: str) -> str:
    """Return a cell without the apostrophe that ``spreadsheet_text`` gave it."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(FORMULA_STARTS) else cell
