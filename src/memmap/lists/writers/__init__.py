"""The files that somebody takes away: their list, with what was found and decided."""

from collections.abc import Callable
from dataclasses import dataclass

from memmap.i18n import N_
from memmap.lists.review import Review
from memmap.lists.writers.excel import write_xlsx
from memmap.lists.writers.geojson import write_geojson
from memmap.lists.writers.gpkg import write_gpkg
from memmap.lists.writers.kml import write_kml
from memmap.lists.writers.lock import write_decisions
from memmap.lists.writers.source import Source
from memmap.lists.writers.table import write_pairs_csv, write_places_csv


@dataclass(frozen=True)
class Format:
    """A kind of file: what it is called, how it ends, and what writes it.

    ``title`` is a message to translate; ``needs`` says which reviews it can hold.
    """

    title: str
    suffix: str
    mime: str
    write: Callable[[Review, Source], bytes]
    needs: Callable[[Review], bool] = lambda _review: True


FORMATS = (
    Format(
        N_("Table (CSV)"),
        ".csv",
        "text/csv",
        lambda review, _source: write_places_csv(review),
        lambda review: review.plan.places is not None,
    ),
    Format(
        N_("Partnerships (CSV)"),
        "-pairs.csv",
        "text/csv",
        lambda review, _source: write_pairs_csv(review),
        lambda review: review.plan.pairs is not None,
    ),
    Format(
        N_("Workbook (XLSX)"),
        ".xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        write_xlsx,
    ),
    Format(
        "GeoJSON",
        ".geojson",
        "application/geo+json",
        lambda review, _source: write_geojson(review),
    ),
    Format(
        "KML",
        ".kml",
        "application/vnd.google-earth.kml+xml",
        lambda review, source: write_kml(review, source.file),
    ),
    Format(
        "GeoPackage",
        ".gpkg",
        "application/geopackage+sqlite3",
        lambda review, _source: write_gpkg(review),
    ),
    Format(
        N_("Decisions (lock file)"),
        ".lock.csv",
        "text/csv",
        lambda review, _source: write_decisions(review),
    ),
)
"""Every kind of file, the commonest first."""
