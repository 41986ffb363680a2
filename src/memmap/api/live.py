"""Live rooms over HTTP: a presenter posts scenes with the room's key, followers read events.

Server-sent events, as they are plain HTTP answers that never end: they pass every proxy that does
not hold answers back, need no other protocol, and flow in the one direction that is needed.
"""

import re
from collections.abc import Awaitable, Callable
from io import BytesIO
from typing import Any

import segno
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from memmap.api.answers import language_of
from memmap.config import config
from memmap.i18n import gettext as _
from memmap.i18n import use_language
from memmap.live import current
from memmap.live.registry import State
from memmap.live.room import (
    EndedError,
    ForgedKeyError,
    FullError,
    LiveError,
    NoRoomError,
    PresenterKey,
    RoomId,
    TooManyError,
)
from memmap.live.rooms import Rooms
from memmap.live.scene import SceneError, parse_scene, read_json

Handler = Callable[[Request], Awaitable[Response]]
Question = Callable[[Request, Rooms], Awaitable[Response]]

STATUS: dict[type[Exception], int] = {
    NoRoomError: 404,
    EndedError: 410,
    ForgedKeyError: 403,
    FullError: 503,
    TooManyError: 429,
    SceneError: 400,
}
FRESH = {"Cache-Control": "no-store"}
STREAM = FRESH | {"X-Accel-Buffering": "no"}
MAX_NUMBER = 2**53
_ORIGIN = re.compile(r"https?://[A-Za-z0-9.\-\[\]:]{1,200}")


class TooLargeError(LiveError):
    """A message over the limit."""


STATUS[TooLargeError] = 413


def answering(question: Question, rooms: Callable[[], Rooms]) -> Handler:
    """Make a handler of a question to the rooms; what is refused becomes a 4xx or 503."""

    async def handler(request: Request) -> Response:
        found = rooms()
        await current.keep_running(found)
        with use_language(language_of(request)):
            try:
                return await question(request, found)
            except tuple(STATUS) as error:
                return _refusal(error)

    handler.__name__ = question.__name__
    return handler


def _refusal(error: Exception) -> Response:
    again = getattr(error, "retry_after", 0)
    headers = FRESH | ({"Retry-After": str(again)} if again else {})
    return JSONResponse({"error": str(error)}, STATUS[type(error)], headers)


async def open_room(request: Request, rooms: Rooms) -> Response:
    """Answer ``POST /live/rooms``: a new room, or again the one of a key from before."""
    asked = await _body(request, rooms)
    key, room = await rooms.open(parse_scene(asked.get("scene", {})), str(asked.get("key", "")))
    body = {"room": room.id, "key": key, "number": room.number, "scene": room.scene.to_json()}
    return JSONResponse(body, 201, FRESH)


async def move(request: Request, rooms: Rooms) -> Response:
    """Answer ``POST /live/rooms/{room}``: show a scene; the answer says how many follow."""
    room, asked = _room(request), await _body(request, rooms)
    number = asked.get("number")
    if type(number) is not int or not 0 < number < MAX_NUMBER:
        raise SceneError(_("number: expected one above the last"))
    await rooms.move(room, _key(request), number, parse_scene(asked.get("scene")))
    return JSONResponse({"followers": rooms.followers(room)}, headers=FRESH)


async def end(request: Request, rooms: Rooms) -> Response:
    """Answer ``DELETE /live/rooms/{room}``."""
    await rooms.end(_room(request), _key(request))
    return Response(status_code=204, headers=FRESH)


async def look(request: Request, rooms: Rooms) -> Response:
    """Answer ``GET /live/rooms/{room}``: how it stands, once."""
    room, state = await rooms.find(_room(request))
    return JSONResponse({"state": state, "scene": room.scene.to_json()}, headers=FRESH)


async def events(request: Request, rooms: Rooms) -> Response:
    """Answer ``GET /live/rooms/{room}/events``: the scene now, and each change."""
    stream = await rooms.follow(_room(request))
    return StreamingResponse(stream, media_type="text/event-stream", headers=STREAM)


async def qr_code(request: Request, rooms: Rooms) -> Response:
    """Answer ``GET /live/rooms/{room}/qr.svg?at=…``: the audience's address as a picture.

    ``at`` is this server as the presenter's browser knows it; an operator's public address wins.
    """
    room, state = await rooms.find(_room(request))
    if state == State.ENDED:
        raise EndedError(_("This room has ended. Open a new one."))
    origin = config().public_url.rstrip("/") or request.query_params.get("at", "")
    if not _ORIGIN.fullmatch(origin) and not config().public_url:
        raise SceneError(_("at: expected the address of this server"))
    picture = BytesIO()
    segno.make(f"{origin}/watch/{room.id}", error="m").save(
        picture, kind="svg", border=3, light="#fff", scale=8, omitsize=True
    )
    return Response(picture.getvalue(), media_type="image/svg+xml", headers=FRESH)


def _room(request: Request) -> RoomId:
    return RoomId(request.path_params["room"][:40])


def _key(request: Request) -> PresenterKey:
    scheme, _space, key = request.headers.get("authorization", "").partition(" ")
    return PresenterKey(key.strip() if scheme.lower() == "bearer" else "")


async def _body(request: Request, rooms: Rooms) -> dict[str, Any]:
    most, read = rooms.limits.message_bytes, b""
    async for part in request.stream():
        read += part
        if len(read) > most:
            raise TooLargeError(_("expected {n} bytes at the most").format(n=most))
    return read_json(read)


def routes(rooms: Callable[[], Rooms] = current.rooms) -> list[Route]:
    """Return the addresses of this module, for these rooms."""

    def route(path: str, question: Question, method: str) -> Route:
        return Route(path, answering(question, rooms), methods=[method], name=question.__name__)

    return [
        route("/live/rooms", open_room, "POST"),
        route("/live/rooms/{room}", move, "POST"),
        route("/live/rooms/{room}", end, "DELETE"),
        route("/live/rooms/{room}", look, "GET"),
        route("/live/rooms/{room}/events", events, "GET"),
        route("/live/rooms/{room}/qr.svg", qr_code, "GET"),
    ]
