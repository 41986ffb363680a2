"""What leaves the app, in a real browser: framed by another site, as a file, as a picture."""

import http.server
import re
import threading
from collections.abc import Iterator
from functools import partial
from io import BytesIO
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from click.testing import CliRunner
from PIL import Image
from playwright.sync_api import Browser, FrameLocator, Page, expect
from tests.browser.conftest import Watched, open_page, settled

from memmap.cli import cli
from memmap.current import current
from memmap.filters import Filter
from memmap.model import LatLon
from memmap.pictures import HEAD, SIZES, frame_of
from memmap.pictures.features import shown
from memmap.view import View, Viewport

DRAWN = "() => Boolean(window.memmap?.map?.memmapFeatures?._targets?.length)"
SPOTS = """() => { const f = memmap.map.memmapFeatures;
    return f._targets.filter((t) => t.feature).map((t) => {
        const p = memmap.map.layerPointToContainerPoint(t.at);
        return [p.x, p.y, t.feature.n || t.feature.id]; }); }"""


def drawn(page: Page, address: str) -> Page:
    page.goto(address)
    page.wait_for_function(DRAWN)
    return page


@pytest.fixture
def other_site(app: str, tmp_path: Path) -> Iterator[str]:
    """A page of another origin that frames /embed and, against its rules, the app itself."""
    (tmp_path / "index.html").write_text(
        f"<!doctype html><title>A school</title><h1>Our twin cities</h1>"
        f'<iframe id="map" src="{app}/embed?country=BE&lang=en" width="700" height="400"></iframe>'
        f'<iframe id="app" src="{app}/?lang=en" width="300" height="200"></iframe>',
        encoding="utf-8",
    )
    handler = partial(http.server.SimpleHTTPRequestHandler, directory=str(tmp_path))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()


def test_another_site_frames_the_map_and_nothing_else(
    app: str, visitor: Watched, other_site: str
) -> None:
    page = visitor.page
    page.goto(other_site)

    framed: FrameLocator = page.frame_locator("#map")
    expect(framed.get_by_text("Belgium", exact=True)).to_be_visible()
    frame = next(f for f in page.frames if "/embed" in f.url)
    frame.wait_for_function(DRAWN)
    assert (
        framed.get_by_role("link", name=re.compile("Open in memmap")).get_attribute("href")
        == "/?country=BE&lang=en"
    )
    assert any("frame-ancestors" in error for error in visitor.errors)
    assert {urlsplit(url).netloc for url in visitor.requests} == {
        urlsplit(app).netloc,
        urlsplit(other_site).netloc,
    }


def test_a_place_in_a_frame_shows_its_sources(app: str, visitor: Watched) -> None:
    page = drawn(visitor.page, f"{app}/embed?lat=52.41&lon=-1.51&zoom=12&kind=city&lang=en")

    spot = page.evaluate(
        """() => { const m = memmap.map, t = m.memmapFeatures._targets.find(
        (t) => t.feature?.id === 'gb-coventry'), p = m.layerPointToContainerPoint(t.at);
        return [p.x, p.y]; }"""
    )
    page.locator("#map").click(position={"x": spot[0], "y": spot[1]})

    panel = page.get_by_role("complementary", name="What is selected")
    expect(panel.get_by_role("heading", name="Coventry")).to_be_visible()
    expect(panel.get_by_role("link").first).to_have_attribute("href", re.compile("^https?://"))
    expect(page).to_have_url(re.compile("selected=gb-coventry"))
    assert visitor.errors == []


def test_a_partnership_in_a_phones_frame_lies_above_its_panel(app: str, chromium: Browser) -> None:
    visitor = open_page(chromium, width=390)
    page = drawn(visitor.page, f"{app}/embed?selected=gb-coventry--ru-volgograd&lang=en")
    panel = page.get_by_role("complementary", name="What is selected")
    expect(panel.get_by_role("heading", name="Volgograd")).to_be_visible()

    # Coventry and Volgograd
    ends = page.evaluate(
        """() => [[52.4, -1.5], [48.7, 44.5]].map((at) => {
            const { x, y } = memmap.map.latLngToContainerPoint(at); return [x, y]; })"""
    )

    top = panel.evaluate("(panel) => panel.offsetTop")
    assert all(0 < x < 390 and 0 < y < top for x, y in ends)
    assert visitor.errors == []
    page.context.close()


@pytest.mark.parametrize(
    ("query", "most"),
    [("", 350_000), ("&light=1", 220_000), ("&story=first-twin-cities", 300_000)],
)
def test_the_first_map_is_few_bytes(app: str, chromium: Browser, query: str, most: int) -> None:
    page = open_page(chromium, width=1280).page
    sizes: list[int] = []
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))

    drawn(page, f"{app}/embed?lang=en{query}")
    page.wait_for_load_state("networkidle")

    assert 100_000 < sum(sizes) < most
    page.context.close()


def test_copies_of_the_world_share_their_tiles(app: str, chromium: Browser) -> None:
    visitor = open_page(chromium, width=1900)
    drawn(visitor.page, f"{app}/embed?lat=60&lon=100&zoom=2&lang=en")
    visitor.page.wait_for_load_state("networkidle")

    tiles = visitor.to("/basemap/2/")

    assert visitor.page.locator("canvas.memmap-tile").count() > len(tiles) > 0
    assert len(set(tiles)) == len(tiles)
    visitor.page.context.close()


@pytest.fixture(scope="module")
def file_of_all(tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("file") / "memmap.html"
    result = CliRunner().invoke(cli, ["export", "map", str(output), "--filter", "lang=en"])
    assert result.exit_code == 0, result.output
    return output


@pytest.fixture
def offline(chromium: Browser) -> Iterator[Watched]:
    watched = open_page(chromium, width=1280)
    watched.page.context.set_offline(True)
    yield watched
    watched.page.context.close()


def test_a_file_is_a_whole_map_without_a_network(file_of_all: Path, offline: Watched) -> None:
    page = drawn(offline.page, file_of_all.as_uri())
    first = page.evaluate(SPOTS)

    page.evaluate("() => memmap.map.setView([52, 5], 7, {animate: false})")
    page.wait_for_function("() => document.querySelectorAll('canvas.memmap-tile').length > 5")
    page.wait_for_timeout(500)
    assert page.evaluate(SPOTS) != first
    blue, land = (
        page.evaluate(
            """([lat, lon]) => { const at = memmap.map.latLngToContainerPoint([lat, lon]);
            const box = memmap.map.getContainer().getBoundingClientRect();
            for (const tile of document.querySelectorAll('canvas.memmap-tile')) {
                const r = tile.getBoundingClientRect();
                const x = box.x + at.x - r.x, y = box.y + at.y - r.y;
                if (x < 0 || y < 0 || x >= r.width || y >= r.height) continue;
                const ratio = tile.width / r.width;
                return [...tile.getContext('2d').getImageData(x * ratio, y * ratio, 1, 1).data]; }
            }""",
            spot,
        )
        for spot in ([53.0, 3.5], [51.6, 5.3])
    )
    assert (blue[:3], land[:3]) == ([215, 228, 236], [244, 241, 234])

    page.get_by_role("combobox", name="Region").select_option(label="Samara Oblast")
    page.wait_for_timeout(1500)
    ids = {name for _x, _y, name in page.evaluate(SPOTS) if isinstance(name, str)}
    assert "gb-coventry" not in ids
    assert page.evaluate("() => memmap.map.getBounds().contains([53.2, 50.1])")

    page.get_by_role("combobox", name="Find a place").fill("tolyatti")
    page.locator("#memmap-results").get_by_role("option").first.click()
    panel = page.get_by_role("complementary", name="What is selected")
    expect(panel.get_by_role("heading", name=re.compile("Tol.?yatti"))).to_be_visible()
    expect(panel.get_by_role("heading", name="Sources")).to_be_visible()
    expect(panel.get_by_role("listitem").first).to_be_visible()
    assert {urlsplit(url).scheme for url in offline.requests} == {"file"}
    assert offline.errors == []


def test_a_file_groups_places_as_the_server_does(file_of_all: Path, offline: Watched) -> None:
    page = drawn(offline.page, file_of_all.as_uri())
    catalog = current().catalog

    for center, zoom in ((LatLon(47, 25), 3), (LatLon(52, 5), 7), (LatLon(62, 179), 4)):
        frame = frame_of(View(viewport=Viewport(center, zoom)), SIZES["slide"])
        z, x0, x1, y0, y1 = frame.tiles()
        address = f"{z}/{x0}-{x1}/{y0}-{y1}?"
        theirs = page.evaluate("(a) => memmap.inlined.answer('places', a)", address)
        lines = page.evaluate("(a) => memmap.inlined.answer('flows', a)", address)
        ours = shown(catalog, View(Filter()), frame)

        groups = sorted((c["n"], round(c["lat"], 3), c["kinds"]) for c in theirs["clusters"])
        assert [g[:2] for g in groups] == sorted(
            (c.count, round(c.center.latitude, 3)) for c in ours.places.clusters
        )
        assert {p["id"] for p in theirs["places"]} == {p.id for p in ours.places.places}
        assert {p["id"] for p in lines["partnerships"]} == {p.id for p in ours.flows.partnerships}
        assert [f["n"] for f in lines["flows"]] == [f.count for f in ours.flows.flows]


def test_a_story_is_told_from_a_file(tmp_path: Path, offline: Watched) -> None:
    output = tmp_path / "story.html"
    query = "story=first-twin-cities&lang=ru"
    assert CliRunner().invoke(cli, ["export", "map", str(output), "--filter", query]).exit_code == 0

    page = drawn(offline.page, output.as_uri())
    page.keyboard.press("PageDown")

    expect(page.get_by_text("2 / 9")).to_be_visible()
    expect(page.get_by_role("heading", name="Послание, осень 1941 года")).to_be_visible()
    page.wait_for_function("() => memmap.map.memmapFeatures._marks.length === 2")
    assert {urlsplit(url).scheme for url in offline.requests} == {"file"}
    assert offline.errors == []


def test_a_picture_shows_places_where_the_map_shows_them(app: str, chromium: Browser) -> None:
    query = "country=BE,NL&lat=51.2&lon=4.8&zoom=7&base=light&lang=en"
    view = View(Filter(country=frozenset({"BE", "NL"})), viewport=Viewport(LatLon(51.2, 4.8), 7))
    size = SIZES["slide"]
    frame = frame_of(view, size)
    page = open_page(chromium, width=frame.width).page
    drawn(page, f"{app}/embed?{query}")
    above = page.evaluate("() => window.innerHeight - memmap.map.getSize().y")
    page.set_viewport_size({"width": frame.width, "height": frame.height + above})
    drawn(page, f"{app}/embed?{query}")

    answer = shown(current().catalog, view, frame)
    ours = [(*frame.at(c.center), c.count) for c in answer.places.clusters]
    ours += [(*frame.at(p.location), p.id) for p in answer.places.places]
    theirs = page.evaluate(SPOTS)

    assert len(theirs) == len(ours) > 10
    for (x, y, name), (px, py, ours_name) in zip(theirs, ours, strict=True):
        assert name == ours_name
        assert (x, y) == pytest.approx((px, py), abs=1)
    page.add_style_tag(content=".leaflet-control-container { display: none; }")
    page.wait_for_timeout(500)
    screen = Image.open(BytesIO(page.screenshot())).convert("RGB")
    picture = page.request.get(f"{app}/picture/slide.png?{query}").body()
    image = Image.open(BytesIO(picture)).convert("RGB")
    for place in answer.places.places:
        x, y = frame.at(place.location)
        if 0 <= x < frame.width and 0 <= y < frame.height - 1:
            dot = image.getpixel((round(x * size.dots), round((y + HEAD) * size.dots)))
            assert dot == pytest.approx(screen.getpixel((round(x), round(y))), abs=12)
    page.context.close()


def test_the_link_to_share_follows_the_map(app: str, visitor: Watched) -> None:
    page = visitor.page
    page.goto(f"{app}/?country=BE&lat=50.5&lon=4.5&zoom=7")
    page.wait_for_selector("iframe[src*='st_folium']")
    inside = next(f for f in page.frames if "streamlit_folium" in f.url)
    inside.wait_for_function("() => Boolean(window.map?.memmapFeatures?._targets?.length)")
    inside.evaluate("() => map.panBy([200, 0], {animate: false})")
    expect(page).to_have_url(re.compile("lon=6"))

    settled(page)
    page.get_by_role("button", name="Share").first.click()

    share = page.frame_locator("iframe[src*='/share']")
    expect(share.get_by_label("Link")).to_have_value(re.compile("country=BE.*lon=6.*lang=en"))
    expect(share.get_by_role("link", name="Telegram")).to_have_attribute(
        "href", re.compile(r"^https://t\.me/share/url\?url=http")
    )
    assert {urlsplit(url).netloc for url in visitor.requests} == {urlsplit(app).netloc}
    assert visitor.errors == []


def read_a_story(app: str, chromium: Browser) -> Page:
    """Return a page that has read a story to the end of its being kept, and has no network now."""
    page = open_page(chromium).page
    drawn(page, f"{app}/story/first-twin-cities?lang=en")
    kept = "async () => Boolean(await caches.match('/story/first-twin-cities?lang=en'))"
    for _attempt in range(60):
        if page.evaluate(kept):
            break
        page.wait_for_timeout(500)
    page.context.set_offline(True)
    return page


@pytest.mark.parametrize(
    "address", ["story/first-twin-cities?lang=en&step=2", "?story=first-twin-cities&step=2"]
)
def test_the_last_story_can_be_read_at_its_address_without_a_network(
    app: str, chromium: Browser, address: str
) -> None:
    page = read_a_story(app, chromium)

    page.goto(f"{app}/{address}")

    expect(page.get_by_role("heading", name="A message, autumn 1941")).to_be_visible()
    page.wait_for_function(DRAWN)
    page.context.close()


@pytest.mark.parametrize("address", ["?lang=en", "story/anything-else"])
def test_another_address_says_that_there_is_no_network_and_leads_to_the_last_story(
    app: str, chromium: Browser, address: str
) -> None:
    page = read_a_story(app, chromium)

    page.goto(f"{app}/{address}")
    expect(page.get_by_text("There is no network.")).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.get_by_role("link", name="The last story that you opened").click()

    expect(page.get_by_role("heading", name="Coventry, November 1940")).to_be_visible()
    expect(page).to_have_url(re.compile("/story/first-twin-cities"))
    page.context.close()
