"""Online base maps that an operator can switch on with ``MEMMAP_TILES``."""

from memmap.config import config

OFFERED = {
    "osm": {
        "url": "https://tile.openstreetmap.org/{z}/{x}/{y}.png",
        "attribution": '&copy; <a href="https://www.openstreetmap.org/copyright">'
        "OpenStreetMap contributors</a>",
    },
    "carto": {
        "url": "https://{s}.basemaps.cartocdn.com/rastertiles/voyager/{z}/{x}/{y}.png",
        "attribution": "&copy; OpenStreetMap contributors &copy; CARTO",
    },
}


def tiles() -> dict[str, dict[str, str]]:
    """Return address and attribution by name; empty unless configured."""
    return {name: OFFERED[name] for name in config().tiles}
