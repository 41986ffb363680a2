"""The usual app with its assets beside it: ``python -m tests.benchmarks.apps.usual PORT N M``."""

import os
import sys
from pathlib import Path

import streamlit as st
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles
from xstatic.pkg import jquery, leaflet, leaflet_markercluster

from memmap.cli.serve import settings

port, os.environ["PLACES"], os.environ["PAIRS"] = sys.argv[1:]
packages = {"leaflet": leaflet, "jquery": jquery, "cluster": leaflet_markercluster}
assets = [
    Mount(f"/assets/{name}", StaticFiles(directory=Path(package.BASE_DIR).resolve()))
    for name, package in packages.items()
]
app = st.App(Path(__file__).with_name("usual_script.py"), routes=assets)
app.run(config={"server.port": int(port), "server.headless": True, **settings()})
