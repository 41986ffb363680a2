"""Those who follow rooms in this process: counted, woken, and nothing else known of them."""

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable

from memmap.i18n import gettext as _
from memmap.live.room import FullError, Limits, RoomId

GROUP = 50
"""Followers woken in one turn of the loop, so that other requests get their turn between."""
WAKES_PER_SECOND = 6000
"""What two cores can send and still answer others; a large audience gets fewer, newer scenes."""
RETRY_S = 30


class Audience:
    """Wakes the followers of a room: all, in small groups, not faster than can be sent."""

    def __init__(
        self, limits: Limits, sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    ) -> None:
        self._limits = limits
        self._sleep = sleep
        self._followers: defaultdict[RoomId, set[asyncio.Event]] = defaultdict(set)
        self._wanted: set[RoomId] = set()
        self._waking: dict[RoomId, asyncio.Task[None]] = {}
        self._total = 0

    def admit(self, room: RoomId) -> None:
        """Check that one more may follow a room.

        Raises:
            FullError: There are too many followers.
        """
        if len(self._followers.get(room, ())) >= self._limits.room_followers:
            raise FullError(_("This room is full. It is tried again by itself."), RETRY_S)
        if self._total >= self._limits.followers:
            raise FullError(_("This server is full. It is tried again by itself."), RETRY_S)

    def join(self, room: RoomId) -> asyncio.Event:
        """Return an event that is set at each change of the room."""
        woken = asyncio.Event()
        self._followers[room].add(woken)
        self._total += 1
        return woken

    def leave(self, room: RoomId, woken: asyncio.Event) -> None:
        """Count and wake this one no longer."""
        self._followers[room].discard(woken)
        self._total -= 1
        if not self._followers[room]:
            del self._followers[room]

    def count(self, room: RoomId) -> int:
        """Return how many follow a room here."""
        return len(self._followers.get(room, ()))

    def counts(self) -> dict[RoomId, int]:
        """Return how many follow each room here."""
        return {room: len(followers) for room, followers in self._followers.items()}

    def wake(self, room: RoomId) -> None:
        """Wake the followers of a room soon; a wake that is already due is enough."""
        self._wanted.add(room)
        if room not in self._waking and self.count(room):
            task = asyncio.get_running_loop().create_task(self._wake(room))
            self._waking[room] = task
            task.add_done_callback(lambda _task: self._waking.pop(room, None))

    def wake_all(self) -> None:
        """Wake the followers of every room soon."""
        for room in list(self._followers):
            self.wake(room)

    async def _wake(self, room: RoomId) -> None:
        while room in self._wanted:
            self._wanted.discard(room)
            followers = list(self._followers.get(room, ()))
            for i in range(0, len(followers), GROUP):
                for woken in followers[i : i + GROUP]:
                    woken.set()
                await self._sleep(0)
            await self._sleep(len(followers) / WAKES_PER_SECOND)
