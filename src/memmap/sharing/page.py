"""The page of all ways to share a view: link, QR code, services, code for a site, files."""

from typing import NamedTuple
from urllib.parse import urlencode

from markupsafe import Markup

from memmap.i18n import current_language, is_right_to_left
from memmap.i18n import gettext as _
from memmap.mapping.assets import address
from memmap.sharing.embed import TEMPLATES
from memmap.sharing.links import iframe_code, qr_code, targets
from memmap.sharing.shared import Shared

MAP_HEIGHT, STORY_HEIGHT = 480, 640
"""Of a frame on another site, in pixels: a story has its text below the map where it is narrow."""


class File(NamedTuple):
    """A download: what it is, what it is for, where it is."""

    name: str
    use: str
    address: str


def share_page(what: Shared, origin: str) -> str:
    """Return the page as HTML, in the current language.

    Args:
        what: The view or the story's step.
        origin: Of this server, such as "https://example.org".
    """
    language = current_language()
    query = what.query_in(language)
    link, embed = origin + what.address_in(language), f"{origin}/embed?{query}"
    return TEMPLATES.get_template("share.html").render(
        words=share_words(),
        language=language,
        direction="rtl" if is_right_to_left(language) else "ltr",
        title=what.title,
        link=link,
        qr=Markup(qr_code(link)),  # noqa: S704 - made by a library of a link's dots
        targets=targets(link, what.title),
        embed=embed,
        frame=iframe_code(embed, what.title, STORY_HEIGHT if what.story else MAP_HEIGHT),
        files=files(what, query),
        style=address("memmap", "share.css"),
        script=address("memmap", "share.js"),
    )


def share_words() -> dict[str, str]:
    """Return the words of the page."""
    return {
        "share": _("Share"),
        "scan": _("Scan to open on a phone"),
        "link": _("Link"),
        "copy_it": _("Copy"),
        "copied": _("Copied"),
        "system": _("Share from this device …"),
        "site": _("On your own site"),
        "code": _("Code for a page"),
        "look": _("Look at it"),
        "light": _("Light, for a poor network"),
        "file": _("As a file"),
    }


def files(what: Shared, query: str) -> list[File]:
    """Return what a view can be taken away as."""
    pictures = [
        File("PNG 1920 × 1080", _("for a slide"), f"/picture/slide.png?{query}"),
        File("PNG 3840 × 2160", _("for a large screen"), f"/picture/large.png?{query}"),
        File("PDF", _("for print"), f"/picture/print.pdf?{query}"),
        File("SVG", _("to edit"), f"/picture/print.svg?{query}"),
        File("HTML", _("the map, without a network"), f"/download/map.html?{query}"),
    ]
    if not what.story:
        return pictures
    story = urlencode({"story": what.story, "lang": current_language()})
    whole = File("HTML", _("the whole story, without a network"), f"/download/story.html?{story}")
    return [*pictures[:-1], whole]
