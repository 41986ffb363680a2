"""Live rooms of two app processes behind a real proxy, over a real broker."""

import asyncio
import json
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx2 as httpx
import pytest
from tests.integration.test_live import Opened, following, until
from tests.live_app import free_port, serving, wait_for

BROKER = shutil.which("valkey-server") or shutil.which("redis-server")
PROXY = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
pytestmark = pytest.mark.skipif(not (BROKER and PROXY), reason="see tools/install_servers.sh")

NGINX = """
daemon off; pid {folder}/nginx.pid; error_log {folder}/nginx.log; {user}
events {{ }}
http {{
  access_log off;
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/f; uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
  upstream app {{ server 127.0.0.1:{one}; server 127.0.0.1:{other}; }}
  server {{
    listen 127.0.0.1:{port};
    location / {{ proxy_pass http://app; proxy_set_header Host $http_host; }}
  }}
}}
"""
"""Round about to each process in turn, with the proxy's own default of buffering answers."""


@dataclass
class Broker:
    """A broker that keeps nothing on disk, as a restart is to lose everything."""

    port: int
    folder: Path
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        self.process = subprocess.Popen(
            [
                *(str(BROKER), "--port", str(self.port), "--bind", "127.0.0.1"),
                *("--save", "", "--appendonly", "no", "--dir", str(self.folder)),
            ],
            stdout=subprocess.DEVNULL,
        )
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.05)
        pytest.fail("the broker did not start")

    def kill(self) -> None:
        assert self.process
        self.process.kill()
        self.process.wait(10)


@dataclass
class Cluster:
    broker: Broker
    url: str
    one: str
    other: str
    proxy: str


@contextmanager
def proxying(folder: Path, one: str, other: str) -> Iterator[str]:
    port, log = free_port(), folder / "nginx.log"
    ports = {"one": one.rsplit(":", 1)[1], "other": other.rsplit(":", 1)[1]}
    user = "user root;" if os.geteuid() == 0 else ""
    text = NGINX.format(folder=folder, port=port, user=user, **ports)
    (folder / "nginx.conf").write_text(text, encoding="utf-8")
    command = [str(PROXY), "-c", str(folder / "nginx.conf"), "-e", str(log), "-p", str(folder)]
    process = subprocess.Popen(command)
    try:
        address = f"http://127.0.0.1:{port}"
        wait_for(f"{address}/health", process, log)
        yield address
    finally:
        process.terminate()
        process.wait(10)


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    folder = tmp_path_factory.mktemp("cluster")
    broker = Broker(free_port(), folder)
    broker.start()
    url = f"redis://127.0.0.1:{broker.port}/0"
    with ExitStack() as stack:
        stack.callback(broker.kill)
        one, _ = stack.enter_context(serving(folder / "one", live_url=url, beat=1))
        other, _ = stack.enter_context(serving(folder / "other", live_url=url, beat=1))
        proxy = stack.enter_context(proxying(folder, one, other))
        yield Cluster(broker, url, one, other, proxy)
    for log in ("one", "other"):
        assert "Traceback" not in (folder / log).read_text(errors="replace")


@pytest.fixture
def room(cluster: Cluster) -> Iterator[Opened]:
    with httpx.Client(base_url=cluster.proxy, timeout=20) as client:
        yield Opened(client, {"step": 1})


def is_step(step: int) -> Callable[[dict[str, Any]], bool]:
    return lambda message: message["scene"].get("step") == step


def test_followers_of_both_processes_see_the_presenter_through_the_proxy(
    cluster: Cluster, room: Opened
) -> None:
    async def scenario() -> None:
        async with (
            following(cluster.one, room.id) as on_one,
            following(cluster.other, room.id) as on_other,
            following(cluster.proxy, room.id) as behind,
            following(cluster.proxy, room.id) as behind_too,
        ):
            for step in range(2, 6):
                await asyncio.to_thread(room.move, {"step": step})
                for stream in (on_one, on_other, behind, behind_too):
                    await until(stream, is_step(step))
            counted = await until_counted(room, 4)
        assert counted == 4

    asyncio.run(scenario())


async def until_counted(room: Opened, wanted: int) -> int:
    counted = 0
    async with asyncio.timeout(20):
        while counted != wanted:
            await asyncio.sleep(0.3)
            counted = (await asyncio.to_thread(room.move, {"step": 5})).json()["followers"]
    return counted


def test_a_key_is_checked_and_an_end_is_told_by_every_process(
    cluster: Cluster, room: Opened
) -> None:
    answers = [room.move({"step": 9}, key="forged") for _ in range(4)]
    assert {answer.status_code for answer in answers} == {403}

    async def scenario() -> None:
        async with (
            following(cluster.one, room.id) as on_one,
            following(cluster.other, room.id) as on_other,
        ):
            await asyncio.to_thread(room.end)
            for stream in (on_one, on_other):
                await until(stream, lambda m: m["state"] == "ended")

    asyncio.run(scenario())


def test_a_restart_of_the_broker_is_survived(cluster: Cluster, room: Opened) -> None:
    async def scenario() -> None:
        async with (
            following(cluster.one, room.id) as on_one,
            following(cluster.other, room.id) as on_other,
        ):
            await until(on_one, is_step(1))
            await until(on_other, is_step(1))
            cluster.broker.kill()
            assert (await asyncio.to_thread(room.move, {"step": 2})).status_code == 200
            cluster.broker.start()
            for stream in (on_one, on_other):
                await until(stream, is_step(2))
            await asyncio.to_thread(room.move, {"step": 3})
            for stream in (on_one, on_other):
                await until(stream, is_step(3))

    asyncio.run(scenario())


def test_a_process_that_starts_later_knows_the_room(
    cluster: Cluster, room: Opened, tmp_path: Path
) -> None:
    room.move({"step": 7})
    with serving(tmp_path / "late", live_url=cluster.url) as (late, _process):

        async def scenario() -> None:
            async with following(late, room.id) as stream:
                await until(stream, is_step(7))

        asyncio.run(scenario())


def test_a_note_that_makes_no_sense_harms_nothing(cluster: Cluster, room: Opened) -> None:
    cli = shutil.which("valkey-cli") or shutil.which("redis-cli")
    for note in ("", "{", "[]", json.dumps({"room": {"id": 1}}), json.dumps({"process": "p"})):
        subprocess.run(
            [str(cli), "-p", str(cluster.broker.port), "PUBLISH", "memmap:live", note],
            check=True,
            capture_output=True,
        )

    async def scenario() -> None:
        async with following(cluster.other, room.id) as stream:
            await asyncio.to_thread(room.move, {"step": 8})
            await until(stream, is_step(8))

    asyncio.run(scenario())
