"""The pages of live rooms: ``/present`` for the presenter, ``/watch/ROOM`` for the audience."""

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlencode

from markupsafe import Markup
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from memmap.api.answers import answering, compressed_once, is_light, reader_language, refusal
from memmap.api.preview import origin_of, preview_tags
from memmap.config import config
from memmap.current import current
from memmap.dataset import DataError
from memmap.i18n import current_language, use_language
from memmap.i18n import gettext as _
from memmap.live import current as live
from memmap.live.room import NoRoomError, RoomId
from memmap.live.rooms import Rooms
from memmap.mapping.live_page import present_page, watch_page
from memmap.mapping.page import map_page
from memmap.sharing.shared import shared
from memmap.stories import Story, load_stories, tell


def present(request: Request) -> Response:
    """Answer ``/present?story=…&step=…`` with a view as query."""
    stories, language = _stories(), current_language()
    story = stories.get(request.query_params.get("story", ""))
    view = shared(request.query_params, current()).seen
    others = [
        {
            "title": other.title.in_language(language),
            "address": "?" + urlencode({"story": other.id, "lang": language}),
        }
        for other in stories.values()
        if other is not story
    ]
    told = tell(story, current().dataset, language) if story else None
    page = present_page(told, view, language, others)
    return HTMLResponse(map_page(page), headers={"Cache-Control": "no-store"})


async def watch(request: Request, rooms: Rooms) -> Response:
    """Answer ``/watch/{room}``: a page that has the whole story, to stay readable at the end."""
    await live.keep_running(rooms)
    with use_language(reader_language(request)):
        try:
            room, _state = await rooms.find(RoomId(request.path_params["room"][:40]))
            origin, light = origin_of(request.scope), is_light(request)
            html = await run_in_threadpool(_watch_html, room.scene.story, origin, light=light)
        except NoRoomError as error:
            return refusal(request, str(error), 404)
        except DataError:
            return refusal(request, _("The data tables need attention; run: memmap check"), 503)
    return compressed_once(request, html, "text/html", {"Cache-Control": "no-store"})


def _watch_html(story: str, origin: str, *, light: bool) -> str:
    edition = (_stamp(config().data / "stories"), current().dataset.version)
    return _rendered(story, origin, current_language(), edition, light=light)


@lru_cache(maxsize=64)
def _rendered(
    story: str, origin: str, language: str, _edition: tuple[float, str], *, light: bool
) -> str:
    """Render once for an audience of thousands; a file that changes makes it anew.

    A room's link has a preview, as it goes into the chat of a conference, but is not for searches.
    """
    found = _stories().get(story)
    with use_language(language):
        told = tell(found, current().dataset, language) if found else None
        page = watch_page(story, told, language, light=light)
        tags = preview_tags(shared({"story": story}, current()), origin, page="")
        head = Markup(f'<meta name="robots" content="noindex">{tags}')  # noqa: S704 - escaped where they are made
        return map_page(replace(page, head=head))


def _stamp(folder: Path) -> float:
    return max((path.stat().st_mtime for path in folder.glob("*.toml")), default=0.0)


def _stories() -> dict[str, Story]:
    stories, _problems = load_stories(config().data / "stories", current().dataset)
    return stories


def routes(rooms: Callable[[], Rooms] = live.rooms) -> list[Route]:
    """Return the addresses of this module, for these rooms."""

    async def watching(request: Request) -> Response:
        return await watch(request, rooms())

    return [
        Route("/present", answering(present, reader_language), name="present"),
        Route("/watch/{room}", watching, name="watch"),
    ]
