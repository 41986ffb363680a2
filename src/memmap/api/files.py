"""Views and stories as files that need no server."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from memmap.api.answers import BadRequestError, answering, is_known, tagged
from memmap.api.features import MAX_QUERY
from memmap.current import current
from memmap.i18n import current_language
from memmap.i18n import gettext as _
from memmap.sharing.cache import ByteCache
from memmap.sharing.shared import Shared, shared
from memmap.sharing.standalone import view_file

MOST_BYTES = 24_000_000
HOUR_S = 3600
_kept = ByteCache(MOST_BYTES)


def map_file(request: Request) -> Response:
    """Answer ``/download/map.html`` with the query of any view."""
    if len(request.url.query) > MAX_QUERY:
        raise BadRequestError(_("query: longer than {n} characters").format(n=MAX_QUERY))
    now = current()
    headers = tagged(request, now.catalog.version, HOUR_S)
    if is_known(request, headers):
        return Response(status_code=304, headers=headers)
    content = _made_once(shared(request.query_params, now))
    headers["Content-Disposition"] = 'attachment; filename="memmap.html"'
    return Response(content, media_type="text/html", headers=headers)


def _made_once(what: Shared) -> bytes:
    key = (current().catalog.version, what, current_language())
    content = _kept.get(key)
    if content is None:
        content = view_file(what, current()).encode()
        _kept.keep(key, content)
    return content


def routes() -> list[Route]:
    """Return the addresses of this module."""
    return [Route("/download/map.html", answering(map_file), name="map-file")]
