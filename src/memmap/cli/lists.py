"""What commands that take a list have in common: reading, answering, earlier decisions."""

import sys
from pathlib import Path

import click

from memmap.geocoding import Resolver
from memmap.i18n import gettext as _
from memmap.lists.columns import Columns, Role, recognise
from memmap.lists.decided import Decided
from memmap.lists.plan import Listing, Plan, make_plan
from memmap.lists.readers import read_list
from memmap.lists.resolving import answer_all
from memmap.lists.review import Review
from memmap.lists.sheet import ListError, Sheet
from memmap.lock import read_lock


def plan_of(file: Path, pairs: Path | None, said: tuple[str, ...]) -> Plan:
    """Return the plan of a list, as the page "Your places" makes it.

    Args:
        file: The list.
        pairs: A second list of partnerships between its places.
        said: What columns hold, as ``ROLE=NAME``, where their names do not say it.

    Raises:
        ListError: It cannot be read, or no column of it holds places.
        OSError: There is no such file.
        click.BadParameter: There is no such role, or no such column.
    """
    sheets = list(read_list(file.name, file.read_bytes()))
    if pairs:
        sheets += read_list(pairs.name, pairs.read_bytes())
    roles = _roles(said, sheets)
    listings = [Listing(sheet, _columns(sheet, roles)) for sheet in sheets]
    lines = next((one for one in listings if one.columns.has_pairs), None)
    places = next(
        (one for one in listings if one.columns.has_places and not one.columns.has_pairs), None
    )
    if places is None and lines is None:
        problem = _("no column that holds names or coordinates among {columns}").format(
            columns=", ".join(sheets[0].columns[:20])
        )
        expected = _("say which: --column name=COLUMN, or city_a=COLUMN and city_b=COLUMN")
        raise ListError(file.name, problem, expected)
    return make_plan(places, lines)


def _roles(said: tuple[str, ...], sheets: list[Sheet]) -> list[tuple[Role, str]]:
    """Return what was said of columns, each of which at least one sheet has."""
    columns = list(dict.fromkeys(name for sheet in sheets for name in sheet.columns))
    roles = []
    for text in said:
        role, equals, name = text.partition("=")
        if not equals or role not in set(Role):
            message = _("expected ROLE=NAME with one of the roles {roles}")
            raise click.BadParameter(message.format(roles=", ".join(Role)), param_hint="--column")
        if name not in columns:
            message = _("there is no column {name!r} among {columns}")
            found = message.format(name=name, columns=", ".join(columns[:20]))
            raise click.BadParameter(found, param_hint="--column")
        roles.append((Role(role), name))
    return roles


def _columns(sheet: Sheet, roles: list[tuple[Role, str]]) -> Columns:
    columns = recognise(sheet.columns)
    for role, name in roles:
        if name in sheet.columns:
            columns = columns.with_role(role, name)
    return columns


def answered(chain: Resolver, plan: Plan, *locks: Path | None) -> Review:
    """Return the review of a plan with every answer; a bar on stderr says how far it is.

    Args:
        chain: What answers.
        plan: What is asked.
        locks: Earlier decisions, which go first; those of a later file before those of an earlier
            one. They are read before anything is asked, so that nobody waits for a list to learn
            that its lock file is broken.

    Raises:
        LockError: A lock file cannot be used.
    """
    decided = [Decided.of(read_lock(lock)) for lock in locks if lock and lock.exists()]
    label = _("Finding the places")
    with click.progressbar(length=len(plan.questions), label=label, file=sys.stderr) as bar:
        review = answer_all(chain, plan, bar.update)
    for trouble in chain.troubles:
        click.echo(_("Not asked further: {trouble}").format(trouble=trouble), err=True)
    for earlier in decided:
        review = earlier.apply(review)
    return review
