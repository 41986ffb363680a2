"""Review: a list with its answers and a person's decisions, as one frozen value.

Nothing doubtful counts as placed: a question has a place where it was found for certain, or where a
person said so.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from types import MappingProxyType

from memmap.geocoding import Candidate
from memmap.lists.answers import PERSON, Answer, Status, at_point
from memmap.lists.plan import Plan, Question
from memmap.model import LatLon

MAX_UNDO = 200


@dataclass(frozen=True, slots=True)
class Decision:
    """What was said of a question: this candidate, or None to leave it out.

    ``by`` is who said so: a person, or the geocoder where a lock file holds on to what it found.
    """

    candidate: Candidate | None
    by: str = PERSON

    @property
    def status(self) -> Status:
        """How a question stands after it."""
        if self.candidate is None:
            return Status.LEFT_OUT
        return Status.PLACED if self.candidate.geocoder == PERSON else Status.RESOLVED


LEAVE_OUT = Decision(None)
_Step = Mapping[int, Decision | None]


@dataclass(frozen=True)
class Review:
    """A plan, the answers as far as they have come, and the decisions.

    Attributes:
        plan: What was asked.
        answers: Answers to the first questions; the rest is left to be asked.
        decisions: By the number of the question.
        past: For each step the decisions that it replaced, the latest last.
    """

    plan: Plan
    answers: tuple[Answer, ...] = ()
    decisions: Mapping[int, Decision] = field(default_factory=lambda: MappingProxyType({}))
    past: tuple[_Step, ...] = ()

    @property
    def left(self) -> tuple[Question, ...]:
        """The questions that were not asked yet."""
        return self.plan.questions[len(self.answers) :]

    @property
    def is_complete(self) -> bool:
        """Whether every question was asked."""
        return len(self.answers) == len(self.plan.questions)

    def answered(self, chunk: tuple[Answer, ...]) -> "Review":
        """Return this with the answers to the next questions."""
        return replace(self, answers=self.answers + chunk)

    def revised(self, changed: Mapping[int, Answer]) -> "Review":
        """Return this with other answers to some questions; decisions stay."""
        if not changed:
            return self
        answers = tuple(changed.get(n, answer) for n, answer in enumerate(self.answers))
        return replace(self, answers=answers)

    def decide(self, numbers: Iterable[int], decision: Decision) -> "Review":
        """Return this with one decision for one or more questions; one step of undo.

        Raises:
            IndexError: There is no such question.
        """
        return self.decide_each(dict.fromkeys(numbers, decision))

    def decide_each(self, decisions: Mapping[int, Decision]) -> "Review":
        """Return this with a decision for each of several questions; one step of undo.

        Raises:
            IndexError: There is no such question.
        """
        for number in decisions:
            if not 0 <= number < len(self.plan.questions):
                raise IndexError(number)
        if not decisions:
            return self
        before = {number: self.decisions.get(number) for number in decisions}
        past = (*self.past, before)[-MAX_UNDO:]
        return replace(self, decisions={**self.decisions, **decisions}, past=past)

    def beginning_with(self, decisions: Mapping[int, Decision]) -> "Review":
        """Return this with decisions of an earlier review, which are no step to undo."""
        return replace(self, decisions={**self.decisions, **decisions})

    def place(self, numbers: Iterable[int], point: LatLon) -> "Review":
        """Return this with questions placed by hand at a point."""
        questions = self.plan.questions
        return self.decide_each({n: Decision(at_point(point, questions[n].name)) for n in numbers})

    def undo(self) -> "Review":
        """Return this without its last step, or as it is where there is none."""
        if not self.past:
            return self
        decisions = dict(self.decisions)
        for number, before in self.past[-1].items():
            if before is None:
                decisions.pop(number, None)
            else:
                decisions[number] = before
        return replace(self, decisions=decisions, past=self.past[:-1])

    def answer(self, number: int) -> Answer | None:
        """Return what was found for a question, None where it was not asked yet."""
        return self.answers[number] if number < len(self.answers) else None

    def status(self, number: int) -> Status | None:
        """Return how a question stands, None where it was not asked yet."""
        if decision := self.decisions.get(number):
            return decision.status
        answer = self.answer(number)
        return answer.status if answer else None

    def placed(self, number: int) -> Candidate | None:
        """Return where a question lies for certain: found so, or decided by a person."""
        answer = self.answer(number)
        if decision := self.decisions.get(number):
            return _fuller(decision.candidate, answer.candidates if answer else ())
        if answer and answer.status is Status.RESOLVED:
            return answer.candidates[0]
        return None

    @property
    def sure(self) -> list[Candidate]:
        """The places that were found for certain, whatever was decided."""
        return [answer.candidates[0] for answer in self.answers if answer.status is Status.RESOLVED]

    @cached_property
    def counts(self) -> Counter[Status]:
        """How many questions stand how."""
        return Counter(s for n in range(len(self.plan.questions)) if (s := self.status(n)))

    @cached_property
    def doubtful(self) -> tuple[int, ...]:
        """The numbers of the questions that wait for a person, in the order of the list."""
        waiting = (Status.AMBIGUOUS, Status.NOT_FOUND)
        return tuple(
            n
            for n, answer in enumerate(self.answers)
            if answer.status in waiting and n not in self.decisions
        )

    def same(self, number: int) -> tuple[int, ...]:
        """Return the doubtful questions that ask the same as one, itself among them."""
        waiting = set(self.doubtful)
        question = self.plan.questions[number]
        if question.given or question.flaw:
            return (number,)
        alike = self.plan.alike[question.folded]
        return tuple(
            n for n in alike if n == number or (n in waiting and not self.plan.questions[n].given)
        )

    def doubted_alike(self, number: int) -> tuple[int, ...]:
        """Return the questions that wait for the same reason as one, itself among them."""
        answer = self.answer(number)
        if answer is None:
            return (number,)
        return tuple(n for n in self.doubtful if self.answers[n].doubt is answer.doubt)

    def take_first(self, numbers: Iterable[int]) -> "Review":
        """Return this with the first candidate taken for each question that has one."""
        chosen = {n: a for n in numbers if (a := self.answer(n)) and a.candidates}
        return self.decide_each({n: Decision(a.candidates[0]) for n, a in chosen.items()})


def _fuller(chosen: Candidate | None, found: tuple[Candidate, ...]) -> Candidate | None:
    """Return a place with the country and region that a lock file does not say of it."""
    if chosen is None or chosen.country or not chosen.id:
        return chosen
    same = (one for one in found if (one.geocoder, one.id) == (chosen.geocoder, chosen.id))
    known = next(same, chosen)
    return chosen._replace(country=known.country, region=known.region, population=known.population)
