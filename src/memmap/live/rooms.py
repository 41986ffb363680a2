"""Rooms: the registry, its audience and the wire to other processes, put together."""

import asyncio
import json
import time
import uuid
from collections.abc import AsyncGenerator, Callable

from memmap.live.audience import Audience
from memmap.live.registry import Registry, State
from memmap.live.room import Limits, NoRoomError, PresenterKey, Room, RoomId, new_key, room_of
from memmap.live.scene import Scene
from memmap.live.wire import Alone, Counts, Note, Wire

TICK_S = 1.0
COUNT_S = 3.0
"""How often a process tells the others how many follow; three silences and it counts no longer."""
BEAT = b": beat\n\n"
AGAIN = b"event: again\ndata: {}\n\n"
"""Asks a follower to connect anew, as this process is about to stop."""


class Rooms:
    """What the HTTP routes talk to. All methods belong to one event loop."""

    def __init__(
        self,
        limits: Limits | None = None,
        wire: Wire | None = None,
        clock: Callable[[], float] = time.time,
        is_stopping: Callable[[], bool] = lambda: False,
    ) -> None:
        self.limits = limits or Limits()
        self._clock = clock
        self._is_stopping = is_stopping
        self._wire = wire or Alone()
        self._registry = Registry(self.limits, clock)
        self._audience = Audience(self.limits)
        self._messages: dict[RoomId, bytes] = {}
        self._elsewhere: dict[str, tuple[float, dict[RoomId, int]]] = {}
        self._process = uuid.uuid4().hex
        self._beat_at = self._count_at = 0.0
        self._stopping = False

    async def open(self, scene: Scene, key: str = "") -> tuple[PresenterKey, Room]:
        """Open a room, with a new key or again with one from before.

        Raises:
            LiveError: There are too many, or that room has ended.
        """
        mine = PresenterKey(key) if key else new_key()
        if key:
            await self._look_up(room_of(mine))
        room = self._registry.open(mine, scene)
        self._changed(room)
        return mine, room

    async def move(self, room: RoomId, key: PresenterKey, number: int, scene: Scene) -> None:
        """Show a scene to a room's audience.

        Raises:
            LiveError: See ``Registry.move``.
        """
        await self._look_up(room)
        self._changed(self._registry.move(room, key, number, scene))

    async def end(self, room: RoomId, key: PresenterKey) -> None:
        """End a room.

        Raises:
            LiveError: See ``Registry.move``.
        """
        await self._look_up(room)
        self._changed(self._registry.end(room, key))

    async def find(self, room: RoomId) -> tuple[Room, State]:
        """Return a room, and how it stands.

        Raises:
            NoRoomError: There is no such room.
        """
        await self._look_up(room)
        found = self._registry.get(room)
        return found, self._registry.state(found)

    def followers(self, room: RoomId) -> int:
        """Return how many follow a room, here and in other processes."""
        since = self._clock() - 3 * COUNT_S
        others = (counts.get(room, 0) for at, counts in self._elsewhere.values() if at >= since)
        return self._audience.count(room) + sum(others)

    async def follow(self, room: RoomId) -> AsyncGenerator[bytes]:
        """Return server-sent events: the scene now, then each change, then the end.

        A follower that is slower than the presenter gets the newest scene, not all of them.

        Raises:
            NoRoomError: There is no such room.
            FullError: There are too many followers.
        """
        await self.find(room)
        self._audience.admit(room)
        return self._follow(room)

    async def _follow(self, room: RoomId) -> AsyncGenerator[bytes]:
        woken, seen = self._audience.join(room), b""
        try:
            while not self._stopping:
                woken.clear()
                message, over = self._message(room), self._registry.get(room).ended
                yield BEAT if message is seen else message
                seen = message
                if over:
                    return
                await woken.wait()
            yield AGAIN
        except NoRoomError:
            return
        finally:
            self._audience.leave(room, woken)

    async def run(self) -> None:
        """Keep time and carry notes until cancelled."""
        carrying = asyncio.create_task(self._wire.run(self.receive, self._registry.all))
        try:
            while True:
                await asyncio.sleep(TICK_S)
                self.tick()
        finally:
            carrying.cancel()

    def tick(self) -> None:
        """Do what is due: ends, absences, signs of life, counts."""
        now = self._clock()
        if self._is_stopping():
            self.stop()
        for forgotten in self._registry.expire():
            self._messages.pop(forgotten, None)
            self._wire.forget(forgotten)
        for room in self._registry.all():
            self._tell(room)
        if now - self._beat_at >= self.limits.beat:
            self._beat_at = now
            self._audience.wake_all()
        if now - self._count_at >= COUNT_S:
            self._count_at = now
            self._wire.send(Counts(self._process, self._audience.counts()))

    def receive(self, note: Note) -> None:
        """Take what another process sent."""
        if isinstance(note, Counts):
            if note.process != self._process:
                self._elsewhere[note.process] = (self._clock(), note.followers)
        elif self._registry.accept(note):
            self._tell(self._registry.get(note.id))

    def stop(self) -> None:
        """Ask every follower to connect anew, as connections would keep the server from ending."""
        self._stopping = True
        self._audience.wake_all()

    async def _look_up(self, room: RoomId) -> None:
        try:
            self._registry.get(room)
        except NoRoomError:
            if found := await self._wire.find(room):
                self._registry.accept(found)

    def _changed(self, room: Room) -> None:
        self._wire.send(room)
        self._tell(room)

    def _tell(self, room: Room) -> None:
        before, message = self._messages.get(room.id), self._encode(room)
        if message != before:
            self._messages[room.id] = message
            self._audience.wake(room.id)

    def _message(self, room: RoomId) -> bytes:
        if room not in self._messages:
            self._messages[room] = self._encode(self._registry.get(room))
        return self._messages[room]

    def _encode(self, room: Room) -> bytes:
        body = {"state": self._registry.state(room), "scene": room.scene.to_json()}
        return f"data: {json.dumps(body, ensure_ascii=False, separators=(',', ':'))}\n\n".encode()
