"""The geopy adapter, the cache and the limiter against a real Nominatim."""

import time

import pytest
from tests.nominatim.conftest import ADDRESS, NOBODY

from memmap.geocoding import Query, ResolutionStatus
from memmap.geocoding.providers import PROVIDERS, open_geocoder
from memmap.geocoding.resolution import resolution
from memmap.model import LatLon, Precision


@pytest.mark.parametrize("text", ["Волгоград", "Volgograd", "Wolgograd", "Сталинград"])
def test_a_city_is_found_by_its_names(start, text):
    query = Query(text, "RU")

    answer = resolution(query, start().candidates(query))

    assert answer.status is ResolutionStatus.RESOLVED
    assert answer.best
    assert answer.best.location == LatLon(48.71, 44.51)
    assert (answer.best.geocoder, answer.best.id) == ("nominatim", "node/1")
    assert (answer.best.country, answer.best.region) == ("RU", "RU-VGG")
    assert answer.best.precision is Precision.SETTLEMENT


def test_a_memorial_is_a_site_and_an_oblast_a_region(start):
    online = start()

    memorial = online.candidates(Query("Мамаев курган", "RU"))[0]
    oblast = online.candidates(Query("Волгоградская область", "RU"))[0]

    assert memorial.precision is Precision.SITE
    assert oblast.precision is Precision.REGION


def test_namesakes_wait_for_a_person_and_a_region_decides(start):
    vague, exact = Query("Александровка", "RU"), Query("Александровка", "RU", "RU-VGG")

    several = resolution(vague, start().candidates(vague))
    one = resolution(exact, start().candidates(exact))

    assert several.status is ResolutionStatus.AMBIGUOUS
    assert len(several.candidates) == 2
    assert one.status is ResolutionStatus.RESOLVED
    assert one.best
    assert one.best.id == "node/5"


def test_no_answer_lies_outside_the_named_country(start):
    assert start().candidates(Query("Coventry", "RU")) == []


@pytest.mark.parametrize("text", ["Волгоград", "Нет такого места"])
def test_an_answer_is_kept_and_nothing_found_is_one(start, text):
    asked = start().candidates(Query(text, "RU"))
    offline = start(NOBODY)

    kept = offline.candidates(Query(text, "RU"))

    assert kept == asked
    assert not offline.trouble


def test_a_server_that_is_gone_is_trouble_and_the_next_run_asks_it(start):
    gone = start(NOBODY)
    first = gone.candidates(Query("Coventry", "GB"))

    second = start().candidates(Query("Coventry", "GB"))

    assert first == []
    assert gone.trouble.startswith("nominatim: ")
    assert [c.id for c in second] == ["node/4"]


def test_requests_are_a_pace_apart(start):
    """However slow the machine is, they can only be further apart."""
    online = start(seconds=1.0)
    begin = time.monotonic()

    found = [online.candidates(Query(*q)) for q in (("Coventry", "GB"), ("Neupré", "BE"))]

    assert all(found)
    assert time.monotonic() - begin >= 1.0


def test_a_kept_answer_does_not_wait_for_the_pace(start):
    online = start(seconds=30.0)

    first, again = (online.candidates(Query("Coventry", "GB")) for _ in range(2))

    assert first == again


def test_the_attribution_is_what_the_server_asks_for():
    place = open_geocoder("nominatim", "memmap's tests", ADDRESS).geocode("Coventry")

    assert "OpenStreetMap" in place.raw["licence"]
    assert "ODbL" in place.raw["licence"]
    assert "© OpenStreetMap contributors, ODbL" in PROVIDERS["nominatim"].attribution
