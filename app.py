"""The app, for ``streamlit run app.py`` and ``uv run app.py``; ``memmap serve`` runs it too."""

from pathlib import Path

import streamlit as st

import memmap.ui
from memmap.api.routes import middleware, routes

app = st.App(Path(memmap.ui.__file__).parent / "main.py", routes=routes(), middleware=middleware())

if __name__ == "__main__":
    app.run()
