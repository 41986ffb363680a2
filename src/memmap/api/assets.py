"""Leaflet, out of its package, and our own scripts and styles."""

from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from memmap.api.answers import NotFoundError, answering, compressed_once
from memmap.i18n import gettext as _
from memmap.mapping.assets import FOLDERS, address

FOREVER = {"Cache-Control": "public, max-age=31536000, immutable"}
NOW = {"Cache-Control": "no-cache"}
TEXTS = {".js": "text/javascript", ".css": "text/css"}


def asset(request: Request) -> Response:
    """Answer ``/assets/{package}/{version}/{path}``; a new content has a new address."""
    folder = FOLDERS.get(request.path_params["package"])
    if folder is None:
        raise NotFoundError(_("no such file"))
    path = _path(folder, request.path_params["path"])
    if path is None:
        raise NotFoundError(_("no such file"))
    headers = FOREVER if _is_of(request, folder, path) else NOW
    if path.suffix in TEXTS:
        text = path.read_text(encoding="utf-8")
        return compressed_once(request, text, TEXTS[path.suffix], headers)
    return FileResponse(path, headers=headers)


def _path(folder: Path, name: str) -> Path | None:
    try:
        path = Path(folder, name).resolve()
        return path if path.is_relative_to(folder) and path.is_file() else None
    except (OSError, ValueError):  # no system has a file of such a name
        return None


def _is_of(request: Request, folder: Path, path: Path) -> bool:
    """Return whether the address is that of this content, not of what another process has."""
    package = request.path_params["package"]
    return request.url.path == address(package, path.relative_to(folder).as_posix())


def routes() -> list[Route]:
    """Return the addresses of this module."""
    return [Route("/assets/{package}/{version}/{path:path}", answering(asset), name="asset")]
