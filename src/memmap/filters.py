"""Filter: which features are wanted. One immutable value, to and from a URL query, and to SQL.

Facets combine with "and", the options within one with "or". Country, region and text hold for
every feature; subject and period narrow memorials alone; partner, status and year narrow
partnerships, and cities to those that still have one.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from typing import NamedTuple
from urllib.parse import urlencode

from memmap.i18n import gettext as _
from memmap.model import MemorialKind, PartnershipStatus, Subject

MAX_TEXT = 100
MAX_OPTIONS = 60
YEARS = (1900, 2100)
"""The first and the last year that partnerships can be sought in."""


class Period(StrEnum):
    """When a memorial was unveiled."""

    WARTIME = "-1945"
    POSTWAR = "1946-1964"
    JUBILEES = "1965-1991"
    RECENT = "1992-"
    UNDATED = "undated"


PERIOD_YEARS = {
    Period.WARTIME: (0, 1945),
    Period.POSTWAR: (1946, 1964),
    Period.JUBILEES: (1965, 1991),
    Period.RECENT: (1992, 9999),
}

CITY_KIND = "city"
OWN_KIND = "own"
KINDS = (*map(str, MemorialKind), CITY_KIND, "reading_room", "event", OWN_KIND)
"""Every kind of place on the map: memorials by what they are, and the other layers."""
IS_MEMORIAL = f"kind IN ({', '.join(repr(str(kind)) for kind in MemorialKind)})"
"""The condition, in SQL, that a place is a memorial, of whichever layer."""


class Predicate(NamedTuple):
    """A condition of SQL with its parameters."""

    sql: str
    parameters: tuple[object, ...]

    def __and__(self, other: "Predicate") -> "Predicate":
        """Return the condition that both hold."""
        return Predicate(f"{self.sql} AND {other.sql}", (*self.parameters, *other.parameters))


@dataclass(frozen=True, slots=True)
class Filter:
    """What a visitor chose. An empty facet leaves everything."""

    country: frozenset[str] = frozenset()
    region: frozenset[str] = frozenset()
    kind: frozenset[str] = frozenset()
    subject: frozenset[str] = frozenset()
    period: frozenset[str] = frozenset()
    partner: frozenset[str] = frozenset()
    status: frozenset[str] = frozenset()
    since: int | None = None
    until: int | None = None
    text: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was chosen."""
        return self == Filter()

    @property
    def narrows_partnerships(self) -> bool:
        """Whether a facet of partnerships was chosen."""
        return bool(self.partner or self.status or self.since or self.until)

    def without(self, facet: str) -> "Filter":
        """Return this filter with one facet emptied."""
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        del values[facet]
        return Filter(**values)

    def to_query(self) -> dict[str, str]:
        """Return the URL parameters, in a fixed order; options are sorted and comma separated."""
        query = {}
        for facet in FACETS:
            if options := getattr(self, facet):
                query[facet] = ",".join(sorted(options))
        if self.since or self.until:
            query["year"] = f"{self.since or ''}-{self.until or ''}"
        if self.text:
            query["q"] = self.text
        return query

    def query_string(self) -> str:
        """Return the filter as the part of an address after the question mark."""
        return urlencode(self.to_query(), safe=",")


FACETS = ("country", "region", "kind", "subject", "period", "partner", "status")

_CLOSED = {
    "kind": frozenset(KINDS),
    "subject": frozenset(map(str, Subject)),
    "period": frozenset(map(str, Period)),
    "status": frozenset(map(str, PartnershipStatus)),
}
QUERY_KEYS = (*FACETS, "year", "q")


def parse_filter(query: Mapping[str, str]) -> tuple[Filter, list[str]]:
    """Read a filter from URL parameters; what makes no sense is left out and said.

    Returns:
        The filter, and a sentence for each part that was ignored.
    """
    ignored: list[str] = []
    options = {facet: _options(facet, query.get(facet, ""), ignored) for facet in FACETS}
    since, until = _years(query.get("year", ""), ignored)
    text = " ".join(query.get("q", "").split())
    if len(text) > MAX_TEXT:
        ignored.append(_("q: longer than {n} characters").format(n=MAX_TEXT))
        text = ""
    return Filter(since=since, until=until, text=text, **options), ignored


def _options(facet: str, text: str, ignored: list[str]) -> frozenset[str]:
    options = list(dict.fromkeys(filter(None, text.split(","))))
    known = [option for option in options if is_option(facet, option)]
    ignored.extend(
        _("{facet}: {option!r} is unknown").format(facet=facet, option=option[:40])
        for option in options[:MAX_OPTIONS]
        if option not in known
    )
    if len(options) > MAX_OPTIONS:
        ignored.append(_("{facet}: more than {n} options").format(facet=facet, n=MAX_OPTIONS))
    return frozenset(known[:MAX_OPTIONS])


def is_option(facet: str, option: str) -> bool:
    """Return whether a facet may have such an option, by its form."""
    if facet in _CLOSED:
        return option in _CLOSED[facet]
    code = option.replace("-", "")
    country_part = option.partition("-")[0]
    is_code = code.isascii() and code.isalnum() and option == option.upper()
    if facet == "region":
        return is_code and len(country_part) == 2 and 4 <= len(option) <= 6
    return is_code and len(option) == 2


def _years(text: str, ignored: list[str]) -> tuple[int | None, int | None]:
    if not text:
        return None, None
    first, dash, last = text.partition("-")
    parts = (first, last if dash else first)
    since, until = map(_year, parts)
    if since and until and since > until:
        ignored.append(_("year: {text!r} ends before it begins").format(text=text[:40]))
        return None, None
    if all(year or not part for year, part in zip((since, until), parts, strict=True)):
        return since, until
    ignored.append(_("year: {text!r} is no range such as 1944-1991").format(text=text[:40]))
    return None, None


def _year(text: str) -> int | None:
    year = int(text) if re.fullmatch("[0-9]{4}", text) else 0
    return year if YEARS[0] <= year <= YEARS[1] else None


def fold(text: str) -> str:
    """Return text for comparison: no case, no accents, ё as е."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def place_predicate(wanted: Filter) -> Predicate:
    """Return the condition on the table ``places``."""
    predicate = _shared(wanted, "country", "region", "text")
    if wanted.kind:
        predicate &= _among("kind", wanted.kind)
    memorial = _memorial(wanted)
    if memorial:
        predicate &= Predicate(f"(NOT {IS_MEMORIAL} OR ({memorial.sql}))", memorial.parameters)
    if wanted.narrows_partnerships:
        a, b = partnership_ends(replace(wanted, text="", kind=frozenset()))
        predicate &= Predicate(
            f"""(kind <> 'city' OR id IN (
                SELECT a FROM partnerships WHERE {a.sql}
                UNION ALL SELECT b FROM partnerships WHERE {b.sql}))""",
            a.parameters + b.parameters,
        )
    return predicate


def partnership_predicate(wanted: Filter) -> Predicate:
    """Return the condition on the table ``partnerships``; its two ends are ``a`` and ``b``."""
    a, b = partnership_ends(wanted)
    return Predicate(f"(({a.sql}) OR ({b.sql}))", a.parameters + b.parameters)


def partnership_ends(wanted: Filter) -> tuple[Predicate, Predicate]:
    """Return the condition that city ``a`` is wanted for its partner ``b``, and the reverse."""
    return _end(wanted, "a", "b"), _end(wanted, "b", "a")


def _end(wanted: Filter, here: str, there: str) -> Predicate:
    predicate = _shared(wanted, f"{here}_country", f"{here}_region", "text")
    if wanted.kind:
        predicate &= _among(f"{here}_kind", wanted.kind)
    if wanted.partner:
        predicate &= _among(f"{there}_country", wanted.partner)
    if wanted.status:
        predicate &= _among("status", wanted.status)
    if wanted.since:
        predicate &= Predicate("year >= ?", (wanted.since,))
    if wanted.until:
        predicate &= Predicate("year <= ?", (wanted.until,))
    return predicate


def _shared(wanted: Filter, country: str, region: str, text: str) -> Predicate:
    predicate = Predicate("TRUE", ())
    if wanted.country:
        predicate &= _among(country, wanted.country)
    if wanted.region:
        predicate &= _among(region, wanted.region)
    for word in fold(wanted.text).split():
        predicate &= Predicate(f"contains({text}, ?)", (word,))
    return predicate


def _memorial(wanted: Filter) -> Predicate | None:
    predicate = None
    if wanted.subject:
        predicate = Predicate("list_has_any(subjects, ?)", (tuple(sorted(wanted.subject)),))
    if wanted.period:
        years = _period(wanted.period)
        predicate = predicate & years if predicate else years
    return predicate


def _period(periods: frozenset[str]) -> Predicate:
    conditions: list[str] = []
    parameters: list[object] = []
    for period in sorted(periods):
        if period == Period.UNDATED:
            conditions.append("year IS NULL")
            continue
        conditions.append("year BETWEEN ? AND ?")
        parameters.extend(PERIOD_YEARS[Period(period)])
    return Predicate(f"({' OR '.join(conditions)})", tuple(parameters))


def _among(column: str, options: Iterable[str]) -> Predicate:
    values = tuple(sorted(options))
    return Predicate(f"{column} IN ({', '.join('?' * len(values))})", values)
