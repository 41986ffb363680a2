"""The app as one that can be installed: its manifest, its worker, what a page says of them."""

import json

from memmap.i18n import current_language, is_right_to_left
from memmap.i18n import gettext as _
from memmap.mapping.assets import FOLDERS, address
from memmap.mapping.style import PALETTES

MANIFEST = "/manifest.webmanifest"
WORKER = "/worker.js"
ICON_SIZES = (192, 512)


def manifest() -> str:
    """Return the web app manifest, in the current language."""
    language = current_language()
    icons = [
        {"src": f"/icon-{size}.png", "sizes": f"{size}x{size}", "type": "image/png"}
        for size in ICON_SIZES
    ]
    return json.dumps(
        {
            "id": "/",
            "name": _("memmap: a map of the shared memory"),
            "short_name": "memmap",
            "description": _("Memorials and twin cities of the Second World War"),
            "lang": language,
            "dir": "rtl" if is_right_to_left(language) else "ltr",
            "start_url": f"/?lang={language}",
            "scope": "/",
            "display": "standalone",
            "background_color": PALETTES["light"]["land"],
            "theme_color": PALETTES["light"]["water"],
            "icons": [{"src": "/icon.svg", "sizes": "any", "type": "image/svg+xml"}, *icons],
            "shortcuts": [{"name": _("Stories"), "url": f"/stories?lang={language}"}],
        },
        ensure_ascii=False,
    )


def worker() -> str:
    """Return the service worker, with its words for a visitor without a network."""
    language = current_language()
    words = {
        "offline": _("There is no network."),
        "last": _("The last story that you opened"),
        "none": _("The last story that you open can be read here."),
        "language": language,
        "direction": "rtl" if is_right_to_left(language) else "ltr",
    }
    script = (FOLDERS["memmap"] / "worker.js").read_text(encoding="utf-8")
    return f"const WORDS = {json.dumps(words, ensure_ascii=False)};\n{script}"


def head_links() -> str:
    """Return the tags of a page that can be installed."""
    language = current_language()
    return (
        f'<link rel="manifest" href="{MANIFEST}?lang={language}">'
        f'<meta name="theme-color" content="{PALETTES["light"]["water"]}">'
        '<link rel="apple-touch-icon" href="/icon-192.png">'
        f'<script src="{address("memmap", "register.js")}" defer></script>'
    )
