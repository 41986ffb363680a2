"""``memmap geocode places.csv --output out.csv``: a table with what was found for each row."""

import csv
import sys
from collections.abc import Mapping
from pathlib import Path

import click

from memmap.cli.files import replacing
from memmap.dataset.layers import RESULT_COLUMNS
from memmap.geocoding import Resolver
from memmap.i18n import gettext as _
from memmap.lists.answers import PERSON
from memmap.lists.decided import Decided
from memmap.lock import LockedPlace
from memmap.model import PlaceId


def geocode_file(
    chain: Resolver, source: Path, output: Path, decisions: Mapping[PlaceId, LockedPlace]
) -> None:
    """Geocode a table with the columns ``name[,country[,region]]``, decisions first.

    Raises:
        click.ClickException: The file cannot be read, or has no such column.
    """
    try:
        with source.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            rows = [(reader.line_num, row) for row in reader]
            columns = list(reader.fieldnames or ())
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise click.ClickException(f"{source.name}: {error}") from error
    if "name" not in columns:
        raise click.ClickException(
            f"{source.name}:1: name: " + _("no such column; expected name[,country[,region]]")
        )
    decided = Decided.of(decisions)
    with replacing(output) as file:
        writer = csv.DictWriter(
            file,
            [*columns, *(c for c in RESULT_COLUMNS if c not in columns)],
            lineterminator="\n",
            extrasaction="ignore",
        )
        writer.writeheader()
        with click.progressbar(rows, label=_("Geocoding"), file=sys.stderr) as bar:
            writer.writerows(row | _result(chain, line, row, decided) for line, row in bar)


def _result(
    chain: Resolver, line: int, row: Mapping[str, str], decided: Decided
) -> dict[str, object]:
    text, country, region = ((row.get(c) or "").strip() for c in ("name", "country", "region"))
    if entry := decided.find(line, (text, country, region)):
        if entry.is_left_out:
            return _nothing(entry.match)
        return {
            "latitude": entry.latitude,
            "longitude": entry.longitude,
            "status": "placed_by_hand" if entry.geocoder == PERSON else "resolved",
            "score": entry.score,
            "precision": entry.precision,
            "geocoder": entry.geocoder,
            "id": entry.identifier,
            "matched_name": entry.matched_name,
        }
    answer = chain.resolve(chain.gazetteer.understood(text, country, region))
    if answer.best is None:
        return _nothing(str(answer.status))
    best = answer.best
    return {
        "latitude": best.location.latitude,
        "longitude": best.location.longitude,
        "status": str(answer.status),
        "score": best.score,
        "precision": str(best.precision),
        "geocoder": best.geocoder,
        "id": best.id,
        "matched_name": best.matched_name,
    }


def _nothing(status: str) -> dict[str, object]:
    empty: dict[str, object] = dict.fromkeys(RESULT_COLUMNS, "")
    return empty | {"status": status}
