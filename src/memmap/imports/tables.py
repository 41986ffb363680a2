"""Imported cities and pairs as the tables of a data folder."""

import csv
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from memmap.dataset import LOCK
from memmap.dataset.parse import COLUMNS
from memmap.geocoding.index import data_version
from memmap.i18n import gettext as _
from memmap.imports.pairs import ImportedPair
from memmap.imports.placing import PlacedCity
from memmap.imports.rows import ImportFileError
from memmap.lock import LockedPlace, write_lock
from memmap.model import PartnershipStatus, PlaceId, Precision

SOURCE = "wikidata-p190"
CREDITS = """# Made by `memmap import wikidata`.
[cities]
licence = "CC0 1.0"
attribution = "Wikidata"

[partnerships]
licence = "CC0 1.0"
attribution = "Wikidata"
"""
GEONAMES = "; some cities placed with GeoNames, CC BY 4.0"


def check_folder(folder: Path) -> None:
    """See that a folder has no tables but those of an earlier import.

    Raises:
        ImportFileError: It has; they would be lost.
    """
    path = folder / "sources.csv"
    if not path.exists():
        return
    with path.open(encoding="utf-8-sig", newline="") as file:
        others = [row.get("id") for row in csv.DictReader(file) if row.get("id") != SOURCE]
    if others:
        raise ImportFileError(
            f"{folder}: " + _("has tables of its own; name a folder for the import with --output")
        )


def write_tables(
    folder: Path, cities: Mapping[str, PlacedCity], pairs: Iterable[ImportedPair], read: date
) -> int:
    """Write the tables of the pairs whose two cities have a place; return how many they are."""
    kept = [pair for pair in pairs if pair.a in cities and pair.b in cities]
    used = {end for pair in kept for end in (pair.a, pair.b)}
    placed = [city for key, city in sorted(cities.items()) if key in used]
    url = "https://www.wikidata.org/wiki/Property:P190"
    title = "Twinned administrative bodies (P190), an export of the query service"
    source = (SOURCE, title, "Wikidata", url, "CC0 1.0", read.isoformat())
    _write(folder / "sources.csv", [source])
    _write(folder / "cities.csv", map(_city, placed))
    _write(folder / "partnerships.csv", map(_pair, kept))
    geocoded = {PlaceId(c.city.id): _lock(c, read) for c in placed if c.found}
    write_lock(folder / LOCK, geocoded)
    credits_text = (
        CREDITS.replace('"Wikidata"', f'"Wikidata{GEONAMES}"', 1) if geocoded else CREDITS
    )
    (folder / "layers.toml").write_text(credits_text, encoding="utf-8")
    return len(kept)


def _write(path: Path, rows: Iterable[Iterable[object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS[path.name].split())
        writer.writerows(rows)


def _city(placed: PlacedCity) -> tuple[object, ...]:
    city = placed.city
    point = city.location or ("", "")
    query = city.label if placed.found else ""
    name = city.label or city.id.upper()
    source = SOURCE if city.location else ""
    return (city.id, name, "", "", "", placed.country, "", query, *point, source, SOURCE)


def _pair(pair: ImportedPair) -> tuple[object, ...]:
    status = PartnershipStatus.ENDED if pair.until else PartnershipStatus.UNKNOWN
    since = (pair.since, SOURCE) if pair.since else ("", "")
    ended = (pair.until, SOURCE) if pair.until else ("", "")
    return (pair.a, pair.b, *since, status, *ended, SOURCE, "", "")


def _lock(placed: PlacedCity, read: date) -> LockedPlace:
    found = placed.found
    if found is None:
        raise ValueError(placed.city.id)
    return LockedPlace(
        id=PlaceId(placed.city.id),
        query=placed.city.label,
        country=placed.country,
        region="",
        latitude=found.location.latitude,
        longitude=found.location.longitude,
        geocoder=found.geocoder,
        geocoder_version=data_version(),
        identifier=found.id,
        matched_name=found.matched_name,
        match=str(found.match),
        precision=found.precision or Precision.SETTLEMENT,
        score=found.score,
        date=read.isoformat(),
        decided_by="geocoder",
    )
