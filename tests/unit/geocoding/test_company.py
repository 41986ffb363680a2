"""The middle of a list's sure places, on a sphere."""

import pytest

from memmap.geocoding import Candidate, Company, Query, Resolution, ResolutionStatus
from memmap.geocoding.company import company_of
from memmap.model import LatLon, Precision


def sure(latitude: float, longitude: float, country: str = "RU") -> Resolution:
    place = Candidate(
        LatLon(latitude, longitude), "x", country, "", 0, 1.0, Precision.SETTLEMENT, "GeoNames",
        "1", "x",
    )  # fmt: skip
    return Resolution(Query("x"), ResolutionStatus.RESOLVED, (place,))


def test_the_middle_is_found_across_the_180th_meridian():
    company = company_of([sure(64, 179), sure(64, -179), sure(64.5, 180)])

    assert company
    assert company.near
    assert company.near.latitude == pytest.approx(64.2, abs=0.1)
    assert abs(company.near.longitude) == pytest.approx(180, abs=0.5)


def test_places_far_apart_have_no_middle_but_a_country():
    assert company_of([sure(55, 37), sure(56, 93), sure(43, 132)]) == Company("RU", None)


def test_places_of_several_countries_close_together_have_a_middle_alone():
    company = company_of([sure(50, 6, "DE"), sure(50, 5, "BE"), sure(51, 6, "NL")])

    assert company
    assert company.country is None
    assert company.near


def test_doubtful_places_say_nothing():
    doubtful = Resolution(Query("x"), ResolutionStatus.AMBIGUOUS, sure(55, 37).candidates)

    assert company_of([doubtful] * 10) is None
