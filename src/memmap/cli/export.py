"""``memmap export``: the features that a filter leaves, as a file."""

from pathlib import Path
from urllib.parse import parse_qsl

import click

from memmap.catalog import Catalog
from memmap.config import config
from memmap.dataset import DataError, load
from memmap.exports import ATTRIBUTION, partnerships_geojson, places_geojson, to_csv
from memmap.filters import parse_filter
from memmap.i18n import gettext as _
from memmap.terms import attribution, licences, with_terms


@click.command()
@click.argument("what", type=click.Choice(["places", "partnerships"]))
@click.argument("output", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--filter",
    "query",
    default="",
    metavar="QUERY",
    help="A filter as in the map's address, such as 'region=RU-SAM&status=active'.",
)
@click.option(
    "--data",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="Folder of the tables, if not the one that came with memmap.",
)
def export(what: str, output: Path, query: str, data: Path | None) -> None:
    """Write places or partnerships to OUTPUT, a .csv or .geojson file."""
    wanted, ignored = parse_filter(dict(parse_qsl(query)))
    if ignored:
        raise click.BadParameter("; ".join(ignored), param_hint="--filter")
    try:
        dataset = load(data or config().data)
        catalog = Catalog.of(dataset)
    except DataError as error:
        raise click.ClickException(f"{error}\n" + _("see: memmap check")) from error
    table = catalog.rows(wanted) if what == "places" else catalog.partnership_rows(wanted)
    geojson = places_geojson if what == "places" else partnerships_geojson
    if output.suffix == ".csv":
        output.write_text(to_csv(with_terms(table, dataset.credits)), encoding="utf-8", newline="")
    elif output.suffix in {".geojson", ".json"}:
        text = geojson(
            table,
            attribution(table, dataset.credits, ATTRIBUTION),
            licences(table, dataset.credits),
        )
        output.write_text(text, encoding="utf-8")
    else:
        raise click.BadParameter(_("expected a name that ends in .csv or .geojson"))
    click.echo(_("{n} rows in {file}").format(n=table.num_rows, file=output))
