from dataclasses import dataclass, replace

import pytest

from memmap.live.registry import Registry, State
from memmap.live.room import (
    EndedError,
    ForgedKeyError,
    FullError,
    Limits,
    NoRoomError,
    PresenterKey,
    RoomId,
    TooManyError,
    new_key,
    room_of,
)
from memmap.live.scene import Scene

HERE, THERE = Scene("a-story", 1), Scene("a-story", 2)


@dataclass
class Clock:
    now: float = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def registry(clock: Clock) -> Registry:
    return Registry(Limits(rooms=3, openings_per_minute=10, burst=5, messages_per_second=1), clock)


def test_the_presenter_moves_the_room(registry: Registry) -> None:
    key = new_key()
    room = registry.open(key, HERE)

    registry.move(room.id, key, 1, THERE)

    assert registry.get(room.id).scene == THERE


def test_another_key_moves_nothing(registry: Registry) -> None:
    room = registry.open(new_key(), HERE)

    for forged in (new_key(), PresenterKey(""), PresenterKey(room.id), PresenterKey("x" * 10_000)):
        with pytest.raises(ForgedKeyError):
            registry.move(room.id, forged, 1, THERE)
        with pytest.raises(ForgedKeyError):
            registry.end(room.id, forged)
    assert registry.get(room.id).scene == HERE


def test_ids_cannot_be_guessed_and_tell_nothing_of_the_key() -> None:
    keys = [new_key() for _ in range(200)]

    assert len(set(map(room_of, keys))) == 200
    assert all(len(key) >= 43 and room_of(key).replace("-", "") not in key for key in keys)


def test_a_late_message_does_not_turn_the_scene_back(registry: Registry) -> None:
    key = new_key()
    room = registry.open(key, HERE)
    registry.move(room.id, key, 7, THERE)

    registry.move(room.id, key, 6, HERE)

    assert registry.get(room.id).scene == THERE


def test_a_room_that_does_not_exist_says_so(registry: Registry) -> None:
    with pytest.raises(NoRoomError):
        registry.move(RoomId("none"), new_key(), 1, HERE)


def test_a_flood_is_slowed_and_the_rest_goes_on(registry: Registry, clock: Clock) -> None:
    key, other = new_key(), new_key()
    room, quiet = registry.open(key, HERE), registry.open(other, HERE)
    for number in range(1, 6):
        registry.move(room.id, key, number, HERE)

    with pytest.raises(TooManyError) as refused:
        registry.move(room.id, key, 6, THERE)

    assert refused.value.retry_after == 1
    registry.move(quiet.id, other, 1, THERE)
    clock.now += 1
    registry.move(room.id, key, 7, THERE)


def test_rooms_are_limited_and_an_end_makes_place(registry: Registry) -> None:
    keys = [new_key() for _ in range(3)]
    rooms = [registry.open(key, HERE) for key in keys]
    with pytest.raises(FullError, match="3"):
        registry.open(new_key(), HERE)

    registry.end(rooms[0].id, keys[0])

    assert registry.open(new_key(), HERE)


def test_too_many_openings_in_a_minute_are_refused(registry: Registry, clock: Clock) -> None:
    for _ in range(10):
        key = new_key()
        registry.end(registry.open(key, HERE).id, key)
    with pytest.raises(TooManyError):
        registry.open(new_key(), HERE)

    clock.now += 7

    assert registry.open(new_key(), HERE)


def test_a_presenter_who_closes_the_laptop_is_away_and_then_the_room_ends(
    registry: Registry, clock: Clock
) -> None:
    key = new_key()
    room = registry.open(key, HERE)
    clock.now += 46
    assert registry.state(registry.get(room.id)) == State.AWAY

    registry.move(room.id, key, 1, THERE)
    assert registry.state(registry.get(room.id)) == State.LIVE

    clock.now += 3601
    registry.expire()
    assert registry.state(registry.get(room.id)) == State.ENDED
    with pytest.raises(EndedError):
        registry.move(room.id, key, 2, HERE)


def test_a_room_ends_after_its_life_even_with_a_lively_presenter(
    registry: Registry, clock: Clock
) -> None:
    key = new_key()
    room = registry.open(key, HERE)
    for number in range(1, 26):
        clock.now += 1800
        registry.expire()
        if not registry.get(room.id).ended:
            registry.move(room.id, key, number, HERE)

    assert registry.get(room.id).ended


def test_an_ended_room_is_remembered_and_then_forgotten(registry: Registry, clock: Clock) -> None:
    key = new_key()
    room = registry.open(key, HERE)
    registry.end(room.id, key)
    clock.now += 3600
    assert registry.expire() == []
    with pytest.raises(EndedError):
        registry.open(key, HERE)

    clock.now += 12 * 3600

    assert registry.expire() == [room.id]
    with pytest.raises(NoRoomError):
        registry.get(room.id)


def test_whoever_has_the_key_opens_the_same_room_after_the_server_lost_it(
    registry: Registry, clock: Clock
) -> None:
    key = new_key()
    before = registry.open(key, HERE)
    after_restart = Registry(Limits(), clock)

    again = after_restart.open(key, THERE)

    assert again.id == before.id
    assert after_restart.open(key, HERE).scene == THERE


def test_the_newer_record_of_two_processes_holds_and_an_end_is_final(registry: Registry) -> None:
    key = new_key()
    room = registry.open(key, HERE)
    newer, ended = replace(room, number=5, scene=THERE), replace(room, ended=True)

    assert registry.accept(newer)
    assert not registry.accept(room)
    assert registry.accept(ended)
    assert not registry.accept(replace(newer, number=9))

    assert registry.get(room.id).ended
