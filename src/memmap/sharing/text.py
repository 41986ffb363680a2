"""Text, made plain and cut to size."""

import re
from html import unescape

_TAG = re.compile(r"<[^>]*>")


def without_markup(html: str) -> str:
    """Return the text of our own markup."""
    return unescape(_TAG.sub(" ", html))


def shortened(text: str, most: int) -> str:
    """Return the text in one line, cut after a word to at most so many characters."""
    line = " ".join(text.split())
    if len(line) <= most:
        return line
    cut = line[: most - 1]
    return (cut.rsplit(" ", 1)[0] if " " in cut else cut).rstrip(" ,.;:–—") + "…"
