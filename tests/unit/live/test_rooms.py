"""Rooms over a wire in memory, with a clock of the test's."""

import asyncio
import json
from collections.abc import AsyncGenerator, Callable, Sequence
from typing import Any

import pytest
from tests.unit.live.test_registry import Clock

from memmap.live.audience import GROUP, Audience
from memmap.live.room import FullError, Limits, NoRoomError, Room, RoomId
from memmap.live.rooms import AGAIN, BEAT, COUNT_S, Rooms
from memmap.live.scene import Scene
from memmap.live.wire import Note, Receive


class Cable:
    """Carries notes to all ends at once."""

    def __init__(self) -> None:
        self.ends: list[Rooms] = []
        self.cut = False

    def send(self, note: Note) -> None:
        for end in [] if self.cut else self.ends:
            end.receive(note)

    def forget(self, room: RoomId) -> None:
        pass

    async def find(self, room: RoomId) -> Room | None:
        found = [end._registry.get(room) for end in self.ends if room in end._registry._rooms]
        return found[0] if found else None

    async def run(self, receive: Receive, ours: Callable[[], Sequence[Room]]) -> None:
        pass


def scene_of(message: bytes) -> dict[str, Any]:
    return json.loads(message.removeprefix(b"data: "))  # type: ignore[no-any-return]


async def following(rooms: Rooms, room: RoomId) -> tuple[AsyncGenerator[bytes], dict[str, Any]]:
    stream = await rooms.follow(room)
    return stream, scene_of(await anext(stream))


def test_who_joins_late_gets_the_current_scene_and_then_every_change() -> None:
    async def scenario() -> None:
        rooms = Rooms(clock=Clock())
        key, room = await rooms.open(Scene("s", 1))
        await rooms.move(room.id, key, 1, Scene("s", 2))

        stream, first = await following(rooms, room.id)
        await rooms.move(room.id, key, 2, Scene("s", 3))

        assert first == {"state": "live", "scene": {"story": "s", "step": 2}}
        assert scene_of(await anext(stream))["scene"]["step"] == 3

    asyncio.run(scenario())


def test_a_slow_follower_gets_the_newest_scene_not_all_of_them() -> None:
    async def scenario() -> None:
        rooms = Rooms(clock=Clock())
        key, room = await rooms.open(Scene("s", 1))
        stream, _ = await following(rooms, room.id)

        for step in range(2, 30):
            await rooms.move(room.id, key, step, Scene("s", step))

        assert scene_of(await anext(stream))["scene"]["step"] == 29

    asyncio.run(scenario())


def test_followers_learn_of_absence_return_and_end() -> None:
    async def scenario() -> None:
        clock = Clock()
        rooms = Rooms(clock=clock)
        key, room = await rooms.open(Scene("s", 1))
        stream, _ = await following(rooms, room.id)

        clock.now += 50
        rooms.tick()
        away = scene_of(await anext(stream))
        await rooms.move(room.id, key, 1, Scene("s", 1))
        back = scene_of(await anext(stream))
        await rooms.end(room.id, key)
        ended = scene_of(await anext(stream))

        assert [m["state"] for m in (away, back, ended)] == ["away", "live", "ended"]
        with pytest.raises(StopAsyncIteration):
            await anext(stream)
        assert rooms.followers(room.id) == 0

    asyncio.run(scenario())


def test_silence_is_broken_by_a_sign_of_life() -> None:
    async def scenario() -> None:
        clock = Clock()
        rooms = Rooms(clock=clock)
        rooms.tick()
        _, room = await rooms.open(Scene())
        stream, _ = await following(rooms, room.id)

        clock.now += 10
        rooms.tick()

        assert await anext(stream) == BEAT

    asyncio.run(scenario())


def test_a_full_room_refuses_one_more_and_lets_the_rest_be() -> None:
    async def scenario() -> None:
        rooms = Rooms(Limits(room_followers=2), clock=Clock())
        _, room = await rooms.open(Scene())
        streams = [(await following(rooms, room.id))[0] for _ in range(2)]

        with pytest.raises(FullError):
            await rooms.follow(room.id)

        await streams[0].aclose()
        await following(rooms, room.id)
        assert rooms.followers(room.id) == 2

    asyncio.run(scenario())


def test_a_room_that_does_not_exist_cannot_be_followed() -> None:
    async def scenario() -> None:
        with pytest.raises(NoRoomError):
            await Rooms(clock=Clock()).follow(RoomId("none"))

    asyncio.run(scenario())


def test_followers_are_let_go_when_the_server_stops() -> None:
    async def scenario() -> None:
        stopping = False
        rooms = Rooms(clock=Clock(), is_stopping=lambda: stopping)
        _, room = await rooms.open(Scene())
        stream, _ = await following(rooms, room.id)

        stopping = True
        rooms.tick()

        assert await anext(stream) == AGAIN

    asyncio.run(scenario())


def test_a_follower_in_one_process_sees_a_presenter_in_another() -> None:
    async def scenario() -> None:
        cable, clock = Cable(), Clock()
        one, other = Rooms(wire=cable, clock=clock), Rooms(wire=cable, clock=clock)
        key, room = await one.open(Scene("s", 1))
        cable.ends = [one, other]
        stream, first = await following(other, room.id)

        await one.move(room.id, key, 1, Scene("s", 2))
        await other.move(room.id, key, 2, Scene("s", 3))

        assert first["scene"]["step"] == 1
        assert scene_of(await anext(stream))["scene"]["step"] == 3
        assert (await one.find(room.id))[0].scene.step == 3

    asyncio.run(scenario())


def test_followers_of_all_processes_are_counted_until_a_process_is_silent() -> None:
    async def scenario() -> None:
        cable, clock = Cable(), Clock()
        one, other = Rooms(wire=cable, clock=clock), Rooms(wire=cable, clock=clock)
        cable.ends = [one, other]
        _, room = await one.open(Scene())
        _kept = [await following(rooms, room.id) for rooms in (one, other, other)]

        other.tick()
        counted = one.followers(room.id)
        clock.now += 3 * COUNT_S + 1

        assert counted == 3
        assert one.followers(room.id) == 1

    asyncio.run(scenario())


def test_a_large_audience_is_woken_in_groups_and_not_faster_than_can_be_sent() -> None:
    async def scenario() -> None:
        slept: list[float] = []

        async def sleep(seconds: float) -> None:
            slept.append(seconds)
            await asyncio.sleep(0)

        audience, room = Audience(Limits(), sleep), RoomId("r")
        events = [audience.join(room) for _ in range(3 * GROUP)]

        audience.wake(room)
        audience.wake(room)
        await asyncio.sleep(0)
        woken_first = sum(event.is_set() for event in events)
        await asyncio.gather(*audience._waking.values())

        assert woken_first == GROUP
        assert all(event.is_set() for event in events)
        assert slept[:3] == [0, 0, 0]
        assert slept[3] > 0

    asyncio.run(scenario())
