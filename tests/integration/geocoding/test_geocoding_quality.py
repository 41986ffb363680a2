"""Floors under the gazetteer's quality, by kind of query."""

import pytest
from tests.benchmarks.geocoding_quality import CONFIDENT, Outcome, by_kind, outcomes, share

from memmap.config import config
from memmap.geocoding import PlaceIndex
from memmap.geocoding.index import ensure_index


@pytest.fixture(scope="module")
def found() -> list[Outcome]:
    return outcomes(PlaceIndex(ensure_index(config().cache)))


@pytest.mark.parametrize(
    ("kind", "floor"),
    [
        ("city", 0.99),
        ("region", 0.99),
        ("historic", 0.95),
        ("language", 0.93),
        ("qualified", 0.97),
        ("transliteration", 0.95),
        ("commune", 0.95),
    ],
)
def test_the_expected_place_comes_first(found, kind, floor):
    assert share(by_kind(found)[kind], 1) >= floor


def test_a_name_with_one_typing_error_is_among_the_first_five(found):
    assert share(by_kind(found)["typo"], 5) >= 0.90


def test_wrong_answers_are_hardly_ever_confident(found):
    for kind, group in by_kind(found).items():
        assert sum(o.wrong_but_confident for o in group) / len(group) < 0.01, kind


def test_a_score_of_nine_tenths_is_right_in_99_of_100(found):
    assert share([o for o in found if o.score >= CONFIDENT], 1) >= 0.99
