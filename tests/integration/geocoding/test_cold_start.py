"""What one name on the command line must not wait for."""

import subprocess
import sys

import pytest

SLOW = ("geopy", "numpy", "shapely", "pycountry", "requests", "memmap.dataset")


@pytest.mark.parametrize("name", ["Волгоград", "Coventry"])
def test_a_name_is_found_without_importing_what_is_slow(name):
    script = (
        "import sys; from memmap.cli import cli\n"
        f"cli(['geocode', {name!r}], standalone_mode=False)\n"
        f"print('imported:', [m for m in {SLOW!r} if m in sys.modules])"
    )

    done = subprocess.run(
        [sys.executable, "-c", script], check=False, capture_output=True, text=True
    )

    assert "imported: []" in done.stdout, done.stdout + done.stderr
