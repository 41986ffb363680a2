import json
from pathlib import Path

import pytest

from memmap.geocoding import Candidate, Query
from memmap.geocoding.resolution import resolution
from memmap.imports.columns import Contents, understand
from memmap.imports.memorials import Memorials
from memmap.imports.pairs import Pairs
from memmap.imports.placing import Gazetteer, place_cities
from memmap.imports.rows import ImportFileError, Record, read, term
from memmap.imports.troubles import Troubles
from memmap.imports.values import item, point, year
from memmap.model import LatLon, Precision

ENTITY = "http://www.wikidata.org/entity/"
COVENTRY = {"a": f"{ENTITY}Q6225", "aLabel": "Coventry", "aPoint": "Point(-1.51 52.41)"}
VOLGOGRAD = {"b": f"{ENTITY}Q914", "bLabel": "Volgograd", "bPoint": "Point(44.51 48.71)"}
ROW = {**COVENTRY, **VOLGOGRAD, "since": "1944-01-01T00:00:00Z"}


def csv_text(row: dict[str, str]) -> str:
    return ",".join(row) + "\n" + ",".join(row.values()) + "\n"


def tsv_text(row: dict[str, str]) -> str:
    def rdf(value: str) -> str:
        if value.startswith("http"):
            return f"<{value}>"
        return f'"{value}"@en' if value[0] == "C" or value[0] == "V" else f'"{value}"^^<x>'

    return "\t".join(f"?{name}" for name in row) + "\n" + "\t".join(map(rdf, row.values())) + "\n"


def bindings_text(row: dict[str, str]) -> str:
    bound = {name: {"type": "literal", "value": value} for name, value in row.items()}
    return json.dumps({"head": {"vars": list(row)}, "results": {"bindings": [bound]}})


FORMS = {
    "a.csv": csv_text,
    "b.csv": lambda row: "\ufeff" + csv_text(row),
    "c.tsv": tsv_text,
    "d.tsv": lambda row: csv_text(row).replace(",", "\t"),
    "e.json": lambda row: json.dumps([row]),
    "f.json": bindings_text,
}


@pytest.mark.parametrize("name", FORMS)
def test_every_form_of_an_export_gives_the_same_rows(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text(FORMS[name](ROW), encoding="utf-8")

    [record] = read(path)

    assert record.cells == ROW


def test_a_term_of_the_endpoint_gives_its_value() -> None:
    assert term(r'"a \"b\"\tc"@en') == 'a "b"\tc'
    assert term('"Point(1 2)"^^<http://www.opengis.net/ont/geosparql#wktLiteral>') == "Point(1 2)"
    assert term("1944") == "1944"


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("a.json", '[{"a": "Q1"}, {"a": ', "a.json:1"),
        ("a.txt", "", "expected a name"),
        ("a.json", "[1]", "a.json:1: expected an object"),
    ],
)
def test_a_broken_file_is_refused_with_its_place(
    tmp_path: Path, name: str, text: str, words: str
) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")

    with pytest.raises(ImportFileError, match=words):
        list(read(path))


def test_a_file_that_is_not_utf8_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"a,b\nQ1,\xff\xfe\n")

    with pytest.raises(ImportFileError, match="UTF-8"):
        list(read(path))


def test_values_of_wikidata_are_understood() -> None:
    assert item(f"{ENTITY}Q42") == item("Q42") == item("https://www.wikidata.org/wiki/Q42") == "Q42"
    assert item("Q") == item("Coventry") == item("_:b1") == ""
    assert point("Point(-1.5 52.4)") == point("52.4, -1.5") == LatLon(52.4, -1.5)
    assert (year("1944-01-01T00:00:00Z"), year("1944"), year("-0044-01-01")) == (1944, 1944, None)


@pytest.mark.parametrize(
    "text", ["Point(1 91)", "POINT(a b)", "<http://www.wikidata.org/entity/Q405> Point(1 1)", "-"]
)
def test_what_is_no_point_on_earth_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        point(text)


def records(*rows: dict[str, str]) -> list[Record]:
    return [Record("x.csv", number, row) for number, row in enumerate(rows, 2)]


@pytest.mark.parametrize(
    ("row", "first", "second"),
    [
        (ROW, "aPoint", "bPoint"),
        (
            {"city": "Q1", "twin": "Q2", "twinCoord": "Point(1 2)", "coord": "Point(3 4)"},
            "coord",
            "twinCoord",
        ),
        ({"item": "Q1", "partner": "Q2", "c1": "Point(1 2)", "c2": "Point(1 3)"}, "c1", "c2"),
        ({"city": "Q1", "sister": "Q2"}, "", ""),
        ({"city": "Q1", "country": "Q145", "sister": "Q2", "coord": "Point(1 2)"}, "coord", ""),
    ],
)
def test_the_variables_of_pairs_are_told_by_value_and_name(
    row: dict[str, str], first: str, second: str
) -> None:
    columns = understand(records(row))

    assert columns.contents is Contents.PAIRS
    assert [end.point for end in columns.items] == [first, second]


def test_the_variables_of_memorials_are_told_too() -> None:
    row = {
        "item": "Q1",
        "itemLabel": "Obelisk of Glory",
        "coord": "Point(1 2)",
        "country": "Q159",
        "inception": "1960-01-01T00:00:00Z",
        "typeLabel": "obelisk",
        "placeLabel": "Samara",
    }

    columns = understand(records(row))

    assert columns.contents is Contents.MEMORIALS
    assert columns.items[0].label == "itemLabel"
    assert (columns.since, columns.kind, columns.place) == ("inception", "typeLabel", "placeLabel")


UNDECIDED = [
    {"city": "Q1", "cityLabel": "Coventry", "town": "Q2", "townLabel": "Volgograd"},
    {"x": "Q1", "xPoint": "Point(1 2)", "y": "Q2", "yPoint": "Point(1 3)"},
    {"x": "Q1", "y": "Q2"},
]


@pytest.mark.parametrize("row", UNDECIDED)
def test_a_second_item_that_may_be_a_city_is_asked_about(row: dict[str, str]) -> None:
    with pytest.raises(ImportFileError, match=r"x.csv:1: .*--as pairs or --as memorials"):
        understand(records(row))


@pytest.mark.parametrize("row", UNDECIDED)
@pytest.mark.parametrize("wanted", Contents)
def test_a_second_item_is_what_one_says_that_it_is(row: dict[str, str], wanted: Contents) -> None:
    assert understand(records(row), wanted).contents is wanted


def test_places_that_are_numbered_are_pairs() -> None:
    row = {"place1": "Q1", "place1Label": "Coventry", "place2": "Q2", "place2Label": "Volgograd"}

    columns = understand(records(row))

    assert columns.contents is Contents.PAIRS
    assert [end.label for end in columns.items] == ["place1Label", "place2Label"]


@pytest.mark.parametrize(
    "row",
    [
        {"memorial": "Q1", "memorialLabel": "An obelisk", "sculptor": "Q2", "sculptorLabel": "He"},
        {"item": "Q1", "itemLabel": "An obelisk", "coord": "Point(1 2)", "sculptor": "Q2"},
        {"item": "Q1", "itemLabel": "An obelisk", "place": "Q2", "placeLabel": "Samara"},
        {"place": "Q1", "placeLabel": "A camp", "type": "Q2", "typeLabel": "camp"},
    ],
)
def test_what_else_is_known_of_a_memorial_makes_no_pair(row: dict[str, str]) -> None:
    assert understand(records(row)).contents is Contents.MEMORIALS


def test_a_file_without_items_is_refused_with_what_it_has() -> None:
    with pytest.raises(ImportFileError, match=r"x.csv:1: no column of .*name, lat"):
        understand(records({"name": "Coventry", "lat": "52.4"}))


def pairs_of(*rows: dict[str, str]) -> Pairs:
    pairs = Pairs(Troubles())
    found = records(*rows)
    pairs.add(found, understand(found))
    return pairs


def turned(row: dict[str, str]) -> dict[str, str]:
    other = {"a": "b", "b": "a"}
    return {
        (other.get(name[0], name[0]) + name[1:] if name != "since" else name): value
        for name, value in row.items()
    }


def test_a_pair_stated_in_both_directions_becomes_one_with_the_earliest_year() -> None:
    pairs = pairs_of(ROW, turned(ROW) | {"since": "1958-01-01T00:00:00Z"}, ROW)

    [pair] = pairs

    assert (pair.a, pair.b, pair.since) == ("q6225", "q914", 1944)
    assert "two years" in pairs.troubles.found[0].message


def test_a_label_that_is_the_item_is_none_and_a_later_row_gives_it() -> None:
    pairs = pairs_of(ROW | {"aLabel": "Q6225"}, ROW)

    assert pairs.cities["q6225"].label == "Coventry"


def test_bad_rows_are_named_with_file_row_and_column() -> None:
    pairs = pairs_of(
        ROW, ROW | {"b": "_:t12"}, ROW | {"b": ROW["a"]}, ROW | {"aPoint": "Point(0 95)"}
    )

    assert [str(trouble) for trouble in pairs.troubles.found] == [
        "x.csv:3: b: no item of Wikidata: '_:t12'",
        f"x.csv:4: b: the same city twice: '{ENTITY}Q6225'",
        "x.csv:5: aPoint: no point on Earth: 'Point(0 95)'",
    ]


def candidate(name: str, score: float = 1.0) -> Candidate:
    return Candidate(
        LatLon(52.41, -1.51), name, "GB", "GB-ENG", 9, score, Precision.SETTLEMENT, "G", "1", name
    )


KNOWN = {"Coventry": [candidate("Coventry")], "Newport": [candidate("Newport", 0.5)]}
GAZETTEER = Gazetteer(
    lambda text, country: Query(text, {"United Kingdom": "GB"}.get(country)),
    lambda query: resolution(query, KNOWN.get(query.text, [])),
)


def test_labels_are_geocoded_only_where_the_gazetteer_is_sure() -> None:
    row = {"a": "Q1", "aLabel": "Coventry", "b": "Q2", "bLabel": "Newport"}
    pairs = pairs_of(row, row | {"b": "Q3", "bLabel": "Q3"}, row | {"b": "Q4", "bLabel": "Xyz"})

    placed = place_cities(pairs.cities.values(), GAZETTEER, pairs.troubles)

    assert list(placed) == ["q1"]
    assert [trouble.message for trouble in pairs.troubles.found] == [
        "ambiguous",
        "neither point nor label",
        "not in the gazetteer",
    ]


def test_a_point_outside_its_stated_country_is_left_out() -> None:
    pairs = pairs_of(ROW | {"aCountry": "FR", "bCountry": "RU"})

    placed = place_cities(pairs.cities.values(), GAZETTEER, pairs.troubles)

    assert {city.country for city in placed.values()} == {"RU"}
    assert "outside its country" in pairs.troubles.found[0].message


def test_a_former_country_does_not_matter_where_another_is_stated() -> None:
    pairs = pairs_of(*(ROW | {"aCountry": "GB", "bCountry": code} for code in ("SU", "KZ", "RU")))

    placed = place_cities(pairs.cities.values(), GAZETTEER, pairs.troubles)

    assert {key: city.country for key, city in placed.items()} == {"q6225": "GB", "q914": "RU"}


def test_a_country_is_taken_from_the_point_where_none_is_stated() -> None:
    pairs = pairs_of(ROW)

    placed = place_cities(pairs.cities.values(), GAZETTEER, pairs.troubles)

    assert {key: city.country for key, city in placed.items()} == {"q6225": "GB", "q914": "RU"}


def test_memorials_stand_at_their_point_or_in_their_place_or_are_left_out() -> None:
    row = {"item": "Q1", "itemLabel": "Tank", "coord": "Point(1 50)", "typeLabel": "tank"}
    found = records(
        row,
        row | {"item": "Q2", "coord": "", "placeLabel": "Coventry"},
        row | {"item": "Q3", "coord": "", "placeLabel": "Newport"},
        row | {"item": "Q4", "coord": "", "itemLabel": "Coventry"},
    )
    memorials = Memorials(GAZETTEER, Troubles())

    places = list(memorials.places(found, understand(found)))

    assert [(p.id, p.kind, p.precision) for p in places] == [
        ("Q1", "equipment", Precision.SITE),
        ("Q2", "equipment", Precision.SETTLEMENT),
    ]
    assert [trouble.row for trouble in memorials.troubles.found] == [4, 5]


def test_a_year_that_the_table_cannot_hold_is_left_empty_and_noted() -> None:
    pairs = pairs_of(ROW | {"since": "1859-01-01T00:00:00Z", "until": "1871"})

    [pair] = pairs

    assert (pair.since, pair.until) == (None, "")
    assert [str(trouble) for trouble in pairs.troubles.found] == [
        "x.csv:2: since: not from 1900 to 2099; the year is left empty: '1859-01-01T00:00:00Z'",
        "x.csv:2: until: not from 1900 to 2099; the year is left empty: '1871'",
    ]


def test_a_year_of_any_length_is_read_or_none() -> None:
    assert year("+00000001944-05-09T00:00:00Z") == 1944
    assert year("9" * 5000) is None
