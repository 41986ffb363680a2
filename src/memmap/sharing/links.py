"""Where a link can be sent: plain addresses that open only when they are clicked."""

from typing import NamedTuple
from urllib.parse import quote, urlencode

import segno

from memmap.i18n import gettext as _

LONG = 300
"""Characters of a link whose code is fine as it is, without much to mend faults with."""


class Target(NamedTuple):
    """A service, and the address that hands a link over to it."""

    name: str
    address: str


def targets(link: str, title: str) -> list[Target]:
    """Return the services that take a link, each with its address for this one.

    The addresses are those that each service documents for its share button.
    """
    text = f"{title} {link}"
    return [
        Target("Telegram", _asked("https://t.me/share/url", url=link, text=title)),
        Target("VK", _asked("https://vk.com/share.php", url=link, title=title)),
        Target("WhatsApp", _asked("https://wa.me/", text=text)),
        Target("Facebook", _asked("https://www.facebook.com/sharer/sharer.php", u=link)),
        Target("X", _asked("https://x.com/intent/post", url=link, text=title)),
        Target(_("E-mail"), f"mailto:?subject={quote(title)}&body={quote(text)}"),
    ]


def _asked(address: str, **query: str) -> str:
    return f"{address}?{urlencode(query, quote_via=quote)}"


def qr_code(link: str) -> str:
    """Return a QR code of a link as SVG, dark on white, with the margin that readers need.

    "" for a link that is longer than any code.
    """
    try:
        code = segno.make(link, error="l" if len(link) > LONG else "m")
    except segno.DataOverflowError:
        return ""
    return str(code.svg_inline(omitsize=True, border=4, light="#ffffff"))


def iframe_code(address: str, title: str, height: int) -> str:
    """Return the HTML with which another site shows a page of ours, so many pixels high."""
    safe = title.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")
    return (
        f'<iframe src="{address.replace("&", "&amp;")}" title="{safe}" width="100%" '
        f'height="{height}" style="border:0" loading="lazy" allowfullscreen></iframe>'
    )
