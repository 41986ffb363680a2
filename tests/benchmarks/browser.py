"""The map in Chromium: ours against the app that people usually write, and ours at a million.

Each figure is a median of several repetitions in one run, both apps on the same made-up world,
the same machine, the same browser, with local assets. What takes longer than ``PATIENCE_S`` is
given as such.
"""

import os
import shutil
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, Error, Page, sync_playwright

from tests.benchmarks.made_up import made_up_tables
from tests.browser.conftest import CHROMIUM_FLAGS, answers

COMPARED = ((1_000, 1_000), (10_000, 1_000), (100_000, 1_000))
LARGEST = (1_000_000, 100_000)
REPETITIONS = {1_000: 5, 10_000: 3, 100_000: 1, 1_000_000: 7}
PATIENCE_S = 240
COUNTRY_NAMES = {"RU": "Russia", "GB": "United Kingdom", "BE": "Belgium", "FR": "France"}
SCRIPT = Path(__file__).with_suffix(".js")
COLUMNS = ("first ms", "first kB", "filter ms", "filter kB", "clear ms", "clear kB", "pan ms")


@dataclass(frozen=True)
class App:
    """One of the two: how it is started, and how one sees that it has drawn."""

    name: str
    expected: Callable[[str, int], object]
    option: Callable[[str], str]


@dataclass
class Figures:
    """What one app took for one world: milliseconds, kilobytes."""

    first_map: float = 0
    first_kb: float = 0
    filters: list[float] = field(default_factory=list)
    filter_kb: list[float] = field(default_factory=list)
    clears: list[float] = field(default_factory=list)
    clear_kb: list[float] = field(default_factory=list)
    pans: list[float] = field(default_factory=list)


def _places_left(country: str, places: int) -> int:
    if not country:
        return places
    return made_up_tables(places, 1)[0]["country"].to_pylist().count(country)


OURS = App("ours", lambda country, _n: country, COUNTRY_NAMES.__getitem__)
USUAL = App("usual", _places_left, str)


@contextmanager
def serving(app: App, places: int, partnerships: int) -> Iterator[str]:
    """Run an app on a free port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", f"tests.benchmarks.apps.{app.name}"]
    process = subprocess.Popen(
        [*command, str(port), str(places), str(partnerships)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=os.environ,
    )
    address = f"http://localhost:{port}"
    try:
        while not answers(address) and process.poll() is None:
            time.sleep(0.2)
        if process.poll() is not None:
            raise RuntimeError(f"{' '.join(command[1:])} ended before it answered")
        yield address
    finally:
        process.kill()
        process.wait()


class Received:
    """Counts what reaches a page: HTTP as it was on the wire, and WebSocket frames."""

    def __init__(self, page: Page) -> None:
        self.bytes = 0
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        session.on("Network.dataReceived", self._http)
        session.on("Network.webSocketFrameReceived", self._frame)

    def _http(self, event: dict[str, int]) -> None:
        self.bytes += event["encodedDataLength"]

    def _frame(self, event: dict[str, dict[str, str]]) -> None:
        self.bytes += len(event["response"]["payloadData"]) * 3 // 4

    def since(self, earlier: int) -> float:
        """Return the kilobytes received since an earlier count."""
        return (self.bytes - earlier) / 1000


def until_drawn(page: Page, app: App, expected: object) -> None:
    """Wait until the map's frame, whichever it is by now, has drawn what is expected."""
    deadline = time.perf_counter() + PATIENCE_S
    while time.perf_counter() < deadline:
        for frame in page.frames:
            if "streamlit_folium" not in frame.url:
                continue
            try:
                if frame.evaluate(f"(it) => benchmark.{app.name}.drawn(it)", expected):
                    return
            except Error:
                continue  # the frame went away meanwhile
        page.wait_for_timeout(4)
    raise Error(f"nothing drawn in {PATIENCE_S} s")


def measure(browser: Browser, app: App, places: int, partnerships: int) -> Figures:
    """Open an app, filter and pan it."""
    figures, repetitions = Figures(), REPETITIONS[places]
    with serving(app, places, partnerships) as address:
        for _warm in range(2):  # the first visit fills the server's caches
            page = browser.new_context(
                locale="en-GB", viewport={"width": 1400, "height": 950}
            ).new_page()
            page.set_default_timeout(PATIENCE_S * 1000)
            page.add_init_script(path=SCRIPT)
            received, start = Received(page), time.perf_counter()
            page.goto(address)
            until_drawn(page, app, app.expected("", places))
            figures.first_map = (time.perf_counter() - start) * 1000
            page.wait_for_timeout(1500)
            figures.first_kb = received.since(0)
            if _warm == 0:
                page.context.close()
        for turn in range(repetitions):
            country = list(COUNTRY_NAMES)[turn % len(COUNTRY_NAMES)]
            _choose(page, app, country, places, received, figures)
            frame = next(f for f in page.frames if "streamlit_folium" in f.url)
            figures.pans.append(
                frame.evaluate(f"(by) => benchmark.{app.name}.pan(by)", 400 if turn % 2 else -400)
            )
            page.wait_for_timeout(1000)
            _clear(page, app, places, received, figures)
        page.context.close()
    return figures


# Choosing a country leaves a few of the lines, clearing it brings all of them back: a filter
# changes in both directions.
def _choose(
    page: Page, app: App, country: str, places: int, received: Received, figures: Figures
) -> None:
    box = page.get_by_role("combobox", name="Country", exact=True)
    box.click()
    page.keyboard.type(app.option(country))
    option = page.get_by_role("option").first
    option.wait_for()
    page.wait_for_timeout(500)  # a person reads the options; the list has been laid out by then
    before, expected = received.bytes, app.expected(country, places)
    start = time.perf_counter()
    page.keyboard.press("Enter")
    until_drawn(page, app, expected)
    figures.filters.append((time.perf_counter() - start) * 1000)
    page.wait_for_timeout(1500)
    figures.filter_kb.append(received.since(before))


def _clear(page: Page, app: App, places: int, received: Received, figures: Figures) -> None:
    page.get_by_role("combobox", name="Country", exact=True).click()
    page.wait_for_timeout(500)
    before, start = received.bytes, time.perf_counter()
    page.keyboard.press("Backspace")
    until_drawn(page, app, app.expected("", places))
    figures.clears.append((time.perf_counter() - start) * 1000)
    page.wait_for_timeout(1500)
    figures.clear_kb.append(received.since(before))
    page.keyboard.press("Escape")


def row(name: str, places: int, partnerships: int, figures: Figures) -> str:
    """Return a line of the table."""
    values = (
        figures.first_map,
        figures.first_kb,
        _median(figures.filters),
        _median(figures.filter_kb),
        _median(figures.clears),
        _median(figures.clear_kb),
        _median(figures.pans),
    )
    return f"{name:8}{places:10,}{partnerships:9,}" + "".join(f"{value:12,.0f}" for value in values)


def _there_and_back(figures: Figures) -> float:
    return _median(figures.filters) + _median(figures.clears)


def _median(values: list[float]) -> float:
    return statistics.median(values) if values else float("nan")


def main() -> None:
    """Print the comparison."""
    print(f"{'app':8}{'places':>10}{'pairs':>9}" + "".join(f"{name:>12}" for name in COLUMNS))
    here = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=here, args=CHROMIUM_FLAGS)
        for size in COMPARED:
            ours = measure(browser, OURS, *size)
            print(row("ours", *size, ours), flush=True)
            try:
                usual = measure(browser, USUAL, *size)
            except Error as error:
                print(
                    f"usual   {size[0]:10,}{size[1]:9,}   {str(error).splitlines()[0]}", flush=True
                )
                continue
            print(row("usual", *size, usual), flush=True)
            chosen = _median(usual.filters) / _median(ours.filters)
            cleared = _median(usual.clears) / _median(ours.clears)
            print(f"  from filter to drawn: {chosen:.0f} times faster, ", end="")
            print(f"from cleared to drawn: {cleared:.0f} times, ", end="")
            print(f"on and off again: {_there_and_back(usual) / _there_and_back(ours):.0f} times")
        print(row("ours", *LARGEST, measure(browser, OURS, *LARGEST)), flush=True)


if __name__ == "__main__":
    main()
