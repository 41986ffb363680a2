"""Wire: how rooms get from one process to the others, and the one for a single process."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from memmap.live.room import Room, RoomId


@dataclass(frozen=True, slots=True)
class Counts:
    """How many follow each room in one process."""

    process: str
    followers: dict[RoomId, int]


Note = Room | Counts
Receive = Callable[[Note], None]


class Wire(Protocol):
    """Carries notes between processes. Each process knows every room; the newer record holds."""

    def send(self, note: Note) -> None:
        """Give a note to the other processes: soon, without waiting, the latest if it takes long.

        Args:
            note: A room that changed here, or how many follow here.
        """

    def forget(self, room: RoomId) -> None:
        """Keep a room no longer."""

    async def find(self, room: RoomId) -> Room | None:
        """Return a room that this process has not heard of, if another opened it."""

    async def run(self, receive: Receive, ours: Callable[[], Sequence[Room]]) -> None:
        """Carry notes until cancelled.

        Args:
            receive: Takes what others send, and at each new connection every room kept.
            ours: Every room known here, to bring back what the keeper lost.
        """


class Alone:
    """The wire of a single process: there is nobody to tell."""

    def send(self, note: Note) -> None:
        """Tell nobody."""

    def forget(self, room: RoomId) -> None:
        """Keep nothing."""

    async def find(self, room: RoomId) -> Room | None:  # noqa: ARG002 - the protocol's
        """Know no other process."""
        return None

    async def run(self, receive: Receive, ours: Callable[[], Sequence[Room]]) -> None:
        """Do nothing."""
