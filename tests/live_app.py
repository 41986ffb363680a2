"""The app's HTTP side without Streamlit, as processes of its own, with rooms of short patience."""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from starlette.applications import Starlette

from memmap.api import live, live_pages
from memmap.api.routes import middleware, routes
from memmap.config import config
from memmap.live.current import _wire, server_is_stopping
from memmap.live.room import Limits
from memmap.live.rooms import Rooms

LIMITS = "MEMMAP_TEST_LIMITS"
START_S = 60


def app() -> Starlette:
    """Return the app; a factory for uvicorn."""
    limits = Limits(**json.loads(os.environ.get(LIMITS, "{}")))
    rooms = Rooms(limits, _wire(config().live_url), is_stopping=server_is_stopping)
    ours = [*live.routes(lambda: rooms), *live_pages.routes(lambda: rooms)]
    return Starlette(routes=[*ours, *routes()], middleware=middleware())


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextmanager
def serving(
    log: Path, port: int = 0, live_url: str = "", **limits: float
) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """Serve on loopback until the block ends; give the address and the process."""
    port = port or free_port()
    process = subprocess.Popen(
        [
            *(sys.executable, "-m", "uvicorn", "--factory", "tests.live_app:app"),
            *("--port", str(port), "--log-level", "warning"),
        ],
        stdout=log.open("ab"),
        stderr=subprocess.STDOUT,
        cwd=Path(__file__).parents[1],
        env=os.environ | {LIMITS: json.dumps(limits), "MEMMAP_LIVE_URL": live_url},
    )
    address = f"http://127.0.0.1:{port}"
    try:
        wait_for(f"{address}/health", process, log)
        yield address, process
    finally:
        process.terminate()
        process.wait(15)


def wait_for(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    """Wait until an address answers; fail with the process's words if it dies before."""
    deadline = time.monotonic() + START_S
    while time.monotonic() < deadline and process.poll() is None:
        try:
            urllib.request.urlopen(address, timeout=2)
        except OSError:
            time.sleep(0.1)
        else:
            return
    pytest.fail(f"the server did not start:\n{log.read_text(errors='replace')}")
