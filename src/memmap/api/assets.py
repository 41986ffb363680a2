"""Leaflet, out of its package, and our own scripts and styles."""

from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from memmap.api.answers import NotFoundError, answering, compressed_once
from memmap.i18n import gettext as _
from memmap.mapping.assets import FOLDERS

FOREVER = {"Cache-Control": "public, max-age=31536000, immutable"}
TEXTS = {".js": "text/javascript", ".css": "text/css"}


def asset(request: Request) -> Response:
    """Answer ``/assets/{package}/{version}/{path}``; a new content has a new address."""
    folder = FOLDERS.get(request.path_params["package"])
    if folder is None:
        raise NotFoundError(_("no such file"))
    path = Path(folder, request.path_params["path"]).resolve()
    if not path.is_relative_to(folder) or not path.is_file():
        raise NotFoundError(_("no such file"))
    if path.suffix in TEXTS:
        text = path.read_text(encoding="utf-8")
        return compressed_once(request, text, TEXTS[path.suffix], FOREVER)
    return FileResponse(path, headers=FOREVER)


def routes() -> list[Route]:
    """Return the addresses of this module."""
    return [Route("/assets/{package}/{version}/{path:path}", answering(asset), name="asset")]
