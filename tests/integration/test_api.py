"""The HTTP answers, over the project's own tables."""

import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.testclient import TestClient

from memmap import config, current
from memmap.api.routes import middleware, routes
from memmap.filters import Filter
from memmap.mapping import assets


@pytest.fixture(scope="module")
def client() -> TestClient:
    return TestClient(Starlette(routes=routes(), middleware=middleware()))


def test_places_of_a_viewport_are_clusters_and_single_places(client: TestClient) -> None:
    answer = client.get("/map/places/3/2-6/1-4?country=RU").json()

    assert answer["zoom"] == 3
    assert sum(cluster["n"] for cluster in answer["clusters"]) > 20
    assert {"lat", "lon", "n", "kinds", "box"} == set(answer["clusters"][0])


def test_an_equal_request_is_answered_from_the_browsers_cache(client: TestClient) -> None:
    first = client.get("/map/flows/3/2-6/1-4")

    second = client.get("/map/flows/3/2-6/1-4", headers={"If-None-Match": first.headers["ETag"]})

    assert (second.status_code, second.content) == (304, b"")


def test_the_first_pair_is_drawn_with_its_year_and_status(client: TestClient) -> None:
    answer = client.get("/map/flows/4/0-15/0-15?selected=gb-coventry--ru-volgograd").json()

    [line] = answer["partnerships"]
    assert (line["year"], line["status"]) == (1944, "suspended")


@pytest.mark.parametrize(
    "address",
    [
        "/map/places/3/x/y",
        "/map/places/99/0-1/0-1",
        "/map/places/3/0-1/0-9",
        "/map/places/9/0-400/0-400",
        "/map/places/-1/0-0/0-0",
        "/map/flows/3/0-1/0-1?kind=palace",
        "/map/flows/3/0-1/0-1?year=soon",
        "/map/flows/3/0-1/0-1?q=" + "x" * 5000,
        "/map/search?q=" + "x" * 500,
        "/basemap/3/8/0.json",
        "/basemap/x/0/0.json",
        "/data/people.csv",
        "/data/places.exe",
        "/assets/leaflet/0/../../../../etc/passwd",
        "/assets/nothing/0/a.js",
        "/assets/a.js",
        "/map/places/3/0-1",
        "/map/own/3",
        "/basemap/3/0.json",
        "/data/places/csv",
        "/picture/card",
        "/map/foo",
        "/map/card/x",
        "/live/x",
        "/share/x",
        "/data",
        "/download",
        "/assets/memmap/0/" + "a" * 300,
    ],
)
def test_what_makes_no_sense_is_refused_with_a_reason(client: TestClient, address: str) -> None:
    answer = client.get(address)

    assert 400 <= answer.status_code < 500
    assert answer.json()["error"] if "json" in answer.headers["content-type"] else True


def test_every_answer_carries_the_security_headers(client: TestClient) -> None:
    for address in ("/health", "/map/places/0/0-0/0-0", "/nowhere"):
        headers = client.get(address).headers
        assert "default-src 'self'" in headers["Content-Security-Policy"]
        assert headers["X-Content-Type-Options"] == "nosniff"


def test_a_failure_carries_the_security_headers_too() -> None:
    def fail(_request: Request) -> Response:
        raise RuntimeError

    app = Starlette(routes=[Route("/fails", fail)], middleware=middleware())

    answer = TestClient(app, raise_server_exceptions=False).get("/fails")

    assert answer.status_code == 500
    assert "default-src 'self'" in answer.headers["Content-Security-Policy"]


def test_a_download_has_every_row_and_no_formula(client: TestClient) -> None:
    text = client.get("/data/places.csv").text

    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))
    assert len(rows) - 1 == current.current().catalog.totals(Filter()).places
    assert not [cell for row in rows[1:] for cell in row if cell[:1] in "=+@" and cell[:1]]


def test_geojson_has_longitude_first(client: TestClient) -> None:
    answer = client.get("/data/places.geojson?region=RU-VGG&kind=city&q=volgograd").json()

    [feature] = answer["features"]
    longitude, latitude = feature["geometry"]["coordinates"]
    assert (round(longitude), round(latitude)) == (44, 49)


def test_a_line_across_the_180th_meridian_is_cut_there(client: TestClient) -> None:
    answer = client.get("/data/partnerships.geojson?q=nagasaki").json()

    [saint_paul] = [f for f in answer["features"] if "saint-paul" in f["id"]]
    west, east = saint_paul["geometry"]["coordinates"]
    assert saint_paul["geometry"]["type"] == "MultiLineString"
    assert {west[-1][0], east[0][0]} == {180, -180}


def test_a_download_that_the_browser_has_is_not_made_again(client: TestClient) -> None:
    first = client.get("/data/places.csv?country=BE")

    again = client.get(
        "/data/places.csv?country=BE", headers={"If-None-Match": first.headers["ETag"]}
    )

    assert (again.status_code, again.content) == (304, b"")


def test_a_file_of_another_version_is_not_kept(client: TestClient) -> None:
    ours = client.get(assets.address("memmap", "map.js"))
    other = client.get("/assets/memmap/0000000000/map.js")

    assert "immutable" in ours.headers["Cache-Control"]
    assert other.headers["Cache-Control"] == "no-cache"


def test_a_made_up_language_is_english(client: TestClient) -> None:
    assert client.get("/basemap/names.json?lang=qq").text == (
        client.get("/basemap/names.json?lang=en").text
    )


def test_search_knows_our_places_and_the_gazetteer(client: TestClient) -> None:
    ours = client.get("/map/search", params={"q": "Ковентри", "lang": "ru"}).json()["results"]
    others = client.get("/map/search", params={"q": "Longyearby"}).json()["results"]

    assert ours[0]["id"] == "gb-coventry"
    assert others[0]["label"].startswith("Longyearby")
    assert "id" not in others[0]


def test_search_finds_a_city_of_which_we_know_memorials_alone(client: TestClient) -> None:
    found = client.get("/map/search", params={"q": "Nairobi"}).json()["results"]

    assert {(place["label"], "id" in place) for place in found} >= {
        ("Nairobi War Cemetery", True),
        ("Nairobi", False),
    }


def test_search_has_a_whole_name_first_and_as_our_tables_call_it(client: TestClient) -> None:
    found = client.get("/map/search", params={"q": "Рим", "lang": "ru"}).json()["results"]

    assert (found[0]["label"], found[0]["detail"]) == ("Рим", "Лацио, Италия")


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize(
    ("text", "city"),
    [
        ("Сталинград", "ru-volgograd"),
        ("Stalingrad", "ru-volgograd"),
        ("Ленинград", "ru-st-petersburg"),
        ("Куйбышев", "ru-samara"),
        ("Свердловск", "ru-yekaterinburg"),
        ("Горький", "ru-nizhny-novgorod"),
        ("Кёнигсберг", "ru-kaliningrad"),
        ("Кенигсберг", "ru-kaliningrad"),
        ("Бреслау", "pl-wroclaw"),
        ("Данциг", "pl-gdansk"),
        ("Dresden", "de-dresden"),
        ("Сталинг", "ru-volgograd"),
        ("Волгогрд", "ru-volgograd"),
    ],
)
def test_search_has_our_city_first_by_whichever_of_its_names(
    client: TestClient, language: str, text: str, city: str
) -> None:
    found = client.get("/map/search", params={"q": text, "lang": language}).json()["results"]

    assert (found[0].get("id"), found[0].get("kind")) == (city, "city")


def test_search_has_our_city_once_and_its_memorials_too(client: TestClient) -> None:
    found = client.get("/map/search", params={"q": "Сталинград", "lang": "ru"}).json()["results"]

    assert [place["label"] for place in found].count("Волгоград") == 1
    assert "ru-stalingrad-panorama-museum" in [place.get("id") for place in found]


def test_search_asks_no_online_geocoder_while_one_types(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    online = replace(config.config(), geocoders=("nominatim",), user_agent="a test")
    monkeypatch.setattr("memmap.api.search.config", lambda: online)

    found = client.get("/map/search", params={"q": "qwertzuiop"}).json()["results"]

    assert found == []


def test_a_base_map_tile_has_land_and_borders(client: TestClient) -> None:
    tile = client.get("/basemap/4/9/5.json").json()

    assert tile["land"]
    assert tile["borders"]


def test_the_base_map_names_places_as_their_readers_do(client: TestClient) -> None:
    english, russian, other = (
        client.get(f"/basemap/names.json?lang={code}").json()["places"]
        for code in ("en", "ru", "fi")
    )

    names = {here[0]: there[0] for here, there in zip(english, russian, strict=True)}
    assert [names[name] for name in ("Moscow", "Paris", "Vienna", "Kyiv", "Cairo")] == [
        *("Москва", "Париж", "Вена", "Киев", "Каир")
    ]
    assert sum("а" <= name[-1].lower() <= "я" for name in names.values()) > 0.98 * len(names)
    assert other == english


def test_broken_tables_answer_503_and_say_what_to_run(
    client: TestClient, data_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (data_folder / "cities.csv").write_text("nonsense", encoding="utf-8")
    monkeypatch.setattr(current, "config", lambda: config.Config(data=data_folder))

    answer = client.get("/map/places/0/0-0/0-0")

    assert (answer.status_code, "memmap check" in answer.text) == (503, True)


def test_a_viewport_says_whose_data_it_shows(client: TestClient) -> None:
    everything = client.get("/map/places/2/0-3/0-3").json()["credits"]
    museums = client.get("/map/places/2/0-3/0-3?kind=museum").json()["credits"]

    assert any("GeoNames, Who's On First" in credit["text"] for credit in everything)
    assert [credit["text"].split(":")[0] for credit in museums] == ["Memorials"]


def test_a_file_says_its_licences(client: TestClient) -> None:
    rows = csv.DictReader(io.StringIO(client.get("/data/partnerships.csv").text.lstrip("\ufeff")))
    geojson = client.get("/data/places.geojson?kind=city").json()

    assert next(rows)["licence"] == "CC BY-SA 4.0"
    assert [entry["licence"].partition(";")[0] for entry in geojson["licences"]] == ["CC BY 4.0"]


def test_names_that_appear_close_by_alone_are_asked_for_apart(client: TestClient) -> None:
    far = client.get("/basemap/names.json?lang=en").json()
    near = client.get("/basemap/names.json?lang=en&near=1").json()

    assert {zoom >= 7 for *_, zoom in far["places"]} == {False}
    assert {zoom >= 7 for *_, zoom in near["places"]} == {True}
    assert near["countries"] == []
