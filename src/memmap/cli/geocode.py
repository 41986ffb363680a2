"""``memmap geocode``: the tables' cities into the lock, one name, or a file of names."""

import os
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import click

from memmap.cli.chain import open_chain
from memmap.cli.files import clear_answer
from memmap.config import config
from memmap.geocoding import Candidate, Query, Resolution, ResolutionStatus, Resolver
from memmap.geocoding.hints import regions_agree
from memmap.geocoding.index import data_version
from memmap.geocoding.providers import PROVIDERS
from memmap.i18n import gettext as _
from memmap.i18n import ngettext
from memmap.lock import GEONAMES, LockedPlace, LockError, read_lock, write_lock
from memmap.model import City, PlaceId


@click.command()
@click.argument("what", required=False, metavar="[NAME | FILE]")
@click.option(
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Where to write a geocoded list: .csv, .xlsx, .geojson, .kml or .gpkg.",
)
@click.option("--country", default="", help="ISO 3166-1 code that a NAME lies in, such as BE.")
@click.option("--region", default="", help="ISO 3166-2 code that a NAME lies in, such as BE-WLG.")
@click.option(
    "--data",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="Folder of the tables, if not the one that came with memmap.",
)
@click.option(
    "--lock",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Lock file with decisions, if not the one of the data folder.",
)
@click.option(
    "--column",
    "columns",
    multiple=True,
    metavar="ROLE=NAME",
    help="What a column of a FILE holds, such as name=Title, where its name does not say it.",
)
def geocode(
    what: str | None,
    output: Path | None,
    *,
    data: Path | None,
    lock: Path | None,
    columns: tuple[str, ...],
    **within: str,
) -> None:
    """Find where places lie, without the internet.

    Without an argument: every city of the tables that is not located yet, into the lock file.
    With a NAME: the candidates for it. With a FILE (CSV, XLSX, GeoJSON, KML): the same list with
    what was found for each row, to --output; doubtful rows have no coordinates.
    """
    said = {"output": output, "lock": lock, "column": columns, **within}
    if what is None:
        _refuse(said, "output", "column", "country", "region")
        _geocode_tables(open_chain(), data or config().data, lock)
    elif output or _is_list(what):
        _refuse(said, "country", "region")
        if output is None:
            raise click.UsageError(_("say where to write the result: --output FILE"))
        from memmap.cli.geocode_file import geocode_file  # noqa: PLC0415 - one name needs no lists

        geocode_file(open_chain(), Path(what), output, lock, columns)
    else:
        _refuse(said, "lock", "column")
        chain = open_chain()
        _print_candidates(chain.resolve(chain.gazetteer.understood(what, **within)))
        _say_troubles(chain)


LISTS = (".csv", ".tsv", ".txt", ".xlsx", ".geojson", ".json", ".kml", ".kmz")
"""How the name of a file ends that is a list."""


def _is_list(what: str) -> bool:
    return what.lower().endswith(LISTS) or os.path.isfile(what)  # noqa: PTH113 - long texts


def _refuse(said: Mapping[str, object], *options: str) -> None:
    """Refuse options that mean nothing for what is geocoded."""
    if unused := [f"--{option}" for option in options if said[option]]:
        raise click.UsageError(
            _("{options}: without effect here").format(options=", ".join(unused))
        )


def _geocode_tables(chain: Resolver, folder: Path, lock: Path | None) -> None:
    from memmap.dataset import LOCK, inspect  # noqa: PLC0415 - slow, and a NAME needs no tables

    lock = lock or folder / LOCK
    if not (folder / "cities.csv").exists():
        missing = _("{file}: there is no such file").format(file=folder / "cities.csv")
        raise click.ClickException(missing)
    dataset, _problems = inspect(folder)
    locks = _decisions(lock) if lock.exists() else {}
    wanted = [city for city in dataset.cities.values() if _needs_geocoding(city, locks)]
    doubtful: list[tuple[City, Resolution]] = []
    elsewhere: list[tuple[City, Candidate]] = []
    kept = _still_wanted(locks, dataset.cities, folder)
    with click.progressbar(wanted, label=_("Geocoding"), file=sys.stderr) as bar:
        for city in bar:
            answer = chain.resolve(Query(city.query, city.country, city.region))
            if answer.best and answer.status is ResolutionStatus.RESOLVED:
                kept[city.id] = _locked(city, answer.best)
                if city.region and not regions_agree(city.region, answer.best.region):
                    elsewhere.append((city, answer.best))
            else:
                doubtful.append((city, answer))
    if kept != locks:
        with clear_answer(lock):
            write_lock(lock, kept)
    _report(len(wanted) - len(doubtful), elsewhere, doubtful)
    _say_troubles(chain)
    raise SystemExit(1 if doubtful else 0)


def _say_troubles(chain: Resolver) -> None:
    for trouble in chain.troubles:
        click.echo(_("Not asked further: {trouble}").format(trouble=trouble), err=True)


def _still_wanted(
    locks: Mapping[PlaceId, LockedPlace], cities: Mapping[PlaceId, City], folder: Path
) -> dict[PlaceId, LockedPlace]:
    """Return the entries of cities that are still in the table, if only in a row that is broken."""
    table = (folder / "cities.csv").read_text("utf-8-sig", errors="replace")
    return {
        place: entry for place, entry in locks.items() if place in cities or f"\n{place}," in table
    }


def _report(
    n: int, elsewhere: list[tuple[City, Candidate]], doubtful: list[tuple[City, Resolution]]
) -> None:
    from memmap.lists.answers import Status, status_label  # noqa: PLC0415 - a NAME needs no lists

    click.echo(ngettext("{n} place resolved", "{n} places resolved", n).format(n=n))
    for city, found in elsewhere:
        message = _("{id}: resolved, but the region is {found} there, not {given}")
        region = found.region or _("unknown")
        click.echo(message.format(id=city.id, found=region, given=city.region))
    for city, answer in doubtful:
        click.echo(f"{city.id}: {city.query}: {status_label(Status(answer.status))}")
        _print_candidates(answer)
    if doubtful:
        click.echo(
            _(
                "Give these in cities.csv the region that the source says,"
                " else latitude, longitude and coordinates_source."
            )
        )


def _needs_geocoding(city: City, locks: Mapping[PlaceId, LockedPlace]) -> bool:
    if city.coordinates_source or not city.query:
        return False
    if city.id not in locks:
        return True
    entry = locks[city.id]
    return (entry.query, entry.country, entry.region) != (city.query, city.country, city.region)


def _decisions(lock: Path) -> dict[PlaceId, LockedPlace]:
    try:
        return read_lock(lock)
    except (LockError, FileNotFoundError) as error:
        raise click.ClickException(str(error)) from error


def _locked(city: City, found: Candidate) -> LockedPlace:
    return LockedPlace(
        id=city.id,
        query=city.query,
        country=city.country,
        region=city.region,
        latitude=found.location.latitude,
        longitude=found.location.longitude,
        geocoder=found.geocoder,
        geocoder_version=data_version() if found.geocoder == GEONAMES else "",
        identifier=found.id,
        matched_name=found.matched_name,
        match=str(found.match),
        precision=found.precision,
        score=found.score,
        date=datetime.now(UTC).date().isoformat(),
        decided_by="geocoder",
    )


def _print_candidates(answer: Resolution) -> None:
    if not answer.candidates:
        click.echo(_("nothing found"))
    for found in answer.candidates:
        lat, lon = found.location
        click.echo(
            f"  {found.score:5.2f}  {found.name:28} {found.region or found.country:8} "
            f"{found.population:>10,}  {lat:9.4f} {lon:9.4f}  {found.geocoder} {found.id} "
            f"({found.match}: {found.matched_name})"
        )
    for name in sorted({found.geocoder for found in answer.candidates} & set(PROVIDERS)):
        click.echo(f"  {PROVIDERS[name].attribution} ({PROVIDERS[name].terms})")
