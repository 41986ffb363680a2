"""Live rooms over real HTTP: uvicorn on loopback, several connections, processes that stop."""

import asyncio
import json
import re
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx2 as httpx
import pytest
from tests.live_app import serving

PATIENCE_S = 20
SHORT = {
    "room_followers": 5,
    "messages_per_second": 5,
    "burst": 10,
    "rooms": 20,
    "openings_per_minute": 1000,
    "away": 1.5,
    "beat": 1,
}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    log = tmp_path_factory.mktemp("live") / "log"
    with serving(log, **SHORT) as (address, _process):
        yield address
    assert "Traceback" not in log.read_text(errors="replace")


@pytest.fixture
def client(server: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=server, timeout=PATIENCE_S) as found:
        yield found


class Opened:
    """A room of the test's, with its presenter."""

    def __init__(self, client: httpx.Client, scene: dict[str, Any] | None = None) -> None:
        self.client = client
        answer = client.post("/live/rooms", json={"scene": scene or {}})
        assert answer.status_code == 201
        self.id, self.key = answer.json()["room"], answer.json()["key"]
        self.path = f"/live/rooms/{self.id}"
        self.number = 0

    def move(self, scene: dict[str, Any], key: str = "") -> httpx.Response:
        self.number += 1
        return self.client.post(
            self.path,
            json={"number": self.number, "scene": scene},
            headers={"Authorization": f"Bearer {key or self.key}"},
        )

    def end(self, key: str = "") -> httpx.Response:
        return self.client.delete(self.path, headers={"Authorization": f"Bearer {key or self.key}"})


@pytest.fixture
def open_room(client: httpx.Client) -> Iterator[Callable[..., Opened]]:
    opened: list[Opened] = []

    def opening(scene: dict[str, Any] | None = None) -> Opened:
        opened.append(Opened(client, scene))
        return opened[-1]

    yield opening
    for room in opened:
        room.end()


@asynccontextmanager
async def following(server: str, room: str) -> AsyncIterator[AsyncIterator[dict[str, Any]]]:
    async with (
        httpx.AsyncClient(base_url=server, timeout=PATIENCE_S) as client,
        client.stream("GET", f"/live/rooms/{room}/events") as answer,
    ):
        assert answer.headers["content-type"].startswith("text/event-stream")
        yield messages(answer)


async def messages(answer: httpx.Response) -> AsyncIterator[dict[str, Any]]:
    async for line in answer.aiter_lines():
        if line.startswith("data: "):
            yield json.loads(line.removeprefix("data: "))


async def until(stream: AsyncIterator[Any], wanted: Callable[[Any], bool]) -> Any:
    async with asyncio.timeout(PATIENCE_S):
        async for message in stream:
            if wanted(message):
                return message
    pytest.fail("the stream ended before")


def test_followers_see_each_move_and_who_is_late_the_current_scene(
    server: str, client: httpx.Client, open_room: Callable[..., Opened]
) -> None:
    room = open_room({"story": "first-twin-cities", "step": 1})

    async def scenario() -> None:
        async with following(server, room.id) as early:
            await anext(early)
            scene = {
                "story": "first-twin-cities",
                "step": 2,
                "query": "country=GB",
                "selected": "gb-coventry",
                "lat": 52.4,
                "lon": -1.5,
                "zoom": 7,
                "pointer": [52.5, -1.4],
            }
            await asyncio.to_thread(room.move, scene)
            seen = await until(early, lambda m: m["scene"]["step"] == 2)
            async with following(server, room.id) as late:
                assert await anext(late) == seen == {"state": "live", "scene": scene}

    asyncio.run(scenario())


def test_a_presenter_learns_how_many_follow_and_nothing_else(
    server: str, client: httpx.Client, open_room: Callable[..., Opened]
) -> None:
    room = open_room()

    async def scenario() -> httpx.Response:
        async with following(server, room.id) as one, following(server, room.id) as other:
            await anext(one)
            await anext(other)
            return await asyncio.to_thread(room.move, {})

    assert asyncio.run(scenario()).json() == {"followers": 2}


def test_a_forged_key_is_refused_and_moves_nothing(
    client: httpx.Client, open_room: Callable[..., Opened]
) -> None:
    room, other = open_room({"step": 1}), open_room()

    for key in (other.key, "forged", "x" * 5000, "ключ".encode().hex()):
        for answer in (room.move({"step": 2}, key), room.end(key)):
            assert answer.status_code == 403
            assert "key" in answer.json()["error"]

    assert client.get(room.path).json() == {"state": "live", "scene": {"step": 1}}


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"[]", 400),
        (b'{"number": 0, "scene": {}}', 400),
        (b'{"number": true, "scene": {}}', 400),
        (b'{"number": 1}', 400),
        (b'{"number": 1, "scene": {"query": "kind=palace"}}', 400),
        (b'{"number": 1, "scene": {"lat": 1e999, "lon": 0, "zoom": 1}}', 400),
        (b'{"number": 1, "scene": {"selected": "<script>"}}', 200),
        (b"x" * 5000, 413),
    ],
)
def test_a_bad_message_is_refused_with_a_reason(
    client: httpx.Client, body: bytes, status: int, open_room: Callable[..., Opened]
) -> None:
    room = open_room()

    answer = client.post(room.path, content=body, headers={"Authorization": f"Bearer {room.key}"})

    assert answer.status_code == status
    assert status == 200 or len(answer.json()["error"]) > 10


def test_a_flood_is_answered_429_and_the_rest_goes_on(
    client: httpx.Client, open_room: Callable[..., Opened]
) -> None:
    room, other = open_room(), open_room()

    answers = [room.move({"step": step}) for step in range(30)]

    refused = [answer for answer in answers if answer.status_code == 429]
    assert refused
    assert refused[0].headers["Retry-After"] == "1"
    assert other.move({"step": 7}).status_code == 200


def test_a_room_that_does_not_exist_is_said_to_programs_and_people(client: httpx.Client) -> None:
    for path in ("", "/events", "/qr.svg?at=http://a"):
        answer = client.get(f"/live/rooms/none-none-none-none{path}")
        assert (answer.status_code, bool(answer.json()["error"])) == (404, True)

    page = client.get(
        "/watch/none", headers={"Accept": "text/html", "Accept-Language": "ru-RU,ru;q=0.9"}
    )
    assert page.status_code == 404
    assert '<html lang="ru"' in page.text


def test_an_ended_room_tells_its_followers_stays_readable_and_moves_no_more(
    server: str, client: httpx.Client, open_room: Callable[..., Opened]
) -> None:
    room = open_room({"story": "first-twin-cities", "step": 3})

    async def scenario() -> None:
        async with following(server, room.id) as stream:
            await anext(stream)
            assert (await asyncio.to_thread(room.end)).status_code == 204
            await until(stream, lambda m: m["state"] == "ended")
            assert [m async for m in stream] == []

    asyncio.run(scenario())
    assert room.move({}).status_code == 410
    assert client.get(room.path).json()["state"] == "ended"
    assert client.post("/live/rooms", json={"key": room.key}).status_code == 410
    assert "Coventry" in client.get(f"/watch/{room.id}").text


def test_a_presenter_who_closes_the_laptop_is_away_until_the_next_message(
    server: str, client: httpx.Client, open_room: Callable[..., Opened]
) -> None:
    room = open_room({"step": 1})

    async def scenario() -> None:
        async with following(server, room.id) as stream:
            await until(stream, lambda m: m["state"] == "away")
            await asyncio.to_thread(room.move, {"step": 1})
            await until(stream, lambda m: m["state"] == "live")

    asyncio.run(scenario())


def test_one_follower_too_many_is_told_so_and_the_others_stay(
    server: str, client: httpx.Client, open_room: Callable[..., Opened]
) -> None:
    room = open_room()

    async def scenario() -> httpx.Response:
        streams = [following(server, room.id) for _ in range(5)]
        opened = [await stream.__aenter__() for stream in streams]
        for stream in opened:
            await anext(stream)
        refused = await asyncio.to_thread(client.get, f"{room.path}/events")
        await asyncio.to_thread(room.move, {"step": 5})
        for stream in opened:
            await until(stream, lambda m: m["scene"].get("step") == 5)
        for follower in streams:
            await follower.__aexit__(None, None, None)
        return refused

    refused = asyncio.run(scenario())
    assert refused.status_code == 503
    assert int(refused.headers["Retry-After"]) > 0
    assert "full" in refused.json()["error"]


def test_no_more_rooms_than_the_limit(server: str, client: httpx.Client) -> None:
    answers = [client.post("/live/rooms", json={"scene": {}}) for _ in range(30)]

    full = [answer for answer in answers if answer.status_code == 503]

    assert full
    assert "20" in full[0].json()["error"]
    for answer in answers:
        if answer.status_code == 201:
            found = answer.json()
            headers = {"Authorization": f"Bearer {found['key']}"}
            client.delete(f"/live/rooms/{found['room']}", headers=headers)


def test_every_answer_carries_the_headers_and_streams_are_not_held_back(
    server: str, client: httpx.Client, open_room: Callable[..., Opened]
) -> None:
    room = open_room()
    with client.stream("GET", f"{room.path}/events") as stream:
        headers = [
            stream.headers,
            client.get(f"/watch/{room.id}").headers,
            client.get("/present").headers,
        ]

    for found in headers:
        assert "frame-ancestors 'self'" in found["Content-Security-Policy"]
        assert found["X-Content-Type-Options"] == "nosniff"
        assert found["Cache-Control"] == "no-store"
    assert headers[0]["X-Accel-Buffering"] == "no"
    assert "content-encoding" not in headers[0]


def test_the_qr_code_is_a_picture_of_the_audiences_address(
    client: httpx.Client, open_room: Callable[..., Opened]
) -> None:
    room = open_room()

    picture = client.get(f"{room.path}/qr.svg", params={"at": "https://map.example.org"})
    refused = client.get(f"{room.path}/qr.svg", params={"at": 'javascript:alert("x")'})

    assert picture.headers["content-type"].startswith("image/svg+xml")
    assert picture.text.startswith("<?xml")
    assert refused.status_code == 400


def test_the_audiences_page_never_holds_the_key_or_the_notes(
    client: httpx.Client, open_room: Callable[..., Opened]
) -> None:
    room = open_room({"story": "first-twin-cities", "step": 1})

    page = client.get(f"/watch/{room.id}").text

    assert room.key not in page
    assert "Begin with one building" not in page
    assert "Begin with one building" in client.get("/present?story=first-twin-cities").text


def test_the_page_speaks_the_browsers_language(
    client: httpx.Client, open_room: Callable[..., Opened]
) -> None:
    room = open_room({"story": "first-twin-cities", "step": 1})

    russian = client.get(f"/watch/{room.id}", headers={"Accept-Language": "ru,en;q=0.5"}).text
    asked = client.get(f"/watch/{room.id}?lang=en", headers={"Accept-Language": "ru"}).text

    assert re.search(r'<html lang="ru".*Ковентри', russian, re.DOTALL)
    assert '<html lang="en"' in asked


def test_a_server_with_followers_stops_and_the_presenter_opens_the_same_room_again(
    tmp_path: Path,
) -> None:
    log = tmp_path / "log"
    with serving(log) as (address, process):
        with httpx.Client(base_url=address) as client:
            room = Opened(client, {"step": 4})

        async def scenario() -> None:
            async with following(address, room.id) as stream:
                await anext(stream)
                process.terminate()
                rest = [message async for message in stream]
                assert rest == [{}]

        asyncio.run(scenario())
        process.wait(10)
        port = int(address.rsplit(":", 1)[1])

    with serving(log, port) as (address, _process), httpx.Client(base_url=address) as client:
        assert client.get(room.path).status_code == 404
        again = client.post("/live/rooms", json={"key": room.key, "scene": {"step": 4}})
        assert (again.status_code, again.json()["room"]) == (201, room.id)
        assert client.get(room.path).json()["scene"] == {"step": 4}
