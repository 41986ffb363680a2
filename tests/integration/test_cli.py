import csv
import json
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from memmap.cli import cli
from memmap.lists.columns import recognise
from memmap.lists.plan import Listing, make_plan
from memmap.lists.readers import read_list
from memmap.lists.review import LEAVE_OUT, Review
from memmap.lists.writers.lock import write_decisions
from memmap.lock import read_lock
from memmap.model import LatLon


def run(*arguments: object) -> tuple[int, str]:
    result = CliRunner().invoke(cli, [str(argument) for argument in arguments])
    return result.exit_code, result.output


def test_serve_says_that_a_port_is_taken() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        code, output = run("serve", "--headless", "--port", other.getsockname()[1])

    assert code == 1
    assert "is taken" in output
    assert "http://" not in output


def test_check_sums_up_good_tables(real_data: Path) -> None:
    code, output = run("check", "--data", real_data)

    assert code == 0
    assert "partnerships" in output
    assert "RU-VGG" in output


def test_check_prints_every_problem_and_fails(edit: Callable[[str, str, str], Path]) -> None:
    edit("partnerships.csv", ",1944,", ",194x,")
    folder = edit("memorials.csv", "complex", "temple")

    code, output = run("check", "--data", folder)

    assert code == 1
    assert "memorials.csv:2: kind:" in output
    assert "partnerships.csv:2: year:" in output


def test_check_speaks_json(data_folder: Path) -> None:
    _code, output = run("check", "--data", data_folder, "--json")

    assert json.loads(output)["tables"]["memorials"] == 2


def test_a_name_prints_its_candidates() -> None:
    code, output = run("geocode", "Сталинград")

    assert code == 0
    assert output.splitlines()[0].split()[1] == "Volgograd"


def test_geocoding_the_tables_again_changes_nothing(edit: Callable[[str, str, str], Path]) -> None:
    folder = edit("cities.csv", "48.71,44.51,src", ",,")
    run("geocode", "--data", folder)
    lock = folder / "coordinates.lock.csv"
    before, changed = lock.read_bytes(), lock.stat().st_mtime_ns

    code, _output = run("geocode", "--data", folder)

    assert (code, lock.read_bytes(), lock.stat().st_mtime_ns) == (0, before, changed)
    assert read_lock(lock)["ru-volgograd"].identifier == "472757"  # type: ignore[index]


def test_a_changed_query_is_resolved_again(edit: Callable[[str, str, str], Path]) -> None:
    edit("cities.csv", "48.71,44.51,src", ",,")
    folder = edit("cities.csv", "GB-ENG,Coventry,52.41,-1.51,src", "GB-ENG,Coventry,,,")
    run("geocode", "--data", folder)
    edit("cities.csv", "GB-ENG,Coventry,,,", "GB-ENG,Leicester,,,")
    assert run("check", "--data", folder)[0] == 1

    run("geocode", "--data", folder)

    lock = read_lock(folder / "coordinates.lock.csv")
    assert lock["gb-coventry"].query == "Leicester"  # type: ignore[index]


def test_a_file_gains_the_public_columns(tmp_path: Path) -> None:
    source, output = tmp_path / "places.csv", tmp_path / "out.csv"
    source.write_text(
        "name,country,note\nKönigsberg,RU,old\nSpringfield,US,many\nQwxzplk,,none\n",
        encoding="utf-8",
    )

    code, _output = run("geocode", source, "--output", output)

    rows = list(csv.DictReader(output.open(encoding="utf-8")))
    assert code == 0
    assert [row["status"] for row in rows] == ["resolved", "ambiguous", "not_found"]
    assert rows[0]["note"] == "old"
    assert rows[0]["matched_name"]
    assert rows[0]["precision"]


def test_a_file_without_names_is_refused_with_its_column(tmp_path: Path) -> None:
    source = tmp_path / "places.csv"
    source.write_text("weight,colour\n12,red\n", encoding="utf-8")

    code, output = run("geocode", source, "--output", tmp_path / "out.csv")

    assert code == 1
    assert "no column that holds names or coordinates among weight, colour" in output
    assert not (tmp_path / "out.csv").exists()


def test_an_export_follows_the_filter(data_folder: Path, tmp_path: Path) -> None:
    output = tmp_path / "pairs.geojson"

    code, _text = run(
        "export", "partnerships", output, "--filter", "status=suspended", "--data", data_folder
    )

    assert code == 0
    assert len(json.loads(output.read_text(encoding="utf-8"))["features"]) == 1


def test_two_processes_may_write_the_lock_at_once(data_folder: Path) -> None:
    text = (data_folder / "cities.csv").read_text(encoding="utf-8")
    (data_folder / "cities.csv").write_text(text.replace("48.71,44.51,src", ",,"), "utf-8")

    threads = [
        threading.Thread(target=run, args=("geocode", "--data", data_folder)) for _ in range(2)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert set(read_lock(data_folder / "coordinates.lock.csv")) == {"ru-volgograd"}


def test_a_file_is_geocoded_again_as_it_was_decided(tmp_path: Path) -> None:
    source, output, lock = (tmp_path / name for name in ("list.csv", "out.csv", "list.lock.csv"))
    source.write_text("name,country\nSpringfield,US\nSpringfield,US\nQwxzplk,\n", encoding="utf-8")
    [sheet] = read_list("list.csv", source.read_bytes())
    listing = Listing(sheet, recognise(sheet.columns))
    review = Review(make_plan(listing)).place([0], LatLon(39.8, -89.6)).decide([1, 2], LEAVE_OUT)
    lock.write_bytes(write_decisions(review))

    code, _output = run("geocode", source, "--output", output, "--lock", lock)

    assert code == 0
    rows = list(csv.DictReader(output.open(encoding="utf-8")))
    assert [row["status"] for row in rows] == ["placed_by_hand", "left_out", "left_out"]
    assert (rows[0]["latitude"], rows[1]["latitude"]) == ("39.8", "")


def test_a_corrupt_lock_is_said_by_row_and_column(tmp_path: Path) -> None:
    source, lock = tmp_path / "list.csv", tmp_path / "bad.csv"
    source.write_text("name\nMinsk\n", encoding="utf-8")
    lock.write_bytes(b"\xff\xfe\x00broken")

    code, output = run("geocode", source, "--output", tmp_path / "out.csv", "--lock", lock)

    assert code == 1
    assert output.startswith("Error: bad.csv:1")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["geocode", "list.csv", "--output", "out.csv", "--column", "name=Titl"], "'Titl'"),
        (["geocode", "list.xls", "--output", "out.csv"], "list.xls"),
        (["geocode", "Coventry", "--output", "out.csv"], "Coventry: No such file"),
        (["geocode", "names"], "--output FILE"),
        (["geocode", "--output", "out.csv"], "--output"),
        (["geocode", "Coventry", "--column", "name=Title"], "--column"),
        (["geocode", "list.csv", "--output", "out.csv", "--country", "GB"], "--country"),
        (["export", "places", "out.csv", "--filter", "regoin=RU-SAM"], "regoin: no filter"),
        (["export", "places", "out.csv", "--filter", "RU-SAM"], "RU-SAM: no filter"),
        (["export", "map", "out.png", "--filter", "regoin=RU-SAM"], "regoin: no filter"),
        (["export", "map", "out.png", "--filter", "story=nope"], "there is no story 'nope'"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_a_command_cannot_use_is_refused_and_not_ignored(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("list.csv", "names"):
        Path(name).write_text("name,Title\nMinsk,x\n", encoding="utf-8")
    Path("list.xls").write_bytes(b"\xd0\xcf\x11\xe0")

    code, output = run(*arguments)

    assert code in {1, 2}
    assert said in output
    assert not list(tmp_path.glob("out.*"))


def test_the_address_of_a_map_can_filter_a_table(data_folder: Path, tmp_path: Path) -> None:
    query = "country=GB&selected=gb-coventry&lat=52.4&lon=-1.5&zoom=9&base=auto&lang=en"

    code, _output = run(
        "export", "places", tmp_path / "a.csv", "--filter", query, "--data", data_folder
    )

    assert code == 0


@pytest.mark.parametrize("what", ["places", "map"])
def test_an_export_into_a_folder_that_is_not_there_is_a_clear_answer(
    data_folder: Path, tmp_path: Path, what: str
) -> None:
    output = tmp_path / "none" / ("a.csv" if what == "places" else "a.png")

    code, text = run("export", what, output, "--data", data_folder)

    assert code == 1
    assert text.startswith(f"Error: {output.name}: not written")


def test_an_export_that_fails_keeps_the_file_before(
    data_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    output = tmp_path / "a.csv"
    output.write_text("before", encoding="utf-8")

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("memmap.files.os.fsync", full)
    code, text = run("export", "places", output, "--data", data_folder)

    assert (code, output.read_text(encoding="utf-8")) == (1, "before")
    assert "No space left on device" in text


def test_a_folder_without_tables_is_a_clear_answer(tmp_path: Path) -> None:
    code, output = run("geocode", "--data", tmp_path)

    assert code == 1
    assert "cities.csv: there is no such file" in output


@pytest.mark.parametrize(
    ("setting", "value", "said"),
    [
        ("DATA", "/nope", "there is no folder /nope"),
        ("TILES", "osm, foo", "'foo' is unknown; expected osm, carto"),
        ("GEOCODERS", "foo", "'foo' is unknown; expected nominatim, photon"),
        ("LIVE_URL", "foo", "expected an address: redis://…, rediss://…, unix://…"),
    ],
)
@pytest.mark.parametrize("command", [["check"], ["serve"], ["geocode", "Minsk"], ["audit"]])
def test_a_wrong_setting_is_refused_by_every_command_with_its_variable(
    monkeypatch: pytest.MonkeyPatch, command: list[str], setting: str, value: str, said: str
) -> None:
    monkeypatch.setenv(f"MEMMAP_{setting}", value)

    code, output = run(*command)

    assert (code, output) == (1, f"Error: MEMMAP_{setting}: {said}\n")


def test_the_app_itself_refuses_a_wrong_setting_in_one_line() -> None:
    app = Path(__file__).parents[2] / "app.py"

    done = subprocess.run(
        [sys.executable, app],
        env=os.environ | {"MEMMAP_TILES": "foo"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 1
    assert done.stderr == "memmap: MEMMAP_TILES: 'foo' is unknown; expected osm, carto\n"
