"""What the qualifiers of a name are: regions, districts, other names."""

import pytest

from memmap.geocoding.spelling import is_area, tells_other_name, without_region_word


@pytest.mark.parametrize(
    ("folded", "left"),
    [
        ("woj opolskie", "opolskie"),
        ("самарская обл", "самарская"),
        ("oblast de samara", "samara"),
        ("provincia di roma", "roma"),
    ],
)
def test_a_region_is_named_without_its_title(folded, left):
    assert left in without_region_word(folded)


@pytest.mark.parametrize("folded", ["samara", "обл", "obl ab", "roma provinciale"])
def test_there_is_nothing_without_a_title_or_a_name(folded):
    assert without_region_word(folded) == []


@pytest.mark.parametrize(
    "text", ["Clark County", "Фатежский район", "Bez. Breslau", "okres Kladno"]
)
def test_a_qualifier_with_a_title_is_an_area(text):
    assert is_area(text)


@pytest.mark.parametrize("text", ["Мамаев курган", "Fuyang", "Anne Frank Huis"])
def test_a_site_is_no_area(text):
    assert not is_area(text)


@pytest.mark.parametrize("text", ["Volgograd (ex-Stalingrad)", "Калининград, бывш. Кёнигсберг"])
def test_a_former_name_is_told(text):
    assert tells_other_name(text)


@pytest.mark.parametrize("text", ["Volgograd", "Exeter (Devon)", "Волгоград, Мамаев курган"])
def test_no_former_name_is_told(text):
    assert not tells_other_name(text)
