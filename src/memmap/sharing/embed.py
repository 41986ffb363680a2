"""A view as a plain page that other sites may frame: no Streamlit, no session."""

from dataclasses import replace
from typing import Any

from jinja2 import Environment, PackageLoader
from markupsafe import Markup

from memmap.i18n import current_language
from memmap.i18n import gettext as _
from memmap.mapping.page import MapPage
from memmap.sharing.shared import Shared

TEMPLATES = Environment(loader=PackageLoader("memmap.sharing"), autoescape=True)


def embed_page(what: Shared, head: str, *, light: bool) -> MapPage:
    """Return the page of a view.

    Args:
        what: The view, with its title.
        head: Markup for the page's head, such as its link preview.
        light: For poor networks: fewer names, coarser coasts, no animation.
    """
    below = TEMPLATES.get_template("below.html").render(
        title=what.title, address=what.address, words=_("Open in memmap")
    )
    return MapPage(
        title=f"{what.title} · memmap",
        language=what.view.language or current_language(),
        view=what.seen,
        body_class="memmap-embed",
        head=Markup(head),  # noqa: S704 - tags whose contents are escaped where they are made
        after=Markup(below),  # noqa: S704 - rendered by a template that escapes
        scripts=("details.js", "embed.js"),
        styles=("embed.css",),
        data=page_data("/", light=light),
    )


def framed(page: MapPage) -> MapPage:
    """Return a page whose links open beside the site that frames it, as they may not within."""
    aside = Markup('<base target="_blank">')
    return replace(page, head=page.head + aside)


def page_data(app: str, *, light: bool) -> dict[str, Any]:
    """Return what the scripts of a page need besides the map."""
    return {"app": app, "light": light, "words": panel_words()}


def panel_words() -> dict[str, str]:
    """Return the words of the panel of what is selected."""
    return {
        "details": _("What is selected"),
        "close": _("Close"),
        "approximate": _("Shown at its city: the exact place is not in the sources yet."),
        "partners": _("Partner cities"),
        "sources": _("Sources"),
    }
