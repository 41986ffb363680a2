"""``memmap geocode`` on tables, on a name and on a file."""

import csv
from pathlib import Path

import pytest
from click.testing import CliRunner
from openpyxl import Workbook

from memmap.cli.geocode import geocode
from memmap.config import config
from memmap.dataset import inspect
from memmap.dataset.layers import RESULT_COLUMNS
from memmap.geocoding import resolver
from memmap.lists.desk import Desk
from memmap.lists.resolving import answer_all
from memmap.lists.review import LEAVE_OUT, Decision
from memmap.lists.writers.lock import write_decisions
from memmap.lock import read_lock
from memmap.model import LatLon


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
    assert "ru-volgograd: Volgogard: doubtful" in result.output
    assert not (unlocated / "coordinates.lock.csv").exists()


def test_the_way_on_closes_the_list_of_doubtful_cities(unlocated, edit):
    edit("cities.csv", ",RU,RU-VGG,Volgograd,", ",RU,RU-VGG,Volgogard,")

    result = run("--data", unlocated)

    last = result.output.splitlines()[-1]
    assert "the region that the source says, else latitude, longitude" in last


def test_a_name_that_is_no_more_looked_for_does_not_send_back_to_the_command(unlocated, edit):
    run("--data", unlocated)
    edit("cities.csv", ",RU,RU-VGG,Volgograd,", ",RU,RU-VGG,,")

    _dataset, problems = inspect(unlocated)

    [problem] = [p for p in problems if p.column == "query"]
    assert "Volgograd, RU-VGG" in problem.message
    assert problem.expected == "expected the name to look for, or coordinates with their source"


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


def test_a_doubtful_row_of_a_file_has_no_coordinates_and_no_cell_runs(tmp_path: Path):
    source, output = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_text("name,country,note\nVolgogard,RU,=1+1\n", "utf-8")

    run(source, "--output", output)

    [row] = csv.DictReader(output.open(encoding="utf-8"))
    assert (row["latitude"], row["longitude"], row["matched_name"]) == ("", "", "volgograd")
    assert row["note"] == "'=1+1"


def test_a_list_as_curators_have_it_is_read_as_on_the_page(tmp_path: Path):
    source, output = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_bytes("Название;Страна\r\nСталинград;Россия\r\n".encode("cp1251"))

    result = run(source, "--output", output)

    [row] = csv.DictReader(output.open(encoding="utf-8"))
    assert result.exit_code == 0
    assert (row["Название"], row["status"], row["id"]) == ("Сталинград", "resolved", "472757")


def test_a_column_can_be_named(tmp_path: Path):
    source, output = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_text("what,where\nA stone,Coventry\n", "utf-8")

    run(source, "--output", output, "--column", "name=where")

    [row] = csv.DictReader(output.open(encoding="utf-8"))
    assert (row["what"], row["id"]) == ("A stone", "2652221")


@pytest.mark.parametrize("suffix", [".xlsx", ".geojson", ".kml", ".gpkg"])
def test_a_file_is_written_as_its_name_says(tmp_path: Path, suffix: str):
    source, output = tmp_path / "in.csv", tmp_path / f"out{suffix}"
    source.write_text("name,country\nCoventry,GB\n", "utf-8")

    result = run(source, "--output", output)

    assert result.exit_code == 0
    assert output.stat().st_size > 100


def test_the_decisions_of_the_page_are_repeated_by_the_command(tmp_path: Path):
    source, output, lock = (tmp_path / name for name in ("in.csv", "out.csv", "in.lock.csv"))
    text = "Ort;Land\nSpringfield;US\nVolgogard;RU\nXqzvwk;BE\n"
    source.write_text(text, "utf-8")
    desk = Desk.read("in.csv", text.encode())
    review = answer_all(resolver(config()), desk.plan())
    second = review.answers[0].candidates[1]
    review = review.decide([0], Decision(second)).decide([1], LEAVE_OUT)
    lock.write_bytes(write_decisions(review.place([2], LatLon(50.5, 4.5))))

    run(source, "--output", output, "--lock", lock)

    rows = list(csv.DictReader(output.open(encoding="utf-8")))
    assert [row["status"] for row in rows] == ["resolved", "left_out", "placed_by_hand"]
    assert rows[0]["id"] == second.id
    assert (rows[2]["latitude"], rows[2]["longitude"]) == ("50.5", "4.5")


def test_places_and_partnerships_go_into_a_file_that_holds_both(tmp_path: Path):
    source = tmp_path / "in.xlsx"
    book = Workbook()
    book.active.append(["name"])
    book.active.append(["Coventry"])
    lines = book.create_sheet("lines")
    lines.append(["city a", "city b"])
    lines.append(["Coventry", "Volgograd"])
    book.save(source)

    refused = run(source, "--output", tmp_path / "out.csv")
    done = run(source, "--output", tmp_path / "out.xlsx")

    assert (refused.exit_code, done.exit_code) == (1, 0)
    assert "out.xlsx" in refused.output


@pytest.mark.parametrize("data", [b"", b"colour,shape\nx,y\n", b"name\n", b"%PDF-1.4"])
def test_a_bad_file_is_a_clear_answer(tmp_path: Path, data: bytes):
    source = tmp_path / "in.csv"
    source.write_bytes(data)

    result = run(source, "--output", tmp_path / "out.csv")

    assert result.exit_code == 1
    assert "in.csv" in result.output
    assert "Traceback" not in result.output


@pytest.mark.parametrize("missing", ["list", "lock", "kind"])
def test_what_is_missing_is_said(tmp_path: Path, missing: str):
    source, lock = tmp_path / "in.csv", tmp_path / "in.lock.csv"
    if missing != "list":
        source.write_text("name\nCoventry\n", "utf-8")
    output = tmp_path / ("out.pdf" if missing == "kind" else "out.csv")
    options = ["--lock", lock] if missing == "lock" else []

    result = run(source, "--output", output, *options)

    assert result.exit_code == 1
    assert {"list": "in.csv", "lock": "in.lock.csv", "kind": ".geojson"}[missing] in result.output
    assert not output.exists()


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
    assert "ru-volgograd: Volgograd: doubtful" in result.output
    assert "RU-VGG" in result.output


def test_the_lock_entry_of_a_broken_row_is_not_lost(unlocated, edit):
    run("--data", unlocated)
    edit("cities.csv", "Volgograd,,,,src", "Volgograd,north,,,src")
    edit("cities.csv", "Coventry,52.41,-1.51,src,src", "Coventry,,,,src")

    run("--data", unlocated)

    assert "ru-volgograd" in read_lock(unlocated / "coordinates.lock.csv")
