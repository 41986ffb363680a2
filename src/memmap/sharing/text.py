"""Text, cut to size."""


def shortened(text: str, most: int) -> str:
    """Return the text in one line, cut after a word to at most so many characters."""
    line = " ".join(text.split())
    if len(line) <= most:
        return line
    cut = line[: most - 1]
    return (cut.rsplit(" ", 1)[0] if " " in cut else cut).rstrip(" ,.;:–—") + "…"
