"""Open collections: what a filter leaves, whole, as a file."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from memmap.api.answers import NotFoundError, answering
from memmap.api.features import filter_of
from memmap.current import current
from memmap.exports import ATTRIBUTION, partnerships_geojson, places_geojson, to_csv
from memmap.i18n import gettext as _
from memmap.terms import attribution, licences, with_terms

_GEOJSON = {"places": places_geojson, "partnerships": partnerships_geojson}
_TYPES = {"csv": "text/csv; charset=utf-8", "geojson": "application/geo+json"}


def collection(request: Request) -> Response:
    """Answer ``/data/{places|partnerships}.{csv|geojson}`` with a filter as query."""
    what, suffix = request.path_params["what"], request.path_params["suffix"]
    if what not in _GEOJSON or suffix not in _TYPES:
        raise NotFoundError(_("expected places or partnerships, .csv or .geojson"))
    wanted, catalog, declared = filter_of(request), current().catalog, current().dataset.credits
    table = catalog.rows(wanted) if what == "places" else catalog.partnership_rows(wanted)
    if suffix == "csv":
        text = to_csv(with_terms(table, declared))
    else:
        text = _GEOJSON[what](
            table, attribution(table, declared, ATTRIBUTION), licences(table, declared)
        )
    disposition = f'attachment; filename="memmap-{what}.{suffix}"'
    return Response(text, media_type=_TYPES[suffix], headers={"Content-Disposition": disposition})


def health(_request: Request) -> Response:
    """Answer ``/health`` once the data is loaded."""
    return Response(f"ok {current().dataset.version}\n", media_type="text/plain")


def routes() -> list[Route]:
    """Return the addresses of this module."""
    return [
        Route("/data/{what}.{suffix}", answering(collection), name="collection"),
        Route("/health", answering(health), name="health"),
    ]
