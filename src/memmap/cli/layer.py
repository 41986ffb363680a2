"""``memmap layer``: lists that become permanent layers of the map."""

from functools import partial
from pathlib import Path
from typing import Any

import click

from memmap.cli.chain import open_chain
from memmap.cli.ids import free_id
from memmap.cli.lists import answered, plan_of
from memmap.cli.terminal_review import StoppedError, doubts, review_in_terminal
from memmap.config import config
from memmap.dataset.layers import LAYERS
from memmap.geocoding import Resolver
from memmap.i18n import gettext as _
from memmap.i18n import ngettext
from memmap.lists.permanent import Declaration, add_layer, decisions_file, is_added
from memmap.lists.review import Review
from memmap.lists.sheet import ListError
from memmap.lock import LockError


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
    help="Decisions of a review, before those of an earlier run, which are found by themselves.",
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
        chain = open_chain()
        plan = plan_of(file, said["pairs"], said["columns"])
        done = answered(chain, plan, kept, said["lock"])
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
    made = free_id(said["wanted_id"] or name, folder, by=LAYERS, option="--id")
    declared = Declaration(made, name, said["licence"], said["attribution"], file.name)
    if is_added(folder, declared.id) and not said["replace"]:
        message = _("there is a layer {id!r}: name another with --id, or use --replace")
        raise ValueError(message.format(id=declared.id))
    return declared


def _country(chain: Resolver, text: str) -> str:
    return chain.gazetteer.understood("", text).country or ""


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
