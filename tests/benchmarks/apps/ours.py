"""memmap over a made-up world: ``python -m tests.benchmarks.apps.ours PORT PLACES PAIRS``."""

import runpy
import sys
from pathlib import Path

from memmap import current
from memmap.cli.serve import settings
from memmap.config import PACKAGE, config
from memmap.dataset import load
from tests.benchmarks.made_up import made_up

port, places, partnerships = map(int, sys.argv[1:])
world = current.Current(load(config().data), made_up(places, partnerships))


def made_up_world(_folder: Path) -> current.Current:
    return world


current._load = made_up_world  # type: ignore[assignment]
app = runpy.run_path(str(PACKAGE.parents[1] / "app.py"))["app"]
app.run(config={"server.port": port, "server.headless": True, **settings()})
