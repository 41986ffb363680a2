"""The review of doubtful rows in a terminal: one at a time, each decision kept at once."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import click

from memmap.geocoding import Candidate, Resolver
from memmap.i18n import gettext as _
from memmap.i18n import ngettext
from memmap.lists.answers import doubt_label, status_label
from memmap.lists.coordinates import CoordinateError, on_globe, parse_pair
from memmap.lists.review import LEAVE_OUT, Decision, Review
from memmap.lists.writers.lock import decisions_of
from memmap.lock import write_lock


class StoppedError(Exception):
    """Somebody stopped before the end; what was decided is kept."""


def doubts(review: Review) -> Iterator[str]:
    """Yield a line for each row that waits: where it stands, what it asks, and why it waits."""
    for number in review.doubtful:
        question, answer = review.plan.questions[number], review.answers[number]
        asked = ", ".join(text for text in question.texts if text)
        parts = (status_label(answer.status), doubt_label(answer.doubt), question.flaw)
        yield f"{question.line}: {asked}: " + " · ".join(part for part in parts if part)


def review_in_terminal(review: Review, chain: Resolver, kept: Path) -> Review:
    """Ask about each doubtful row, and return the review when all are decided or passed over.

    Args:
        review: A complete review.
        chain: Searches again.
        kept: The lock file that every decision is written to as soon as it is taken.

    Raises:
        StoppedError: Somebody stopped.
        OSError: The decisions cannot be kept.
    """
    kept.parent.mkdir(parents=True, exist_ok=True)
    asking = _Asking(review, chain)
    while asking.waiting:
        before = asking.review
        if asking.ask() == "q":
            raise StoppedError(_("stopped; what was decided is kept in {file}").format(file=kept))
        if asking.review is not before:
            write_lock(kept, decisions_of(asking.review, in_review=True))
    return asking.review


@dataclass
class _Asking:
    """A review while it is asked about; ``passed`` are the rows that somebody passed over."""

    review: Review
    chain: Resolver
    passed: set[int] = field(default_factory=set)
    found: dict[int, tuple[Candidate, ...]] = field(default_factory=dict)

    @property
    def waiting(self) -> list[int]:
        """The rows still to be asked about."""
        return [number for number in self.review.doubtful if number not in self.passed]

    def ask(self) -> str:
        """Ask about the first row that waits, act on the answer, and return its key."""
        number = self.waiting[0]
        candidates = self.found.get(number, self.review.answers[number].candidates)
        _show(self.review, number, candidates, len(self.waiting))
        key, _space, rest = _typed(len(candidates)).partition(" ")
        same = self.review.same(number)
        match key.lower():
            case "q":
                return "q"
            case "k":
                self.passed.add(number)
            case "u":
                self.review, self.passed = self.review.undo(), set()
            case "l":
                self.review = self.review.decide(same, LEAVE_OUT)
            case "s":
                self.found[number] = self._searched(rest or self.review.plan.questions[number].name)
            case "p":
                self.review = _placed(self.review, same, rest)
            case digits if digits.isdecimal() and 0 < int(digits) <= len(candidates):
                self.review = self.review.decide(same, Decision(candidates[int(digits) - 1]))
            case _:
                click.echo(_("not understood"))
        return key

    def _searched(self, text: str) -> tuple[Candidate, ...]:
        return self.chain.resolve(self.chain.gazetteer.understood(text)).candidates


def _placed(review: Review, numbers: tuple[int, ...], text: str) -> Review:
    try:
        point = parse_pair(text)
    except CoordinateError as error:
        click.echo(str(error))
        return review
    if not on_globe(point):
        click.echo(_("expected a latitude from -90 to 90 and a longitude from -180 to 180"))
        return review
    return review.place(numbers, point)


def _typed(candidates: int) -> str:
    numbers = f"1-{candidates}, " if candidates else ""
    keys = _("s NAME search, p LAT, LON point, l leave out, k skip, u undo, q stop")
    try:
        return str(click.prompt(f"{numbers}{keys}", prompt_suffix=" > ")).strip()
    except click.Abort:
        return "q"


def _show(review: Review, number: int, candidates: tuple[Candidate, ...], waiting: int) -> None:
    question, answer = review.plan.questions[number], review.answers[number]
    left = ngettext("{n} row waits", "{n} rows wait", waiting).format(n=waiting)
    asked = ", ".join(text for text in question.texts if text)
    line = _("line {n}").format(n=question.line)
    click.echo(f"\n{asked} ({line}; {left})")
    click.echo(" ".join(filter(None, (doubt_label(answer.doubt), question.flaw))))
    same = len(review.same(number)) - 1
    if same:
        message = ngettext(
            "{n} other row asks the same and is decided with it.",
            "{n} other rows ask the same and are decided with it.",
            same,
        )
        click.echo(message.format(n=same))
    for n, one in enumerate(candidates, 1):
        lat, lon = one.location
        click.echo(
            f"  {n}  {one.name:28} {one.region or one.country:8} {one.population:>10,}  "
            f"{lat:9.4f} {lon:9.4f}  {one.geocoder} {one.id} {one.score:.2f}"
        )
