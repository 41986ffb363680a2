"""Registry: the records of all rooms, and the rules. Knows no network and no waiting."""

from collections.abc import Callable
from dataclasses import replace
from enum import StrEnum

from memmap.i18n import gettext as _
from memmap.live.bucket import Bucket
from memmap.live.room import (
    EndedError,
    ForgedKeyError,
    FullError,
    Limits,
    NoRoomError,
    PresenterKey,
    Room,
    RoomId,
    TooManyError,
    opens,
    room_of,
)
from memmap.live.scene import Scene

RETRY_S = 60


class State(StrEnum):
    """How a room stands."""

    LIVE = "live"
    AWAY = "away"
    ENDED = "ended"


class Registry:
    """Every room known to this process, opened here or by another.

    Args:
        limits: How many, how often, how long.
        clock: Returns the time in seconds of the epoch.
    """

    def __init__(self, limits: Limits, clock: Callable[[], float]) -> None:
        self._limits = limits
        self._clock = clock
        self._rooms: dict[RoomId, Room] = {}
        self._moves: dict[RoomId, Bucket] = {}
        self._openings = Bucket(limits.openings_per_minute / 60, limits.openings_per_minute)

    def open(self, key: PresenterKey, scene: Scene) -> Room:
        """Open the room of a key, or return it where it is open already.

        Raises:
            EndedError: It has ended.
            TooManyError: Too many rooms are open or were opened just now.
        """
        now, room = self._clock(), self._rooms.get(room_of(key))
        if room:
            return self._open(room.id)
        if sum(not room.ended for room in self._rooms.values()) >= self._limits.rooms:
            reason = _("All {n} rooms are taken. Please try again later.")
            raise FullError(reason.format(n=self._limits.rooms), RETRY_S)
        if not self._openings.takes(now):
            raise TooManyError(_("Too many rooms were opened just now. Please wait a minute."), 60)
        return self._put(Room(room_of(key), scene, 0, now, now))

    def move(self, room: RoomId, key: PresenterKey, number: int, scene: Scene) -> Room:
        """Show a scene. A number that is not above the last one counts as a sign of life only.

        Raises:
            NoRoomError: There is no such room.
            ForgedKeyError: The key is another room's.
            EndedError: It has ended.
            TooManyError: The presenter sends too often.
        """
        found, now = self._held(room, key), self._clock()
        bucket = self._moves.setdefault(
            room, Bucket(self._limits.messages_per_second, self._limits.burst)
        )
        if not bucket.takes(now):
            raise TooManyError(_("Too many messages. Please send fewer."))
        if number <= found.number:
            return self._put(replace(found, heard=now))
        return self._put(replace(found, scene=scene, number=number, heard=now))

    def end(self, room: RoomId, key: PresenterKey) -> Room:
        """End a room; its followers keep what they have.

        Raises:
            LiveError: As for ``move``.
        """
        found = self._held(room, key)
        return self._put(replace(found, heard=self._clock(), ended=True))

    def get(self, room: RoomId) -> Room:
        """Return a room, ended or not.

        Raises:
            NoRoomError: There is no such room.
        """
        if room not in self._rooms:
            raise NoRoomError(_("There is no such room. It may have ended long ago."))
        return self._rooms[room]

    def state(self, room: Room) -> State:
        """Return how a room stands now."""
        if room.ended:
            return State.ENDED
        return State.AWAY if self._clock() - room.heard > self._limits.away else State.LIVE

    def accept(self, room: Room) -> bool:
        """Take another process's record; return whether it was newer than ours."""
        ours = self._rooms.get(room.id)
        if ours and room.heard > ours.heard:
            self._rooms[room.id] = replace(ours, heard=room.heard)
        if not room.is_newer_than(ours):
            return False
        self._put(room)
        return True

    def all(self) -> list[Room]:
        """Return every room."""
        return list(self._rooms.values())

    def expire(self) -> list[RoomId]:
        """End what is idle or old; return the ids of ended rooms that were forgotten."""
        now, limits = self._clock(), self._limits
        for room in self.all():
            if now - room.heard > limits.idle or now - room.opened > limits.life:
                self._put(replace(room, ended=True))
        over = sorted((room for room in self.all() if room.ended), key=lambda room: -room.heard)
        forgotten = [
            room.id
            for i, room in enumerate(over)
            if i >= limits.remembered or now - room.heard > limits.kept
        ]
        for room_id in forgotten:
            del self._rooms[room_id]
            self._moves.pop(room_id, None)
        return forgotten

    def _put(self, room: Room) -> Room:
        self._rooms[room.id] = room
        return room

    def _open(self, room: RoomId) -> Room:
        found = self.get(room)
        if found.ended:
            raise EndedError(_("This room has ended. Open a new one."))
        return found

    def _held(self, room: RoomId, key: PresenterKey) -> Room:
        self.get(room)
        if not opens(key, room):
            raise ForgedKeyError(_("Only the presenter's key moves this room."))
        return self._open(room)
