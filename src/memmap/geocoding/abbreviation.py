"""Names with words cut short: "Neustadt a. d. Aisch", "Ostrów Wlkp.", "Ростов н/Д"."""

import re
import sqlite3
from typing import NamedTuple

from memmap.geocoding.hit import Hit
from memmap.geocoding.lookup import beginning
from memmap.geocoding.normalize import key
from memmap.geocoding.rules import rules
from memmap.geocoding.spelling import without_title

_WORDS = re.compile(r"[\w'’]+\.?")
_VOWELS = frozenset("aeiouyаеиоуыэюяіїєў")
SHORTEST_BEGINNING = 3
"""Letters of the words that are whole, at the beginning: what the names are sought by."""


class _Word(NamedTuple):
    key: str
    is_short: bool


def by_abbreviation(database: sqlite3.Connection, text: str, country: str) -> list[Hit]:
    """Return the places with a name that a text is with words cut short, or small ones left out."""
    words = _words(without_title(text))
    whole = next((i for i, word in enumerate(words) if word.is_short), len(words))
    if whole == len(words):
        return []
    start = "".join(word.key + " " for word in words[:whole]) or words[0].key
    if len(start) < SHORTEST_BEGINNING:
        return []
    return [
        hit
        for hit in beginning(database, start, country)
        if _agrees(tuple(words), tuple(hit.matched.split(" ")))
    ]


def agrees(text: str, name: str) -> bool:
    """Return whether a text is a name (a key) with words cut short, or small ones left out."""
    return _agrees(tuple(_words(text)), tuple(name.split(" ")))


def _words(text: str) -> list[_Word]:
    return [_Word(key(word), _is_short(word)) for word in _WORDS.findall(text) if key(word)]


def _is_short(word: str) -> bool:
    folded = key(word)
    return word.endswith(".") or len(folded) == 1 or not _VOWELS.intersection(folded)


def _agrees(words: tuple[_Word, ...], of_name: tuple[str, ...]) -> bool:
    """Return whether the words are those of the name, some cut short, some small ones left out."""
    if not words or not of_name:
        return not words and not of_name
    if _is(words[0], of_name[0]) and _agrees(words[1:], of_name[1:]):
        return True
    return of_name[0] in rules().small and _agrees(words, of_name[1:])


def _is(word: _Word, of_name: str) -> bool:
    if word.key == of_name:
        return True
    return word.is_short and word.key[0] == of_name[0] and _in_order(word.key, of_name)


def _in_order(letters: str, name: str) -> bool:
    """Return whether a name has these letters in this order: "wlkp" and "wielkopolski"."""
    rest = iter(name)
    return all(letter in rest for letter in letters)
