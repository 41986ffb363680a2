"""Columns are known by their names in many languages, and can be said by hand."""

import pytest

from memmap.lists.columns import Columns, Role, recognise, role_label


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("Name", Role.NAME), ("название", Role.NAME), ("Ort", Role.NAME), ("ville", Role.NAME),
        ("Населённый пункт", Role.NAME), ("MIASTO", Role.NAME), ("Város", Role.NAME),
        ("страна", Role.COUNTRY), ("Land", Role.COUNTRY), ("pays", Role.COUNTRY),
        ("Country_Code", Role.COUNTRY), ("Область", Role.REGION), ("Bundesland", Role.REGION),
        ("Широта", Role.LATITUDE), ("Breite", Role.LATITUDE), ("LAT", Role.LATITUDE),
        ("Долгота", Role.LONGITUDE), ("Länge", Role.LONGITUDE), ("lng", Role.LONGITUDE),
        ("Latitude (WGS84)", Role.LATITUDE), ("Координаты GPS", Role.COORDINATES),
        ("Stadt / Ort", Role.NAME), ("Год открытия", Role.YEAR), ("Jahr", Role.YEAR),
        ("Тип", Role.KIND), ("City A", Role.CITY_A), ("Город-побратим", Role.CITY_B),
        ("partner_city", Role.CITY_B), ("Страна 2", Role.COUNTRY_B),
    ],
)  # fmt: skip
def test_a_heading_is_known_in_many_languages(heading: str, role: Role) -> None:
    assert recognise(["id", heading]).by_role == {role: heading}


def test_the_first_column_of_a_role_has_it_and_the_rest_is_kept() -> None:
    columns = recognise(["City", "Town", "Inventory number"])

    assert columns.by_role == {Role.NAME: "City"}


def test_one_unknown_column_holds_names() -> None:
    assert recognise(["Column 1"])[Role.NAME] == "Column 1"


def test_two_city_columns_are_partnerships() -> None:
    columns = recognise(["Город 1", "Город 2", "Год"])

    assert columns.has_pairs
    assert not columns.has_places


def test_a_person_moves_a_role_to_another_column() -> None:
    columns = recognise(["City", "Title"]).with_role(Role.NAME, "Title")

    assert columns[Role.NAME] == "Title"
    assert columns.with_role(Role.COUNTRY, "Title").by_role == {Role.COUNTRY: "Title"}
    assert columns.with_role(Role.NAME, "") == Columns({})


def test_every_role_has_words() -> None:
    assert all(role_label(role) for role in Role)


def test_a_place_beside_a_partner_city_is_the_first_city() -> None:
    columns = recognise(["Город", "Страна", "Город-партнёр", "Страна партнёра", "Год"])

    assert columns.has_pairs
    assert (columns[Role.CITY_A], columns[Role.COUNTRY_A]) == ("Город", "Страна")
    assert (columns[Role.CITY_B], columns[Role.COUNTRY_B]) == ("Город-партнёр", "Страна партнёра")
