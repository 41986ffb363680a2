"""The options of a filter and what each would leave: for the plain pages."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from memmap import words
from memmap.api.answers import answering, cacheable, compact
from memmap.api.features import filter_of
from memmap.current import current


def facets(request: Request) -> Response:
    """Answer ``/map/facets`` with a filter as query: each facet's options and their counts."""
    wanted, catalog = filter_of(request), current().catalog

    def text() -> str:
        found = [_facet(*facet) for facet in catalog.facets(wanted).items()]
        return compact({"facets": found})

    return cacheable(request, text, catalog.version)


def _facet(name: str, counts: dict[str, int]) -> dict[str, object]:
    options = [
        {"code": code, "label": words.option(name, code), "n": n} for code, n in counts.items()
    ]
    return {"name": name, "label": words.facet(name), "options": options}


def routes() -> list[Route]:
    """Return the addresses of this module."""
    return [Route("/map/facets", answering(facets), name="facets")]
