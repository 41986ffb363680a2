"""Every text that a person reads, through gettext.

The catalogues are the ``.po`` files of ``locales/``; they are compiled in memory, once a process.
"""

import gettext as _gettext
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from io import BytesIO
from pathlib import Path

from babel import Locale, localedata
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LOCALES = Path(__file__).parent / "locales"
SOURCE_LANGUAGE = "en"

_language: ContextVar[str] = ContextVar("language", default=SOURCE_LANGUAGE)


@cache
def languages() -> tuple[str, ...]:
    """Return the codes of the languages that there are catalogues for, English first."""
    translated = sorted(path.parent.parent.name for path in LOCALES.glob("*/LC_MESSAGES/*.po"))
    return (SOURCE_LANGUAGE, *translated)


@cache
def _translations(language: str) -> _gettext.NullTranslations:
    path = LOCALES / language / "LC_MESSAGES" / "memmap.po"
    if not path.exists():
        return _gettext.NullTranslations()
    compiled = BytesIO()
    with path.open("rb") as file:
        write_mo(compiled, read_po(file, locale=language))
    compiled.seek(0)
    return _gettext.GNUTranslations(compiled)


@contextmanager
def use_language(language: str) -> Iterator[None]:
    """Answer ``gettext`` in this language within the block (this thread or task only)."""
    token = _language.set(language if language in languages() else SOURCE_LANGUAGE)
    try:
        yield
    finally:
        _language.reset(token)


def set_language(language: str) -> None:
    """Answer ``gettext`` in this language from here on in this thread or task."""
    _language.set(language if language in languages() else SOURCE_LANGUAGE)


def current_language() -> str:
    """Return the code of the language that ``gettext`` answers in."""
    return _language.get()


def gettext(message: str) -> str:
    """Return the message in the current language."""
    return _translations(_language.get()).gettext(message)


def ngettext(singular: str, plural: str, n: int) -> str:
    """Return the form of the message for ``n`` things in the current language."""
    return _translations(_language.get()).ngettext(singular, plural, n)


def is_language(code: str) -> bool:
    """Return whether CLDR knows a language of this code."""
    return localedata.exists(code)


def own_name(language: str) -> str:
    """Return what a language calls itself, as it stands alone: "Русский"."""
    return (Locale.parse(language).get_display_name(language) or language).capitalize()


def is_right_to_left(language: str) -> bool:
    """Return whether the language is written from right to left."""
    return Locale.parse(language).text_direction == "rtl"


def N_(message: str) -> str:  # noqa: N802 - gettext's own name for it
    """Mark a message for extraction; translate it where it is shown."""
    return message
