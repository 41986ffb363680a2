"""Pages without Streamlit: a view for other sites, the ways to share it, cards of features."""

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from memmap.api.answers import (
    BadRequestError,
    NotFoundError,
    answering,
    cacheable,
    compact,
    is_light,
    reader_language,
)
from memmap.api.features import MAX_QUERY
from memmap.api.preview import origin_of, preview_tags
from memmap.api.stories import page_of
from memmap.current import current
from memmap.i18n import gettext as _
from memmap.mapping.page import map_page
from memmap.sharing.card import card
from memmap.sharing.embed import embed_page, framed
from memmap.sharing.page import share_page
from memmap.sharing.shared import shared
from memmap.view import MAX_ID

MINUTE = {"Cache-Control": "public, max-age=60", "Vary": "Accept-Language"}


def embed(request: Request) -> Response:
    """Answer ``/embed`` with the query of a view or a story, and ``light=1`` for poor networks."""
    if len(request.url.query) > MAX_QUERY:
        raise BadRequestError(_("query: longer than {n} characters").format(n=MAX_QUERY))
    what = shared(request.query_params, current())
    if what.story:
        return HTMLResponse(map_page(framed(page_of(request, what.story))))
    head = preview_tags(what, origin_of(request.scope))
    return HTMLResponse(map_page(embed_page(what, head, light=is_light(request))), headers=MINUTE)


def share(request: Request) -> Response:
    """Answer ``/share`` with the query of any view or step: all ways to share it."""
    if len(request.url.query) > MAX_QUERY:
        raise BadRequestError(_("query: longer than {n} characters").format(n=MAX_QUERY))
    page = share_page(shared(request.query_params, current()), origin_of(request.scope))
    return HTMLResponse(page, headers=MINUTE)


def card_of(request: Request) -> Response:
    """Answer ``/map/card?id=…``: what there is to say of a feature."""
    feature = request.query_params.get("id", "")[:MAX_ID]
    found = card(current().dataset, feature)
    if found is None:
        raise NotFoundError(
            _("There is nothing with the id {id!r} on this map.").format(id=feature)
        )
    return cacheable(request, lambda: compact(found), current().dataset.version)


def routes() -> list[Route]:
    """Return the addresses of this module."""
    return [
        Route("/embed", answering(embed, reader_language), name="embed"),
        Route("/share", answering(share, reader_language), name="share"),
        Route("/map/card", answering(card_of), name="card"),
    ]
