"""The features that a filter leaves, whole, for a file that works without a server."""

from typing import Any

from memmap import terms
from memmap.current import Current
from memmap.details import describe
from memmap.filters import Filter
from memmap.i18n import current_language
from memmap.i18n import gettext as _
from memmap.model import MemorialKind, SourceId
from memmap.regions import country_name, region_name
from memmap.sharing.card import facts, source_values

Row = dict[str, Any]
MOST_FEATURES = 20_000
"""Places and partnerships that a file may hold: about 10 MB, and a second of a phone's patience."""


class TooManyError(ValueError):
    """There are more features than fit into a file; the argument is how many fit."""


def too_many(error: TooManyError) -> str:
    """Return what to tell a person of it."""
    return _("More than {n} features do not fit into a file: choose a filter first.").format(
        n=error.args[0]
    )


def packed_features(now: Current, wanted: Filter, *, with_cards: bool = True) -> dict[str, Any]:
    """Return places, partnerships and, if wanted, their cards for ``inlined-features.js``.

    Each source stands once, under ``sources``; cards name it by its index.

    Raises:
        TooManyError: They would not fit into a file.
    """
    table, lines = now.catalog.rows(wanted), now.catalog.partnership_rows(wanted)
    if table.num_rows + lines.num_rows > MOST_FEATURES:
        raise TooManyError(MOST_FEATURES)
    rows, pairs = table.to_pylist(), lines.to_pylist()
    layers = sorted({row["layer"] for row in (*rows, *pairs)})
    cities = _ends(now, pairs)
    places = [_place(row) for row in rows]
    wanted_cards = [row["id"] for row in rows] + [pair["id"] for pair in pairs] + list(cities)
    sources: dict[SourceId, int] = {}
    cards = _cards(now, wanted_cards, sources) if with_cards else {}
    return {
        "places": places,
        "ends": cities,
        "pairs": [[p["id"], p["a"], p["b"], p["status"], p["year"]] for p in pairs],
        "cards": cards,
        "sources": [source_values(now.dataset.sources[source]) for source in sources],
        "regions": _regions(rows, cities),
        "credits": terms.shown(layers, now.dataset.credits),
    }


def _place(row: Row) -> list[Any]:
    name = row["name_ru"] if current_language() == "ru" else row["name"]
    approximate = row["precision"] != "site" and row["kind"] in set(MemorialKind)
    at = [round(row["lat"], 6), round(row["lon"], 6)]
    code = row["region"] or row["country"]
    return [row["id"], row["kind"], row["layer"], name, *at, code, int(approximate)]


def _ends(now: Current, pairs: list[Row]) -> dict[str, list[Any]]:
    """Return name, place and region of each city that has a partnership, by id."""
    language = current_language()
    found: dict[str, list[Any]] = {}
    for pair in pairs:
        for end in ("a", "b"):
            city = now.dataset.cities.get(pair[end])
            name = city.names.in_language(language) if city else pair[f"{end}_name"]
            region = city.region if city else ""
            at = [round(pair[f"{end}_lat"], 6), round(pair[f"{end}_lon"], 6)]
            found[pair[end]] = [name, *at, region or pair[f"{end}_country"]]
    return found


def _cards(now: Current, ids: list[str], sources: dict[SourceId, int]) -> dict[str, Any]:
    """Return the cards of features; partners are left to the browser, which has the pairs."""
    cards = {}
    for feature in dict.fromkeys(ids):
        if details := describe(now.dataset, feature):
            named = [sources.setdefault(source.id, len(sources)) for source in details.sources]
            cards[feature] = facts(details) | {"sources": named}
    return cards


def _regions(rows: list[Row], cities: dict[str, list[Any]]) -> list[tuple[str, str, str]]:
    """Return code, country and name of each region that has something, in reading order."""
    language = current_language()
    codes = {row["region"] or row["country"] for row in rows} | {
        city[3] for city in cities.values()
    }
    named = [
        (code, country_name(code[:2], language), region_name(code, language))
        for code in codes
        if code
    ]
    return sorted(named, key=lambda region: (region[1].casefold(), region[2].casefold()))
