"""``memmap layer add`` over real files: what is on the map, what is kept, what survives."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from memmap.catalog import Catalog
from memmap.cli import cli
from memmap.dataset import inspect, load
from memmap.details import describe
from memmap.filters import Filter
from memmap.lists.permanent import layer_id

LIST = (
    "Название,Страна,Год,Заметка,status\n"
    "Königsberg,RU,1945,=1+1,x\n"
    "Springfield,US,1950,many,y\n"
    "Могила,Россия,1960,given,\n"
)
GIVEN = LIST.replace("status\n", "status,lat,lon\n").replace(",x\n", ",x,,\n").replace(
    ",y\n", ",y,,\n"
).replace("given,\n", 'given,,48.7,"44,5"\n')  # fmt: skip


def run(*arguments: object, typed: str = "") -> Result:
    return CliRunner().invoke(cli, [str(argument) for argument in arguments], input=typed)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "graves.csv"
    path.write_text(GIVEN, encoding="utf-8")
    return path


def test_what_is_certain_is_on_the_map_and_what_is_doubtful_is_listed(
    source: Path, data_folder: Path
) -> None:
    result = run(
        "layer", "add", source, "--name", "Graves", "--licence", "CC0", "--data", data_folder
    )

    assert result.exit_code == 1
    assert "3: Springfield, US: doubtful" in result.output
    dataset = load(data_folder)
    layer = dataset.layers["graves"]  # type: ignore[index]
    assert [place.name for place in layer.places] == ["Königsberg", "Могила"]
    assert [place.country for place in layer.places] == ["RU", "RU"]
    assert [place.year for place in layer.places] == [1945, 1960]
    details = describe(dataset, "graves:2")
    assert details
    assert (details.title, details.what) == ("Königsberg", "Graves")
    assert ("Заметка", "=1+1") in details.facts
    assert ("status (list)", "x") in details.facts
    assert details.facts[-1] == ("Attribution", "CC0")
    assert Catalog.of(dataset).totals(Filter(kind=frozenset({"own"}))).places == 2


def test_strict_adds_nothing_where_a_row_is_doubtful(source: Path, data_folder: Path) -> None:
    result = run("layer", "add", source, "--strict", "--data", data_folder)

    assert result.exit_code == 1
    assert "nothing was added" in result.output
    assert not (data_folder / "layers").exists()


def test_strict_adds_a_list_without_doubt(data_folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "cities.csv"
    path.write_text("city;country\nKönigsberg;RU\nCoventry;GB\n", encoding="cp1252")

    result = run("layer", "add", path, "--id", "mine", "--strict", "--data", data_folder)

    assert result.exit_code == 0, result.output
    assert len(load(data_folder).layers["mine"].places) == 2  # type: ignore[index]


def test_doubtful_rows_are_decided_in_the_terminal(source: Path, data_folder: Path) -> None:
    result = run("layer", "add", source, "--review", "--data", data_folder, typed="2\n")

    assert result.exit_code == 0, result.output
    layer = load(data_folder).layers["graves"]  # type: ignore[index]
    assert [place.name for place in layer.places] == ["Königsberg", "Springfield", "Могила"]


@pytest.mark.parametrize(
    ("typed", "status"),
    [("l\n", "left_out"), ("p 39.8, -89.6\n", "placed_by_hand"), ("s Chicago\n1\n", "resolved"),
     ("what\nl\n", "left_out"), ("p x\nl\n", "left_out"), ("p 99, 200\nl\n", "left_out")],
)  # fmt: skip
def test_a_row_can_be_left_out_placed_or_searched_again(
    source: Path, data_folder: Path, typed: str, status: str
) -> None:
    result = run("layer", "add", source, "--review", "--data", data_folder, typed=typed)

    assert result.exit_code == 0, result.output
    table = (data_folder / "layers" / "graves.csv").read_text(encoding="utf-8")
    assert f",{status}," in table.splitlines()[2]


def test_a_decision_can_be_taken_back(tmp_path: Path, data_folder: Path) -> None:
    path = tmp_path / "two.csv"
    path.write_text("name,country\nSpringfield,US\nQwxzplk,\n", encoding="utf-8")

    result = run("layer", "add", path, "--review", "--data", data_folder, typed="l\nu\n1\nk\n")

    assert result.exit_code == 1
    assert [p.name for p in load(data_folder).layers["two"].places] == ["Springfield"]  # type: ignore[index]


def test_a_review_that_was_stopped_goes_on_where_it_was(tmp_path: Path, data_folder: Path) -> None:
    path = tmp_path / "two.csv"
    path.write_text("name,country\nSpringfield,US\nQwxzplk,\n", encoding="utf-8")
    stopped = run("layer", "add", path, "--review", "--data", data_folder, typed="1\nq\n")
    assert stopped.exit_code == 1
    assert load(data_folder).layers == {}

    again = run("layer", "add", path, "--review", "--data", data_folder, typed="l\n")

    assert again.exit_code == 0, again.output
    assert "Springfield, US (line" not in again.output
    assert len(load(data_folder).layers["two"].places) == 1  # type: ignore[index]


def test_partnerships_become_lines(tmp_path: Path, data_folder: Path) -> None:
    path = tmp_path / "twins.csv"
    path.write_text(
        'city a,city b,year\nVolgograd,"Coventry, United Kingdom",1944\n', encoding="utf-8"
    )

    result = run("layer", "add", path, "--data", data_folder)

    assert result.exit_code == 0, result.output
    dataset = load(data_folder)
    [pair] = dataset.layers["twins"].pairs  # type: ignore[index]
    assert pair.year == 1944
    details = describe(dataset, pair.id)
    assert details
    assert details.title == "Volgograd – Coventry, United Kingdom"
    assert Catalog.of(dataset).totals(Filter()).partnerships == 3


def test_a_second_list_draws_lines_between_the_places_of_the_first(
    tmp_path: Path, data_folder: Path
) -> None:
    places, pairs = tmp_path / "schools.csv", tmp_path / "pairs.csv"
    places.write_text("name,lat,lon\nSchool A,48.7,44.5\nSchool B,52.4,-1.5\n", encoding="utf-8")
    pairs.write_text("from,to\nSchool A,School B\n", encoding="utf-8")

    result = run("layer", "add", places, "--pairs", pairs, "--data", data_folder)

    assert result.exit_code == 0, result.output
    layer = load(data_folder).layers["schools"]  # type: ignore[index]
    assert [(pair.a, pair.b) for pair in layer.pairs] == [("schools:2", "schools:3")]
    assert len(layer.places) == 2


def test_columns_can_be_named(tmp_path: Path, data_folder: Path) -> None:
    path = tmp_path / "odd.csv"
    path.write_text("Wo,Was\nVolgograd,x\n", encoding="utf-8")
    refused = run("layer", "add", path, "--data", data_folder)
    assert "no column that holds names" in refused.output

    result = run("layer", "add", path, "--column", "name=Wo", "--data", data_folder)

    assert result.exit_code == 0, result.output
    assert "one of the roles" in run("layer", "add", path, "--column", "x", "--id", "y").output


def test_a_layer_is_not_overwritten_unless_asked(source: Path, data_folder: Path) -> None:
    run("layer", "add", source, "--data", data_folder)

    assert "use --replace" in run("layer", "add", source, "--data", data_folder).output
    assert run("layer", "add", source, "--replace", "--data", data_folder).exit_code == 1


@pytest.mark.parametrize("name", ["", "???", "own", "Memorials", "partnerships"])
def test_a_name_that_makes_no_id_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="makes no id"):
        layer_id(name)


def test_an_id_is_made_of_a_name_in_any_script() -> None:
    assert layer_id("Братские могилы, 1945") == "bratskie-mogily-1945"


def test_a_broken_declaration_is_a_problem_not_a_crash(data_folder: Path) -> None:
    (data_folder / "layers").mkdir()
    (data_folder / "layers" / "bad.toml").write_text("name = ", encoding="utf-8")

    _dataset, problems = inspect(data_folder)

    assert [problem.file for problem in problems] == ["layers/bad.toml"]


def test_a_full_disk_is_said_and_the_layer_before_stays(
    source: Path, data_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("layer", "add", source, "--data", data_folder)
    before = load(data_folder).version

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("memmap.files.os.fsync", full)
    result = run("layer", "add", source, "--replace", "--data", data_folder)

    assert "No space left on device" in result.output
    assert load(data_folder).version == before
    assert [path for path in (data_folder / "layers").iterdir() if path.suffix == ".part"] == []


KILLED = """
import os, signal, sys
from memmap import files
from memmap.cli import cli
left = int(sys.argv[1])
real = files.os.fsync
def fsync(descriptor):
    global left
    left -= 1
    if left < 0:
        os.kill(os.getpid(), signal.SIGKILL)
    real(descriptor)
files.os.fsync = fsync
cli(sys.argv[2:])
"""


@pytest.mark.parametrize("writes", range(3))
def test_kill_9_at_any_write_leaves_the_whole_layer_or_none(
    source: Path, data_folder: Path, writes: int
) -> None:
    arguments = ["layer", "add", str(source), "--data", str(data_folder)]

    killed = subprocess.run(
        [sys.executable, "-c", KILLED, str(writes), *arguments], check=False, env=os.environ
    )

    assert killed.returncode == -signal.SIGKILL
    assert load(data_folder).layers == {}
    assert run(*arguments).exit_code == 1
    assert len(load(data_folder).layers["graves"].places) == 2  # type: ignore[index]


def test_two_runs_at_once_leave_one_whole_layer(source: Path, data_folder: Path) -> None:
    arguments = [
        sys.executable, "-m", "memmap", "layer", "add", str(source), "--data", str(data_folder),
    ]  # fmt: skip
    both = [subprocess.Popen(arguments, stdout=subprocess.DEVNULL) for _n in range(2)]

    assert {process.wait(120) for process in both} == {1}
    assert len(load(data_folder).layers["graves"].places) == 2  # type: ignore[index]


def test_a_decision_that_was_taken_survives_kill_9(
    tmp_path: Path, data_folder: Path, edit: Callable[[str, str, str], Path]
) -> None:
    path = tmp_path / "two.csv"
    path.write_text("name,country\nSpringfield,US\nQwxzplk,\n", encoding="utf-8")
    arguments = ["layer", "add", str(path), "--review", "--data", str(data_folder)]

    subprocess.run(
        [sys.executable, "-c", KILLED, "1", *arguments],
        input=b"1\nl\n",
        stdout=subprocess.DEVNULL,
        check=False,
    )
    again = run(*arguments, typed="l\n")

    assert again.exit_code == 0, again.output
    assert len(load(data_folder).layers["two"].places) == 1  # type: ignore[index]


def test_a_given_lock_adds_to_the_decisions_of_the_run_before(
    tmp_path: Path, data_folder: Path
) -> None:
    path, lock = tmp_path / "two.csv", tmp_path / "given.lock.csv"
    path.write_text("name,country\nSpringfield,US\nQwxzplk,\n", encoding="utf-8")
    arguments = ["layer", "add", path, "--replace", "--data", data_folder]
    run(*arguments, "--id", "two", "--review", typed="1\nq\n")
    run(*arguments, "--id", "other", "--review", typed="k\np 50.5, 4.5\n")
    (data_folder / "layers" / "other.lock.csv").rename(lock)

    result = run(*arguments, "--id", "two", "--lock", lock)

    assert result.exit_code == 0, result.output
    assert [p.name for p in load(data_folder).layers["two"].places] == ["Springfield", "Qwxzplk"]  # type: ignore[index]


def test_coordinates_that_were_corrected_in_the_list_are_on_the_map(
    tmp_path: Path, data_folder: Path
) -> None:
    path = tmp_path / "list.csv"
    path.write_text("name,lat,lon\nObelisk,59.93,30.31\n", encoding="utf-8")
    run("layer", "add", path, "--id", "mine", "--data", data_folder)
    path.write_text("name,lat,lon\nObelisk,55.75,37.62\n", encoding="utf-8")

    run("layer", "add", path, "--id", "mine", "--replace", "--data", data_folder)

    [place] = load(data_folder).layers["mine"].places  # type: ignore[index]
    assert place.location == (55.75, 37.62)


def test_the_id_of_an_imported_layer_is_refused(source: Path, data_folder: Path) -> None:
    (data_folder / "imported").mkdir()
    (data_folder / "imported" / "graves.toml").touch()

    result = run("layer", "add", source, "--data", data_folder)

    assert result.exit_code == 2
    assert "'graves' is the id of a layer in" in result.output
    assert not (data_folder / "layers").exists()
