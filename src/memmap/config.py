"""What an operator can set, from environment variables named ``MEMMAP_…``.

With nothing set the app is complete and talks to nobody.
"""

import os
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from pathlib import Path
from urllib.parse import urlsplit

from platformdirs import user_cache_path

from memmap.i18n import gettext as _

PACKAGE = Path(__file__).parent
"""Folder of this package; where memmap is a checkout, `app.py` and `data/` lie two levels up."""


GEOCODERS = ("nominatim", "photon")
"""Online geocoders that can be switched on."""
TILES = ("osm", "carto")
"""Online base maps that can be switched on."""
_WEB, _BROKER = ("https", "http"), ("redis", "rediss", "unix")


class ConfigError(ValueError):
    """A setting that cannot be used; the message is one line and names its variable."""


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

    Raises:
        ConfigError: One of them cannot be used.
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

    @cached_property
    def offline(self) -> "Config":
        """The same choices without online geocoders."""
        return replace(self, geocoders=()) if self.geocoders else self

    def __post_init__(self) -> None:
        if not self.data.is_dir():
            raise _error("DATA", _("there is no folder {folder}").format(folder=self.data))
        _check_known("GEOCODERS", self.geocoders, GEOCODERS)
        _check_known("TILES", self.tiles, TILES)
        if self.geocoders and not self.user_agent:
            raise _error("USER_AGENT", _("expected a name with a contact, as geocoders ask for"))
        _check_address("GEOCODER_URL", self.geocoder_url, _WEB)
        _check_address("PUBLIC_URL", self.public_url, _WEB)
        _check_address("LIVE_URL", self.live_url, _BROKER)

    @classmethod
    def from_environment(cls, environment: dict[str, str] | None = None) -> "Config":
        """Read the choices from ``MEMMAP_DATA``, ``MEMMAP_CACHE``, and so on.

        Raises:
            ConfigError: One of them cannot be used.
        """
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
    """Return this process's configuration.

    Raises:
        ConfigError: A variable cannot be used.
    """
    return Config.from_environment()


def _error(setting: str, reason: str) -> ConfigError:
    return ConfigError(f"MEMMAP_{setting}: {reason}")


def _check_known(setting: str, chosen: tuple[str, ...], known: tuple[str, ...]) -> None:
    for name in chosen:
        if name not in known:
            message = _("{name!r} is unknown; expected {known}")
            raise _error(setting, message.format(name=name, known=", ".join(known)))


def _check_address(setting: str, url: str, schemes: tuple[str, ...]) -> None:
    if url and not _is_address(url, schemes):
        forms = ", ".join(f"{scheme}://…" for scheme in schemes)
        raise _error(setting, _("expected an address: {forms}").format(forms=forms))


def _is_address(url: str, schemes: tuple[str, ...]) -> bool:
    try:
        parts = urlsplit(url)
        _port = parts.port
    except ValueError:  # a port that is no number, a bracket that is not closed
        return False
    place = parts.path if parts.scheme == "unix" else parts.hostname
    return parts.scheme in schemes and bool(place)
