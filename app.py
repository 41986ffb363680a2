"""The app, for ``streamlit run app.py`` and ``uv run app.py``; ``memmap serve`` runs it too."""

import sys
from pathlib import Path

import streamlit as st

import memmap.ui
from memmap.api.routes import middleware, routes
from memmap.api.warm import warming
from memmap.config import ConfigError, config

try:
    config()
except ConfigError as error:
    sys.exit(f"memmap: {error}")

app = st.App(
    Path(memmap.ui.__file__).parent / "main.py",
    lifespan=warming,
    routes=routes(),
    middleware=middleware(),
)

if __name__ == "__main__":
    app.run()
