"""How names are folded, stripped and split."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memmap.geocoding.normalize import key, skeleton, spellings, split, without_title


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


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("СПб", "Санкт-Петербург"),
        ("Frankfurt a. M.", "Frankfurt am Main"),
        ("Ростов н/Д", "Ростов-на-Дону"),
        ("Neustadt a. d. Weinstraße", "Neustadt an der Weinstraße"),
    ],
)
def test_abbreviations_are_expanded(short, long):
    assert key(long) in list(spellings(short))


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
