"""Open collections: what a filter leaves, whole, as a file."""

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from memmap.api.answers import NotFoundError, answering, is_known, tagged
from memmap.api.features import filter_of
from memmap.current import current
from memmap.exports import ATTRIBUTION, partnerships_geojson, places_geojson, to_csv
from memmap.i18n import gettext as _
from memmap.terms import attribution, licences, with_terms

MINUTE_S = 60
_GEOJSON = {"places": places_geojson, "partnerships": partnerships_geojson}
_TYPES = {"csv": "text/csv; charset=utf-8", "geojson": "application/geo+json"}


def collection(request: Request) -> Response:
    """Answer ``/data/{places|partnerships}.{csv|geojson}`` with a filter as query."""
    what, suffix = request.path_params["what"], request.path_params["suffix"]
    if what not in _GEOJSON or suffix not in _TYPES:
        raise NotFoundError(_("expected places or partnerships, .csv or .geojson"))
    wanted, catalog, declared = filter_of(request), current().catalog, current().dataset.credits
    headers = tagged(request, catalog.version, MINUTE_S)
    if is_known(request, headers):
        return Response(status_code=304, headers=headers)
    table = catalog.rows(wanted) if what == "places" else catalog.partnership_rows(wanted)
    if suffix == "csv":
        parts = to_csv(with_terms(table, declared))
    else:
        parts = _GEOJSON[what](
            table, attribution(table, declared, ATTRIBUTION), licences(table, declared)
        )
    headers["Content-Disposition"] = f'attachment; filename="memmap-{what}.{suffix}"'
    return StreamingResponse(parts, media_type=_TYPES[suffix], headers=headers)


def health(_request: Request) -> Response:
    """Answer ``/health`` once the data is loaded."""
    return Response(f"ok {current().dataset.version}\n", media_type="text/plain")


def routes() -> list[Route]:
    """Return the addresses of this module."""
    return [
        Route("/data/{what}.{suffix}", answering(collection), name="collection"),
        Route("/health", answering(health), name="health"),
    ]
