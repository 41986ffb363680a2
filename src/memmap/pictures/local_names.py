"""Names of places in a language other than English, by those who know: our tables, then CLDR.

GeoNames' alternates bear no language here: of those in Cyrillic letters the one most like "Moscow"
is Bulgarian or Macedonian as likely as not. It is the last resort.
"""

import csv
from functools import lru_cache

from babel import Locale

from memmap.config import bundled_data
from memmap.filters import fold
from memmap.geocoding.places import LargePlace


def local_name(place: LargePlace, language: str) -> str:
    """Return the name of a place for a map in a language."""
    if language == "en":
        return place.name
    known = name_in_tables(place.geonameid, language)
    guess = place.russian if language == "ru" else ""
    return known or _in_cldr(language).get(fold(place.name)) or guess or place.name


def name_in_tables(geonameid: int, language: str) -> str:
    """Return what our tables call a city, or "" where they do not know it."""
    return _in_tables().get(geonameid, "") if language == "ru" else ""


@lru_cache(maxsize=1)
def _in_tables() -> dict[int, str]:
    """Return the Russian names of our cities by GeoNames' id."""
    cities = _rows("cities.csv")
    russian = {row["id"]: row["name_ru"] for row in cities if row["name_ru"]}
    located = [row for row in _rows("coordinates.lock.csv") if row["geocoder"] == "GeoNames"]
    return {int(row["identifier"]): russian[row["id"]] for row in located if row["id"] in russian}


def _rows(name: str) -> list[dict[str, str]]:
    with (bundled_data() / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@lru_cache(maxsize=16)
def _in_cldr(language: str) -> dict[str, str]:
    """Return the cities that time zones are named for, by their folded English name."""
    english, local = Locale("en").time_zones, Locale.parse(language).time_zones
    names = {}
    for zone, words in local.items():
        if city := words.get("city"):
            names[fold(zone.rpartition("/")[2].replace("_", " "))] = city
            names[fold(english.get(zone, {}).get("city", ""))] = city
    return names
