"""``memmap layer``: lists that become permanent layers of the map."""

import sys
from functools import partial
from pathlib import Path
from typing import Any

import click

from memmap.cli.geocode import _chain
from memmap.cli.terminal_review import StoppedError, doubts, review_in_terminal
from memmap.config import config
from memmap.dataset.layers import LAYERS
from memmap.geocoding import Resolver
from memmap.i18n import gettext as _
from memmap.i18n import ngettext
from memmap.lists.columns import Columns, Role, recognise
from memmap.lists.decided import Decided
from memmap.lists.permanent import Declaration, add_layer, decisions_file, is_added, layer_id
from memmap.lists.plan import Listing, Plan, make_plan
from memmap.lists.readers import read_list
from memmap.lists.resolving import Answering
from memmap.lists.review import Review
from memmap.lists.sheet import ListError, Sheet
from memmap.lock import LockError, read_lock


@click.group()
def layer() -> None:
    """Lists that become permanent layers of the map."""


@layer.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--name", default="", help="What visitors read; by default the name of the file.")
@click.option("--id", "wanted_id", default="", help="What addresses call it; made of the name.")
@click.option("--licence", default="", help="On what terms others may use it, such as CC BY 4.0.")
@click.option("--attribution", default="", help="Whom to name for it.")
@click.option(
    "--pairs",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="A second list of partnerships between the places.",
)
@click.option(
    "--column",
    "columns",
    multiple=True,
    metavar="ROLE=NAME",
    help="What a column holds, such as name=Title, where its name does not say it.",
)
@click.option("--review", is_flag=True, help="Decide doubtful rows here, one by one.")
@click.option("--strict", is_flag=True, help="Add nothing where any row is doubtful.")
@click.option("--replace", is_flag=True, help="Put it in the place of the layer of this id.")
@click.option(
    "--lock",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Decisions of an earlier review; those of an earlier run are found by themselves.",
)
@click.option(
    "--data",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="Folder of the tables, if not the one that came with memmap.",
)
def add(file: Path, *, data: Path | None, review: bool, strict: bool, **said: Any) -> None:
    """Add a list of places (CSV, XLSX, GeoJSON, KML) to the map, for good.

    Rows are located without the internet; coordinates that they bring are kept. Doubtful rows are
    never on the map: they are listed, or decided with --review. The exit code is 1 where any are
    left.
    """
    if review and strict:
        raise click.UsageError(_("--review and --strict exclude each other"))
    folder = data or config().data
    try:
        declared = _declared(file, folder, **said)
        kept = decisions_file(folder, declared.id)
        chain = _chain()
        done = _answered(chain, _plan(file, said["pairs"], said["columns"]))
        done = _decided(done, said["lock"] or kept)
        if review:
            done = review_in_terminal(done, chain, kept)
        if not strict or not done.doubtful:
            add_layer(folder, declared, done, partial(_country, chain))
    except (StoppedError, ListError, LockError, ValueError, OSError) as error:
        raise click.ClickException(str(error)) from error
    _report(done, declared.id, folder, added=not strict or not done.doubtful)
    raise SystemExit(1 if done.doubtful else 0)


def _declared(file: Path, folder: Path, **said: Any) -> Declaration:
    name = said["name"] or file.stem
    declared = Declaration(
        layer_id(said["wanted_id"] or name), name, said["licence"], said["attribution"], file.name
    )
    if is_added(folder, declared.id) and not said["replace"]:
        message = _("there is a layer {id!r}: name another with --id, or use --replace")
        raise ValueError(message.format(id=declared.id))
    return declared


def _country(chain: Resolver, text: str) -> str:
    return chain.gazetteer.understood("", text).country or ""


def _plan(file: Path, pairs: Path | None, said: tuple[str, ...]) -> Plan:
    sheets = list(read_list(file.name, file.read_bytes()))
    if pairs:
        sheets += read_list(pairs.name, pairs.read_bytes())
    listings = [Listing(sheet, _columns(sheet, said)) for sheet in sheets]
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


def _columns(sheet: Sheet, said: tuple[str, ...]) -> Columns:
    columns = recognise(sheet.columns)
    for text in said:
        role, equals, name = text.partition("=")
        if not equals or role not in set(Role):
            raise click.BadParameter(
                _("expected ROLE=NAME with one of the roles {roles}").format(roles=", ".join(Role)),
                param_hint="--column",
            )
        if name in sheet.columns:
            columns = columns.with_role(Role(role), name)
    return columns


def _answered(chain: Resolver, plan: Plan) -> Review:
    review = Review(plan)
    label = _("Finding the places")
    with click.progressbar(length=len(plan.questions), label=label, file=sys.stderr) as bar:
        for chunk in Answering(chain).chunks(review.left):
            review = review.answered(chunk)
            bar.update(len(chunk))
    for trouble in chain.troubles:
        click.echo(_("Not asked further: {trouble}").format(trouble=trouble), err=True)
    return review


def _decided(review: Review, lock: Path) -> Review:
    return Decided.of(read_lock(lock)).apply(review) if lock.exists() else review


def _report(review: Review, layer_name: str, folder: Path, *, added: bool) -> None:
    for line in doubts(review):
        click.echo(line)
    if not added:
        raise click.ClickException(_("nothing was added, as rows are doubtful"))
    n = len(review.plan.questions) - len(review.doubtful)
    message = ngettext(
        "{n} row decided; layer {id!r} is in {folder}. Start memmap serve again to see it.",
        "{n} rows decided; layer {id!r} is in {folder}. Start memmap serve again to see it.",
        n,
    )
    click.echo(message.format(n=n, id=layer_name, folder=folder / LAYERS))
