"""Hits out of the index by exact key or by sound."""

import sqlite3

from anyascii import anyascii

from memmap.geocoding.hit import Hit
from memmap.geocoding.normalize import key, skeleton
from memmap.geocoding.resolution import Match

MAX_HITS = 400
MOST_BEGINNING = 3000
WITHOUT_UMLAUTS = {
    "KR", "KP", "CN", "TW", "JP", "VN", "ES", "PT", "BR", "NL", "US", "GB", "IE", "AU", "MX", "AR",
}  # fmt: skip
"""Countries in whose names ae, oe and ue are just these letters."""
OF_OTHER_SCRIPTS = {
    "RU", "UA", "BY", "KZ", "KG", "TJ", "UZ", "TM", "MN", "BG", "RS", "MK", "ME", "BA", "XK", "GE",
    "AM", "AZ", "MD",
}  # fmt: skip
"""Countries whose names are, or were, transliterated in many ways."""
_KINDS = (Match.PRIMARY, Match.ALTERNATE, Match.HISTORIC)
_COLUMNS = "p.id, p.geonameid, p.name, p.country, p.region, p.lat, p.lon, p.population, p.names"
_BY_KEY = (
    f"SELECT {_COLUMNS}, n.kind FROM name n JOIN place p ON p.id = n.place "
    "WHERE n.key = ? ORDER BY n.place LIMIT ?"
)
_BY_KEY_IN = (
    f"SELECT {_COLUMNS}, n.kind FROM name n JOIN place p ON p.id = n.place "
    "WHERE n.key = ? AND p.country = ? ORDER BY n.place LIMIT ?"
)
_BY_SOUND = (
    f"SELECT {_COLUMNS} FROM sound s JOIN place p ON p.id = s.place "
    "WHERE s.skeleton = ? AND (? = '' OR p.country = ?) ORDER BY s.place LIMIT ?"
)


def by_key(database: sqlite3.Connection, spelling: str, country: str) -> list[Hit]:
    """Return the places with this key, within a country if one is given."""
    if country:
        rows = database.execute(_BY_KEY_IN, (spelling, country, MAX_HITS))
    else:
        rows = database.execute(_BY_KEY, (spelling, MAX_HITS))
    return [Hit(*row[:9], spelling, _KINDS[row[9]]) for row in rows]  # type: ignore[call-arg]


def by_any_key(database: sqlite3.Connection, keys: list[str], country: str) -> list[Hit]:
    """Return the places with one of these keys, within a country if one is given."""
    rows = database.execute(
        f"SELECT {_COLUMNS}, n.key, n.kind FROM name n JOIN place p ON p.id = n.place "
        f"WHERE n.key IN ({','.join('?' * len(keys))}) AND (? = '' OR p.country = ?) "
        "ORDER BY n.place LIMIT ?",
        (*keys, country, country, MAX_HITS),
    )
    return [Hit(*row[:10], _KINDS[row[10]]) for row in rows]  # type: ignore[call-arg]


def beginning(database: sqlite3.Connection, start: str, country: str) -> list[Hit]:
    """Return the places with a key that begins so, the large ones first."""
    rows = database.execute(
        f"SELECT {_COLUMNS}, n.key, n.kind FROM name n JOIN place p ON p.id = n.place "
        "WHERE n.key >= ? AND n.key < ? AND (? = '' OR p.country = ?) ORDER BY n.place LIMIT ?",
        (start, start + "\U0010ffff", country, country, MOST_BEGINNING),
    )
    return [Hit(*row[:10], _KINDS[row[10]]) for row in rows]  # type: ignore[call-arg]


def by_ids(database: sqlite3.Connection, ids: list[int]) -> list[Hit]:
    """Return the places of these ids, as found by their primary names."""
    rows = database.execute(
        f"SELECT {_COLUMNS} FROM place p WHERE id IN ({','.join('?' * len(ids))})", ids
    )
    return [Hit(*row, row[2], Match.PRIMARY) for row in rows]  # type: ignore[call-arg]


def by_umlauts(database: sqlite3.Connection, spelling: str, country: str) -> list[Hit]:
    """Return the places with this key where ae, oe and ue can stand for umlauts."""
    hits = by_key(database, spelling, country) if spelling else []
    return [hit for hit in hits if hit.country not in WITHOUT_UMLAUTS]


def by_latin(database: sqlite3.Connection, text: str, country: str) -> list[Hit]:
    """Return the places with a name that a text is when written in Latin letters."""
    if text.isascii():
        return []
    return [
        hit._replace(match=Match.TRANSLITERATED)
        for hit in by_key(database, key(anyascii(text)), country)
    ]


def by_sound(database: sqlite3.Connection, text: str, country: str) -> list[Hit]:
    """Return the places whose name sounds the same, whoever transliterated it.

    Where names are written in Latin letters, a name that sounds the same is another one.
    """
    sound = skeleton(key(anyascii(text)))
    if len(sound) < 4:
        return []
    rows = database.execute(_BY_SOUND, (sound, country, country, MAX_HITS))
    hits = [Hit(*row, sound, Match.TRANSLITERATED) for row in rows]  # type: ignore[call-arg]
    return [
        hit if hit.country in OF_OTHER_SCRIPTS else hit._replace(match=Match.FUZZY, edits=1)
        for hit in hits
    ]
