"""The rooms of this process, by its configuration, and the task that keeps them."""

import asyncio
import signal
from functools import cache

from memmap.config import config
from memmap.live.rooms import Rooms
from memmap.live.wire import Alone, Wire

_running: dict[Rooms, asyncio.Task[None]] = {}


@cache
def rooms() -> Rooms:
    """Return the rooms: on ``MEMMAP_LIVE_URL``'s broker, else of this process alone."""
    return Rooms(wire=_wire(config().live_url), is_stopping=server_is_stopping)


def _wire(url: str) -> Wire:
    if not url:
        return Alone()
    from memmap.live.redis_wire import RedisWire  # noqa: PLC0415 - few need the client: 60 ms

    return RedisWire(url)


async def keep_running(kept: Rooms) -> None:
    """Let the time of rooms pass; whoever asks first in this event loop starts it."""
    task = _running.get(kept)
    if task is None or task.done():
        _running[kept] = asyncio.create_task(kept.run())


def server_is_stopping() -> bool:
    """Return whether uvicorn was told to stop: it then waits until every follower has left."""
    server = getattr(signal.getsignal(signal.SIGTERM), "__self__", None)
    return bool(getattr(server, "should_exit", False))
