"""Names in the script of their language, and no word of two scripts.

Scripts of languages and countries come from CLDR's likely subtags (Babel); the script of a letter
from its name in Unicode ("CYRILLIC SMALL LETTER A").
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.languages import get_territory_language_info

from memmap.audit.finding import Checked, Doubt, Subject
from memmap.dataset import Dataset
from memmap.i18n import gettext as _
from memmap.model import Names

_LETTERS = {
    "Jpan": frozenset({"CJK"}),
    "Kore": frozenset({"CJK"}),
    "Hans": frozenset({"CJK"}),
    "Hant": frozenset({"CJK"}),
    "Beng": frozenset({"BENGALI"}),
}
"""Scripts of ISO 15924 that are not named after their letters."""
_ALPHABETS = {"ru": frozenset("абвгдеёжзийклмнопрстуфхцчшщъыьэюя")}
"""Letters of languages that share their script with others whose names are taken for theirs."""
_SPOKEN = 1.0
"""Percent of a country's people from which on a language may be the local one."""
_WORD = re.compile(r"[^\W\d_]+")


def check(subject: Subject) -> Checked:
    """Find names in another script than their language is written in."""
    rows = list(_names(subject.dataset))
    return Checked(len(rows), (doubt for row in rows for doubt in _doubts(*row)))


def _names(dataset: Dataset) -> Iterator[tuple[str, str, Names, str]]:
    for city in dataset.cities.values():
        yield "cities", city.id, city.names, city.country
    for memorial in dataset.memorials.values():
        country = dataset.cities[memorial.city].country
        yield "memorials", memorial.id, memorial.names, country


def _doubts(table: str, row: str, names: Names, country: str) -> Iterator[Doubt]:
    local = local_scripts(country) | scripts_of_language("en")
    for column, text, scripts in (
        ("name", names.en, scripts_of_language("en")),
        ("name_local", names.local, local),
        *((language, text, scripts_of_language(language)) for language, text in names.others),
    ):
        if mixed := next((w for w in _WORD.findall(text) if len(scripts_of(w)) > 1), ""):
            found = _("{column}: {text!r} mixes scripts").format(column=column, text=mixed)
            yield Doubt(table, row, found, _("Type the word again in one script."))
        elif scripts and not scripts_of(text) & scripts and scripts_of(text):
            found = _("{column}: {text!r} is not in the script of its language").format(
                column=column, text=text
            )
            yield Doubt(table, row, found, _("Move it to its language, or write it in its script."))
        elif foreign := foreign_letters(text, column):
            found = _("{column}: {text!r} has letters of another language: {letters}").format(
                column=column, text=text, letters=" ".join(foreign)
            )
            yield Doubt(table, row, found, _("Look its form in this language up."))


def foreign_letters(text: str, language: str) -> list[str]:
    """Return the Cyrillic letters of a text that a language lacks; none where we do not know."""
    alphabet = _ALPHABETS.get(language)
    if alphabet is None:
        return []
    letters = dict.fromkeys(c for c in text.casefold() if scripts_of(c) == {"CYRILLIC"})
    return [letter for letter in letters if letter not in alphabet]


def scripts_of(text: str) -> set[str]:
    """Return the scripts of the letters of a text, as Unicode names them; kana go with kanji."""
    scripts = {unicodedata.name(c, "").split(" ")[0] for c in text if c.isalpha()}
    if scripts & {"HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA", "HANGUL"}:
        scripts = scripts - {"HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA", "HANGUL"} | {"CJK"}
    return scripts - {"", "MODIFIER", "MASCULINE", "FEMININE"}


@cache
def scripts_of_language(language: str) -> frozenset[str]:
    """Return the scripts that a language is written in; nothing for an unknown language."""
    try:
        locale = Locale.parse(language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return frozenset()
    script = locale.script or get_global("likely_subtags").get(locale.language, "").split("_")[1:2]
    return _letters(script if isinstance(script, str) else "".join(script))


@cache
def local_scripts(country: str) -> frozenset[str]:
    """Return the scripts of the languages that are spoken in a country."""
    spoken = get_territory_language_info(country)
    found: set[str] = set()
    for language, facts in spoken.items():
        share = facts["population_percent"]
        if facts["official_status"] or (isinstance(share, float) and share >= _SPOKEN):
            found |= scripts_of_language(language)
    return frozenset(found)


def _letters(script: str) -> frozenset[str]:
    if not script:
        return frozenset()
    if script in _LETTERS:
        return _LETTERS[script]
    name = Locale.parse("en").scripts.get(script, script)
    return frozenset({str(name).upper().split(" ")[0]})
