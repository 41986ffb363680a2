"""How every address answers: compact JSON with an ETag, or a 4xx with a reason."""

import gzip
import hashlib
import json
from collections.abc import Awaitable, Callable
from functools import cache, lru_cache
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from memmap.api.preview import wanted_language
from memmap.config import PACKAGE
from memmap.dataset import DataError
from memmap.i18n import SOURCE_LANGUAGE, languages, use_language
from memmap.i18n import gettext as _
from memmap.mapping.page import notice_page

Handler = Callable[[Request], Awaitable[Response]]


class BadRequestError(ValueError):
    """A request that makes no sense; its text is the reason, for a person."""

    status = 400


class BusyError(BadRequestError):
    """A request that cannot be answered just now; its text says when to ask again."""

    status = 503


class NotFoundError(BadRequestError):
    """A request for something that is not there."""

    status = 404


def language_of(request: Request) -> str:
    """Return the language that a request asks for with ``lang``, English where there is none.

    Only those that there are catalogues for: what is kept by language would grow with made-up ones.
    """
    wanted = request.query_params.get("lang", "")
    return wanted if wanted in languages() else SOURCE_LANGUAGE


def reader_language(request: Request) -> str:
    """Return the language of a page: its address's, else the first that the browser accepts."""
    return wanted_language(request.query_params, request.headers.get("accept-language", ""))


def is_light(request: Request) -> bool:
    """Return whether a request comes from a poor network, and asks for fewer bytes."""
    return request.query_params.get("light", "") == "1"


def answering(
    question: Callable[[Request], Response], language: Callable[[Request], str] = language_of
) -> Handler:
    """Make a handler of a blocking function; what it refuses becomes a 4xx with the reason."""

    def answer(request: Request) -> Response:
        with use_language(language(request)):
            try:
                return question(request)
            except BadRequestError as error:
                return refusal(request, str(error), error.status)
            except DataError:
                return refusal(request, _("The data tables need attention; run: memmap check"), 503)

    async def handler(request: Request) -> Response:
        return await run_in_threadpool(answer, request)

    handler.__name__ = question.__name__
    return handler


def tagged(request: Request, version: str, max_age_s: int) -> dict[str, str]:
    """Return headers with a tag made of the program, a version and the request."""
    asked = f"{_program()}\0{version}\0{request.url.path}\0{request.url.query}"
    tag = f'"{hashlib.sha256(asked.encode()).hexdigest()[:20]}"'
    return {"ETag": tag, "Cache-Control": f"public, max-age={max_age_s}"}


@cache
def _program() -> str:
    """Return a digest of the package: another program answers otherwise, or in other words."""
    digest = hashlib.sha256()
    for path in sorted(PACKAGE.rglob("*")):
        if path.suffix in {".py", ".po", ".sql", ".js", ".css", ".html"}:
            digest.update(path.read_bytes())
    return digest.hexdigest()


def is_known(request: Request, headers: dict[str, str]) -> bool:
    """Return whether the browser has the answer of this tag already."""
    return headers["ETag"] in request.headers.get("if-none-match", "")


def refusal(request: Request, reason: str, status: int) -> Response:
    """Return why there is no answer: as a page to a person's browser, else as JSON."""
    if "text/html" in request.headers.get("accept", ""):
        return HTMLResponse(notice_page(reason), status)
    return JSONResponse({"error": reason}, status)


def compact(body: dict[str, Any]) -> str:
    """Return JSON without a needless character."""
    return json.dumps(body, ensure_ascii=False, separators=(",", ":"))


def cacheable(request: Request, text: Callable[[], str], version: str) -> Response:
    """Return JSON that a browser may keep for a minute and then ask about by ETag.

    The tag is made of the data's version and the request, as equal requests have equal answers:
    a browser that has the answer is told so before ``text`` works it out.
    """
    headers = tagged(request, version, max_age_s=60)
    if is_known(request, headers):
        return Response(status_code=304, headers=headers)
    return Response(text(), media_type="application/json", headers=headers)


def compressed_once(
    request: Request, text: str, media_type: str, headers: dict[str, str]
) -> Response:
    """Return a text that many ask for, compressed once and not for each of them."""
    if "gzip" not in request.headers.get("accept-encoding", ""):
        return Response(text, media_type=media_type, headers=headers)
    encoding = {"Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
    return Response(_gzipped(text), media_type=media_type, headers=headers | encoding)


@lru_cache(maxsize=1024)
def _gzipped(text: str) -> bytes:
    return gzip.compress(text.encode(), mtime=0)
