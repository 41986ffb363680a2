"""A page as one file: its scripts, its styles, base map and features inside, no network needed."""

import gzip
import json
import re
from base64 import b64encode
from dataclasses import replace
from functools import lru_cache
from typing import Any

from markupsafe import Markup

from memmap.current import Current
from memmap.filters import Filter
from memmap.i18n import current_language, is_right_to_left
from memmap.i18n import gettext as _
from memmap.mapping.assets import FOLDERS, SCRIPTS
from memmap.mapping.page import MapPage, page_data
from memmap.mapping.story_page import story_page
from memmap.pictures.names import names_of
from memmap.sharing.embed import TEMPLATES
from memmap.sharing.embed import page_data as embed_data
from memmap.sharing.features import packed_features
from memmap.sharing.ground import packed_ground
from memmap.sharing.shared import Shared
from memmap.stories import Story, tell
from memmap.view import View

ENGINE = ("inlined-ground.js", "inlined-features.js")
"""What answers in place of the server."""
_IMAGES = re.compile(r"url\([^)]*\)")


def view_file(what: Shared, now: Current) -> str:
    """Return a view as a file: its features, to pan, to zoom, to search, to filter by region."""
    whole = View(Filter(), what.view.selected, what.seen.viewport, what.view.base)
    packed = packed_features(now, what.view.filter)
    before = TEMPLATES.get_template("file.html").render(
        title=what.title,
        summary=what.summary,
        regions=packed["regions"],
        words={"region": _("Region"), "all": _("All regions")},
    )
    page = MapPage(
        title=f"{what.title} · memmap",
        language=current_language(),
        view=whole,
        address="",
        body_class="memmap-file",
        before=Markup(before),  # noqa: S704 - rendered by a template that escapes
        scripts=("details.js", "file.js"),
        styles=("embed.css", "file.css"),
        data=embed_data("", light=False),
    )
    return standalone(page, packed, detail="near")


def story_file(story: Story, now: Current) -> str:
    """Return a story as a file: its steps beside the map of everything."""
    told = tell(story, now.dataset, current_language())
    page = story_page(told, View(), current_language())
    before = TEMPLATES.get_template("story_file.html").render(title=told["title"])
    page = replace(page, before=Markup(before))  # noqa: S704 - rendered by a template that escapes
    return standalone(page, packed_features(now, Filter(), with_cards=False), detail="middle")


def standalone(page: MapPage, features: dict[str, Any], detail: str) -> str:
    """Return a page as a file.

    Args:
        page: As the server would send it.
        features: What ``packed_features`` made.
        detail: Of the base map, "middle" or "near".
    """
    data = page_data(page)
    return TEMPLATES.get_template("standalone.html").render(
        page=page,
        direction="rtl" if is_right_to_left(page.language) else "ltr",
        style=Markup("\n".join(_styles(page))),  # noqa: S704 - our own files
        scripts=[_script("leaflet", "leaflet.js"), *(_script("memmap", s) for s in SCRIPTS)],
        late=[_script("memmap", name) for name in (*ENGINE, "page.js", *page.scripts)],
        unpack=_script("memmap", "unpack.js"),
        data=data,
        packed={
            "features": packed(features),
            "names": packed(names_of(page.language).as_values()),
            "ground": _ground(detail),
        },
    )


@lru_cache(maxsize=2)
def _ground(detail: str) -> str:
    return packed(packed_ground(detail))


def packed(value: object) -> str:
    """Return a value as JSON, compressed, in letters: what ``unpack.js`` reads."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return b64encode(gzip.compress(text.encode(), 6, mtime=0)).decode("ascii")


def _styles(page: MapPage) -> list[str]:
    """Return the style sheets; images of Leaflet's that our map does not use are left out."""
    files = [("leaflet", "leaflet.css"), ("memmap", "map.css"), ("memmap", "page.css")]
    files += [("memmap", name) for name in page.styles]
    return [_IMAGES.sub("none", _text(*file)) for file in files]


def _script(package: str, name: str) -> Markup:
    """Return a script that may stand within a page."""
    text = _text(package, name).replace("</script", "<\\/script")
    return Markup(re.sub(r"^//# sourceMappingURL=.*$", "", text, flags=re.M))  # noqa: S704


def _text(package: str, name: str) -> str:
    return (FOLDERS[package] / name).read_text(encoding="utf-8")
