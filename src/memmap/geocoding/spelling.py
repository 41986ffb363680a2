"""How a name in a list may be spelled in a gazetteer: without titles, with words written out."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from memmap.geocoding.normalize import key
from memmap.geocoding.rules import rules

_BRACKETS = re.compile(r"[(\[]([^)\]]*)[)\]]")
_SEPARATORS = re.compile(r"\s*[,;،、]\s*|\s+[/|–—]\s+|\s+-\s+")
_ALTERNATIVES = re.compile(r"\s*/\s*|\s+or\s+|\s+или\s+")
_POSTAL_CODE = re.compile(r"(?:^|(?<=[\s,]))(?:[A-Z]{1,3}-)?\d{3}\s?\d{1,3}(?=$|[\s,])")
_FORMERLY = re.compile(
    r"^(?:formerly|former|ex|until \d+|now|today|бывш\w*|ныне|ранее|до \d+\S*|früher|ehem\w*|heute|"
    r"vorm\w*|anciennement|ancien\w*|dawniej|dawn\w*|obecnie|dříve|dnes)\b[\s.:–-]*",
    re.IGNORECASE,
)


@lru_cache(maxsize=512)
def without_title(name: str) -> str:
    """Return a name without what says that it is a town: "г. Орёл" is "Орёл"."""
    return rules().settlement.stripped(name)


def title_countries(name: str) -> tuple[str, ...]:
    """Return the countries in which a name's title is used, if few: "gmina" is ("PL",)."""
    return rules().countries.split(name.strip())[1]


def district_of(name: str) -> str:
    """Return what a district is named after: "Landkreis Görlitz" is "Görlitz"; "" for none."""
    shorter = rules().district.stripped(name)
    return "" if shorter == name.strip() else shorter


def stem(adjective: str) -> str:
    """Return what a district's seat begins with: "Прохоровский" is "прохоров"; "" for none."""
    folded = key(adjective)
    for ending in rules().adjectives:
        if folded.endswith(ending) and len(folded) - len(ending) >= 3:
            return folded[: -len(ending)]
    return ""


def without_region_word(folded: str) -> list[str]:
    """Return the keys that are left of a region's without "oblast" and the like, if any are."""
    padded = f" {folded} "
    found = (f" {word} " for word in rules().region_words)
    shorter = (padded.replace(word, " ").strip() for word in found if word in padded)
    return [name for name in shorter if len(name) > 2]


def is_area(qualifier: str) -> bool:
    """Return whether a qualifier says that it is a region or district: "Bez. Breslau"."""
    return bool(district_of(qualifier) or without_region_word(key(qualifier)))


def tells_other_name(text: str) -> bool:
    """Return whether a qualifier says what else the place is or was called: "(ex-Stalingrad)"."""
    return any(map(_FORMERLY.match, _stripped(_parts(text)[1])))


def spellings(name: str) -> Iterator[str]:
    """Return the keys to try for a name, the plainest first."""
    plain = key(name)
    if expanded := rules().names.get(plain):
        yield expanded
    yield plain
    bare = without_title(name)
    if bare != name:
        yield rules().names.get(key(bare), key(bare))
    rest, beginnings = rules().beginnings.split(bare)
    yield from (key(f"{word} {rest}") for word in beginnings)


def without_umlauts(name: str) -> str:
    """Return the key of a name in which ae, oe and ue stand for umlauts; "" where none do."""
    plain = key(without_title(name))
    folded = plain.replace("ae", "a").replace("oe", "o").replace("ue", "u")
    return folded if folded != plain else ""


def split(text: str) -> tuple[str, list[str]]:
    """Return a name and its qualifiers: "Niles (Illinois)" is "Niles" and ["Illinois"]."""
    first, qualifiers = _parts(text)
    name, of_name = rules().regions.split(first.strip())
    return name, [*of_name, *map(_written_out, _stripped(qualifiers))]


def _parts(text: str) -> tuple[str, list[str]]:
    bracketed = [part for inside in _BRACKETS.findall(text) for part in _SEPARATORS.split(inside)]
    plain = _POSTAL_CODE.sub(" ", _BRACKETS.sub(" ", text)).strip(" ,;")
    first, *rest = _SEPARATORS.split(plain)
    return first, [*bracketed, *rest]


def _written_out(qualifier: str) -> str:
    """Return a qualifier with a region's abbreviation written out, without "formerly"."""
    name, region = rules().regions.split(f" {qualifier}")
    return region[0] if region and not name else _FORMERLY.sub("", qualifier)


def alternatives(text: str) -> list[str]:
    """Return the names of "Bozen/Bolzano"; none where there is but one."""
    parts = _stripped(_ALTERNATIVES.split(text))
    return parts if len(parts) > 1 else []


def _stripped(parts: Iterable[str]) -> list[str]:
    return [stripped for part in parts if (stripped := part.strip())]
