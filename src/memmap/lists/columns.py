"""What the columns of a list hold: found by their names in many languages, or said by a person."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cache
from importlib import resources
from types import MappingProxyType

from memmap.filters import fold
from memmap.i18n import N_
from memmap.i18n import gettext as _


class Role(StrEnum):
    """What memmap can use of a list. Any other column is kept as it is."""

    NAME = "name"
    COUNTRY = "country"
    REGION = "region"
    LATITUDE = "latitude"
    LONGITUDE = "longitude"
    COORDINATES = "coordinates"
    KIND = "kind"
    YEAR = "year"
    CITY_A = "city_a"
    CITY_B = "city_b"
    COUNTRY_A = "country_a"
    COUNTRY_B = "country_b"


_LABELS = {
    Role.NAME: N_("Name of the place"),
    Role.COUNTRY: N_("Country"),
    Role.REGION: N_("Region"),
    Role.LATITUDE: N_("Latitude"),
    Role.LONGITUDE: N_("Longitude"),
    Role.COORDINATES: N_("Both coordinates in one cell"),
    Role.KIND: N_("Kind"),
    Role.YEAR: N_("Year"),
    Role.CITY_A: N_("First city of a partnership"),
    Role.CITY_B: N_("Second city of a partnership"),
    Role.COUNTRY_A: N_("Country of the first city"),
    Role.COUNTRY_B: N_("Country of the second city"),
}


def role_label(role: Role) -> str:
    """Return what a person reads for a role."""
    return _(_LABELS[role])


@dataclass(frozen=True)
class Columns:
    """Which column holds what, by its name."""

    by_role: Mapping[Role, str] = field(default_factory=lambda: MappingProxyType({}))

    def __getitem__(self, role: Role) -> str:
        """Return the name of the column of a role, "" where there is none."""
        return self.by_role.get(role, "")

    @property
    def has_places(self) -> bool:
        """Whether rows can be places: they have a name or coordinates."""
        return bool(self[Role.NAME] or self.has_coordinates)

    @property
    def has_pairs(self) -> bool:
        """Whether rows are partnerships of two cities."""
        return bool(self[Role.CITY_A] and self[Role.CITY_B])

    @property
    def has_coordinates(self) -> bool:
        """Whether rows may bring coordinates of their own."""
        both = self[Role.LATITUDE] and self[Role.LONGITUDE]
        return bool(both or self[Role.COORDINATES])

    def with_role(self, role: Role, column: str) -> "Columns":
        """Return this with a role given to a column, or taken away where that is ""."""
        others = {r: c for r, c in self.by_role.items() if r != role and c != column}
        return replace(self, by_role=others | ({role: column} if column else {}))


@cache
def _headings() -> dict[str, Role]:
    text = (resources.files(__package__) / "headings.toml").read_text(encoding="utf-8")
    table = tomllib.loads(text)
    return {_key(name): Role(role) for role, names in reversed(table.items()) for name in names}


def _key(text: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", fold(text)))


def is_heading(text: str) -> bool:
    """Return whether a text is a known name of a column."""
    return _key(text) in _headings()


def recognise(names: Iterable[str]) -> Columns:
    """Return which of the columns hold what, by their names.

    The first column of a role has it. A name in two parts counts where all of it is known ("Stadt
    / Ort"). A list of one unknown column is a list of names; a place beside a partner city is the
    first city of a partnership.
    """
    names = list(names)
    found: dict[Role, str] = {}
    for name in names:
        for text in (name, *re.split(r"[/,(|]", name)):
            role = _headings().get(_key(text))
            if role and role not in found:
                found[role] = name
                break
    if not found and len(names) == 1:
        found[Role.NAME] = names[0]
    if Role.CITY_B in found and Role.CITY_A not in found:
        for alone, first in ((Role.NAME, Role.CITY_A), (Role.COUNTRY, Role.COUNTRY_A)):
            if alone in found:
                found.setdefault(first, found.pop(alone))
    return Columns(MappingProxyType(found))
