from collections.abc import Callable
from pathlib import Path

import pytest

from memmap.audit import CHECKS, Finding, Report, Result
from memmap.audit.names import local_scripts, scripts_of, scripts_of_language
from memmap.audit.report import json_of, markdown_of, text_of
from memmap.audit.sample import Reading, SampleRow

Edit = Callable[[str, str, str], Path]
Audit = Callable[..., list[Finding]]


@pytest.mark.parametrize("check", [check.name for check in CHECKS])
def test_good_tables_have_no_finding(data_folder: Path, found: Audit, check: str) -> None:
    assert found(data_folder, check) == []


def test_a_point_beyond_the_border_is_found_where_the_check_of_form_lets_it_pass(
    edit: Edit, found: Audit
) -> None:
    folder = edit("memorials.csv", "ru-volgograd,48.7425,44.537", "ru-volgograd,54.2,70.9")

    [finding] = found(folder, "country")

    assert (finding.table, finding.row) == ("memorials", "ru-mamayev")
    assert "KZ" in finding.found


def test_a_point_on_a_pier_is_no_finding(edit: Edit, found: Audit) -> None:
    folder = edit("cities.csv", "59.57,150.8", "59.53,150.75")

    assert found(folder, "country") == []


def test_a_memorial_beyond_the_boundary_of_its_region_is_found(edit: Edit, found: Audit) -> None:
    folder = edit("memorials.csv", "48.7425,44.537", "47.23,39.72")

    assert len(found(folder, "region", near=frozenset({"RU-ROS"}))) == 1
    assert found(folder, "region", near=frozenset({"RU-ROS", "RU-VGG"})) == []


def test_a_memorial_far_from_its_city_is_found(edit: Edit, found: Audit) -> None:
    folder = edit("memorials.csv", "48.7425,44.537", "49.7425,44.537")

    [finding] = found(folder, "distance")

    assert "115 km from Volgograd" in finding.found


def test_a_city_that_the_gazetteer_has_elsewhere_is_found(edit: Edit, found: Audit) -> None:
    folder = edit("cities.csv", "52.41,-1.51", "53.41,-1.51")

    [finding] = found(folder, "gazetteer")

    assert finding.row == "gb-coventry"
    assert "111 km" in finding.found


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (",1944,", ",1919,", "before 1920"),
        (",1944,", ",2027,", "read in 2026"),
        (",1944,", ",2023,", "suspended since 2022"),
        ("2022-03-22", "2027-03", "read in 2026"),
    ],
)
def test_years_that_cannot_be_are_found(
    edit: Edit, found: Audit, old: str, new: str, words: str
) -> None:
    folder = edit("partnerships.csv", old, new)

    assert any(words in finding.found for finding in found(folder, "years"))


def test_a_pair_under_two_ids_of_a_city_is_found_with_both_years(
    data_folder: Path, found: Audit
) -> None:
    with (data_folder / "cities.csv").open("a", encoding="utf-8") as file:
        file.write("ru-stalingrad,Stalingrad,Сталинград,,,RU,RU-VGG,Volgograd,,,,src\n")
    with (data_folder / "partnerships.csv").open("a", encoding="utf-8") as file:
        file.write("ru-stalingrad,gb-coventry,1943,src,active,,,src,,\n")
    text = (data_folder / "cities.csv").read_text(encoding="utf-8")
    text = text.replace("48.71,44.51,src", ",,")
    (data_folder / "cities.csv").write_text(text, encoding="utf-8")
    entry = "Volgograd,RU,RU-VGG,48.7,44.5,G,1,472757,volgograd,primary,settlement,1,2026-11-23,me"
    (data_folder / "coordinates.lock.csv").write_text(
        "id,query,country,region,latitude,longitude,geocoder,geocoder_version,identifier,"
        f"matched_name,match,precision,score,date,decided_by\nru-stalingrad,{entry}\n"
        f"ru-volgograd,{entry}\n",
        encoding="utf-8",
    )

    [pair] = found(data_folder, "pairs")
    [city] = found(data_folder, "cities")

    assert "1943, 1944" in pair.found
    assert (city.row, city.advice) == (
        "ru-volgograd" if "stalingrad" in city.found else "ru-stalingrad",
        "Keep one row, unless it is a part of the other.",
    )


@pytest.mark.parametrize(
    ("row", "is_found"),
    [
        ("ru-kurgan,The Mamayev Kurgan,,,,complex,soldiers,ru-volgograd,48.7430,44.537", True),
        ("ru-mill,Gerhardt's Mill,,,,site,soldiers,ru-volgograd,48.7430,44.537", False),
        ("ru-kurgan,The Mamayev Kurgan,,,,complex,soldiers,ru-magadan,,", False),
    ],
)
def test_a_memorial_twice_under_two_names_is_found(
    data_folder: Path, found: Audit, row: str, is_found: bool
) -> None:
    with (data_folder / "memorials.csv").open("a", encoding="utf-8") as file:
        file.write(f"{row},,src,,src,,,\n")

    assert bool(found(data_folder, "memorials")) is is_found


def test_an_unused_source_is_found_unless_a_story_names_it(data_folder: Path, found: Audit) -> None:
    with (data_folder / "sources.csv").open("a", encoding="utf-8") as file:
        file.write("idle,A page,A press,https://example.org/b,facts only,2026-11-23\n")

    assert [finding.row for finding in found(data_folder, "sources")] == ["idle"]
    assert found(data_folder, "sources", cited=("idle",)) == []


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("Coventry,Ковентри", "Coventry,Coventry", "ru: 'Coventry'"),
        ("Volgograd,Волгоград,", "Волгоград,Волгоград,", "name: 'Волгоград'"),
        ("Magadan,Магадан,Магадан", "Magadan,Магадан,Maгадан", "mixes scripts"),
        ("Magadan,Магадан,Магадан", "Magadan,Магадан,Маґадан", "letters of another language: ґ"),
        ("Coventry,Coventry,", "Coventry,Κόβεντρι,", "name_local"),
    ],
)
def test_a_name_in_a_wrong_script_is_found(
    edit: Edit, found: Audit, old: str, new: str, words: str
) -> None:
    folder = edit("cities.csv", old, new)

    assert any(words in finding.found for finding in found(folder, "names"))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ja", "ひろしま市"),
        ("ko", "부산"),
        ("zh", "南京"),
        ("el", "Αθήνα"),
        ("he", "חיפה"),
        ("sr", "Београд"),
    ],
)
def test_names_are_in_the_script_that_cldr_gives(language: str, text: str) -> None:
    assert scripts_of(text) <= scripts_of_language(language)


def test_a_country_of_several_scripts_has_them_all() -> None:
    assert {"CYRILLIC", "LATIN"} <= local_scripts("RS")


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (SampleRow("memorials", "ru-mamayev", "", ""), ""),
        (SampleRow("memorials", "ru-gone", "", "", "R", "2026-12-01", "removed"), ""),
        (SampleRow("memorials", "ru-gone", "", ""), "no such row"),
        (SampleRow("memorials", "ru-mamayev", "", "", "R", "d", "removed"), "still there"),
        (SampleRow("memorials", "ru-mamayev", "", "", "", "", "true"), "reader and date"),
        (SampleRow("monuments", "ru-mamayev", "", ""), "no table"),
    ],
)
def test_the_record_of_the_second_reading_is_checked(
    data_folder: Path, found: Audit, row: SampleRow, words: str
) -> None:
    sampled = found(data_folder, "sample", sample=(row,))
    beyond = found(data_folder, "sample", beyond=(row,))

    for findings in (sampled, beyond):
        assert [words in finding.found for finding in findings] == ([True] if words else [])


def test_a_report_says_a_share_for_each_check_and_escapes_what_it_quotes() -> None:
    finding = Finding("cities", "x", "country", "<b>`*", "Look.")
    readings, beyond = (Reading("cities", 3, 1, 0, 1),), (Reading("memorials", 1, 1, 0, 0),)
    report = Report((Result(CHECKS[0], 4, (finding, finding)),), "v", readings, beyond)

    assert "75.00 %" in text_of(report)
    assert '"share": 0.75' in json_of(report)
    assert r"\<b\>\`\*" in markdown_of(report)
    assert "| cities | 3 | 1 | 0 | 1 | 75.0 % |" in markdown_of(report)
    assert "| memorials | 1 | 1 | 0 | 0 | 50.0 % |" in markdown_of(report)
    assert markdown_of(report) == markdown_of(report)
