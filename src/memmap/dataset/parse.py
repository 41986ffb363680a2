"""One function a table: a row of text becomes a record of ``memmap.model``."""

import re

from memmap.dataset.table import Row
from memmap.i18n import gettext as _
from memmap.model import (
    City,
    CountryCode,
    Event,
    EventKind,
    Memorial,
    MemorialKind,
    Names,
    Partnership,
    PartnershipId,
    PartnershipStatus,
    PlaceId,
    Precision,
    ReadingRoom,
    RegionCode,
    Source,
    SourceId,
    Subject,
)

_ID = re.compile(r"[a-z0-9][a-z0-9-]*")
_DATE = re.compile(r"(19|20)\d\d(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
_URL = re.compile(r"https?://[^\s<>\"]+")

COLUMNS = {
    "sources.csv": "id title publisher url licence date_read",
    "cities.csv": "id name name_local name_ru other_names country region query"
    " latitude longitude coordinates_source sources",
    "partnerships.csv": "city_a city_b year year_source status status_since status_source"
    " sources note note_ru",
    "memorials.csv": "id name name_local name_ru other_names kind subjects city latitude longitude"
    " precision coordinates_source unveiled sources summary summary_ru collection",
    "reading_rooms.csv": "id host host_ru city opened sources note note_ru",
    "events.csv": "id name name_ru kind date city countries regions summary summary_ru sources url",
}
"""The columns of each table, in order."""


def partnership_id(city_a: str, city_b: str) -> PartnershipId:
    """Return the id of a pair, the same in either order."""
    return PartnershipId("--".join(sorted((city_a, city_b))))


def source(row: Row) -> Source:
    """Read a row of ``sources.csv``."""
    return Source(
        id=SourceId(_slug(row)),
        title=row.text("title", required=True),
        publisher=row.text("publisher"),
        url=_url(row, "url", required=True),
        licence=row.text("licence", required=True),
        date_read=_date(row, "date_read", required=True),
    )


def city(row: Row) -> City:
    """Read a row of ``cities.csv``."""
    return City(
        id=PlaceId(_slug(row)),
        names=_names(row),
        country=CountryCode(row.text("country", required=True)),
        region=RegionCode(row.text("region")),
        query=row.text("query"),
        location=row.location(),
        coordinates_source=_source(row, "coordinates_source"),
        sources=_sources(row),
    )


def partnership(row: Row) -> Partnership:
    """Read a row of ``partnerships.csv``."""
    first, second = row.text("city_a", required=True), row.text("city_b", required=True)
    if first and first == second:
        row.problems.add(row, "city_b", _("the same city twice"), _("expected two cities"))
    return Partnership(
        id=partnership_id(first, second),
        city_a=PlaceId(first),
        city_b=PlaceId(second),
        year=row.year("year"),
        year_source=_source(row, "year_source"),
        status=row.choice("status", PartnershipStatus, PartnershipStatus.UNKNOWN),
        status_since=_date(row, "status_since"),
        status_source=_source(row, "status_source"),
        sources=_sources(row),
        note=_texts(row, "note"),
    )


def memorial(row: Row) -> Memorial:
    """Read a row of ``memorials.csv``."""
    location = row.location()
    return Memorial(
        id=PlaceId(_slug(row)),
        names=_names(row),
        kind=row.choice("kind", MemorialKind, MemorialKind.MONUMENT),
        subjects=row.choices("subjects", Subject),
        city=PlaceId(row.text("city", required=True)),
        location=location,
        precision=_precision(row, located=location is not None),
        coordinates_source=_source(row, "coordinates_source"),
        unveiled=row.year("unveiled"),
        sources=_sources(row),
        summary=_texts(row, "summary"),
        collection=_url(row, "collection"),
    )


def reading_room(row: Row) -> ReadingRoom:
    """Read a row of ``reading_rooms.csv``."""
    return ReadingRoom(
        id=PlaceId(_slug(row)),
        host=_texts(row, "host"),
        city=PlaceId(row.text("city", required=True)),
        opened=row.year("opened"),
        sources=_sources(row),
        note=_texts(row, "note"),
    )


def event(row: Row) -> Event:
    """Read a row of ``events.csv``."""
    city_id = row.text("city")
    return Event(
        id=PlaceId(_slug(row)),
        names=_texts(row, "name"),
        kind=row.choice("kind", EventKind, EventKind.CONFERENCE),
        date=_date(row, "date"),
        city=PlaceId(city_id) if city_id else None,
        countries=tuple(map(CountryCode, row.listed("countries"))),
        regions=tuple(map(RegionCode, row.listed("regions"))),
        summary=_texts(row, "summary"),
        sources=_sources(row),
        url=_url(row, "url"),
    )


def _slug(row: Row) -> str:
    text = row.text("id", required=True)
    if text and not _ID.fullmatch(text):
        row.problems.add(
            row,
            "id",
            _("{text!r} is no id").format(text=text),
            _("expected lower-case letters, digits and hyphens"),
        )
    return text


def _names(row: Row) -> Names:
    name = row.text("name", required=True)
    others = [("ru", row.text("name_ru"))] if row.text("name_ru") else []
    for part in filter(None, map(str.strip, row.text("other_names").split("|"))):
        language, equals, other = part.partition("=")
        if equals and language.strip() and other.strip():
            others.append((language.strip(), other.strip()))
        else:
            row.problems.add(
                row,
                "other_names",
                _("{text!r} is no name").format(text=part),
                _("expected language=name, joined by |"),
            )
    return Names(name, row.text("name_local") or name, tuple(others))


def _texts(row: Row, column: str) -> Names:
    text, russian = row.text(column), row.text(f"{column}_ru")
    return Names(text, text, (("ru", russian),) if russian else ())


def _sources(row: Row) -> tuple[SourceId, ...]:
    row.text("sources", required=True)
    return tuple(map(SourceId, row.listed("sources")))


def _source(row: Row, column: str) -> SourceId | None:
    return SourceId(row.text(column)) if row.text(column) else None


def _precision(row: Row, *, located: bool) -> Precision:
    if row.text("precision"):
        return row.choice("precision", Precision, Precision.SETTLEMENT)
    return Precision.SITE if located else Precision.SETTLEMENT


def _date(row: Row, column: str, *, required: bool = False) -> str:
    text = row.text(column, required=required)
    if text and not _DATE.fullmatch(text):
        row.problems.add(
            row,
            column,
            _("{text!r} is no date").format(text=text),
            _("expected YYYY, YYYY-MM or YYYY-MM-DD"),
        )
    return text


def _url(row: Row, column: str, *, required: bool = False) -> str:
    text = row.text(column, required=required)
    if text and not _URL.fullmatch(text):
        row.problems.add(
            row,
            column,
            _("{text!r} is no web address").format(text=text[:80]),
            _("expected https://…"),
        )
        return ""
    return text
