"""Link previews: Streamlit's empty page, given a head that says what the address shows.

Everybody gets the same page: who reads the tags sees title and picture, who runs the scripts comes
into the app. So no list of the names of crawlers is needed.
"""

import gzip
from collections.abc import Mapping
from dataclasses import replace
from html import escape
from urllib.parse import parse_qsl

from babel import Locale
from babel.core import get_global
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import URL, Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from memmap.config import config
from memmap.current import current
from memmap.dataset import DataError
from memmap.i18n import N_, current_language, is_right_to_left, languages, use_language
from memmap.i18n import gettext as _
from memmap.mapping.assets import address
from memmap.pictures import SIZES
from memmap.sharing.pwa import head_links
from memmap.sharing.shared import Shared, shared
from memmap.sharing.text import shortened

SHELL = "<title>Streamlit</title>"
"""What only Streamlit's own page has."""
ROOT = '<div id="root">'
"""Where the app comes into its page, once its scripts are there."""
MAX_QUERY = 4000
PAGES = {
    "/stories": N_("Stories"),
    "/places": N_("Your places"),
    "/make-story": N_("Make a story"),
    "/about": N_("About the data"),
}
"""The pages of the app that are not the map, and what they are called."""


def preview_tags(what: Shared, origin: str, page: str | None = None) -> str:
    """Return the tags of a head: Open Graph, which all read, and the one that X wants besides.

    Args:
        what: What the address shows.
        origin: Of this server, such as "https://example.org".
        page: Address of the page without the server, where it is not that of ``what``; "" for one
            that is meant by whatever address it was asked for.
    """
    card = SIZES["card"]
    picture = f"{origin}/picture/card.png"
    query = what.query_in(current_language())
    title, summary = shortened(what.title, 90), shortened(what.summary, 200)
    properties = {
        "og:type": "website",
        "og:site_name": "memmap",
        "og:title": title,
        "og:description": summary,
        "og:locale": open_graph_locale(current_language()),
        "og:image": f"{picture}?{query}",
        "og:image:type": "image/png",
        "og:image:width": str(round(card.width * card.dots)),
        "og:image:height": str(round(card.height * card.dots)),
        "og:image:alt": title,
    }
    address = what.address if page is None else page
    if address:
        properties["og:url"] = origin + address
    tags = [_tag("property", name, content) for name, content in properties.items()]
    tags += [
        _tag("name", "twitter:card", "summary_large_image"),
        _tag("name", "description", summary),
    ]
    return "".join(tags)


def _tag(attribute: str, name: str, content: str) -> str:
    return f'<meta {attribute}="{name}" content="{escape(content)}">'


def open_graph_locale(language: str) -> str:
    """Return a language as Open Graph wants it, with the country where most speak it: ru_RU."""
    likely = get_global("likely_subtags").get(language, language)
    territory = Locale.parse(likely).territory
    return f"{language}_{territory}" if territory else language


def wanted_language(query: Mapping[str, str], accepted: str) -> str:
    """Return the language of a link, else the first one that the visitor accepts, else English."""
    codes = [
        query.get("lang", ""),
        *(part.strip()[:2].lower() for part in accepted[:200].split(",")),
    ]
    return next((code for code in codes if code in languages()), "en")


def dressed(shell: str, scope: Scope) -> str:
    """Return Streamlit's page with the head of an address; unchanged if the data is broken."""
    query = dict(parse_qsl(scope["query_string"].decode("latin-1")[:MAX_QUERY]))
    accepted = Headers(scope=scope).get("accept-language", "")
    with use_language(wanted_language(query, accepted)):
        try:
            what, page, name = shared(query, current()), None, PAGES.get(scope["path"])
            if name:
                what = replace(what, title=_(name))
                page = f"{scope['path']}?{what.query}".rstrip("?")
            tags = f"<title>{escape(what.title)} · memmap</title>"
            tags += preview_tags(what, origin_of(scope), page)
        except DataError:
            return shell
        language = current_language()
        direction = "rtl" if is_right_to_left(language) else "ltr"
        page = shell.replace(SHELL, tags + head_links(), 1)
        page = page.replace(ROOT, ROOT + waiting(what.title), 1)
        return page.replace('<html lang="en">', f'<html lang="{language}" dir="{direction}">', 1)


def waiting(title: str) -> str:
    """Return what stands in the page until the app's scripts are loaded and take its place."""
    style, label = address("memmap", "waiting.css"), _("The map is loading")
    return (
        f'<link rel="stylesheet" href="{style}"><div class="memmap-waiting"><p>{escape(title)}</p>'
        f'<progress aria-label="{escape(label)}"></progress></div>'
    )


def origin_of(scope: Scope) -> str:
    """Return where this server is for the rest of the world."""
    if config().public_url:
        return config().public_url.rstrip("/")
    url = URL(scope=scope)
    return f"{url.scheme}://{url.netloc}"


class LinkPreviews:
    """ASGI middleware that dresses Streamlit's page, and lets everything else pass."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, with tags where the answer is Streamlit's page."""
        if scope["type"] == "http" and scope["method"] == "GET":
            send = _Dresser(scope, send)
        await self.app(scope, receive, send)


class _Dresser:
    """Holds an HTML answer back until it is whole."""

    def __init__(self, scope: Scope, send: Send) -> None:
        self._scope = scope
        self._send = send
        self._start: Message | None = None
        self._body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = Headers(scope=message)
            if message["status"] == 200 and headers.get("content-type", "")[:9] == "text/html":
                self._start = message
                return
        if self._start is None or message["type"] != "http.response.body":
            await self._send(message)
            return
        self._body += message.get("body", b"")
        if not message.get("more_body"):
            await self._finish(self._start)

    async def _finish(self, start: Message) -> None:
        headers = MutableHeaders(scope=start)
        zipped = headers.get("content-encoding") == "gzip"
        body = gzip.decompress(self._body) if zipped else self._body
        if SHELL.encode() in body:
            page = await run_in_threadpool(dressed, body.decode(), self._scope)
            body = page.encode()
            for name in ("etag", "last-modified", "content-encoding"):
                del headers[name]
            headers["content-length"] = str(len(body))
            self._body = body
        await self._send(start)
        await self._send({"type": "http.response.body", "body": self._body})
