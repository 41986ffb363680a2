"""``memmap export``: what a filter leaves as a table, and the map of it as a picture or a page."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, cast
from urllib.parse import parse_qsl

import click

from memmap.catalog import Catalog
from memmap.cli.files import clear_answer
from memmap.config import config
from memmap.current import Current
from memmap.dataset import DataError, load
from memmap.exports import ATTRIBUTION, partnerships_geojson, places_geojson, to_csv
from memmap.files import replace_file
from memmap.filters import QUERY_KEYS, Filter, parse_filter
from memmap.i18n import current_language, use_language
from memmap.i18n import gettext as _
from memmap.terms import attribution, licences, with_terms
from memmap.view import VIEW_KEYS, parse_view

if TYPE_CHECKING:
    from memmap.pictures.formats import Format

DEFAULT_SIZE = {"png": "slide", "svg": "print", "pdf": "print"}
ADDRESS_KEYS = (*QUERY_KEYS, *VIEW_KEYS)
STORY_KEYS = ("story", "step")


@click.command()
@click.argument("what", type=click.Choice(["places", "partnerships", "map"]))
@click.argument("output", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--filter",
    "query",
    default="",
    metavar="QUERY",
    help="A filter as in the map's address, such as 'region=RU-SAM&status=active'; for a map any "
    "address, such as 'lat=59.9&lon=30.3&zoom=9&lang=ru' or 'story=first-twin-cities&step=2'.",
)
@click.option(
    "--size",
    type=click.Choice(["card", "slide", "large", "print"]),
    help="Of a picture: a link's preview, a slide, a slide of 3840 x 2160, A4.",
)
@click.option(
    "--data",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="Folder of the tables, if not the one that came with memmap.",
)
def export(what: str, output: Path, query: str, size: str | None, data: Path | None) -> None:
    """Write a table or a map to OUTPUT.

    Places and partnerships become a .csv or .geojson file. A map becomes a picture (.png, .svg,
    .pdf), or an .html file that needs no network; with 'story=…' that is the whole story.
    """
    asked = dict(parse_qsl(query, keep_blank_values=True))
    now = _loaded(data or config().data)
    if what == "map":
        _write_map(now, asked, output, size)
        click.echo(_("The map is in {file}").format(file=output))
        return
    wanted, ignored = parse_filter(asked)
    _refuse([*_unknown(asked, ADDRESS_KEYS), *ignored])
    rows = _write_table(now, what, wanted, output)
    click.echo(_("{n} rows in {file}").format(n=rows, file=output))


def _loaded(folder: Path) -> Current:
    try:
        dataset = load(folder)
    except DataError as error:
        raise click.ClickException(f"{error}\n" + _("see: memmap check")) from error
    return Current(dataset, Catalog.of(dataset), folder)


def _unknown(asked: dict[str, str], keys: tuple[str, ...]) -> list[str]:
    """Return a sentence for each part of a query that no address has."""
    return [_("{key}: no filter").format(key=key[:40]) for key in asked if key not in keys]


def _refuse(ignored: list[str]) -> None:
    if ignored:
        raise click.BadParameter("; ".join(ignored), param_hint="--filter")


def _write_table(now: Current, what: str, wanted: Filter, output: Path) -> int:
    """Write the rows, and return how many there are."""
    catalog, terms = now.catalog, now.dataset.credits
    table = catalog.rows(wanted) if what == "places" else catalog.partnership_rows(wanted)
    geojson = places_geojson if what == "places" else partnerships_geojson
    if output.suffix == ".csv":
        parts = to_csv(with_terms(table, terms))
    elif output.suffix in {".geojson", ".json"}:
        parts = geojson(
            table,
            attribution(table, terms, ATTRIBUTION),
            licences(table, terms),
        )
    else:
        raise click.BadParameter(_("expected a name that ends in .csv or .geojson"))
    _write(output, "".join(parts).encode())
    return int(table.num_rows)


def _write_map(now: Current, asked: dict[str, str], output: Path, size: str | None) -> None:
    unknown = _unknown(asked, (*ADDRESS_KEYS, *STORY_KEYS))
    _refuse([*unknown, *_no_story(now, asked), *parse_view(asked)[1]])
    suffix = output.suffix.removeprefix(".")
    with use_language(asked.get("lang") or current_language()):
        if suffix == "html":
            content = _page(now, asked).encode()
        elif suffix in DEFAULT_SIZE:
            content = _picture(now, asked, size or DEFAULT_SIZE[suffix], suffix)
        else:
            raise click.BadParameter(_("expected a name that ends in .png, .svg, .pdf or .html"))
    _write(output, content)


def _write(output: Path, content: bytes) -> None:
    with clear_answer(output):
        replace_file(output, content)


def _no_story(now: Current, asked: dict[str, str]) -> list[str]:
    """Return a sentence where a query names a story that there is not."""
    from memmap.sharing.shared import stories_of  # noqa: PLC0415 - slow to load

    story = asked.get("story", "")
    if not story or story in stories_of(now):
        return []
    return [_("there is no story {name!r}").format(name=story)]


def _picture(now: Current, asked: dict[str, str], size: str, suffix: str) -> bytes:
    from memmap.pictures import SIZES, picture  # noqa: PLC0415 - slow to load
    from memmap.sharing.shared import caption_of, shared  # noqa: PLC0415 - the same

    what = shared(asked, now)
    caption = caption_of(what, now, SIZES[size], datetime.now(UTC).date())
    return picture(now.catalog, what.seen, caption, SIZES[size], cast("Format", suffix))


def _page(now: Current, asked: dict[str, str]) -> str:
    from memmap.sharing.features import TooManyError, too_many  # noqa: PLC0415 - slow to load
    from memmap.sharing.shared import shared, stories_of  # noqa: PLC0415 - the same
    from memmap.sharing.standalone import story_file, view_file  # noqa: PLC0415 - the same

    what = shared(asked, now)
    try:
        if what.story:
            return story_file(stories_of(now)[what.story], now)
        return view_file(what, now)
    except TooManyError as error:
        raise click.ClickException(too_many(error)) from error
