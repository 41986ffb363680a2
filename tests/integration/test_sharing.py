"""Pictures, previews, pages and files of a view, over the project's own tables."""

import gzip
import json
import re
from base64 import b64decode
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from io import BytesIO
from pathlib import Path
from threading import Event

import numpy as np
import pycountry
import pytest
from click.testing import CliRunner
from PIL import Image
from shapely import Polygon, box, union_all
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

from memmap import config
from memmap.api import pictures, security, workshop
from memmap.api.preview import SHELL
from memmap.api.routes import middleware, routes
from memmap.cli import cli
from memmap.current import current
from memmap.filters import Filter
from memmap.sharing.cache import ByteCache
from memmap.sharing.features import packed_features

COUNTRIES = sorted(country.alpha_2 for country in pycountry.countries)
STORY = "first-twin-cities"


async def streamlit_page(_request: Request) -> Response:
    body = f'<div id="root"></div>{"x" * 600}'
    shell = f'<!DOCTYPE html><html lang="en"><head>{SHELL}</head><body>{body}</body></html>'
    return HTMLResponse(shell, headers={"ETag": '"same-for-all"'})


@pytest.fixture(scope="module")
def client() -> TestClient:
    pages = [Route(path, streamlit_page) for path in ("/", "/stories")]
    inner = Middleware(GZipMiddleware)
    return TestClient(Starlette(routes=[*routes(), *pages], middleware=[*middleware(), inner]))


@pytest.mark.parametrize(
    ("name", "size"), [("card", (1200, 630)), ("slide", (1920, 1080)), ("large", (3840, 2160))]
)
def test_a_picture_has_its_size(client: TestClient, name: str, size: tuple[int, int]) -> None:
    answer = client.get(f"/picture/{name}.png?region=RU-SAM&lat=53&lon=50&zoom=6")

    assert Image.open(BytesIO(answer.content)).size == size
    assert ("attachment" in answer.headers.get("content-disposition", "")) == (name != "card")


def test_print_comes_as_svg_and_pdf(client: TestClient) -> None:
    svg, pdf = (client.get(f"/picture/print.{s}?country=BE&lang=ru") for s in ("svg", "pdf"))

    assert (svg.headers["content-type"], svg.text[:5]) == ("image/svg+xml", "<?xml")
    assert pdf.content[:5] == b"%PDF-"


def test_a_picture_is_drawn_once(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    first = client.get("/picture/card.png?country=PL")
    monkeypatch.setattr(pictures, "picture", None)

    again = client.get("/picture/card.png?country=PL")
    known = client.get(
        "/picture/card.png?country=PL", headers={"If-None-Match": first.headers["etag"]}
    )

    assert (again.content, known.status_code) == (first.content, 304)


def test_who_waits_for_the_scripts_sees_what_for(client: TestClient) -> None:
    page = client.get("/?q=<b>&lang=ru").text

    assert '<div class="memmap-waiting"><p>' in page
    assert '<progress aria-label="Карта загружается"></progress>' in page
    assert "<b>" not in page


def test_a_crowd_of_pictures_is_asked_to_come_again(client: TestClient) -> None:
    with ExitStack() as crowd:
        for _one in range(workshop.MOST_WAITING):
            crowd.enter_context(workshop._places)
        answer = client.get("/picture/card.png?country=NO")

    assert (answer.status_code, "try again" in answer.json()["error"]) == (503, True)


def test_who_waits_for_an_equal_picture_gets_that(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn, kept = [], ByteCache(1000)
    first_is_drawing, go_on = Event(), Event()

    def draw() -> bytes:
        first_is_drawing.set()
        go_on.wait(10)
        drawn.append(1)
        return b"picture"

    with ThreadPoolExecutor(2) as crowd:
        first = crowd.submit(workshop.made_once, kept, "key", draw)
        first_is_drawing.wait(10)
        second = crowd.submit(workshop.made_once, kept, "key", draw)
        go_on.set()

    assert (first.result(), second.result(), len(drawn)) == (b"picture", b"picture", 1)


def test_a_long_view_is_shared_with_a_code_and_one_too_long_for_any_without(
    client: TestClient,
) -> None:
    long = f"q={'😀' * 79}&selected={'+' * 200}&country={','.join(COUNTRIES)}"

    assert 'class="code"' in client.get(f"/share?{long}").text
    assert 'class="code"' not in client.get("/share", headers={"host": "h" * 3000}).text


@pytest.mark.parametrize(
    "address",
    [
        "/picture/poster.png",
        "/picture/card.gif",
        "/picture/card.png?q=" + "x" * 5000,
        "/embed?q=" + "x" * 5000,
        "/share?q=" + "x" * 5000,
        "/download/map.html?q=" + "x" * 5000,
        "/download/story.html?story=nobody",
        "/map/card?id=nobody",
        "/icon-7.png",
    ],
)
def test_what_is_not_there_is_refused_with_a_reason(client: TestClient, address: str) -> None:
    answer = client.get(address)

    assert 400 <= answer.status_code < 500
    assert answer.json()["error"]


@pytest.mark.parametrize("encoding", ["gzip", "identity"])
def test_a_link_says_what_it_shows_whoever_asks(client: TestClient, encoding: str) -> None:
    answer = client.get("/?region=RU-SAM&lang=ru&q=%22%3E", headers={"Accept-Encoding": encoding})

    page = answer.text
    assert '<meta property="og:title" content="“&quot;&gt;”, Самарская область">' in page
    assert 'og:image" content="http://testserver/picture/card.png?region=RU-SAM' in page
    assert page.count("<title>") == 1
    assert '<html lang="ru"' in page
    assert "etag" not in answer.headers


def test_the_picture_of_a_link_is_there(client: TestClient) -> None:
    page = client.get("/?selected=gb-coventry--ru-volgograd&lat=52&lon=20&zoom=4&lang=en").text

    [address] = re.findall(r'og:image" content="([^"]+)"', page)
    picture = client.get(address.replace("&amp;", "&").removeprefix("http://testserver"))
    assert Image.open(BytesIO(picture.content)).size == (1200, 630)
    assert "<title>Volgograd – Coventry · memmap</title>" in page


def test_a_storys_step_has_a_preview_of_its_own(client: TestClient) -> None:
    page = client.get(f"/story/{STORY}?step=3&lang=ru").text

    assert "Первые города-побратимы: Послания и телеграмма" in page
    assert f'og:url" content="http://testserver/story/{STORY}?step=3&amp;lang=ru"' in page
    assert f"picture/card.png?story={STORY}&amp;step=3&amp;lang=ru" in page


def test_a_page_beside_the_map_has_its_own_name_and_address(client: TestClient) -> None:
    page = client.get("/stories?lang=ru").text

    assert "<title>Истории · memmap</title>" in page
    assert 'og:title" content="Истории"' in page
    assert 'og:url" content="http://testserver/stories?lang=ru"' in page


def test_a_rooms_link_has_a_preview_and_is_not_for_searches(client: TestClient) -> None:
    opened = client.post("/live/rooms", json={"scene": {"story": STORY, "step": 2}}).json()

    page = client.get(f"/watch/{opened['room']}", headers={"Accept-Language": "ru"}).text

    assert 'og:title" content="Первые города-побратимы"' in page
    assert f"card.png?story={STORY}&amp;step=1&amp;lang=ru" in page
    assert "og:url" not in page
    assert '<meta name="robots" content="noindex">' in page


def test_the_public_address_is_the_operators(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    public = config.Config(public_url="https://memory.example/")
    monkeypatch.setattr("memmap.api.preview.config", lambda: public)

    assert 'og:url" content="https://memory.example/?lang=en"' in client.get("/?lang=en").text


def test_only_embed_may_be_framed_by_the_sites_that_the_operator_names(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    named = config.Config(embed_sites=("https://school.example", "https://town.example"))
    monkeypatch.setattr(security, "config", lambda: named)

    policy = {
        path: client.get(path).headers["Content-Security-Policy"].rpartition("; ")[2]
        for path in ("/embed", "/", "/share", f"/story/{STORY}", "/embedded")
    }

    assert policy.pop("/embed") == "frame-ancestors https://school.example https://town.example"
    assert set(policy.values()) == {"frame-ancestors 'self'"}


def test_a_page_for_other_sites_has_the_view_and_no_streamlit(client: TestClient) -> None:
    page = client.get("/embed?region=RU-SAM&base=dark&lang=ru&lat=53&lon=50&zoom=6").text

    [data] = re.findall(r'id="memmap-page">(.*?)</script>', page)
    values = json.loads(data)
    assert (values["wanted"]["query"], values["camera"]) == ("region=RU-SAM", [53.0, 50.0, 6])
    assert values["map"]["theme"] == "dark"
    assert "streamlit" not in page.lower()


def test_the_light_page_has_lighter_tiles(client: TestClient) -> None:
    full, light = (client.get(f"/basemap/3/4/2.json{q}").text for q in ("", "?light=1"))
    names = client.get("/basemap/names.json?lang=en&light=1").json()

    assert len(light) < len(full) * 0.6
    assert (bool(names["countries"]), names["places"]) == (True, [])


@pytest.mark.parametrize("tile", ["5/16/13", "5/22/9", "6/42/20"])
def test_a_light_tile_far_from_any_coast_is_land(client: TestClient, tile: str) -> None:
    shapes = client.get(f"/basemap/{tile}.json?light=1").json()["land"]

    rings = [Polygon(np.reshape(ring, (-1, 2)).cumsum(axis=0)) for [ring] in shapes]
    assert union_all(rings).contains(box(0, 0, 512, 512))


def test_the_share_page_has_every_way_and_escapes_its_title(client: TestClient) -> None:
    page = client.get("/share?q=%3Cscript%3Ealert(1)%3C/script%3E&lang=en").text

    for service in ("t.me", "vk.com", "wa.me", "facebook.com", "x.com", "mailto:"):
        assert service in page
    assert "<script>alert" not in page
    loads = re.findall(r'(?:src|<link[^>]* href)="(https?:[^"]*)', page)
    assert loads == []


def test_a_storys_frame_has_room_for_its_text(client: TestClient) -> None:
    heights = [
        int(*re.findall(r"height=&#34;(\d+)&#34;", client.get(f"/share?{query}").text))
        for query in (f"story={STORY}", "country=BE")
    ]

    assert heights == [640, 480]


def test_the_share_page_is_in_the_links_language(client: TestClient) -> None:
    page = client.get("/share?country=BE&lang=ru").text

    assert re.findall(r"<button[^>]*>(.*?)</button>", page) == [
        *("Скопировать", "Поделиться с этого устройства …", "Скопировать")
    ]
    assert re.findall(r"<h[12]>(.*?)</h", page) == ["Бельгия", "На вашем сайте", "Файлом"]


@pytest.mark.parametrize("address", [f"/story/{STORY}", "/embed", "/share", "/present"])
def test_a_page_without_a_language_is_in_the_browsers(client: TestClient, address: str) -> None:
    headers = {"Accept-Language": "fi, ru-RU;q=0.8, en;q=0.5"}

    page, named = (client.get(address + query, headers=headers).text for query in ("", "?lang=en"))

    assert '<html lang="ru"' in page
    assert '<html lang="en"' in named


def test_the_app_can_be_installed(client: TestClient) -> None:
    manifest = client.get("/manifest.webmanifest?lang=ru").json()

    assert (manifest["lang"], manifest["display"]) == ("ru", "standalone")
    for icon in manifest["icons"]:
        assert client.get(icon["src"]).headers["content-type"] == icon["type"]
    worker = client.get("/worker.js")
    assert "javascript" in worker.headers["content-type"]
    assert worker.text.startswith("const WORDS = {")


@pytest.mark.parametrize(
    ("address", "most"),
    [("/download/map.html?lang=ru", 5e6), (f"/download/story.html?story={STORY}", 5e6)],
)
def test_a_file_is_small_and_loads_nothing(client: TestClient, address: str, most: float) -> None:
    page = client.get(address).text

    assert len(page.encode()) < most
    assert re.findall(r"<(?:script|img|link|iframe)[^>]* (?:src|href)=", page) == []
    assert "default-src 'none'" in page
    assert "url(" not in page.split("</style>")[0]


def test_a_file_holds_what_its_filter_leaves(client: TestClient) -> None:
    page = client.get("/download/map.html?region=RU-SAM&lang=en").text

    letters = re.search(r'data-name="features">([^<]+)<', page)
    assert letters
    features = json.loads(gzip.decompress(b64decode(letters[1])))
    wanted = Filter(region=frozenset({"RU-SAM"}))
    totals = current().catalog.totals(wanted)
    assert (len(features["places"]), len(features["pairs"])) == (
        totals.places,
        totals.partnerships,
    )


def test_what_is_packed_refers_to_what_is_packed() -> None:
    packed = packed_features(current(), Filter(country=frozenset({"BE"})))

    codes = {code for code, _country, _name in packed["regions"]}
    assert {end for pair in packed["pairs"] for end in pair[1:3]} <= set(packed["ends"])
    assert {place[0] for place in packed["places"]} <= set(packed["cards"])
    assert {place[6] for place in packed["places"]} <= codes
    used = {i for card in packed["cards"].values() for i in card["sources"]}
    assert used == set(range(len(packed["sources"])))


def export(*arguments: object) -> tuple[int, str]:
    result = CliRunner().invoke(cli, ["export", *map(str, arguments)])
    return result.exit_code, result.output


@pytest.mark.parametrize(
    ("name", "begins"),
    [("a.png", b"\x89PNG"), ("a.svg", b"<?xml"), ("a.pdf", b"%PDF"), ("a.html", b"<!doctype")],
)
def test_a_map_is_exported_in_every_format(
    data_folder: Path, tmp_path: Path, name: str, begins: bytes
) -> None:
    code, _output = export(
        "map", tmp_path / name, "--filter", "status=suspended&lang=ru", "--data", data_folder
    )

    assert code == 0
    assert (tmp_path / name).read_bytes().startswith(begins)


def test_a_story_is_exported_whole(tmp_path: Path) -> None:
    code, _output = export("map", tmp_path / "s.html", "--filter", f"story={STORY}&lang=ru")

    assert code == 0
    assert "Первые города-побратимы" in (tmp_path / "s.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "query", "reason"),
    [("a.gif", "", ".png, .svg, .pdf or .html"), ("a.png", "kind=palace", "'palace' is unknown")],
)
def test_a_bad_export_says_what_was_expected(
    tmp_path: Path, name: str, query: str, reason: str
) -> None:
    code, output = export("map", tmp_path / name, "--filter", query)

    assert (code, reason in output) == (2, True)
    assert not (tmp_path / name).exists()
