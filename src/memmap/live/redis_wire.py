"""The wire over Redis or Valkey, for several processes or machines.

One hash keeps every room's record; one channel carries each change. What a process has to say
waits in ``_pending``, the newest for each room, so that nobody waits for the broker and nothing is
lost while it restarts: at each new connection a process reads what is kept and brings back what it
knows better.
"""

import asyncio
import json
import logging
from collections.abc import Callable, Sequence
from typing import Any

from redis.asyncio import Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import RedisError

from memmap.live.room import Room, RoomId, room_from_json
from memmap.live.wire import Counts, Note, Receive

HASH, CHANNEL = "memmap:rooms", "memmap:live"
KEPT_S = 24 * 3600
RETRY_S = 1.0
ANSWER_S = 2.0
_log = logging.getLogger(__name__)


class RedisWire:
    """Carries notes over a broker.

    Args:
        url: ``redis://…``, ``rediss://…`` or ``unix://…``.
    """

    def __init__(self, url: str) -> None:
        self._redis: Redis = Redis.from_url(
            url,
            decode_responses=True,
            socket_connect_timeout=ANSWER_S,
            socket_timeout=ANSWER_S,
            retry=Retry(NoBackoff(), 0),
        )
        self._pending: dict[str, Note | None] = {}
        self._due = asyncio.Event()

    def send(self, note: Note) -> None:
        """Give a note to the other processes soon."""
        self._wait_for_sender(_name(note), note)

    def forget(self, room: RoomId) -> None:
        """Keep a room no longer."""
        self._wait_for_sender(room, None)

    async def find(self, room: RoomId) -> Room | None:
        """Return a room that is kept, or None where the broker does not answer either."""
        try:
            text = await self._redis.hget(HASH, room)
        except (RedisError, OSError):
            return None
        note = _read(text) if text else None
        return note if isinstance(note, Room) else None

    async def run(self, receive: Receive, ours: Callable[[], Sequence[Room]]) -> None:
        """Send and listen until cancelled, again and again where the broker goes away."""
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._again("send", self._send_pending))
            tasks.create_task(self._again("listen", lambda: self._listen(receive, ours)))

    def _wait_for_sender(self, name: str, note: Note | None) -> None:
        self._pending[name] = note
        self._due.set()

    async def _again(self, what: str, action: Callable[[], Any]) -> None:
        while True:
            try:
                await action()
            except (RedisError, OSError) as error:
                _log.warning("live rooms: %s: %s; trying again", what, type(error).__name__)
                await asyncio.sleep(RETRY_S)

    async def _send_pending(self) -> None:
        await self._due.wait()
        self._due.clear()
        sending, self._pending = self._pending, {}
        try:
            await self._transmit(sending)
        except (RedisError, OSError):
            self._pending = sending | self._pending
            self._due.set()
            raise

    async def _transmit(self, sending: dict[str, Note | None]) -> None:
        async with self._redis.pipeline(transaction=False) as pipe:
            for name, note in sending.items():
                if note is None:
                    pipe.hdel(HASH, name)
                    continue
                text = _write(note)
                if isinstance(note, Room):
                    pipe.hset(HASH, name, text)
                pipe.publish(CHANNEL, text)
            pipe.expire(HASH, KEPT_S)
            await pipe.execute()

    async def _listen(self, receive: Receive, ours: Callable[[], Sequence[Room]]) -> None:
        async with self._redis.pubsub() as listener:
            await listener.subscribe(CHANNEL)
            for text in (await self._redis.hgetall(HASH)).values():
                _give(text, receive)
            for room in ours():
                self.send(room)
            while True:
                message = await listener.get_message(
                    ignore_subscribe_messages=True, timeout=ANSWER_S / 2
                )
                if message:
                    _give(message["data"], receive)


def _name(note: Note) -> str:
    return note.id if isinstance(note, Room) else f"counts {note.process}"


def _write(note: Note) -> str:
    if isinstance(note, Room):
        return json.dumps({"room": note.to_json()}, ensure_ascii=False)
    return json.dumps({"process": note.process, "followers": note.followers})


def _read(text: str | bytes) -> Note | None:
    try:
        found = json.loads(text)
        if "room" in found:
            return room_from_json(found["room"])
        return Counts(str(found["process"]), dict(found["followers"]))
    except (KeyError, TypeError, ValueError):
        _log.warning("live rooms: a note that cannot be read was left out")
        return None


def _give(text: str | bytes, receive: Receive) -> None:
    if note := _read(text):
        receive(note)
