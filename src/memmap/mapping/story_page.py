"""The page of one story: the map beside its text, told by ``static/player.js``."""

from typing import Any

from markupsafe import Markup

from memmap.i18n import gettext as _
from memmap.mapping.page import NOTHING, TEMPLATES, MapPage
from memmap.view import View


def story_page(
    story: dict[str, Any], view: View, language: str, *, preview: bool = False
) -> MapPage:
    """Return the page of a story as ``memmap.stories.tell`` gives it. Words are in its language.

    A preview has no bar: its links would open the app within the app, or share what is not there.
    """
    words = story_words()
    macros = TEMPLATES.get_template("story.html").module
    bar = macros.bar(words, f"/?lang={language}", f"/stories?lang={language}")  # type: ignore[attr-defined]
    return MapPage(
        title=story["title"],
        language=language,
        view=view,
        address="",
        body_class="memmap-has-story",
        before=NOTHING if preview else Markup(bar),  # noqa: S704 - an autoescaped template's own output
        after=Markup(macros.panel(story, words)),  # type: ignore[attr-defined]  # noqa: S704 - the same
        scripts=("player.js", "story.js"),
        styles=("story.css",),
        data={"story": story, "words": words, "waits": True},
    )


def story_words() -> dict[str, str]:
    """Return the words of the player."""
    return {
        "all": _("All stories"),
        "share": _("Share"),
        "back": _("Back"),
        "next": _("Next"),
        "play": _("Play"),
        "pause": _("Pause"),
        "loop": _("Again and again"),
        "sources": _("Sources"),
        "progress": _("Progress"),
        "steps": _("Steps"),
    }
