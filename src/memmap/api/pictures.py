"""Pictures of a view over HTTP: link previews, slides, prints."""

from datetime import UTC, date, datetime
from threading import BoundedSemaphore
from typing import cast

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from memmap.api.answers import (
    BadRequestError,
    BusyError,
    NotFoundError,
    answering,
    is_known,
    tagged,
)
from memmap.api.features import MAX_QUERY
from memmap.current import current
from memmap.i18n import current_language
from memmap.i18n import gettext as _
from memmap.pictures import SIZES, picture
from memmap.pictures.formats import MEDIA_TYPES, Format
from memmap.sharing.cache import ByteCache
from memmap.sharing.shared import Shared, caption_of, shared

MOST_BYTES = 32_000_000
PATIENCE_S = 20
HOUR_S = 3600
_kept = ByteCache(MOST_BYTES)
_drawing = BoundedSemaphore(1)


def picture_file(request: Request) -> Response:
    """Answer ``/picture/{card|slide|large|print}.{png|svg|pdf}`` with a view or step as query."""
    name, suffix = request.path_params["size"], request.path_params["suffix"]
    if name not in SIZES or suffix not in MEDIA_TYPES:
        raise NotFoundError(_("expected card, slide, large or print; .png, .svg or .pdf"))
    if len(request.url.query) > MAX_QUERY:
        raise BadRequestError(_("query: longer than {n} characters").format(n=MAX_QUERY))
    now, today = current(), datetime.now(UTC).date()
    headers = tagged(request, f"{now.catalog.version} {today}", HOUR_S)
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
        BusyError: Others are being drawn, and it did not come to this one in time.
    """
    now = current()
    key = (now.catalog.version, what, name, file_format, today, current_language())
    kept = _kept.get(key)
    if kept is not None:
        return kept
    if not _drawing.acquire(timeout=PATIENCE_S):
        raise BusyError(_("Many pictures are being drawn; try again in a minute."))
    try:
        caption = caption_of(what, now, SIZES[name], today)
        content = picture(now.catalog, what.seen, caption, SIZES[name], file_format)
    finally:
        _drawing.release()
    _kept.keep(key, content)
    return content


def warm_pictures() -> None:
    """Draw the first view once: fonts, outlines of names, levels of detail."""
    drawn_once(shared({}, current()), "card", "png", datetime.now(UTC).date())


def routes() -> list[Route]:
    """Return the addresses of this module."""
    return [Route("/picture/{size}.{suffix}", answering(picture_file), name="picture")]
