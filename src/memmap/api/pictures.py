"""Pictures of a view over HTTP: link previews, slides, prints."""

from datetime import UTC, date, datetime
from typing import cast

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from memmap.api.answers import BadRequestError, NotFoundError, answering, is_known, tagged
from memmap.api.features import MAX_QUERY
from memmap.api.workshop import made_once
from memmap.current import current
from memmap.i18n import current_language
from memmap.i18n import gettext as _
from memmap.pictures import SIZES, picture
from memmap.pictures.formats import MEDIA_TYPES, Format
from memmap.sharing.cache import ByteCache
from memmap.sharing.shared import Shared, caption_of, changed_at, shared

MOST_BYTES = 32_000_000
HOUR_S = 3600
_kept = ByteCache(MOST_BYTES)


def picture_file(request: Request) -> Response:
    """Answer ``/picture/{card|slide|large|print}.{png|svg|pdf}`` with a view or step as query."""
    name, suffix = request.path_params["size"], request.path_params["suffix"]
    if name not in SIZES or suffix not in MEDIA_TYPES:
        raise NotFoundError(_("expected card, slide, large or print; .png, .svg or .pdf"))
    if len(request.url.query) > MAX_QUERY:
        raise BadRequestError(_("query: longer than {n} characters").format(n=MAX_QUERY))
    now, today = current(), datetime.now(UTC).date()
    headers = tagged(request, f"{now.catalog.version} {changed_at(now)} {today}", HOUR_S)
    if is_known(request, headers):
        return Response(status_code=304, headers=headers)
    what = shared(request.query_params, now)
    file_format = cast("Format", suffix)
    content = drawn_once(what, name, file_format, today)
    if name != "card":
        headers["Content-Disposition"] = f'attachment; filename="memmap-{name}.{suffix}"'
    return Response(content, media_type=MEDIA_TYPES[file_format], headers=headers)


def drawn_once(what: Shared, name: str, file_format: Format, today: date) -> bytes:
    """Return a picture, drawn now or kept from before.

    Raises:
        BusyError: Too many others are being drawn.
    """
    now = current()

    def draw() -> bytes:
        caption = caption_of(what, now, SIZES[name], today)
        return picture(now.catalog, what.seen, caption, SIZES[name], file_format)

    key = (now.catalog.version, what, name, file_format, today, current_language())
    return made_once(_kept, key, draw)


def warm_pictures() -> None:
    """Draw the first view once: fonts, outlines of names, levels of detail."""
    drawn_once(shared({}, current()), "card", "png", datetime.now(UTC).date())


def routes() -> list[Route]:
    """Return the addresses of this module."""
    return [Route("/picture/{size}.{suffix}", answering(picture_file), name="picture")]
