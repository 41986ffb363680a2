"""The rules of ``rules.toml``, ready for use."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from memmap.geocoding.normalize import key


@dataclass(frozen=True, slots=True)
class Title:
    """What stands before or after a name and says what it is the name of."""

    before: re.Pattern[str]
    after: re.Pattern[str]

    def stripped(self, name: str) -> str:
        """Return a name without such titles; with them, if nothing else is left."""
        shorter = name.strip()
        for pattern in (self.before, self.before, self.after):
            shorter = pattern.sub("", shorter).strip() or shorter
        return shorter


@dataclass(frozen=True, slots=True)
class Meanings:
    """Words at the beginning or the end of a name, and what each stands for."""

    pattern: re.Pattern[str]
    of: dict[str, tuple[str, ...]]

    def split(self, name: str) -> tuple[str, tuple[str, ...]]:
        """Return a name without such a word, and what that stands for; () where there is none."""
        found = self.pattern.search(name)
        if not found:
            return name, ()
        rest = name[: found.start()] + name[found.end() :]
        return rest.strip(), self.of[key(found.group())]


@dataclass(frozen=True, slots=True)
class Rules:
    """See ``rules.toml`` for what each one is; names are keys where they are looked up."""

    settlement: Title
    district: Title
    adjectives: tuple[str, ...]
    countries: Meanings
    beginnings: Meanings
    regions: Meanings
    names: dict[str, str]
    small: frozenset[str]
    region_words: tuple[str, ...]


@cache
def rules() -> Rules:
    """Return the rules that came with memmap."""
    text = (resources.files(__package__) / "rules.toml").read_text("utf-8")
    table = tomllib.loads(text)
    settlement, district = table["settlement"], table["district"]
    regions = {word: (region,) for word, region in table["regions"].items()}
    before = _before(settlement["before"])
    return Rules(
        Title(before, _after(settlement["after"], settlement["letters_after"])),
        Title(_before(district["before"]), _after(district["after"])),
        tuple(sorted(map(key, district["adjectives"]), key=len, reverse=True)),
        _meanings(table["countries"], r"^(?:{words})(?=\s)|(?<=\s)(?:{words})$"),
        _meanings(table["beginnings"], r"^(?:{words})(?:(?<=[.-])|(?=\s))"),
        _meanings(regions, r"(?<=\s)(?:{words})$"),
        {key(short): key(long) for short, long in table["names"].items()},
        frozenset(table["small"]["words"]),
        tuple(dict.fromkeys(map(key, table["region"]["words"]))),
    )


def _meanings(table: Mapping[str, Iterable[str]], form: str) -> Meanings:
    words = "|".join(_word(word) for word in sorted(table, key=len, reverse=True))
    pattern = re.compile(form.replace("{words}", words), re.IGNORECASE)
    return Meanings(pattern, {key(word): tuple(long) for word, long in table.items()})


def _before(words: Iterable[str]) -> re.Pattern[str]:
    ends = {True: r"\s*", False: r"\s+"}
    longest_first = sorted(words, key=len, reverse=True)
    either = "|".join(_word(word) + ends[word[-1] in ".'"] for word in longest_first)
    return re.compile(f"^(?:{either})", re.IGNORECASE)


def _after(words: Iterable[str], letters: str = "") -> re.Pattern[str]:
    longest_first = sorted(words, key=len, reverse=True)
    ends = [("" if word[0] == "-" else r"\s+") + _word(word) for word in longest_first]
    if letters:
        ends.append(rf"\s*[{letters}]|(?<=[가-힣])[시군구]")
    return re.compile(f"(?:{'|'.join(ends)})$", re.IGNORECASE)


def _word(word: str) -> str:
    """Return a pattern of a word: any space for a space, either apostrophe, е for ё."""
    escaped = re.escape(word).replace(r"\ ", r"\s*" if ". " in word else r"\s+")
    return escaped.replace("'", "['’]").replace("ё", "[её]")
