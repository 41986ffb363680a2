"""A full disk, ``kill -9``, two processes at once: a clear answer, and nothing decided is lost."""

import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest
from tests.integration.geocoding.faulty_server import Server, good, silent

from memmap.config import config
from memmap.geocoding.index import ensure_index
from memmap.lock import read_lock

_FULL_DISK = """
    import resource, signal, sys
    from memmap.cli.geocode import geocode
    from memmap.config import config
    from memmap.geocoding.index import ensure_index

    ensure_index(config().cache)
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
    geocode(sys.argv[1:])
"""
"""The command where no file may grow beyond a thousand bytes: a write fails as on a full disk."""
_BATCH = """
    import sys
    from dataclasses import replace
    from memmap.cli.geocode import geocode
    from memmap.geocoding.providers import PROVIDERS

    PROVIDERS["nominatim"] = replace(PROVIDERS["nominatim"], seconds=0.0)
    geocode(sys.argv[1:])
"""
_LOCK_WRITER = """
    import sys
    from pathlib import Path
    from memmap.lock import read_lock, write_lock

    path = Path(sys.argv[1])
    (one,) = read_lock(path).values()
    from dataclasses import replace
    many = {f"place-{i:05}": replace(one, id=f"place-{i:05}") for i in range(3000)}
    while True:
        write_lock(path, many)
        write_lock(path, {one.id: one})
"""


def python(script: str, *arguments: object) -> list[str]:
    return [sys.executable, "-c", textwrap.dedent(script), *map(str, arguments)]


def run(script: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        python(script, *arguments), check=False, capture_output=True, text=True, timeout=120
    )


@pytest.fixture
def names(tmp_path: Path) -> Path:
    source = tmp_path / "in.csv"
    source.write_text("name,country\n" + "Volgograd,RU\n" * 200, "utf-8")
    return source


@pytest.fixture
def located(edit) -> Path:
    """Tables with a lock of one decision."""
    folder = edit("cities.csv", "Volgograd,48.71,44.51,src,src", "Volgograd,,,,src")
    memmap = [sys.executable, "-m", "memmap", "geocode", "--data", str(folder)]
    subprocess.run(memmap, check=True, capture_output=True)
    return folder


def test_a_full_disk_is_said_and_leaves_no_half_file(names, tmp_path):
    output = tmp_path / "out.csv"
    output.write_text("what was there\n", "utf-8")

    done = run(_FULL_DISK, names, "--output", output)

    assert done.returncode == 1
    assert "out.csv" in done.stderr
    assert "Traceback" not in done.stderr
    assert output.read_text("utf-8") == "what was there\n"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.csv", "out.csv"]


def test_a_full_disk_keeps_the_old_lock(located, edit):
    lock = located / "coordinates.lock.csv"
    before = lock.read_bytes()
    rows = "".join(f"ru-town-{i},Town,Town,,,RU,RU-SAM,Samara,,,,src\n" for i in range(30))
    with (located / "cities.csv").open("a", encoding="utf-8") as file:
        file.write(rows)

    done = run(_FULL_DISK, "--data", located)

    assert done.returncode == 1
    assert "coordinates.lock.csv" in done.stderr
    assert "Traceback" not in done.stderr
    assert lock.read_bytes() == before


def test_a_writer_that_is_killed_leaves_the_old_or_the_new_lock(located):
    lock = located / "coordinates.lock.csv"
    for pause in (0.9, 1.0, 1.1):
        writer = subprocess.Popen(python(_LOCK_WRITER, lock))
        time.sleep(pause)
        writer.kill()
        assert writer.wait() == -signal.SIGKILL
        places = read_lock(lock)
        assert len(places) in {1, 3000}
        if len(places) == 3000:
            lock.write_text("\n".join(lock.read_text("utf-8").split("\n")[:2]) + "\n", "utf-8")


def test_two_processes_at_once_write_one_whole_file_each(names, tmp_path):
    output = tmp_path / "out.csv"
    command = [sys.executable, "-m", "memmap", "geocode", str(names), "--output", str(output)]

    both = [subprocess.Popen(command, stderr=subprocess.PIPE) for _ in range(2)]
    codes = [process.wait() for process in both if process.communicate()]

    assert codes == [0, 0]
    assert len(output.read_text("utf-8").splitlines()) == 201
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.csv", "out.csv"]


def test_a_batch_that_is_killed_repeats_no_answered_query(tmp_path, monkeypatch):
    """The server answers three queries; at the fourth it keeps silent, and the batch is killed."""
    server = Server()
    server.faults = [good, good, good, silent]
    source, cache = tmp_path / "in.csv", tmp_path / "cache"
    source.write_text("name,country\n" + "".join(f"Xqzvwk {i},RU\n" for i in range(6)), "utf-8")
    cache.mkdir()
    index = ensure_index(config().cache)
    (cache / index.name).symlink_to(index)
    environment = {
        "MEMMAP_CACHE": cache,
        "MEMMAP_GEOCODERS": "nominatim",
        "MEMMAP_USER_AGENT": "tests",
        "MEMMAP_GEOCODER_URL": server.address,
    }
    for name, value in environment.items():
        monkeypatch.setenv(name, str(value))
    command = python(_BATCH, source, "--output", tmp_path / "out.csv")

    batch = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    while len(server.asked) < 4:
        assert batch.poll() is None
        time.sleep(0.02)
    batch.kill()
    batch.wait()
    server.over.set()
    answered = server.asked[:3]
    server.asked.clear()
    again = subprocess.run(command, check=False, capture_output=True, text=True)
    server.close()

    assert again.returncode == 0, again.stderr
    assert not set(answered) & set(server.asked)
    assert sorted({*answered, *server.asked}) == [f"Xqzvwk {i}" for i in range(6)]
    assert "operations.osmfoundation.org/policies/nominatim" in again.stderr
