"""What the qualifiers of a name mean: countries and first-level regions, and whether two agree."""

import sqlite3
from functools import cache

from memmap.geocoding.normalize import key
from memmap.geocoding.spelling import without_region_word, without_title


def meanings(database: sqlite3.Connection, text: str) -> tuple[str, ...]:
    """Return the codes of the countries ("BE") and regions ("BE-WLG") that a text may name."""
    plain = key(text)
    for folded in dict.fromkeys((plain, key(without_title(text)), *without_region_word(plain))):
        rows = database.execute("SELECT code FROM hint WHERE key = ? ORDER BY code", (folded,))
        if codes := tuple(code for (code,) in rows):
            return codes
    return ()


def country_code(database: sqlite3.Connection, text: str) -> str:
    """Return the ISO 3166-1 code of a country by its name in many languages or code.

    "" where there is none, or several: a country that is no more, such as Czechoslovakia.
    """
    known = meanings(database, text)
    found = {code for code in known if "-" not in code} or {
        code[:2] for code in known if code[:3] == "GB-"
    }
    return found.pop() if len(found) == 1 else ""


def region_codes(database: sqlite3.Connection, text: str, country: str = "") -> tuple[str, ...]:
    """Return the ISO 3166-2 codes of the regions of this name, within a country if one is given."""
    prefix = f"{country}-" if country else ""
    return tuple(
        code for code in meanings(database, text) if "-" in code and code.startswith(prefix)
    )


@cache
def _parent(code: str) -> str:
    import pycountry  # noqa: PLC0415 - slow, and most names have no region

    region = pycountry.subdivisions.get(code=code)
    return str(region.parent_code or "") if region else ""


def regions_agree(one: str, other: str) -> bool:
    """Return whether two codes are the same region, or one lies in the other.

    GeoNames counts some countries' regions at another level than their tables do: Belgium's
    provinces lie in its three regions, Britain's counties in its nations.
    """
    if not one or not other:
        return False
    return one == other or _parent(one) == other or _parent(other) == one


def lies_in(region: str, hint: str) -> bool:
    """Return whether a place in this region surely lies in what a hint names."""
    return hint in {region[:2], region, _parent(region)}


def agrees(hint: str, country: str, region: str) -> bool:
    """Return whether a place in this country and region is what a hint names."""
    return hint == country if "-" not in hint else regions_agree(region, hint)
