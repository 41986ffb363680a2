"""The index file appears whole or not at all, for several processes at once."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from memmap.geocoding import compile as compiler
from memmap.geocoding.index import connect, ensure_index, index_path


def _small(path: Path, _historic: Path, progress) -> None:
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE place (id)")
    database.close()
    progress(1, 1)


def _failing(path: Path, _historic: Path, _progress) -> None:
    path.write_bytes(b"half")
    raise OSError(28, "No space left on device")


def test_it_is_compiled_once_with_progress(tmp_path, monkeypatch):
    monkeypatch.setattr(compiler, "compile_index", _small)
    seen: list[tuple[int, int]] = []

    first = ensure_index(tmp_path / "new", lambda done, total: seen.append((done, total)))
    ensure_index(tmp_path / "new", lambda done, total: seen.append((done, total)))

    assert first == index_path(tmp_path / "new")
    assert seen == [(1, 1)]


def test_several_at_once_end_with_one_good_file(tmp_path, monkeypatch):
    monkeypatch.setattr(compiler, "compile_index", _small)

    with ThreadPoolExecutor(4) as pool:
        paths = set(pool.map(ensure_index, [tmp_path] * 8))

    assert list(tmp_path.iterdir()) == list(paths)


def test_a_full_disk_leaves_nothing_behind(tmp_path, monkeypatch):
    monkeypatch.setattr(compiler, "compile_index", _failing)

    with pytest.raises(OSError, match="No space"):
        ensure_index(tmp_path)

    assert list(tmp_path.iterdir()) == []


def test_it_cannot_be_written_to(tmp_path, monkeypatch):
    monkeypatch.setattr(compiler, "compile_index", _small)
    database = connect(ensure_index(tmp_path))

    with pytest.raises(sqlite3.OperationalError):
        database.execute("DELETE FROM place")
