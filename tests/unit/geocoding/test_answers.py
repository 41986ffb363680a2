"""What an online geocoder's answer amounts to."""

import pytest
from geopy import Location

from memmap.geocoding import Query, ResolutionStatus
from memmap.geocoding.answers import candidates, kept
from memmap.geocoding.resolution import resolution
from memmap.model import Precision


def place(name: str, lat: float, *, importance: float = 0.4, country: str = "ru", **more: object):
    raw = {
        "osm_type": "node",
        "osm_id": 1,
        "importance": importance,
        "addresstype": "village",
        "address": {"country_code": country, "ISO3166-2-lvl4": "RU-SAM"},
        "namedetails": {"name": name, "name:en": "In English"},
        **more,
    }
    return kept(Location(f"{name}, somewhere", (lat, 50.0), raw))


def status(query: Query, *places) -> ResolutionStatus:
    return resolution(query, candidates(list(places), query, "nominatim")).status


@pytest.mark.parametrize("text", ["Кинель", "кинель", "in english", "г. Кинель", "Кинель, Россия"])
def test_a_place_of_the_name_in_any_language_is_resolved(text):
    assert status(Query(text), place("Кинель", 53.2)) is ResolutionStatus.RESOLVED


def test_a_place_of_another_name_waits_for_a_person():
    assert status(Query("Смышляевка"), place("Кинель", 53.2)) is ResolutionStatus.AMBIGUOUS


def test_namesakes_as_important_wait_for_a_person():
    two = place("Кинель", 53.2), place("Кинель", 55.2)

    assert status(Query("Кинель"), *two) is ResolutionStatus.AMBIGUOUS


def test_a_town_and_its_territory_are_one_place():
    two = place("Кинель", 53.2), place("Кинель", 53.25, addresstype="municipality")

    assert status(Query("Кинель"), *two) is ResolutionStatus.RESOLVED


def test_a_much_more_important_namesake_is_meant():
    two = place("Кинель", 53.2, importance=0.7), place("Кинель", 55.2, importance=0.3)

    assert status(Query("Кинель"), *two) is ResolutionStatus.RESOLVED


def test_a_region_decides_between_namesakes():
    other = {"country_code": "ru", "ISO3166-2-lvl4": "RU-VGG"}
    two = place("Кинель", 53.2), place("Кинель", 48.2, address=other)

    assert status(Query("Кинель", "RU", "RU-VGG"), *two) is ResolutionStatus.RESOLVED


def test_no_answer_lies_outside_the_named_country():
    found = [place("Brest", 48.4, country="fr"), place("Brest", 52.1, country="by")]

    assert {c.country for c in candidates(found, Query("Brest", "BY"), "photon")} == {"BY"}


def test_photons_form_is_read():
    about = {
        "osm_type": "N",
        "osm_id": 7,
        "name": "Neupré",
        "countrycode": "BE",
        "osm_value": "village",
    }
    found = [kept(Location("Neupré, Belgium", (50.5, 5.4), {"properties": about}))]

    (best,) = candidates(found, Query("Neupre", "BE"), "photon")

    assert (best.id, best.country, best.precision) == ("N/7", "BE", Precision.SETTLEMENT)
    assert best.score >= 0.9
