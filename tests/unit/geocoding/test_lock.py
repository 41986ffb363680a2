"""The lock file: read back as written, never half, errors with their cell."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memmap.lock import LockedPlace, LockError, read_lock, write_lock
from memmap.model import PlaceId, Precision


def place(name: str, text: str = "Volgograd", latitude: float = 48.7) -> LockedPlace:
    return LockedPlace(
        PlaceId(name), text, "RU", "RU-VGG", latitude, 44.5, "GeoNames", "3.0.2", "472757", text,
        "primary", Precision.SETTLEMENT, 0.99, "2026-11-23", "geocoder",
    )  # fmt: skip


@given(st.text(st.characters(exclude_categories=["C"]), min_size=1))
def test_what_is_written_is_read(tmp_path_factory, text):
    path = tmp_path_factory.mktemp("lock") / "l.csv"
    places = {PlaceId("a"): place("a", text.strip() or "x")}

    write_lock(path, places)

    assert read_lock(path) == places


def test_rows_are_ordered_by_id_whatever_the_order_given(tmp_path: Path):
    one, other = tmp_path / "1.csv", tmp_path / "2.csv"
    places = {PlaceId(name): place(name) for name in "cab"}

    write_lock(one, places)
    write_lock(other, dict(reversed(places.items())))

    assert one.read_bytes() == other.read_bytes()


@pytest.mark.parametrize(
    ("old", "new", "column"),
    [("48.7", "98.7", "latitude"), ("48.7", "north", "latitude"), (",site", ",near", "precision")],
)
def test_a_bad_cell_is_named(tmp_path: Path, old: str, new: str, column: str):
    path = tmp_path / "l.csv"
    write_lock(path, {PlaceId("a"): place("a")})
    text = path.read_text("utf-8").replace(",settlement", ",site").replace(old, new)
    path.write_text(text, "utf-8")

    with pytest.raises(LockError, match=rf"l\.csv:2: {column}: "):
        read_lock(path)


def test_a_failure_leaves_the_old_file_and_no_litter(tmp_path: Path):
    path = tmp_path / "l.csv"
    write_lock(path, {PlaceId("a"): place("a")})
    before = path.read_bytes()

    with pytest.raises(AttributeError):
        write_lock(path, {PlaceId("a"): None})  # type: ignore[dict-item]

    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]
