"""Where the browser gets scripts and styles: from this server, by content."""

import hashlib
from functools import cache
from pathlib import Path

from xstatic.pkg import leaflet

FOLDERS = {
    "leaflet": Path(leaflet.BASE_DIR).resolve(),
    "memmap": (Path(__file__).parent / "static").resolve(),
}
SCRIPTS = (
    "geodesy.js",
    "canvas.js",
    "basemap.js",
    "symbols.js",
    "features.js",
    "pointing.js",
    "candidates.js",
    "keyboard.js",
    "controls.js",
    "credits.js",
    "map.js",
)
"""Our scripts, in the order in which they need each other."""


@cache
def address(package: str, path: str) -> str:
    """Return the address of a file, with a hash of its content."""
    content = (FOLDERS[package] / path).read_bytes()
    return f"/assets/{package}/{hashlib.sha256(content).hexdigest()[:10]}/{path}"


def scripts() -> list[tuple[str, str]]:
    """Return (name, address) of every script of the map, Leaflet first."""
    ours = [(f"memmap-{name.removesuffix('.js')}", address("memmap", name)) for name in SCRIPTS]
    return [("leaflet", address("leaflet", "leaflet.js")), *ours]


def page_scripts(*extra: str) -> list[tuple[str, str]]:
    """Return the scripts of a plain page: the map's, what opens it, and those of ``static/``."""
    return [*scripts(), *((name, address("memmap", name)) for name in ("page.js", *extra))]


def page_styles(*extra: str) -> list[tuple[str, str]]:
    """Return the style sheets of a plain page, those named of ``static/`` last."""
    return [*styles(), *((name, address("memmap", name)) for name in ("page.css", *extra))]


def styles() -> list[tuple[str, str]]:
    """Return (name, address) of every style sheet of the map."""
    return [
        ("leaflet_css", address("leaflet", "leaflet.css")),
        ("memmap_css", address("memmap", "map.css")),
    ]
