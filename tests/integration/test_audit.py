"""The audit by the command, over the project's own tables."""

import csv
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.conftest import DATA

from memmap.audit import CHECKS
from memmap.cli import cli
from memmap.config import config


def run(*arguments: object) -> tuple[int, str]:
    result = CliRunner().invoke(cli, [str(argument) for argument in arguments])
    return result.exit_code, result.output


def test_the_audit_prints_a_share_for_each_check(real_data: Path) -> None:
    code, output = run("audit", "--data", real_data)

    assert code == 0
    for check in CHECKS:
        assert any(check.title in line and "%" in line for line in output.splitlines())


def test_the_audit_speaks_json(real_data: Path) -> None:
    _code, output = run("audit", "--data", real_data, "--json")

    report = json.loads(output)["checks"]
    assert [entry["check"] for entry in report] == [check.name for check in CHECKS]
    assert all(0 <= entry["share"] <= 1 for entry in report)


def test_the_page_of_the_audit_is_the_same_each_time(real_data: Path) -> None:
    run("audit", "--data", real_data, "--write")
    first = (real_data / "AUDIT.md").read_bytes()
    run("audit", "--data", real_data, "--write")

    assert (real_data / "AUDIT.md").read_bytes() == first


def test_an_audit_that_is_written_is_printed_too(real_data: Path) -> None:
    _code, printed = run("audit", "--data", real_data)

    code, output = run("audit", "--data", real_data, "--write")

    assert code == 0
    assert output == f"{printed}Written: {real_data / 'AUDIT.md'}\n"


def test_json_stays_json_where_the_audit_is_written(real_data: Path) -> None:
    result = CliRunner().invoke(cli, ["audit", "--data", str(real_data), "--json", "--write"])

    assert json.loads(result.stdout)["checks"]


def test_the_committed_page_has_every_check() -> None:
    text = (DATA / "AUDIT.md").read_text(encoding="utf-8")

    assert [check.title for check in CHECKS if f"| {check.title} |" not in text] == []


def test_a_sample_is_drawn_and_drawn_again_without_losing_what_was_read(real_data: Path) -> None:
    run("audit", "--data", real_data, "--sample", "1")
    path = real_data / "audit_sample.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    rows[0] |= {"reader": "R", "date": "2026-12-01", "result": "true"}
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    before = path.read_bytes()

    code, _output = run("audit", "--data", real_data, "--sample", "1")

    assert (code, path.read_bytes()) == (0, before)


def test_tables_with_problems_are_not_audited(data_folder: Path) -> None:
    (data_folder / "cities.csv").write_text("id\n", encoding="utf-8")

    code, output = run("audit", "--data", data_folder)

    assert code == 1
    assert "memmap check" in output


@pytest.mark.parametrize("text", ["table,id\n", "\xff"])
def test_a_sample_that_cannot_be_read_is_refused(data_folder: Path, text: str) -> None:
    (data_folder / "audit_sample.csv").write_text(text, encoding="latin-1")

    code, output = run("audit", "--data", data_folder)

    assert code == 1
    assert "Traceback" not in output


@pytest.fixture
def failing_geocoder(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """An operator's geocoder that fails as soon as it is opened."""
    monkeypatch.setenv("MEMMAP_GEOCODERS", "nominatim")
    monkeypatch.setenv("MEMMAP_USER_AGENT", "a test")
    monkeypatch.delattr("memmap.geocoding.online.OnlineGeocoder")
    config.cache_clear()
    yield
    monkeypatch.undo()
    config.cache_clear()


@pytest.mark.usefixtures("failing_geocoder")
def test_the_audit_opens_no_online_geocoder(data_folder: Path) -> None:
    code, output = run("audit", "--data", data_folder)

    assert code == 0, output


@pytest.mark.parametrize("option", [["--write"], ["--sample", "1"]])
def test_an_audit_that_cannot_be_written_is_a_clear_answer(
    data_folder: Path, monkeypatch: pytest.MonkeyPatch, option: list[str]
) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("memmap.files.os.fsync", full)
    code, output = run("audit", "--data", data_folder, *option)

    assert code == 1
    assert "No space left on device" in output
