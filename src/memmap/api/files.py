"""Views and stories as files that need no server."""

from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from memmap.api.answers import BadRequestError, NotFoundError, answering, is_known, tagged
from memmap.api.features import MAX_QUERY
from memmap.api.workshop import made_once
from memmap.current import current
from memmap.i18n import current_language
from memmap.i18n import gettext as _
from memmap.sharing.cache import ByteCache
from memmap.sharing.features import TooManyError, too_many
from memmap.sharing.shared import Shared, changed_at, shared, stories_of
from memmap.sharing.standalone import story_file, view_file
from memmap.stories import Story

MOST_BYTES = 24_000_000
HOUR_S = 3600
_kept = ByteCache(MOST_BYTES)


def map_file(request: Request) -> Response:
    """Answer ``/download/map.html`` with the query of any view."""
    if len(request.url.query) > MAX_QUERY:
        raise BadRequestError(_("query: longer than {n} characters").format(n=MAX_QUERY))
    what = shared(request.query_params, current())
    return _file(request, "memmap.html", what, lambda: view_file(what, current()))


def story_as_file(request: Request) -> Response:
    """Answer ``/download/story.html?story=…``."""
    name = request.query_params.get("story", "")
    story = stories_of(current()).get(name)
    if story is None:
        raise NotFoundError(_("There is no such story."))
    return _file(request, f"{name}.html", story, lambda: story_file(story, current()))


def _file(request: Request, name: str, what: Shared | Story, make: Callable[[], str]) -> Response:
    """Answer with a file, made now or kept from before."""
    version = current().catalog.version
    headers = tagged(request, f"{version} {changed_at(current())}", HOUR_S)
    if is_known(request, headers):
        return Response(status_code=304, headers=headers)
    key = (version, what, current_language())
    content = made_once(_kept, key, lambda: _made(make))
    headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return Response(content, media_type="text/html", headers=headers)


def _made(make: Callable[[], str]) -> bytes:
    try:
        return make().encode()
    except TooManyError as error:
        raise BadRequestError(too_many(error)) from error


def routes() -> list[Route]:
    """Return the addresses of this module."""
    return [
        Route("/download/map.html", answering(map_file), name="map-file"),
        Route("/download/story.html", answering(story_as_file), name="story-file"),
    ]
