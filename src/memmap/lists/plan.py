"""Plan: what a list asks of a geocoder, and which rows wait for which answer.

A row of places asks one question. Rows of partnerships ask one for each city that they name: the
same city with the same country is one question, however many rows name it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby
from typing import NamedTuple

from memmap.filters import fold
from memmap.lists.columns import Columns, Role
from memmap.lists.coordinates import CoordinateError, parse_pair, parse_point
from memmap.lists.sheet import Row, Sheet
from memmap.model import LatLon

MAX_NAME = 200
"""Characters of a name that are asked for; no place has a longer one."""


@dataclass(frozen=True)
class Listing:
    """A sheet, and what its columns hold."""

    sheet: Sheet
    columns: Columns

    def cell(self, row: Row, role: Role) -> str:
        """Return the text that a row has for a role."""
        return self.sheet.cell(row, self.columns[role])


class Question(NamedTuple):
    """A place to be found: cells as they stand in the list, and the row that names it first.

    ``given`` is the point that the list brings, its parts perhaps exchanged; ``flaw`` says why the
    cells of it are no point.
    """

    line: int
    name: str
    country: str = ""
    region: str = ""
    given: LatLon | None = None
    flaw: str = ""

    @property
    def texts(self) -> tuple[str, str, str]:
        """What is asked, as a lock file has it."""
        return self.name, self.country, self.region

    @property
    def brought(self) -> str:
        """The coordinates that the list brings, as a lock file has them; "?" if unreadable."""
        if self.given:
            return f"{self.given.latitude:.6f} {self.given.longitude:.6f}"
        return "?" if self.flaw else ""

    @property
    def folded(self) -> tuple[str, str, str]:
        """What is asked, for comparison: no case, no accents."""
        return fold(self.name), fold(self.country), fold(self.region)


class Pair(NamedTuple):
    """A row of partnerships: its number in the sheet, and the numbers of its two questions."""

    row: int
    a: int
    b: int


@dataclass(frozen=True)
class Plan:
    """Every question of a list.

    Attributes:
        questions: The rows of ``places`` in order, then the cities that only ``pairs`` name.
        places: A list of places, if there is one.
        pairs: A list of partnerships, if there is one.
        lines: The rows of ``pairs`` that name two cities.
        incomplete: How many rows of ``pairs`` do not.
    """

    questions: tuple[Question, ...]
    places: Listing | None = None
    pairs: Listing | None = None
    lines: tuple[Pair, ...] = ()
    incomplete: int = 0

    @property
    def n_places(self) -> int:
        """How many of the questions are rows of ``places``."""
        return len(self.places.sheet.rows) if self.places else 0

    @cached_property
    def alike(self) -> dict[tuple[str, str, str], tuple[int, ...]]:
        """The numbers of the questions that ask the same, by what they ask."""
        order = sorted(range(len(self.questions)), key=lambda i: (self.questions[i].folded, i))
        groups = groupby(order, key=lambda i: self.questions[i].folded)
        return {texts: tuple(numbers) for texts, numbers in groups}


def make_plan(places: Listing | None, pairs: Listing | None = None) -> Plan:
    """Return the plan of a list of places, of partnerships, or of both.

    A city of ``pairs`` whose name, and country where given, is that of one row of ``places`` is
    that place.
    """
    questions = [_place(places, row) for row in places.sheet.rows] if places else []
    if pairs is None:
        return Plan(tuple(questions), places)
    known = _Known(questions)
    lines = tuple(_lines(pairs, known))
    return Plan(tuple(known.questions), places, pairs, lines, len(pairs.sheet.rows) - len(lines))


def _place(listing: Listing, row: Row) -> Question:
    name, country, region = (
        listing.cell(row, role)[:MAX_NAME] for role in (Role.NAME, Role.COUNTRY, Role.REGION)
    )
    try:
        given, flaw = _given(listing, row), ""
    except CoordinateError as error:
        given, flaw = None, str(error)
    return Question(row.line, name, country, region, given, flaw)


def _given(listing: Listing, row: Row) -> LatLon | None:
    latitude, longitude = (listing.cell(row, role) for role in (Role.LATITUDE, Role.LONGITUDE))
    if latitude or longitude:
        return parse_point(latitude, longitude)
    both = listing.cell(row, Role.COORDINATES)
    return parse_pair(both) if both else None


@dataclass
class _Known:
    """Questions that grow by the cities of partnerships."""

    questions: list[Question]
    _numbers: dict[tuple[str, str], list[int]] = field(init=False)

    def __post_init__(self) -> None:
        self._numbers = {}
        for i, question in enumerate(self.questions):
            self._numbers.setdefault((fold(question.name), ""), []).append(i)
            if question.country:
                key = (fold(question.name), fold(question.country))
                self._numbers.setdefault(key, []).append(i)

    def number(self, line: int, name: str, country: str) -> int:
        """Return the number of the question that asks for a city, a new one if need be."""
        key = (fold(name), fold(country))
        found = self._numbers.get(key, [])
        if len(found) != 1:
            self.questions.append(Question(line, name, country))
            self._numbers[key] = [len(self.questions) - 1]
        return self._numbers[key][0]


def _lines(pairs: Listing, known: _Known) -> Iterator[Pair]:
    ends = ((Role.CITY_A, Role.COUNTRY_A), (Role.CITY_B, Role.COUNTRY_B))
    for i, row in enumerate(pairs.sheet.rows):
        named = [[pairs.cell(row, role)[:MAX_NAME] for role in end] for end in ends]
        if all(name for name, _country in named):
            a, b = (known.number(row.line, name, country) for name, country in named)
            yield Pair(i, a, b)
