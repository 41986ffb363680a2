"""The rules of ``rules.toml``, ready for use."""

import re
import tomllib
from collections.abc import Iterable
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
class Rules:
    """See ``rules.toml`` for what each one is; names are keys where they are looked up."""

    settlement: Title
    district: Title
    adjectives: tuple[str, ...]
    countries: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]
    beginnings: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]
    regions: tuple[tuple[re.Pattern[str], str], ...]
    names: dict[str, str]
    small: frozenset[str]


@cache
def rules() -> Rules:
    """Return the rules that came with memmap."""
    text = (resources.files(__package__) / "rules.toml").read_text("utf-8")
    table = tomllib.loads(text)
    settlement, district = table["settlement"], table["district"]
    return Rules(
        Title(
            _before(settlement["before"]), _after(settlement["after"], settlement["letters_after"])
        ),
        Title(_before(district["before"]), _after(district["after"])),
        tuple(sorted(district["adjectives"], key=len, reverse=True)),
        tuple((_anywhere(word), tuple(codes)) for word, codes in table["countries"].items()),
        tuple((_before([word]), tuple(long)) for word, long in table["beginnings"].items()),
        tuple((_after([word]), region) for word, region in table["regions"].items()),
        {key(short): key(long) for short, long in table["names"].items()},
        frozenset(table["small"]["words"]),
    )


def _before(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(f"^(?:{'|'.join(_longest_first(words))})", re.IGNORECASE)


def _after(words: Iterable[str], letters: str = "") -> re.Pattern[str]:
    ends = [
        rf"(?:\b|\s){re.escape(word)}" if word[0] == "-" else rf"\s+{_word(word)}"
        for word in sorted(words, key=len, reverse=True)
    ]
    if letters:
        ends.append(rf"\s*[{letters}]|(?<=[가-힣])[시군구]")
    return re.compile(f"(?:{'|'.join(ends)})$", re.IGNORECASE)


def _anywhere(word: str) -> re.Pattern[str]:
    return re.compile(rf"(?:^{_word(word)}\s|\s{_word(word)}$)", re.IGNORECASE)


def _longest_first(words: Iterable[str]) -> list[str]:
    return [
        _word(word) + (r"\s*" if word[-1] in ".'-" else r"\s+")
        for word in sorted(words, key=len, reverse=True)
    ]


def _word(word: str) -> str:
    """Return a pattern of a word: any space for a space, either apostrophe, е for ё."""
    escaped = re.escape(word).replace(r"\ ", r"\s*" if ". " in word else r"\s+")
    return escaped.replace("'", "['’]").replace("ё", "[её]")
