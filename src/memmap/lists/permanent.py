"""A reviewed list as a permanent layer: the files of ``data/layers/`` that the map shows.

The declaration is written last, and a layer without one is not there: however early a run is cut
off, the map shows the whole layer, or the one before, or none.
"""

import csv
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from anyascii import anyascii

from memmap.dataset.credits import BUILT_IN
from memmap.dataset.imported import IMPORTED
from memmap.dataset.layers import ENDS, ISO_COLUMNS, LAYERS
from memmap.files import replace_file
from memmap.geocoding import Candidate
from memmap.i18n import gettext as _
from memmap.lists.results import Results, pair_results, place_results
from memmap.lists.review import Review
from memmap.lists.writers.lock import write_decisions
from memmap.spreadsheet import spreadsheet_text

_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")
_TAKEN = frozenset({"own", *BUILT_IN})
CountryOf = Callable[[str], str]


@dataclass(frozen=True)
class Declaration:
    """What is said of a layer: its id and name, and its terms."""

    id: str
    name: str
    licence: str = ""
    attribution: str = ""
    source: str = ""


def layer_id(text: str) -> str:
    """Return an id made of a name.

    Raises:
        ValueError: Nothing of the name can be one, or it is the id of a built-in layer.
    """
    made = re.sub(r"[^a-z0-9]+", "-", anyascii(text).lower()).strip("-")[:60].strip("-")
    if not _ID.fullmatch(made) or made in _TAKEN:
        raise ValueError(_("{text!r} makes no id: name another").format(text=text))
    return made


def decisions_file(data: Path, layer: str) -> Path:
    """Return where the decisions of a layer's review are kept."""
    return data / LAYERS / f"{layer}.lock.csv"


def refuse_taken(data: Path, layer: str, *, by: str) -> None:
    """See that no layer of the other kind has an id: the map could not tell the two apart.

    Args:
        data: The data folder.
        layer: The id.
        by: The folder of the kind that would take it, ``LAYERS`` or ``IMPORTED``.

    Raises:
        ValueError: One has.
    """
    [other] = {LAYERS, IMPORTED} - {by}
    if (data / other / f"{layer}.toml").exists():
        message = _("{id!r} is the id of a layer in {folder}: name another")
        raise ValueError(message.format(id=layer, folder=data / other))


def is_added(data: Path, layer: str) -> bool:
    """Return whether there is such a layer."""
    return (data / LAYERS / f"{layer}.toml").exists()


def add_layer(data: Path, declared: Declaration, review: Review, country_of: CountryOf) -> None:
    """Write a layer's files, each at once, the declaration last.

    Args:
        data: The data folder.
        declared: What is said of it.
        review: What is placed.
        country_of: Makes an ISO 3166-1 code of the name of a country.

    Raises:
        OSError: The folder cannot be written, or the disk is full.
    """
    folder = data / LAYERS
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in layer_files_of(declared, review, country_of).items():
        replace_file(folder / name, content)


def layer_files_of(
    declared: Declaration, review: Review, country_of: CountryOf
) -> dict[str, bytes]:
    """Return the contents of a layer's files by name, in the order in which to write them."""
    files = {f"{declared.id}.lock.csv": write_decisions(review)}
    if places := place_results(review):
        files[f"{declared.id}.csv"] = _table(places, review, country_of)
    if pairs := pair_results(review):
        files[f"{declared.id}.pairs.csv"] = _table(pairs, review, country_of)
    return files | {f"{declared.id}.toml": _declaration(declared, review).encode()}


def _table(results: Results, review: Review, country_of: CountryOf) -> bytes:
    """Return a table as UTF-8 with the codes of each place's country and region."""
    output = StringIO()
    writer = csv.writer(output, lineterminator="\n")
    ends = ("",) if results.listing is review.plan.places else ENDS
    codes = [f"{end}{column}" for end in ends for column in ISO_COLUMNS]
    writer.writerow(map(spreadsheet_text, (*results.columns, *codes)))
    numbers = _numbers(results, review)
    for n, record in enumerate(results.records):
        named = numbers.get(n, ())
        cells = [
            code
            for number, place in zip(named, record.points, strict=False)
            for code in _codes(place, review.plan.questions[number].country, country_of)
        ]
        row = (*results.cells(record), *(cells or [""] * len(codes)))
        writer.writerow(map(spreadsheet_text, row))
    return output.getvalue().encode()


def _numbers(results: Results, review: Review) -> dict[int, tuple[int, ...]]:
    """Return the questions of each row by its number."""
    if results.listing is review.plan.places:
        return {n: (n,) for n in range(len(results.records))}
    return {line.row: (line.a, line.b) for line in review.plan.lines}


def _codes(place: Candidate | None, country: str, country_of: CountryOf) -> tuple[str, str]:
    if place is None:
        return "", ""
    return place.country or (country_of(country) if country else ""), place.region


def _declaration(declared: Declaration, review: Review) -> str:
    columns: dict[str, str] = {}
    for listing in (review.plan.pairs, review.plan.places):
        if listing:
            columns |= {str(role): name for role, name in listing.columns.by_role.items()}
    said = {
        "name": declared.name,
        "licence": declared.licence,
        "attribution": declared.attribution,
        "source": declared.source,
    }
    return f"{_toml(said)}\n[columns]\n{_toml(_as_written(columns, review))}"


def _as_written(columns: Mapping[str, str], review: Review) -> dict[str, str]:
    """Return the columns by the names that the tables have for them."""
    written: set[str] = set()
    for results in (place_results(review), pair_results(review)):
        written |= set(results.columns) if results else set()
    return {role: name if name in written else f"{name} (list)" for role, name in columns.items()}


def _toml(values: Mapping[str, str]) -> str:
    """Return a table of texts: JSON's strings are TOML's, but for one control character."""
    lines = (
        f"{key} = {json.dumps(text, ensure_ascii=False)}\n".replace("\x7f", "")
        for key, text in values.items()
    )
    return "".join(lines)
