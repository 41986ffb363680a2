"""Text in files that a spreadsheet may open: no cell of ours runs as a formula."""

import re

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_NUMBER = re.compile(r"[+-]?\d+([.,]\d+)?")


def spreadsheet_text(value: object) -> object:
    """Return a cell that a spreadsheet shows as text: what looks like a formula gets an apostrophe.

    Numbers stay numbers, those in text too. What looks like a guarded formula already gets one
    more, so that ``without_guard`` gives back every text.
    """
    if isinstance(value, str) and _is_formula(value) and not _NUMBER.fullmatch(value):
        return f"'{value}"
    return value


def without_guard(cell: str) -> str:
    """Return a cell without the apostrophe that ``spreadsheet_text`` gave it."""
    return cell[1:] if cell.startswith("'") and _is_formula(cell) else cell


def _is_formula(cell: str) -> bool:
    return cell.lstrip("'").startswith(FORMULA_STARTS)
