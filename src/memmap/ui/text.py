"""Text from data, made safe for Streamlit's Markdown."""

import re

_SPECIAL = re.compile(r"([\\`*_{}\[\]()#+\-.!|~$<>:&])")


def plain(text: str) -> str:
    """Escape text so that Markdown shows it as it is, whatever it holds."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


def link(text: str, url: str) -> str:
    """Return a Markdown link; only web addresses become one."""
    if not url.startswith(("https://", "http://")):
        return plain(text)
    safe = url.replace("\\", "%5C").replace("(", "%28").replace(")", "%29").replace("<", "%3C")
    return f"[{plain(text)}]({safe.replace('>', '%3E').replace(' ', '%20')})"
