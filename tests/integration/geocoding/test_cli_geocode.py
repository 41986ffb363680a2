"""``memmap geocode`` on tables, on a name and on a file."""

import csv
from pathlib import Path

import pytest
from click.testing import CliRunner

from memmap.cli.geocode import geocode
from memmap.dataset.layers import RESULT_COLUMNS
from memmap.lock import read_lock


@pytest.fixture
def unlocated(edit) -> Path:
    """Tables of which one city waits to be located."""
    return edit("cities.csv", "Volgograd,48.71,44.51,src,src", "Volgograd,,,,src")


def test_the_result_columns_are_a_public_interface():
    assert " ".join(RESULT_COLUMNS) == (
        "latitude longitude status score precision geocoder id matched_name"
    )


def run(*arguments: object):
    return CliRunner().invoke(geocode, [str(argument) for argument in arguments])


def test_tables_are_resolved_once_and_a_second_run_changes_nothing(unlocated):
    first = run("--data", unlocated)
    lock = unlocated / "coordinates.lock.csv"
    before = lock.read_bytes(), lock.stat().st_mtime_ns
    second = run("--data", unlocated)

    assert (first.exit_code, second.exit_code) == (0, 0)
    assert list(read_lock(lock)) == ["ru-volgograd"]
    assert (lock.read_bytes(), lock.stat().st_mtime_ns) == before


def test_a_changed_query_is_resolved_again(unlocated, edit):
    run("--data", unlocated)
    edit("cities.csv", ",RU,RU-VGG,Volgograd,", ",RU,RU-VGG,Сталинград,")

    run("--data", unlocated)

    entry = read_lock(unlocated / "coordinates.lock.csv")["ru-volgograd"]
    assert (entry.query, entry.identifier) == ("Сталинград", "472757")


def test_doubtful_rows_are_listed_and_not_written(unlocated, edit):
    edit("cities.csv", ",RU,RU-VGG,Volgograd,", ",RU,RU-VGG,Volgogard,")

    result = run("--data", unlocated)

    assert result.exit_code == 1
    assert "ru-volgograd: Volgogard: ambiguous" in result.output
    assert not (unlocated / "coordinates.lock.csv").exists()


def test_a_name_prints_its_candidates():
    result = run("Волгоград")

    assert result.exit_code == 0
    assert "Volgograd" in result.output


def test_a_file_gains_the_public_columns(tmp_path: Path):
    source, output = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_text(
        "name,country,region,note\nStalingrad,Россия,,=1+1\nVolgogard,RU,,\nXqzvwk,BE,,\n", "utf-8"
    )

    result = run(source, "--output", output)

    rows = list(csv.DictReader(output.open(encoding="utf-8")))
    assert result.exit_code == 0
    assert list(rows[0]) == ["name", "country", "region", "note", *RESULT_COLUMNS]
    assert [row["status"] for row in rows] == ["resolved", "ambiguous", "not_found"]
    assert rows[2]["latitude"] == ""


@pytest.mark.parametrize("text", ["", "title\nx\n", "name\n\xff"])
def test_a_bad_file_is_a_clear_answer(tmp_path: Path, text: str):
    source = tmp_path / "in.csv"
    source.write_bytes(text.encode("latin-1"))

    result = run(source, "--output", tmp_path / "out.csv")

    assert result.exit_code == 1
    assert "in.csv" in result.output
    assert "Traceback" not in result.output


def test_a_broken_lock_stops_with_its_cell_and_is_kept(unlocated):
    run("--data", unlocated)
    lock = unlocated / "coordinates.lock.csv"
    broken = lock.read_text("utf-8").replace("48.7", "948.7")
    lock.write_text(broken, "utf-8")

    result = run("--data", unlocated)

    assert result.exit_code == 1
    assert "coordinates.lock.csv:2: latitude" in result.output
    assert lock.read_text("utf-8") == broken


def test_a_region_that_differs_waits_for_a_person(unlocated, edit):
    edit("cities.csv", ",RU,RU-VGG,Volgograd,", ",RU,RU-SAM,Volgograd,")

    result = run("--data", unlocated)

    assert result.exit_code == 1
    assert "ru-volgograd: Volgograd: ambiguous" in result.output
    assert "RU-VGG" in result.output


def test_the_lock_entry_of_a_broken_row_is_not_lost(unlocated, edit):
    run("--data", unlocated)
    edit("cities.csv", "Volgograd,,,,src", "Volgograd,north,,,src")
    edit("cities.csv", "Coventry,52.41,-1.51,src,src", "Coventry,,,,src")

    run("--data", unlocated)

    assert "ru-volgograd" in read_lock(unlocated / "coordinates.lock.csv")
