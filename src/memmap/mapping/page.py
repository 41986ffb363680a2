"""A map as a plain page of its own, without Streamlit: for stories, an audience, another site.

The page holds its data as JSON; ``static/page.js`` opens the map from it.
"""

from dataclasses import dataclass, field
from typing import Any

from jinja2 import Environment, PackageLoader
from markupsafe import Markup

from memmap.i18n import current_language, is_right_to_left
from memmap.i18n import gettext as _
from memmap.mapping.assets import page_scripts, page_styles
from memmap.mapping.map import map_options
from memmap.view import View

NOTHING = Markup("")
TEMPLATES = Environment(loader=PackageLoader("memmap.mapping"), autoescape=True)


@dataclass(frozen=True, slots=True)
class MapPage:
    """What a page adds to the map that all of them share.

    ``address`` is "self" where the page's address follows the viewport, else empty. ``head``,
    ``before`` and ``after`` are markup around the map; ``scripts`` and ``styles`` name
    files of ``static/``; ``data`` is what those scripts find in ``memmap.page``.
    """

    title: str
    language: str
    view: View
    address: str = "self"
    body_class: str = ""
    head: Markup = NOTHING
    before: Markup = NOTHING
    after: Markup = NOTHING
    scripts: tuple[str, ...] = ()
    styles: tuple[str, ...] = ()
    data: dict[str, Any] = field(default_factory=dict)

    @property
    def theme(self) -> str:
        """Light or dark where the view says so, else "auto": the device's."""
        return self.view.base if self.view.base in {"light", "dark"} else "auto"


def map_page(page: MapPage) -> str:
    """Return the page as HTML. Words are in the current language."""
    return TEMPLATES.get_template("page.html").render(
        page=page,
        direction="rtl" if is_right_to_left(page.language) else "ltr",
        styles=page_styles(*page.styles),
        scripts=page_scripts(*page.scripts),
        data=page_data(page),
    )


def notice_page(text: str) -> str:
    """Return a page that says one sentence, and leads to the map."""
    language = current_language()
    return TEMPLATES.get_template("notice.html").render(
        text=text,
        home=_("To the map"),
        language=language,
        direction="rtl" if is_right_to_left(language) else "ltr",
        styles=page_styles(),
    )


def page_data(page: MapPage) -> dict[str, Any]:
    """Return what ``static/page.js`` opens the map from."""
    viewport = page.view.viewport
    return page.data | {
        "map": map_options(language=page.language, theme=page.view.base, address=page.address),
        "wanted": {"query": page.view.filter.query_string(), "selected": page.view.selected},
        "camera": [*viewport.center, viewport.zoom] if viewport else None,
    }
