"""How names are folded, stripped and split."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memmap.geocoding.abbreviation import agrees
from memmap.geocoding.normalize import key, skeleton
from memmap.geocoding.spelling import spellings, split, without_title


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Saint-Malo", "St. Malo"),
        ("Орёл", "орел"),
        ("Straße", "STRASSE"),
        ("Łódź", "Lodz"),
        ("Köln", "Koln"),
        ("Banská  Bystrica", "banska-bystrica"),
    ],
)
def test_spellings_of_one_name_have_one_key(one, other):
    assert key(one) == key(other)


@given(st.text(max_size=60))
def test_a_key_is_its_own_key(name):
    assert key(key(name)) == key(name)


@pytest.mark.parametrize(
    ("titled", "name"),
    [
        ("г. Орёл", "Орёл"),
        ("город-герой Волгоград", "Волгоград"),
        ("Gmina Oświęcim", "Oświęcim"),
        ("commune d'Amay", "Amay"),
        ("Narvik kommune", "Narvik"),
        ("広島市", "広島"),
        ("Gorzów", "Gorzów"),
        ("Город", "Город"),
    ],
)
def test_titles_are_dropped_and_names_kept(titled, name):
    assert without_title(titled) == name


def test_abbreviations_are_expanded():
    assert key("Санкт-Петербург") in list(spellings("СПб"))
    assert key("Нижний Новгород") in list(spellings("Н. Новгород"))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Neustadt a. d. Aisch", "neustadt an der aisch"),
        ("Frankfurt/M.", "frankfurt am main"),
        ("Ostrów Wlkp.", "ostrow wielkopolski"),
        ("Ростов н/Д", "ростов на дону"),
        ("Ústí n. L.", "usti nad labem"),
    ],
)
def test_words_cut_short_agree_with_the_whole(text, name):
    assert agrees(text, name)


@pytest.mark.parametrize("name", ["neustadt an der orla", "neustadt", "neustadt am main aisch"])
def test_other_words_do_not(name):
    assert not agrees("Neustadt a. d. Aisch", name)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Niles (Illinois)", ("Niles", ["Illinois"])),
        ("Самара, Самарская область, Россия", ("Самара", ["Самарская область", "Россия"])),
        ("Aix-en-Provence", ("Aix-en-Provence", [])),
        ("Brest – Belarus", ("Brest", ["Belarus"])),
    ],
)
def test_qualifiers_are_split_off(text, parts):
    assert split(text) == parts


def test_transliterations_sound_the_same():
    names = ["tchaikovsky", "chaykovskiy", "tschaikowskij", "chaikovskii"]

    assert len({skeleton(name) for name in names}) == 1
