"""A chain of geocoders that knows five towns, and lists that ask it."""

from collections.abc import Callable

import pytest

from memmap.geocoding import Candidate, Company, Match, Query, Resolution, ResolutionStatus
from memmap.geocoding.resolution import resolution
from memmap.geodesy import distance
from memmap.lists.columns import recognise
from memmap.lists.plan import Listing, make_plan
from memmap.lists.readers import read_list
from memmap.lists.resolving import answer_all
from memmap.lists.review import Review
from memmap.model import LatLon, Precision

TOWNS = {
    "volgograd": [("Volgograd", "RU", "RU-VGG", 48.71, 44.51, 1_000_000, 0.99)],
    "coventry": [("Coventry", "GB", "GB-ENG", 52.41, -1.51, 300_000, 0.98)],
    "minsk": [("Minsk", "BY", "BY-HM", 53.9, 27.57, 1_900_000, 0.99)],
    "springfield": [
        ("Springfield", "US", "US-MO", 37.2, -93.3, 170_000, 0.4),
        ("Springfield", "US", "US-IL", 39.8, -89.6, 114_000, 0.3),
    ],
    "volgogrud": [("Volgograd", "RU", "RU-VGG", 48.71, 44.51, 1_000_000, 0.7)],
}
COUNTRIES = {
    "россия": "RU",
    "russia": "RU",
    "ru": "RU",
    "gb": "GB",
    "us": "US",
    "by": "BY",
    "ir": "IR",
}


class FewTowns:
    """Answers like ``memmap.geocoding.Resolver`` and counts what it is asked."""

    def __init__(self) -> None:
        self.asked: list[Query] = []
        self.troubles: list[str] = []

    @property
    def gazetteer(self) -> "FewTowns":
        return self

    def understood(self, text: str, country: str = "", region: str = "") -> Query:
        return Query(text, COUNTRIES.get(country.lower()), region or None)

    def suggest(self, text: str, language: str = "en", limit: int = 8) -> list[Candidate]:
        begun = [town for name in TOWNS if name.startswith(text.lower()) for town in TOWNS[name]]
        return [candidate(*town) for town in begun][:limit]

    def candidates(self, query: Query, limit: int = 8) -> list[Candidate]:
        found = [candidate(*town) for town in TOWNS.get(query.text.lower(), [])][:limit]
        if query.text == "Volgogrud":
            return [town._replace(match=Match.FUZZY, edits=1) for town in found]
        return found

    def resolve(self, query: Query) -> Resolution:
        self.asked.append(query)
        answer = resolution(query, self.candidates(query))
        assert isinstance(answer.status, ResolutionStatus)
        return answer

    def reconsidered(self, answer: Resolution, company: Company | None) -> Resolution:
        if company is None or company.near is None:
            return answer
        middle = company.near
        nearest = sorted(answer.candidates, key=lambda one: distance(one.location, middle))
        return resolution(answer.query, nearest)


def candidate(
    name: str, country: str, region: str, lat: float, lon: float, population: int, score: float
) -> Candidate:
    return Candidate(
        LatLon(lat, lon), name, country, region, population, score, Precision.SETTLEMENT,
        "GeoNames", str(population), name.lower(),
    )  # fmt: skip


@pytest.fixture
def chain() -> FewTowns:
    return FewTowns()


def listing(text: str, file: str = "list.csv") -> Listing:
    sheet = read_list(file, text.encode())[0]
    return Listing(sheet, recognise(sheet.columns))


@pytest.fixture
def reviewed(chain: FewTowns) -> Callable[..., Review]:
    """Read a list of places, and one of pairs if given, and answer all of it."""

    def review(places: str = "", pairs: str = "") -> Review:
        plan = make_plan(
            listing(places) if places else None, listing(pairs, "pairs.csv") if pairs else None
        )
        return answer_all(chain, plan)

    return review
