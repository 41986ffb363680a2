"""Stories as pages of their own: the map and the text, without a Streamlit session."""

from dataclasses import replace

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from memmap.api.answers import NotFoundError, answering, is_light, reader_language
from memmap.api.preview import origin_of, preview_tags
from memmap.current import current
from memmap.i18n import current_language
from memmap.i18n import gettext as _
from memmap.mapping.page import MapPage, map_page
from memmap.mapping.story_page import story_page
from memmap.sharing.pwa import head_links
from memmap.sharing.shared import shared, stories_of
from memmap.stories import tell
from memmap.view import parse_view


def story(request: Request) -> Response:
    """Answer ``/story/{id}?step=…&lang=…``."""
    page = page_of(request, request.path_params["story"])
    if not is_light(request):  # a page that can be installed keeps its story, a download of 1 MB
        page = replace(page, head=page.head + Markup(head_links()))  # noqa: S704 - our own tags
    return HTMLResponse(map_page(page))


def page_of(request: Request, story: str) -> MapPage:
    """Return a story's page, with the preview of the step that the request names.

    Raises:
        NotFoundError: There is no such story.
    """
    now = current()
    found = stories_of(now).get(story)
    if found is None:
        raise NotFoundError(_("There is no such story."))
    language = current_language()
    view, _ignored = parse_view(dict(request.query_params))
    page = story_page(tell(found, now.dataset, language), view, language)
    what = shared(dict(request.query_params) | {"story": story}, now)
    head = preview_tags(what, origin_of(request.scope))
    data = page.data | {"light": is_light(request)}
    return replace(page, head=Markup(head), data=data)  # noqa: S704 - escaped where it is made


def routes() -> list[Route]:
    """Return the addresses of this module."""
    return [Route("/story/{story}", answering(story, reader_language), name="story")]
