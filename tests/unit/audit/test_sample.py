from dataclasses import replace
from pathlib import Path

import pytest

from memmap.audit.sample import TABLES, SampleRow, draw, read_sample, readings, sample_text
from memmap.dataset import load


def test_a_tenth_of_each_table_is_drawn_the_same_for_a_seed(real_data: Path) -> None:
    dataset = load(real_data)

    first, again, other = draw(dataset, "1"), draw(dataset, "1"), draw(dataset, "2")

    assert first == again
    assert first != other
    for table in TABLES:
        rows = len(getattr(dataset, table))
        assert sum(row.table == table for row in first) == -(-rows // 10)
    assert all(row.fact and row.source for row in first)


def test_a_new_draw_keeps_what_somebody_has_read(data_folder: Path) -> None:
    dataset = load(data_folder)
    [first, *_others] = draw(dataset, "1")
    read = replace(first, id="gone", reader="R", date="2026-12-01", result="removed")

    drawn = draw(dataset, "1", [read, first])

    assert read in drawn
    assert first in drawn


def test_a_sample_is_read_as_it_was_written(data_folder: Path) -> None:
    rows = draw(load(data_folder), "1")
    path = data_folder / "audit_sample.csv"
    path.write_text(sample_text(rows), encoding="utf-8", newline="\n")

    assert list(read_sample(path)) == rows


def test_a_sample_with_other_columns_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "audit_sample.csv"
    path.write_text("table,id\n", encoding="utf-8")

    with pytest.raises(ValueError, match=r"audit_sample\.csv:1"):
        read_sample(path)


def test_readings_are_counted_by_table_and_what_was_not_read_counts_for_nothing() -> None:
    results = {"a": "true", "b": "true", "c": "corrected", "d": ""}
    rows = [SampleRow("cities", name, "", "", result=result) for name, result in results.items()]

    [reading] = readings([*rows, SampleRow("cities", "e", "", "", result="removed")])

    assert (reading.true, reading.corrected, reading.removed, reading.unread) == (2, 1, 1, 1)
    assert reading.share == 0.5


@pytest.mark.parametrize(
    ("row", "words"),
    [("cities,a,x,s,R,2026-12-01,True,", "result 'True'"), ('cities,a,"x"y,s,,,,', "expected")],
    ids=["misspelled result", "broken quotation"],
)
def test_a_sample_with_a_row_that_cannot_be_counted_is_refused_with_its_line(
    tmp_path: Path, row: str, words: str
) -> None:
    path = tmp_path / "audit_sample.csv"
    path.write_text(f"{sample_text(())}{row}\n", encoding="utf-8")

    with pytest.raises(ValueError, match=r"audit_sample\.csv:2: .*" + words):
        read_sample(path)
