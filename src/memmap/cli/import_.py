"""``memmap import``: large sets of others, into a data folder of their own."""

import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime
from itertools import chain, islice
from pathlib import Path

import click

from memmap.cli.chain import open_chain
from memmap.cli.ids import free_id
from memmap.dataset.imported import IMPORTED
from memmap.i18n import gettext as _
from memmap.i18n import ngettext
from memmap.imports.columns import PEEKED, Columns, Contents, understand
from memmap.imports.layer import Declaration, ImportedPlace, write_layer
from memmap.imports.memorials import Memorials
from memmap.imports.osm import read_places
from memmap.imports.pairs import Pairs
from memmap.imports.placing import Gazetteer, place_cities
from memmap.imports.rows import ImportFileError, Record, read
from memmap.imports.tables import check_folder, write_tables
from memmap.imports.troubles import REPORT, Troubles

SHOWN = 10
"""Troubles that are printed; the report has all."""
_output = click.option(
    "--output",
    default="imported-data",
    show_default=True,
    type=click.Path(path_type=Path, file_okay=False),
    help="Data folder to write into; memmap serve --data shows it.",
)
_layer = click.option("--layer", default="", help="Id of the layer of places, to keep several.")


@click.group(name="import")
def import_() -> None:
    """Bring large sets of others into a data folder of their own.

    The queries to paste, and how to get an extract, are in docs/larger-sets.md.
    """


@import_.command()
@click.argument(
    "files",
    nargs=-1,
    required=True,
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
)
@_output
@_layer
@click.option(
    "--as",
    "contents",
    type=click.Choice([str(contents) for contents in Contents]),
    help="What the files hold, where their columns do not tell.",
)
def wikidata(files: tuple[Path, ...], output: Path, layer: str, contents: str | None) -> None:
    """Import exports of the Wikidata query service: .csv, .tsv or .json.

    Files of pairs (P190, twinned administrative body) become cities and partnerships, files of war
    memorials a layer of places.
    """
    wanted = Contents(contents) if contents else None
    troubles = Troubles()
    try:
        opened = [_opened(path, wanted) for path in files]
        output.mkdir(parents=True, exist_ok=True)
        gazetteer = _gazetteer()
        pairs = [o for o in opened if o[0].contents is Contents.PAIRS]
        memorials = [o for o in opened if o[0].contents is Contents.MEMORIALS]
        wanted_id = _free_id(layer or "wikidata-memorials", output) if memorials else ""
        if pairs:
            _import_pairs(pairs, output, gazetteer, troubles)
        if memorials:
            _import_memorials(memorials, output, wanted_id, (gazetteer, troubles))
    except (ImportFileError, OSError) as error:
        raise click.ClickException(str(error)) from error
    _finish(output, troubles)


@import_.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@_output
@_layer
def osm(file: Path, output: Path, layer: str) -> None:
    """Import memorials of an OpenStreetMap extract, a .geojson FILE."""
    troubles = Troubles()
    declared = Declaration(
        _free_id(layer or "osm-memorials", output),
        "Memorials of OpenStreetMap",
        "ODbL 1.0",
        "© OpenStreetMap contributors",
        _day(file).isoformat(),
    )
    try:
        output.mkdir(parents=True, exist_ok=True)
        n = write_layer(output, declared, _with_progress(read_places(file, troubles)))
    except (ImportFileError, OSError) as error:
        raise click.ClickException(str(error)) from error
    click.echo(ngettext("{n} memorial", "{n} memorials", n).format(n=n))
    _finish(output, troubles)


def _free_id(text: str, output: Path) -> str:
    return free_id(text, output, by=IMPORTED, option="--layer")


Opened = tuple[Columns, Iterator[Record], Path]


def _opened(path: Path, wanted: Contents | None) -> Opened:
    rows = read(path)
    first = list(islice(rows, PEEKED))
    if not first:
        raise ImportFileError(f"{path.name}:1: " + _("no rows"))
    return understand(first, wanted), chain(first, rows), path


def _import_pairs(
    opened: list[Opened], output: Path, gazetteer: Gazetteer, troubles: Troubles
) -> None:
    check_folder(output)
    pairs = Pairs(troubles)
    for columns, rows, _path in opened:
        pairs.add(rows, columns)
    cities = place_cities(pairs.cities.values(), gazetteer, troubles)
    n = write_tables(output, cities, pairs, max(_day(path) for _c, _r, path in opened))
    found = _("{rows} rows: {pairs} pairs of {cities} cities; {n} pairs have a place at both ends")
    click.echo(found.format(rows=pairs.rows, pairs=len(pairs.pairs), cities=len(pairs.cities), n=n))


def _import_memorials(
    opened: list[Opened], output: Path, layer: str, tools: tuple[Gazetteer, Troubles]
) -> None:
    memorials = Memorials(*tools)
    places = chain.from_iterable(memorials.places(rows, c) for c, rows, _path in opened)
    declared = Declaration(
        layer,
        "War memorials of Wikidata",
        "CC0 1.0",
        "Wikidata",
        max(_day(path) for _c, _r, path in opened).isoformat(),
    )
    n = write_layer(output, declared, _with_progress(places))
    click.echo(ngettext("{n} memorial", "{n} memorials", n).format(n=n))


def _gazetteer() -> Gazetteer:
    offline = open_chain(online=False)
    return Gazetteer(offline.gazetteer.understood, offline.resolve)


def _with_progress(places: Iterator[ImportedPlace]) -> Iterator[ImportedPlace]:
    with click.progressbar(
        places, label=_("Importing"), file=sys.stderr, update_min_steps=1000, show_pos=True
    ) as bar:
        yield from bar


def _day(path: Path) -> date:
    return datetime.fromtimestamp(path.stat().st_mtime, UTC).date()


def _finish(output: Path, troubles: Troubles) -> None:
    troubles.write(output)
    for trouble in troubles.found[:SHOWN]:
        click.echo(str(trouble), err=True)
    for message, n in troubles.counts.most_common():
        click.echo(f"{n:8} {message}")
    if troubles.found:
        click.echo(_("All of them: {file}").format(file=output / REPORT))
    click.echo(_("Look at it: memmap serve --data {folder}").format(folder=output))
