"""A room: its record, its id and its key, its limits, and what can be refused.

A room's id is a digest of its key. So the key alone proves who may move the room, nothing secret
is stored, and the presenter can open the same room again after the server or the broker lost it.
"""

import base64
import hashlib
import hmac
import secrets
from dataclasses import dataclass
from typing import Any, NewType

from memmap.live.scene import Scene, parse_scene

RoomId = NewType("RoomId", str)
PresenterKey = NewType("PresenterKey", str)

KEY_BYTES = 32
ID_LETTERS = 16
"""Of base 32: 80 bits, too many to guess or to find another key for."""
MAX_KEY = 100


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a process takes on, and how long it waits; durations in seconds.

    Attributes:
        rooms: Open at one time.
        remembered: Ended rooms that can still say that they ended.
        room_followers: Of one room in this process.
        followers: Of all rooms in this process.
        message_bytes: Of one request of a presenter.
        messages_per_second: Of one presenter, in the long run; ``burst`` at once.
        openings_per_minute: Of rooms, by everybody together.
        beat: Between signs of life to followers.
        away: Of silence after which the audience learns that the presenter is away.
        idle: Of silence after which a room ends.
        life: After which a room ends in any case.
        kept: For which an ended room is remembered.
    """

    rooms: int = 200
    remembered: int = 1000
    room_followers: int = 3000
    followers: int = 6000
    message_bytes: int = 4096
    messages_per_second: float = 20
    burst: float = 40
    openings_per_minute: float = 30
    beat: float = 10
    away: float = 45
    idle: float = 3600
    life: float = 12 * 3600
    kept: float = 12 * 3600


class LiveError(Exception):
    """A refusal; its text is the reason, for a person."""

    retry_after = 0
    """Seconds after which it makes sense to try again; 0 where it does not."""


class NoRoomError(LiveError):
    """There is no such room."""


class EndedError(LiveError):
    """The room has ended."""


class ForgedKeyError(LiveError):
    """The key is not this room's."""


class TooManyError(LiveError):
    """A limit is reached."""

    def __init__(self, reason: str, retry_after: int = 1) -> None:
        super().__init__(reason)
        self.retry_after = retry_after


class FullError(TooManyError):
    """There is no room for more rooms or followers."""


@dataclass(frozen=True, slots=True)
class Room:
    """What is known of a room. It holds nothing of anybody who follows.

    Attributes:
        number: Grows with each move; the presenter counts, so that late messages stay behind.
        opened: When, in seconds of the epoch.
        heard: When the presenter was heard last, in seconds of the epoch.
        ended: Whether it is over.
    """

    id: RoomId
    scene: Scene
    number: int
    opened: float
    heard: float
    ended: bool = False

    def to_json(self) -> dict[str, Any]:
        """Return the record for other processes."""
        return {
            "id": self.id,
            "scene": self.scene.to_json(),
            "number": self.number,
            "opened": self.opened,
            "heard": self.heard,
            "ended": self.ended,
        }

    def is_newer_than(self, other: "Room | None") -> bool:
        """Return whether this record replaces another; an end is final."""
        if other is None:
            return True
        return (self.ended, self.number) > (other.ended, other.number)


def room_from_json(found: dict[str, Any]) -> Room:
    """Read a record of another process.

    Raises:
        KeyError: A part is missing.
        ValueError: A part makes no sense.
    """
    return Room(
        RoomId(str(found["id"])),
        parse_scene(found["scene"]),
        int(found["number"]),
        float(found["opened"]),
        float(found["heard"]),
        bool(found["ended"]),
    )


def new_key() -> PresenterKey:
    """Return a new presenter's key."""
    return PresenterKey(secrets.token_urlsafe(KEY_BYTES))


def room_of(key: PresenterKey) -> RoomId:
    """Return the id of the room that a key opens and moves: four groups of letters."""
    digest = base64.b32encode(hashlib.sha256(key.encode()).digest()).decode().lower()
    letters = digest[:ID_LETTERS]
    return RoomId("-".join(letters[i : i + 4] for i in range(0, ID_LETTERS, 4)))


def opens(key: PresenterKey, room: RoomId) -> bool:
    """Return whether a key is a room's."""
    return len(key) <= MAX_KEY and hmac.compare_digest(room_of(key).encode(), room.encode())
