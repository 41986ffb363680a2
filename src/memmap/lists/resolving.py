"""Questions become answers, a chunk at a time, so that whoever waits can look, stop and go on.

When all are answered, those that have namesakes are looked at again beside the sure places.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from time import monotonic
from typing import Protocol

from memmap.boundaries import lies_in
from memmap.geocoding import Candidate, Company, Match, Query, Resolution, ResolutionStatus
from memmap.geocoding.company import company_of_places
from memmap.geodesy import distance
from memmap.lists.answers import GIVEN, Answer, Doubt, Status, at_point
from memmap.lists.coordinates import on_globe
from memmap.lists.plan import Plan, Question
from memmap.lists.review import Review
from memmap.model import LatLon

CHUNK_S = 0.3
MAX_CHUNK = 2_000
NAMED_M = 50_000
"""Metres from a place of its name where a point may be that place, or something in it."""


SUGGESTED = 40
"""The largest places whose name begins with a row's, among which those of its name are sought."""


class Places(Protocol):
    """What knows places without asking anybody: ``Resolver.gazetteer``."""

    def understood(self, text: str, country: str = "", region: str = "") -> Query:
        """Return a query with names of countries and regions turned into codes."""

    def suggest(self, text: str, language: str = "en", limit: int = 8) -> list[Candidate]:
        """Return the largest places with a name that begins so."""

    def candidates(self, query: Query, limit: int = 8) -> list[Candidate]:
        """Return the places that a query may mean, the best first."""


class Chain(Protocol):
    """What answers queries: ``memmap.geocoding.Resolver``."""

    @property
    def gazetteer(self) -> Places:
        """Its gazetteer."""

    @property
    def troubles(self) -> list[str]:
        """What went wrong last with each online geocoder, if anything."""

    def resolve(self, query: Query) -> Resolution:
        """Return the candidates for a query."""

    def reconsidered(self, answer: Resolution, company: Company | None) -> Resolution:
        """Return an answer anew, in the company of the sure places of its list."""


Texts = tuple[str, str, str]
"""What a question asks: name, country, region."""


@dataclass
class Answering:
    """Answers questions through a chain; what was asked before is not asked again."""

    chain: Chain
    _known: dict[Texts, Answer] = field(default_factory=dict)
    _namesakes: dict[Texts, Resolution] = field(default_factory=dict)
    _countries: dict[str, str] = field(default_factory=dict)

    def chunks(
        self,
        questions: Sequence[Question],
        clock: Callable[[], float] = monotonic,
    ) -> Iterator[tuple[Answer, ...]]:
        """Yield the answers in order, in chunks of about ``CHUNK_S`` seconds.

        Whoever stops early goes on later with the questions that are left.
        """
        chunk: list[Answer] = []
        begin = clock()
        for question in questions:
            chunk.append(self.answer(question))
            if len(chunk) >= MAX_CHUNK or clock() - begin >= CHUNK_S:
                yield tuple(chunk)
                chunk, begin = [], clock()
        if chunk:
            yield tuple(chunk)

    def answer(self, question: Question) -> Answer:
        """Return what is known of a question. A point that the list gives is kept if it can be."""
        if question.given:
            return self._checked(question, question.given)
        found = self._found(question)
        if question.flaw:
            return Answer(Status.AMBIGUOUS, Doubt.BAD_COORDINATES, found.candidates)
        return found

    def _found(self, question: Question) -> Answer:
        if not question.name:
            return Answer(Status.NOT_FOUND, Doubt.NO_NAME)
        if question.texts not in self._known:
            query = self.chain.gazetteer.understood(*question.texts)
            found = self.chain.resolve(query)
            self._known[question.texts] = _answer(found)
            if len(found.candidates) > 1:
                self._namesakes[question.texts] = found
        return self._known[question.texts]

    def beside(
        self, review: Review, clock: Callable[[], float] = monotonic
    ) -> Iterator[Mapping[int, Answer]]:
        """Yield the answers that the sure places of a list change, by the number of the question.

        They put another namesake first, or make one doubtful; they make none sure. Coordinates
        that a row brings stand. The chunks are of about ``CHUNK_S`` seconds.
        """
        company = company_of_places(review.sure)
        if company is None:
            return
        anew: dict[Texts, Answer] = {}
        chunk: dict[int, Answer] = {}
        begin = clock()
        for number, question in enumerate(review.plan.questions):
            texts, before = question.texts, review.answers[number]
            if texts not in self._namesakes or question.given or question.flaw:
                continue
            if texts not in anew:
                anew[texts] = _answer(self.chain.reconsidered(self._namesakes[texts], company))
            if anew[texts] != before:
                chunk[number] = anew[texts]
            if clock() - begin >= CHUNK_S:
                yield chunk
                chunk, begin = {}, clock()
        yield chunk

    def _checked(self, question: Question, given: LatLon) -> Answer:
        country = self._country(question.country)
        point = at_point(given, question.name, GIVEN, country)
        if given == (0, 0):
            return Answer(Status.AMBIGUOUS, Doubt.NULL_ISLAND, self._found(question).candidates)
        swapped = LatLon(given.longitude, given.latitude)
        exchanged_fits = _fits(swapped, country)
        if _fits(given, country) and not (
            exchanged_fits and self._is_named_at(question, swapped, given)
        ):
            return Answer(Status.RESOLVED, Doubt.NONE, (point,))
        others = self._found(question).candidates
        if exchanged_fits:
            exchanged = at_point(swapped, question.name, GIVEN, country)
            return Answer(Status.AMBIGUOUS, Doubt.SWAPPED, (exchanged, *others))
        kept = (point,) if on_globe(given) else ()
        return Answer(Status.AMBIGUOUS, Doubt.OUTSIDE, (*others, *kept))

    def _is_named_at(self, question: Question, swapped: LatLon, given: LatLon) -> bool:
        """Return whether a place of the name lies at the exchanged point, and none at the point.

        Most names of a list with coordinates are those of memorials, which no gazetteer has. So
        the whole search, which is slow for them, is left to names that begin that of a place
        there; and as the row needs nobody to find it, no online geocoder hears of it.
        """
        gazetteer = self.chain.gazetteer
        begun = gazetteer.suggest(question.name, limit=SUGGESTED)
        if not _is_near(swapped, begun):
            return False
        named = [
            candidate
            for candidate in gazetteer.candidates(gazetteer.understood(*question.texts))
            if candidate.match not in {Match.FUZZY, Match.CONTAINER}
        ]
        return _is_near(swapped, named) and not _is_near(given, named)

    def _country(self, text: str) -> str:
        if text and text not in self._countries:
            self._countries[text] = self.chain.gazetteer.understood("", text).country or ""
        return self._countries.get(text, "")


def _fits(point: LatLon, country: str) -> bool:
    return on_globe(point) and (not country or lies_in(point, country))


def _is_near(point: LatLon, places: Iterable[Candidate]) -> bool:
    return any(distance(point, place.location) < NAMED_M for place in places)


def _answer(found: Resolution) -> Answer:
    match found.status:
        case ResolutionStatus.RESOLVED:
            return Answer(Status.RESOLVED, Doubt.NONE, found.candidates[:1])
        case ResolutionStatus.AMBIGUOUS:
            return Answer(Status.AMBIGUOUS, _doubt(found.candidates[0]), found.candidates)
        case _:
            return Answer(Status.NOT_FOUND, Doubt.UNKNOWN_NAME)


def _doubt(best: Candidate) -> Doubt:
    return {Match.FUZZY: Doubt.SPELLING, Match.CONTAINER: Doubt.CONTAINER}.get(
        best.match, Doubt.NAMESAKES
    )


def answer_all(chain: Chain, plan: Plan, tell: Callable[[int], object] = lambda _n: None) -> Review:
    """Return the review of a plan with every answer, the rest of the list considered.

    Args:
        chain: What answers.
        plan: What is asked.
        tell: Is told, for each chunk, how many more questions were answered.
    """
    answering, review = Answering(chain), Review(plan)
    for chunk in answering.chunks(review.left):
        review = review.answered(chunk)
        tell(len(chunk))
    for changed in answering.beside(review):
        review = review.revised(changed)
    return review
