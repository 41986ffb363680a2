"""Headers on every answer: who may frame it, and that it loads nothing from elsewhere."""

from starlette.datastructures import MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from memmap.config import config

TILE_HOSTS = {"osm": "https://tile.openstreetmap.org", "carto": "https://*.basemaps.cartocdn.com"}


def content_security_policy(path: str) -> str:
    """Return the policy for an address. Only ``/embed`` may be framed by other sites.

    Streamlit evaluates its own chunks and inlines its styles, and streamlit-folium runs the map's
    script from text, hence the two "unsafe" words.
    """
    images = " ".join(["'self'", "data:", "blob:", *(TILE_HOSTS[t] for t in config().tiles)])
    framed_by = " ".join(config().embed_sites) if path == "/embed" else "'self'"
    return "; ".join(
        [
            "default-src 'self'",
            "script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:",
            "style-src 'self' 'unsafe-inline'",
            "connect-src 'self' ws: wss: data: blob:",
            "font-src 'self' data:",
            f"img-src {images}",
            "worker-src 'self' blob:",
            "media-src 'self' data: blob:",
            "frame-src 'self' blob: data:",
            "object-src 'none'",
            "base-uri 'self'",
            f"frame-ancestors {framed_by}",
        ]
    )


class SecurityHeaders:
    """ASGI middleware that adds the headers to every HTTP answer.

    That of a failure too, which it answers itself: Starlette would, but outside of all middleware.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, with the headers."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        has_begun = False

        async def send_with_headers(message: Message) -> None:
            nonlocal has_begun
            if message["type"] == "http.response.start":
                has_begun = True
                headers = MutableHeaders(scope=message)
                headers["Content-Security-Policy"] = content_security_policy(scope["path"])
                headers["X-Content-Type-Options"] = "nosniff"
                headers["Referrer-Policy"] = "strict-origin-when-cross-origin"
                headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(self)"
                headers["Cross-Origin-Opener-Policy"] = "same-origin"
            await send(message)

        try:
            await self.app(scope, receive, send_with_headers)
        except Exception:
            if not has_begun:
                answer = PlainTextResponse("Internal Server Error", 500)
                await answer(scope, receive, send_with_headers)
            raise
