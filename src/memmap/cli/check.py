"""``memmap check``: every problem of the tables, or a summary of good ones."""

import dataclasses
import json
from collections import Counter
from pathlib import Path

import click

from memmap.config import config
from memmap.dataset import Dataset, inspect
from memmap.dataset.table import Problem
from memmap.i18n import current_language, ngettext
from memmap.i18n import gettext as _
from memmap.regions import country_name, region_name
from memmap.stories import load_stories


@click.command()
@click.option(
    "--data",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="Folder of the tables, if not the one that came with memmap.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON for machines.")
def check(data: Path | None, *, as_json: bool) -> None:
    """Check the tables and print all problems, or a summary.

    Each problem stands on one line, as file:row: column: what is wrong, what was expected.
    The exit code is 1 where there are problems.
    """
    folder = data or config().data
    dataset, problems = inspect(folder)
    problems += load_stories(folder / "stories", dataset)[1]
    if as_json:
        click.echo(_json(dataset, problems))
    elif problems:
        click.echo("\n".join(map(str, problems)))
        click.echo(
            ngettext("{n} problem", "{n} problems", len(problems)).format(n=len(problems)), err=True
        )
    else:
        click.echo(summary(dataset))
    raise SystemExit(1 if problems else 0)


def counts(dataset: Dataset) -> dict[str, int]:
    """Return the number of rows of each table, and of each imported layer."""
    tables = ("sources", "cities", "partnerships", "memorials", "reading_rooms", "events")
    found = {name: len(getattr(dataset, name)) for name in tables}
    found |= {f"layer {layer.id}": len(layer.places) for layer in dataset.layers.values()}
    return found | {f"layer {i.id}": i.places.num_rows for i in dataset.imported.values()}


def memorials_by(dataset: Dataset, column: str) -> Counter[str]:
    """Count memorials by the ``country`` or ``region`` of their city."""
    cities = (dataset.cities[memorial.city] for memorial in dataset.memorials.values())
    return Counter(getattr(city, column) for city in cities)


def summary(dataset: Dataset) -> str:
    """Return the summary of a good data set, for a person."""
    language = current_language()
    lines = [f"{n:7} {name}" for name, n in counts(dataset).items()]
    lines += ["", _("Memorials by country")]
    lines += [
        f"{n:7} {country_name(code, language)}"
        for code, n in memorials_by(dataset, "country").most_common()
    ]
    lines += ["", _("Memorials by region")]
    lines += [
        f"{n:7} {code:8} {region_name(code, language)}"
        for code, n in memorials_by(dataset, "region").most_common()
    ]
    return "\n".join(lines)


def _json(dataset: Dataset, problems: list[Problem]) -> str:
    report: dict[str, object] = {
        "problems": [dataclasses.asdict(p) for p in problems],
        "tables": counts(dataset),
    }
    if not problems:
        report |= {f"memorials_by_{c}": memorials_by(dataset, c) for c in ("country", "region")}
    return json.dumps(report, ensure_ascii=False, indent=1)
