"""The real app on a free port, and a Chromium that can reach nothing else."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Playwright, Request, expect

START_S = 90
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
expect.set_options(timeout=20_000)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run these last: Playwright's event loop stays, and others begin one of their own."""
    items.sort(key=lambda item: Path(__file__).parent in item.path.parents)


@dataclass
class Watched:
    """A page with what it asked for, what its console said, and what went to the script."""

    page: Page
    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    sent: list[object] = field(default_factory=list)

    def to(self, part: str) -> list[str]:
        """Return the requests whose address has this part."""
        return [url for url in self.requests if part in url]


def answers(address: str) -> bool:
    try:
        urllib.request.urlopen(f"{address}/_stcore/health", timeout=2)
    except OSError:
        return False
    return True


def start_server(log: Path, environment: dict[str, str] | None = None) -> tuple[str, object]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "memmap", "serve", "--headless", "--port", str(port)]
    process = subprocess.Popen(
        command,
        stdout=log.open("wb"),
        stderr=subprocess.STDOUT,
        env=os.environ | (environment or {}),
    )
    address = f"http://localhost:{port}"
    deadline = time.monotonic() + START_S
    while time.monotonic() < deadline and process.poll() is None:
        if answers(address):
            return address, process
        time.sleep(0.2)
    process.kill()
    pytest.fail(f"the server did not start:\n{log.read_text(errors='replace')}")


@pytest.fixture(scope="session")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    log = tmp_path_factory.mktemp("server") / "log"
    address, process = start_server(log)
    yield address
    process.terminate()  # type: ignore[attr-defined]
    process.wait(10)  # type: ignore[attr-defined]
    assert "Traceback" not in log.read_text(errors="replace")


@pytest.fixture(scope="session")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    here = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
    browser = playwright.chromium.launch(executable_path=here, args=CHROMIUM_FLAGS)
    yield browser
    browser.close()


def open_page(browser: Browser, locale: str = "en-GB", width: int = 1400) -> Watched:
    page = browser.new_context(locale=locale, viewport={"width": width, "height": 950}).new_page()
    page.set_default_timeout(30_000)
    watched = Watched(page)

    def note(request: Request) -> None:
        if not request.url.startswith(("data:", "blob:")):
            watched.requests.append(request.url)

    page.on("request", note)

    def keep(frame: object) -> None:
        watched.sent.append(frame)

    page.on("websocket", lambda socket: socket.on("framesent", keep))
    page.on("pageerror", lambda error: watched.errors.append(str(error)))
    page.on(
        "console",
        lambda message: watched.errors.append(message.text) if message.type == "error" else None,
    )
    return watched


@pytest.fixture
def visitor(chromium: Browser) -> Iterator[Watched]:
    watched = open_page(chromium)
    yield watched
    watched.page.context.close()


def settled(page: Page) -> None:
    """Wait until the script has ended: a button that is drawn anew hears neither click nor key.

    A person takes longer from seeing a button to pressing it.
    """
    app = page.get_by_test_id("stApp")
    expect(app).to_have_attribute("data-test-script-state", "notRunning")
