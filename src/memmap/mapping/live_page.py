"""The pages of a live room: the audience's, and the presenter's.

The presenter's page is a plain page too, no Streamlit page. What a presenter does has to reach the
audience in half a second and ten times a second (the pointer), which reruns of a script cannot
give; the page must go on when the network or the server comes back; and it shares the map, the
player of stories and the reading of the room with the audience's page.
"""

from typing import Any

from markupsafe import Markup

from memmap.config import config
from memmap.i18n import gettext as _
from memmap.i18n import languages, own_name
from memmap.mapping.page import NOTHING, TEMPLATES, MapPage
from memmap.mapping.story_page import story_words
from memmap.view import View

Told = dict[str, Any]
"""A story as ``memmap.stories.tell`` gives it."""


def watch_page(telling: str, story: Told | None, language: str, *, light: bool = False) -> MapPage:
    """Return the page that follows a presenter. Words are in its language.

    Args:
        telling: Id of the story that the room tells, also where there is none of that id.
        story: That story.
        language: Of its words and texts.
        light: For poor networks: fewer names, coarser coasts, no animation.
    """
    words = story_words() | watch_words()
    story = _without_notes(story) if story else None
    return MapPage(
        title=story["title"] if story else _("Following the presenter"),
        language=language,
        view=View(),
        address="",
        body_class="memmap-watch memmap-has-story" if story else "memmap-watch",
        before=_part("live.html", "watch_bar", words, f"/?lang={language}", _others(language)),
        after=_part("story.html", "panel", story, words) if story else NOTHING,
        scripts=("player.js", "live.js", "watch.js"),
        styles=("story.css", "live.css"),
        data={
            "telling": telling,
            "story": story,
            "words": words,
            "waits": True,
            "light": light,
        },
    )


def present_page(
    story: Told | None, view: View, language: str, others: list[dict[str, str]]
) -> MapPage:
    """Return the presenter's page.

    Args:
        story: What is told, or None to just lead the map.
        view: Where the map begins.
        language: Of the words and texts.
        others: Title and address of every story, to change to it.
    """
    words = story_words() | present_words()
    return MapPage(
        title=_("Presenting"),
        language=language,
        view=view,
        address="",
        body_class="memmap-presenting memmap-has-story",
        before=_part("live.html", "present_bar", words, f"/?lang={language}"),
        after=_part("live.html", "present_panel", story, others, words),
        scripts=("player.js", "live.js", "facets.js", "room.js", "present.js"),
        styles=("story.css", "live.css", "present.css"),
        data={"story": story, "words": words, "public": config().public_url.rstrip("/")},
    )


def _without_notes(story: Told) -> Told:
    """Return what the audience may read."""
    return story | {"steps": [step | {"notes": ""} for step in story["steps"]]}


def _part(template: str, macro: str, *arguments: object) -> Markup:
    found = getattr(TEMPLATES.get_template(template).module, macro)
    return Markup(found(*arguments))  # noqa: S704 - an autoescaped template's own output


def _others(language: str) -> list[tuple[str, str]]:
    """Return code and own name of every language but this."""
    return [(code, own_name(code)) for code in languages() if code != language]


def watch_words() -> dict[str, str]:
    """Return the words of the audience's page."""
    return {
        "joining": _("Joining …"),
        "live": _("You follow the presenter."),
        "free_now": _("You look around yourself. The presenter goes on."),
        "away": _("The presenter is away. It goes on by itself when they are back."),
        "ended": _("The presentation has ended. You can go on reading and exploring."),
        "lost": _("The connection is lost. It comes back by itself."),
        "waiting": _("Waiting for the presenter to come back …"),
        "free": _("Look around yourself"),
        "back_to_presenter": _("Back to the presenter"),
        "language": _("Language"),
        "close": _("Close"),
    }


def present_words() -> dict[str, str]:
    """Return the words of the presenter's page."""
    return {
        "opening": _("Opening a room …"),
        "live": _("Live"),
        "lost": _("The connection is lost. It comes back by itself."),
        "ended": _("The presentation has ended. Reload the page to begin another."),
        "elsewhere": _("You present in another tab."),
        "lead": _("Present here"),
        "following": _("Following:"),
        "elapsed": _("Time since the beginning"),
        "link": _("Link and QR code"),
        "pointer": _("Pointer"),
        "bare": _("Hide all but the map"),
        "unhide": _("Show everything"),
        "end": _("End"),
        "end_question": _("End the presentation for everybody?"),
        "notes": _("Speaker notes"),
        "upcoming": _("Next step"),
        "last": _("This is the last step."),
        "leading": _("Leading the map"),
        "leading_text": _(
            "The audience sees your map: where it is, its filters, what is selected, and your "
            "pointer. You can tell a story at any time."
        ),
        "filters": _("Filters"),
        "clear": _("Clear all"),
        "search_names": _("Search names"),
        "choose": _("Tell a story"),
        "invitation": _("Follow on your own screen"),
        "qr": _("QR code of the link for the audience"),
        "copy_link": _("Copy link"),
        "copied": _("Copied"),
        "close": _("Close"),
    }
