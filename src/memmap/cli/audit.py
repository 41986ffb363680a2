"""``memmap audit``: what a machine finds doubtful in the tables; a sample to read again."""

from dataclasses import replace
from pathlib import Path

import click

from memmap.audit import Report, Subject
from memmap.audit import audit as run_audit
from memmap.audit.report import json_of, markdown_of, text_of
from memmap.audit.sample import BEYOND, SAMPLE, draw, read_sample, sample_text
from memmap.cli.chain import open_chain
from memmap.cli.files import clear_answer
from memmap.config import config
from memmap.dataset import DataError, Dataset, load
from memmap.files import replace_file
from memmap.geocoding import Resolver
from memmap.i18n import gettext as _
from memmap.i18n import use_language
from memmap.model import LatLon
from memmap.stories import load_stories

REPORT = "AUDIT.md"
NEIGHBOURS = 12
SHOWN = 10
"""Problems of form that are printed where there are any; memmap check prints all."""


@click.command()
@click.option(
    "--data",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="Folder of the tables, if not the one that came with memmap.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON for machines.")
@click.option("--write", is_flag=True, help="Write AUDIT.md into the data folder too.")
@click.option(
    "--sample",
    metavar="SEED",
    help="Draw a tenth of the rows for a second reading, into audit_sample.csv.",
)
def audit(data: Path | None, sample: str | None, *, as_json: bool, write: bool) -> None:
    """Look for doubtful facts, and print a share for each check.

    A finding is no proof: it names a row to read again. The exit code is 0 whatever is found.
    """
    folder = data or config().data
    try:
        dataset = load(folder)
        read, beyond = read_sample(folder / SAMPLE), read_sample(folder / BEYOND)
    except DataError as error:
        first = "\n".join(map(str, error.problems[:SHOWN]))
        raise click.ClickException(f"{first}\n" + _("see: memmap check")) from error
    except (ValueError, OSError) as error:
        raise click.ClickException(str(error)) from error
    if sample is not None:
        rows = draw(dataset, sample, read)
        _write(folder / SAMPLE, sample_text(rows))
        click.echo(_("{n} rows in {file}").format(n=len(rows), file=SAMPLE))
        return
    subject = replace(_subject(folder, dataset), sample=read, beyond=beyond)
    _print(run_audit(subject), as_json=as_json)
    if write:
        with use_language("en"):
            _write(folder / REPORT, markdown_of(run_audit(subject)))
        click.echo(_("Written: {file}").format(file=folder / REPORT), err=True)


def _print(report: Report, *, as_json: bool) -> None:
    click.echo(json_of(report) if as_json else text_of(report))


def _subject(folder: Path, dataset: Dataset) -> Subject:
    chain = open_chain(online=False)
    stories = load_stories(folder / "stories", dataset)[0].values()
    cited = frozenset(s for story in stories for step in story.steps for s in step.sources)

    def near(point: LatLon) -> set[str]:
        return _regions_near(chain, point)

    return Subject(dataset, cited, chain.resolve, near)


def _regions_near(chain: Resolver, point: LatLon) -> set[str]:
    found = chain.gazetteer.nearest(point, NEIGHBOURS)
    return {place.region for place in found if place.region}


def _write(path: Path, text: str) -> None:
    with clear_answer(path):
        replace_file(path, text.encode())
