from collections.abc import Callable
from pathlib import Path

import pytest

from memmap.dataset import DataError, inspect, load
from memmap.model import LatLon, PartnershipStatus

Edit = Callable[[str, str, str], Path]


def test_good_tables_load_whole(data_folder: Path) -> None:
    dataset = load(data_folder)

    assert len(dataset.cities) == 4
    assert dataset.city_location("gb-coventry") == LatLon(52.41, -1.51)  # type: ignore[arg-type]
    first = dataset.partnerships["gb-coventry--ru-volgograd"]  # type: ignore[index]
    assert (first.year, first.status) == (1944, PartnershipStatus.SUSPENDED)


def test_a_broken_table_loads_nothing_and_names_the_cell(edit: Edit) -> None:
    folder = edit("partnerships.csv", ",1944,", ",194x,")

    with pytest.raises(DataError) as caught:
        load(folder)

    [problem] = caught.value.problems
    assert str(problem).startswith("partnerships.csv:2: year: '194x' is no year, expected")


@pytest.mark.parametrize(
    ("table", "old", "new", "place", "words"),
    [
        ("memorials.csv", "gb-ruins,", "gb-coventry,", "memorials.csv:3: id", "cities.csv too"),
        ("memorials.csv", "complex", "temple", "memorials.csv:2: kind", "unknown"),
        ("memorials.csv", ",ru-volgograd,", ",ru-nowhere,", "memorials.csv:2: city", "no city"),
        ("memorials.csv", "complex", "", "memorials.csv:2: kind", "empty, expected one of"),
        ("memorials.csv", "soldiers", "", "memorials.csv:2: subjects", "empty, expected one of"),
        ("partnerships.csv", "unknown", "", "partnerships.csv:3: status", "empty, expected one of"),
        ("memorials.csv", "48.7425,44.537", "44.537,48.7425", "memorials.csv:2: latitude", "RU"),
        ("memorials.csv", "48.7425", "", "memorials.csv:2: latitude", "both"),
        ("cities.csv", ",GB-ENG,", ",GB-XXX,", "cities.csv:3: region", "no region"),
        ("cities.csv", ",GB,", ",QQ,", "cities.csv:3: country", "no country"),
        ("cities.csv", ",GB,", ",gb,", "cities.csv:3: country", "no country"),
        ("cities.csv", ",GB-ENG,", ",gb-eng,", "cities.csv:3: region", "no region"),
        ("cities.csv", ",GB-ENG,", ",RU-SAM,", "cities.csv:3: region", "no region"),
        ("events.csv", ",RU-VGG,", ",ru-vgg,", "events.csv:2: regions", "no region"),
        ("events.csv", ",RU,RU-VGG", ",ru,RU-VGG", "events.csv:2: countries", "no country"),
        ("partnerships.csv", ",1944,", f",{'9' * 5000},", "partnerships.csv:2: year", "no year"),
        ("partnerships.csv", ",1944,", ",2100,", "partnerships.csv:2: year", "no year"),
        ("cities.csv", "gb-coventry,", "GB Coventry,", "cities.csv:3: id", "no id"),
        ("cities.csv", "48.71,44.51,src", ",,", "cities.csv:2: query", "not located"),
        (
            "cities.csv",
            "Volgograd,48.71,44.51,src",
            ",,,",
            "cities.csv:2: query",
            "the name to look",
        ),
        ("sources.csv", "https://example.org/a", "example", "sources.csv:2: url", "web address"),
        ("partnerships.csv", "1944,src", "1944,", "partnerships.csv:2: year_source", "empty"),
        ("partnerships.csv", "suspended,2022-03-22", "suspended,March", ":2: status_since", "date"),
        ("sources.csv", "\nsrc,", "\nother,", "cities.csv:2: sources", "no source"),
    ],
)
def test_each_kind_of_problem_is_found(
    edit: Edit, table: str, old: str, new: str, place: str, words: str
) -> None:
    folder = edit(table, old, new)

    _dataset, problems = inspect(folder)

    assert any(place in str(problem) and words in str(problem) for problem in problems)


def test_a_misspelt_subject_is_one_problem(edit: Edit) -> None:
    folder = edit("memorials.csv", "soldiers", "soldeirs")

    _dataset, problems = inspect(folder)

    assert [(p.column, p.message) for p in problems] == [("subjects", "'soldeirs' is unknown")]


def test_a_pair_in_the_other_order_is_a_duplicate(data_folder: Path) -> None:
    with (data_folder / "partnerships.csv").open("a", encoding="utf-8") as file:
        file.write("gb-coventry,ru-volgograd,,,unknown,,,src,,\n")

    _dataset, problems = inspect(data_folder)

    assert [(problem.file, problem.row) for problem in problems] == [("partnerships.csv", 4)]


def test_a_missing_column_is_named(edit: Edit) -> None:
    folder = edit("memorials.csv", ",unveiled,", ",opened,")

    _dataset, problems = inspect(folder)

    assert any(problem.column == "unveiled" for problem in problems)


def test_a_table_that_is_not_utf8_is_said(data_folder: Path) -> None:
    (data_folder / "events.csv").write_bytes("id,имя\n".encode("cp1251"))

    _dataset, problems = inspect(data_folder)

    assert any("UTF-8" in str(problem) for problem in problems)
