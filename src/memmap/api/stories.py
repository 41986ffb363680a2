"""Stories as pages of their own: the map and the text, without a Streamlit session."""

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from memmap.api.answers import NotFoundError, answering
from memmap.config import config
from memmap.current import current
from memmap.i18n import current_language
from memmap.i18n import gettext as _
from memmap.mapping.page import map_page
from memmap.mapping.story_page import story_page
from memmap.stories import load_stories, tell
from memmap.view import parse_view


def story(request: Request) -> Response:
    """Answer ``/story/{id}?step=…&lang=…``."""
    dataset = current().dataset
    stories, _problems = load_stories(config().data / "stories", dataset)
    found = stories.get(request.path_params["story"])
    if found is None:
        raise NotFoundError(_("There is no such story."))
    language = current_language()
    view, _ignored = parse_view(dict(request.query_params))
    return HTMLResponse(map_page(story_page(tell(found, dataset, language), view, language)))


def routes() -> list[Route]:
    """Return the addresses of this module."""
    return [Route("/story/{story}", answering(story), name="story")]
