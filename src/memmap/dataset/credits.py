"""Whose data it is: the licence and attribution of each layer.

``layers.toml`` declares those of the tables, a section for each; ``layers/ID.toml`` and
``imported/ID.toml`` those of layers that somebody added, with the same keys at their top:
``name``, ``licence``, ``attribution``.
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from memmap.dataset.table import Problem, Problems
from memmap.i18n import N_
from memmap.i18n import gettext as _
from memmap.model import LayerId

CREDITS = "layers.toml"
FOLDERS = ("layers", "imported")
"""Folders of declarations, one a layer, within the data folder."""
BUILT_IN = {
    "memorials": N_("Memorials"),
    "cities": N_("Twin cities"),
    "partnerships": N_("Partnerships"),
    "reading_rooms": N_("Reading rooms"),
    "events": N_("Events"),
}
"""The layers that every data folder has, and what they are called."""
DEEDS = {
    "CC0 1.0": "https://creativecommons.org/publicdomain/zero/1.0/",
    "CC BY 4.0": "https://creativecommons.org/licenses/by/4.0/",
    "CC BY-SA 4.0": "https://creativecommons.org/licenses/by-sa/4.0/",
    "ODbL 1.0": "https://opendatacommons.org/licenses/odbl/1-0/",
}
"""Where well-known licences can be read."""
OURS = (
    N_("GeoNames, Who's On First, GeoLite2 by MaxMind"),
    N_("CC BY 4.0; some names CC BY-SA 3.0, ODbL 1.0"),
    N_("sources of each row"),
    N_("sources of each row, OpenStreetMap, Wikipedia"),
    N_("Wikipedia by Erik Hekman, sources of each row"),
    N_("facts"),
    N_("facts; points also ODbL 1.0, CC BY-SA"),
)
"""What ``layers.toml`` says of our own tables in words, so that they are translated."""


@dataclass(frozen=True, slots=True)
class Credit:
    """A layer's name, licence and attribution; texts are empty where nothing is declared."""

    layer: LayerId
    name: str
    licence: str = ""
    attribution: str = ""

    @property
    def title(self) -> str:
        """The layer's name, in the current language where it is one of ours."""
        return _(self.name)

    @property
    def terms(self) -> str:
        """Attribution and licence in one line, "" where nothing is declared.

        They are in the current language where they are of ours.
        """
        return ", ".join(_(part) for part in (self.attribution, self.licence) if part)

    @property
    def deed(self) -> str:
        """The address of the licence, "" for one that we do not know."""
        return DEEDS.get(self.licence, "")


Credits = Mapping[LayerId, Credit]


def default_credits() -> dict[LayerId, Credit]:
    """Return the layers that every folder has, with nothing declared."""
    return {LayerId(layer): Credit(LayerId(layer), name) for layer, name in BUILT_IN.items()}


def credit_of(layers: Credits, layer: str) -> Credit:
    """Return a layer's credit, one without terms where it has none."""
    return layers.get(LayerId(layer)) or Credit(LayerId(layer), BUILT_IN.get(layer, layer))


def load_credits(folder: Path, problems: Problems) -> dict[LayerId, Credit]:
    """Read the declarations of a data folder; what is wrong in ``layers.toml`` is noted.

    What is wrong in that of an added layer is noted by whoever reads its places.
    """
    found = default_credits()
    for layer, table in _read(folder / CREDITS, CREDITS, problems).items():
        if isinstance(table, dict):
            found[LayerId(layer)] = _credit(layer, table)
        else:
            problems.found.append(_problem(CREDITS, layer, repr(table)))
    for name in FOLDERS:
        for path in sorted((folder / name).glob("[!.]*.toml")):
            declared = _read(path, path.name, Problems())
            found[LayerId(path.stem)] = _credit(path.stem, declared)
    return found


def credit_files(folder: Path) -> Iterable[Path]:
    """Return the files that credits are read from."""
    return [
        folder / CREDITS,
        *(p for n in FOLDERS for p in sorted((folder / n).glob("[!.]*.toml"))),
    ]


def _read(path: Path, name: str, problems: Problems) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        problems.found.append(_problem(name, "-", str(error)))
        return {}


def _problem(file: str, layer: str, message: str) -> Problem:
    expected = _("expected [layer] with name, licence and attribution")
    return Problem(file, 1, layer, message, expected)


def _credit(layer: str, table: Mapping[str, Any]) -> Credit:
    name, licence, attribution = (
        str(table.get(key, "")) for key in ("name", "licence", "attribution")
    )
    return Credit(LayerId(layer), name or BUILT_IN.get(layer, layer), licence, attribution)
