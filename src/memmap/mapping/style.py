"""How the map looks: one declaration of shapes, colours and dashes; the words come translated.

Each colour is a pair for the light and the dark base map; each keeps a contrast of 3:1 or more
against the land and the water of its palette, which a test checks.
"""

from dataclasses import dataclass

from memmap import words
from memmap.i18n import current_language, is_right_to_left
from memmap.i18n import gettext as _

LAND = ("#f4f1ea", "#2a333c")
WATER = ("#d7e4ec", "#1a222a")


@dataclass(frozen=True, slots=True)
class Symbol:
    """A kind of place: told apart by shape as well as by colour."""

    shape: str
    colors: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Stroke:
    """A status of a partnership: told apart by dash (pixels on, off) as well as by colour."""

    dash: tuple[int, ...]
    colors: tuple[str, str]


KINDS = {
    "monument": Symbol("star", ("#b3261e", "#ff8a80")),
    "obelisk": Symbol("bar", ("#8a3c00", "#ffb27a")),
    "complex": Symbol("hexagon", ("#8e1a5e", "#f48fc6")),
    "cemetery": Symbol("cross", ("#3f4a56", "#c3ccd6")),
    "museum": Symbol("square", ("#5b3fa0", "#c0a8ff")),
    "site": Symbol("triangle", ("#6b5200", "#e6c95c")),
    "equipment": Symbol("slab", ("#3b6120", "#a8d88a")),
    "building": Symbol("pentagon", ("#00594f", "#6fd6c8")),
    "city": Symbol("circle", ("#0b5cad", "#7db8f7")),
    "reading_room": Symbol("diamond", ("#00687a", "#67d3e8")),
    "event": Symbol("drop", ("#a13a00", "#ffa36b")),
    "own": Symbol("ring", ("#7a0099", "#e39cf7")),
}
STATUSES = {
    "active": Stroke((), ("#0b6b3a", "#63d197")),
    "suspended": Stroke((8, 5), ("#9a4b00", "#ffb464")),
    "ended": Stroke((2, 5), ("#a3163a", "#ff8fa3")),
    "unknown": Stroke((12, 3, 2, 3), ("#4a5a6a", "#aab8c6")),
}
PALETTES = {
    theme: {
        "land": LAND[i],
        "water": WATER[i],
        "border": ("#8d8577", "#75828f")[i],
        "region": ("#c9c1b2", "#46525e")[i],
        "country": ("#4d4a44", "#c5ced7")[i],
        "place": ("#5f5b53", "#a9b4bf")[i],
        "halo": ("#f4f1eacc", "#1a222acc")[i],
        "outline": ("#ffffff", "#10161c")[i],
        "cluster": ("#ffffff", "#26313b")[i],
        "text": ("#1f2933", "#f2f5f8")[i],
        "selected": ("#d6006c", "#ffd54a")[i],
        "other": ("#4a5a6a", "#aab8c6")[i],
    }
    for i, theme in enumerate(("light", "dark"))
}


def style() -> dict[str, object]:
    """Return everything that the browser needs to draw, with words in the current language."""
    return {
        "kinds": {
            kind: {"shape": s.shape, "colors": s.colors, "label": words.kind(kind)}
            for kind, s in KINDS.items()
        },
        "statuses": {
            status: {"dash": s.dash, "colors": s.colors, "label": words.status(status)}
            for status, s in STATUSES.items()
        },
        "palettes": PALETTES,
        "words": interface_words(),
    }


def interface_words() -> dict[str, str]:
    """Return the words of the map's controls."""
    return {
        "map": _("Map of memorials and twin cities"),
        "legend": _("Legend"),
        "reset": _("Whole map"),
        "zoomIn": _("Zoom in"),
        "zoomOut": _("Zoom out"),
        "fullscreen": _("Full screen"),
        "search": _("Find a place"),
        "nothing": _("Nothing found"),
        "results": _("Results: {n}"),
        "inView": _("Places in view"),
        "places": _("{n} places"),
        "partnerships": _("{n} partnerships"),
        "metres": _("{n} m"),
        "kilometres": _("{n} km"),
        "failed": _("The server does not answer. The map shows what it has."),
        "attribution": _("Base map: Natural Earth"),
        "credits": _("Data"),
        "direction": "rtl" if is_right_to_left(current_language()) else "ltr",
    }
