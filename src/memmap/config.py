"""What an operator can set, from environment variables named ``MEMMAP_…``.

With nothing set the app is complete and talks to nobody.
"""

import os
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from platformdirs import user_cache_path

PACKAGE = Path(__file__).parent
"""Folder of this package; where memmap is a checkout, `app.py` and `data/` lie two levels up."""


def bundled_data() -> Path:
    """Return the data folder that came with memmap: in the wheel, or beside ``src/``."""
    inside_wheel = PACKAGE / "data"
    return inside_wheel if inside_wheel.is_dir() else PACKAGE.parents[1] / "data"


@dataclass(frozen=True)
class Config:
    """The operator's choices.

    Attributes:
        data: Folder of the tables.
        cache: Folder for what can be made again: the gazetteer's index, geocoders' answers.
        geocoders: Online geocoders to ask after the gazetteer, in this order ("nominatim",
            "photon"); none by default.
        user_agent: How this installation names itself to online services; they ask for a contact.
        geocoder_url: Another server for them, such as one's own Nominatim.
        tiles: Online base maps on offer beside our own ("osm", "carto"); none by default.
        report_address: Where "report a correction" writes to: a mail address or the address of
            an issue form.
        live_url: ``redis://…`` where several processes share their live rooms.
        embed_sites: Sites that may frame ``/embed``; ("*",) allows all.
        public_url: Public address of this installation, for links in shared cards.
    """

    data: Path = field(default_factory=bundled_data)
    cache: Path = field(default_factory=lambda: user_cache_path("memmap", appauthor=False))
    geocoders: tuple[str, ...] = ()
    user_agent: str = ""
    geocoder_url: str = ""
    tiles: tuple[str, ...] = ()
    report_address: str = ""
    live_url: str = ""
    embed_sites: tuple[str, ...] = ("*",)
    public_url: str = ""

    @classmethod
    def from_environment(cls, environment: dict[str, str] | None = None) -> "Config":
        """Read the choices from ``MEMMAP_DATA``, ``MEMMAP_CACHE``, and so on."""
        env = dict(os.environ) if environment is None else environment
        values: dict[str, object] = {}
        for name, annotation in cls.__annotations__.items():
            text = env.get(f"MEMMAP_{name.upper()}", "").strip()
            if not text:
                continue
            if annotation is Path:
                values[name] = Path(text).expanduser()
            elif annotation is str:
                values[name] = text
            else:
                values[name] = tuple(part.strip() for part in text.split(",") if part.strip())
        return cls(**values)  # type: ignore[arg-type]


@cache
def config() -> Config:
    """Return this process's configuration."""
    return Config.from_environment()
