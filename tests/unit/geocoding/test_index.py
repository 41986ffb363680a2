"""The index file appears whole or not at all, for several processes at once."""

import os
import signal
import sqlite3
import subprocess
import sys
import textwrap
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from memmap.geocoding import compile as compiler
from memmap.geocoding.index import connect, ensure_index, index_path, is_whole


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


@pytest.mark.parametrize("damage", ["cut", "empty", "other"])
def test_a_damaged_index_is_compiled_anew(tmp_path, monkeypatch, damage):
    monkeypatch.setattr(compiler, "compile_index", _small)
    path = ensure_index(tmp_path)
    whole = path.read_bytes()
    path.write_bytes({"cut": whole[:-4096], "empty": b"", "other": b"no database" * 999}[damage])

    again = ensure_index(tmp_path)

    assert again == path
    assert is_whole(path)


def test_what_a_killed_compilation_left_is_no_index_and_is_removed_later(tmp_path, monkeypatch):
    script = """
        import os, signal, sys
        from pathlib import Path
        from memmap.geocoding import compile as compiler
        from memmap.geocoding.index import ensure_index

        def killed(path, historic, progress):
            path.write_bytes(b"half" * 9999)
            os.kill(os.getpid(), signal.SIGKILL)

        compiler.compile_index = killed
        ensure_index(Path(sys.argv[1]))
    """
    command = [sys.executable, "-c", textwrap.dedent(script), str(tmp_path)]
    monkeypatch.setattr(compiler, "compile_index", _small)

    done = subprocess.run(command, check=False)
    left = list(tmp_path.iterdir())
    first = ensure_index(tmp_path)
    os.utime(left[0], (0, 0))
    first.unlink()
    second = ensure_index(tmp_path)

    assert done.returncode == -signal.SIGKILL
    assert [path.suffix for path in left] == [".part"]
    assert is_whole(second)
    assert list(tmp_path.iterdir()) == [second]
