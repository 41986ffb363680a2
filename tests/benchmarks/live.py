"""A live room with a large audience: what arrives in time, what it costs, what others notice.

The real app serves; this process is the audience (plain sockets, so that it leaves the machine to
the server), the presenter, and one explorer who asks for the map before and during the talk.
"""

import asyncio
import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast
from urllib.parse import urlsplit

import httpx2 as httpx
import uvloop

from tests.browser.conftest import start_server

FOLLOWERS = 2_000
UPDATES = 30
PERIOD_S = 1.0
IN_TIME_S = 0.5
JOINING_AT_ONCE = 50
QUESTIONS = 200
PAUSE_S = 0.05
FILES = 10_000
PATIENCE_S = 30


@dataclass
class Figures:
    """What was measured: seconds, bytes."""

    arrivals: list[float] = field(default_factory=list)
    joining: float = 0
    bytes_each: float = 0
    idle: list[float] = field(default_factory=list)
    busy: list[float] = field(default_factory=list)

    @property
    def in_time(self) -> float:
        """Share of all updates for all followers that arrived in time; a missing one did not."""
        return sum(a <= IN_TIME_S for a in self.arrivals) / (FOLLOWERS * UPDATES)


class Follower(asyncio.Protocol):
    """One of the audience: notes when each step arrives first."""

    def __init__(self, request: bytes, sent: dict[int, float], arrivals: list[float]) -> None:
        self.request, self.sent, self.arrivals = request, sent, arrivals
        self.joined = asyncio.get_running_loop().create_future()
        self.last = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        cast("asyncio.Transport", transport).write(self.request)

    def data_received(self, data: bytes) -> None:
        now, at = time.perf_counter(), data.rfind(b'"step":')
        if b"data: " in data and not self.joined.done():
            self.joined.set_result(None)
        if at < 0:
            return
        step = int(data[at + 7 : data.find(b"}", at)].split(b",")[0])
        for missed in range(self.last + 1, step + 1):
            if missed in self.sent:
                self.arrivals.append(now - self.sent[missed])
        self.last = max(self.last, step)


def report_live() -> str:
    """Measure, and return the figures as text."""
    resource.setrlimit(resource.RLIMIT_NOFILE, (FILES, FILES))
    with tempfile.TemporaryDirectory() as folder:
        address, process = start_server(Path(folder) / "log", {"MEMMAP_LIVE_URL": ""})
        assert isinstance(process, subprocess.Popen)
        try:
            figures = uvloop.run(_measure(address, process.pid))
        finally:
            process.terminate()
            process.wait(15)
    return _text(figures)


async def _measure(address: str, process: int) -> Figures:
    figures, sent = Figures(), dict[int, float]()
    async with httpx.AsyncClient(base_url=address, timeout=30) as client:
        opened = (await client.post("/live/rooms", json={"scene": {}})).json()
        await _ask(client, figures.idle, 40)
        figures.idle.clear()
        await _ask(client, figures.idle, QUESTIONS)
        before, began = _memory(process), time.perf_counter()
        async with _audience(address, opened["room"], sent, figures.arrivals):
            figures.joining = time.perf_counter() - began
            figures.bytes_each = (_memory(process) - before) / FOLLOWERS
            talk = asyncio.create_task(_present(client, opened, sent))
            while not talk.done():
                await _ask(client, figures.busy, 1)
            await talk
            await asyncio.sleep(2)
    return figures


@asynccontextmanager
async def _audience(
    address: str, room: str, sent: dict[int, float], arrivals: list[float]
) -> AsyncIterator[None]:
    url, loop = urlsplit(address), asyncio.get_running_loop()
    request = f"GET /live/rooms/{room}/events HTTP/1.1\r\nHost: {url.netloc}\r\n\r\n".encode()
    transports = []
    for _ in range(0, FOLLOWERS, JOINING_AT_ONCE):
        group = [
            await loop.create_connection(
                lambda: Follower(request, sent, arrivals), url.hostname, url.port
            )
            for _ in range(JOINING_AT_ONCE)
        ]
        async with asyncio.timeout(PATIENCE_S):
            await asyncio.gather(*(follower.joined for _, follower in group))
        transports += [transport for transport, _ in group]
    try:
        yield
    finally:
        for transport in transports:
            transport.close()


async def _present(
    client: httpx.AsyncClient, opened: dict[str, str], sent: dict[int, float]
) -> None:
    headers = {"Authorization": f"Bearer {opened['key']}"}
    for step in range(1, UPDATES + 1):
        scene = {
            "story": "first-twin-cities",
            "lat": 50 + step / 10,
            "lon": 20.5,
            "zoom": 6,
            "box": [40, 10, 60, 40],
            "selected": "gb-coventry--ru-volgograd",
            "pointer": [50.5, 20.25],
            "step": step,
        }
        sent[step] = time.perf_counter()
        body = {"number": step, "scene": scene}
        (await client.post(f"/live/rooms/{opened['room']}", json=body, headers=headers))
        await asyncio.sleep(max(0.0, sent[step] + PERIOD_S - time.perf_counter()))


async def _ask(client: httpx.AsyncClient, durations: list[float], questions: int) -> None:
    """Ask for viewports as one does who pans, with a pause after each."""
    for _ in range(questions):
        zoom = random.choice((3, 5, 7))
        x, y = (random.randrange(2**zoom // 2) for _ in range(2))
        path = f"/{zoom}/{x}-{x + 3}/{y}-{y + 2}?lang=en"
        start = time.perf_counter()
        answers = await asyncio.gather(
            client.get(f"/map/places{path}"), client.get(f"/map/flows{path}")
        )
        durations.append(time.perf_counter() - start)
        assert all(answer.status_code == 200 for answer in answers)
        await asyncio.sleep(PAUSE_S)


def _memory(process: int) -> int:
    pages = int(Path(f"/proc/{process}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


def _text(figures: Figures) -> str:
    arrivals = sorted(figures.arrivals) or [float("inf")]
    idle, busy = (statistics.median(found) * 1000 for found in (figures.idle, figures.busy))
    slow_idle, slow_busy = (_percentile(found, 0.95) for found in (figures.idle, figures.busy))
    rows = {
        "followers of one room, one update a second": f"{FOLLOWERS:,}",
        "updates that arrived within 500 ms": f"{figures.in_time:.2%}",
        "arrival, median and 99 %": f"{_percentile(arrivals, 0.5):.0f} and "
        f"{_percentile(arrivals, 0.99):.0f} ms",
        "memory for one follower": f"{figures.bytes_each / 1000:.0f} kB",
        "all joined in": f"{figures.joining:.1f} s",
        "an explorer's viewport, median idle and during": f"{idle:.1f} and {busy:.1f} ms, "
        f"ratio {busy / idle:.2f}",
        "the same, 95 %": f"{slow_idle:.1f} and {slow_busy:.1f} ms, "
        f"ratio {slow_busy / slow_idle:.2f}",
    }
    return "\n".join(f"{name:50}{value}" for name, value in rows.items())


def _percentile(durations: list[float], share: float) -> float:
    """Return a percentile in milliseconds."""
    ordered = sorted(durations)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))] * 1000


def main() -> None:
    """Print the report."""
    print(report_live())


if __name__ == "__main__":
    sys.exit(main())
