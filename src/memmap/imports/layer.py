"""Writes an imported layer of places row by row, so that its size does not matter."""

import csv
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from memmap.boundaries import countries_at
from memmap.dataset.imported import COLUMNS, IMPORTED
from memmap.model import LatLon, Precision

BATCH = 20_000
"""Places whose countries are looked up at once."""


class ImportedPlace(NamedTuple):
    """A place of a layer; ``id`` is the provider's own, such as "Q42" or "n123"."""

    id: str
    name: str
    location: LatLon
    kind: str = "monument"
    subjects: str = ""
    precision: Precision = Precision.SITE
    year: int | None = None
    url: str = ""
    name_local: str = ""
    name_ru: str = ""


@dataclass(frozen=True, slots=True)
class Declaration:
    """What is said of a whole layer."""

    id: str
    name: str
    licence: str
    attribution: str
    read: str


def write_layer(folder: Path, layer: Declaration, places: Iterable[ImportedPlace]) -> int:
    """Write a layer into a data folder, each id once; return how many places it has.

    The files are replaced at the end, so that a broken import leaves an older one in place.
    """
    target = folder / IMPORTED
    target.mkdir(parents=True, exist_ok=True)
    unfinished = target / f".{layer.id}.csv.part"
    n = 0
    with unfinished.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        left = _once(places)
        while batch := list(islice(left, BATCH)):
            writer.writerows(_rows(layer.id, batch))
            n += len(batch)
    unfinished.replace(target / f"{layer.id}.csv")
    (target / f"{layer.id}.toml").write_text(_toml(layer), encoding="utf-8")
    return n


def _once(places: Iterable[ImportedPlace]) -> Iterator[ImportedPlace]:
    seen: set[str] = set()
    for place in places:
        if place.id not in seen:
            seen.add(place.id)
            yield place


def _rows(layer: str, places: list[ImportedPlace]) -> Iterator[tuple[object, ...]]:
    countries = countries_at(
        [place.location.latitude for place in places],
        [place.location.longitude for place in places],
    )
    for place, country in zip(places, countries, strict=True):
        yield (
            f"{layer}:{place.id}",
            place.name,
            place.name_local,
            place.name_ru,
            place.kind,
            place.subjects,
            country,
            "",
            *place.location,
            place.precision,
            "" if place.year is None else place.year,
            place.url,
        )


def _toml(layer: Declaration) -> str:
    texts = ("name", "licence", "attribution", "read")
    lines = [f"{key} = {json.dumps(getattr(layer, key), ensure_ascii=False)}" for key in texts]
    return "# Made by `memmap import`.\n" + "\n".join(lines) + "\n"
