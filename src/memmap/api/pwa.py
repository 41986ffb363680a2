"""What makes the app one that can be installed: manifest, worker, icons."""

from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from memmap.api.answers import NotFoundError, answering
from memmap.config import PACKAGE
from memmap.i18n import gettext as _
from memmap.pictures.icon import icon_png
from memmap.sharing.pwa import ICON_SIZES, MANIFEST, WORKER, manifest, worker

DAY = {"Cache-Control": "public, max-age=86400"}


def manifest_file(_request: Request) -> Response:
    """Answer ``/manifest.webmanifest?lang=…``."""
    return Response(manifest(), media_type="application/manifest+json", headers=DAY)


def worker_file(_request: Request) -> Response:
    """Answer ``/worker.js``, which the browser asks about anew each time."""
    headers = {"Cache-Control": "no-cache"}
    return Response(worker(), media_type="text/javascript", headers=headers)


def icon_file(request: Request) -> Response:
    """Answer ``/icon-{size}.png``."""
    size = request.path_params["size"]
    if size not in map(str, ICON_SIZES):
        raise NotFoundError(_("no such file"))
    return Response(icon_png(int(size)), media_type="image/png", headers=DAY)


def drawn_icon(_request: Request) -> Response:
    """Answer ``/icon.svg``."""
    return FileResponse(PACKAGE / "ui" / "icon.svg", headers=DAY)


def routes() -> list[Route]:
    """Return the addresses of this module."""
    return [
        Route(MANIFEST, answering(manifest_file), name="manifest"),
        Route(WORKER, answering(worker_file), name="worker"),
        Route("/icon.svg", answering(drawn_icon), name="icon"),
        Route("/icon-{size}.png", answering(icon_file), name="icon-png"),
    ]
