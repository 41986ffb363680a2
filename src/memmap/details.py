"""What there is to say of one feature: facts, text, sources, partners. For any page."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from babel.dates import format_date

from memmap import words
from memmap.dataset import Dataset
from memmap.dataset.imported import ImportedLayer
from memmap.i18n import current_language
from memmap.i18n import gettext as _
from memmap.model import (
    City,
    Event,
    LatLon,
    Layer,
    LayerId,
    Memorial,
    Names,
    Partnership,
    PartnershipId,
    PlaceId,
    Precision,
    ReadingRoom,
    Source,
    SourceId,
)
from memmap.regions import country_name, region_name


@dataclass(frozen=True, slots=True)
class Partner:
    """The other city of a partnership."""

    partnership: Partnership
    city: PlaceId
    name: str
    country: str


@dataclass(frozen=True, slots=True)
class Details:
    """One feature, in the visitor's language.

    ``kind`` is as on the map, "partnership" for a line. ``facts`` are (label, value) pairs.
    ``location`` is where to show it, in degrees; a partnership has none of its own. ``links`` are
    (label, address) pairs.
    """

    id: str
    kind: str
    title: str
    local_title: str
    what: str
    text: str
    facts: list[tuple[str, str]]
    sources: list[Source]
    partners: list[Partner]
    cities: list[PlaceId]
    location: LatLon | None
    approximate: bool = False
    links: tuple[tuple[str, str], ...] = ()


def describe(dataset: Dataset, feature: str) -> Details | None:
    """Return the details of any feature by its id, or None where there is no such feature."""
    place = PlaceId(feature)
    if memorial := dataset.memorials.get(place):
        return _memorial(dataset, memorial)
    if city := dataset.cities.get(place):
        return _city(dataset, city)
    if partnership := dataset.partnerships.get(PartnershipId(feature)):
        return _partnership(dataset, partnership)
    if room := dataset.reading_rooms.get(place):
        return _room(dataset, room)
    if event := dataset.events.get(place):
        return _event(dataset, event)
    layer = dataset.layers.get(LayerId(feature.partition(":")[0]))
    return describe_in_layer(layer, feature) if layer else _imported(dataset, feature)


def describe_in_layer(layer: Layer, feature: str) -> Details | None:
    """Return the details of a place or line of a layer, or None where there is no such feature."""
    if place := layer.place_by_id.get(feature):
        language = current_language()
        names = (region_name(place.region, language), country_name(place.country, language))
        known = ", ".join(name for name in names if name)
        facts = [(_("Place"), known)] if known else []
        return _in_layer(layer, feature, place.name, [*facts, *place.facts], place.location)
    if pair := layer.pair_by_id.get(feature):
        ends = " – ".join(layer.place_by_id[end].name for end in (pair.a, pair.b))
        return _in_layer(layer, feature, ends, [*pair.facts], None)
    return None


def _in_layer(
    layer: Layer,
    feature: str,
    title: str,
    facts: list[tuple[str, str]],
    location: LatLon | None,
) -> Details:
    terms = " · ".join(part for part in (layer.attribution, layer.licence) if part)
    return Details(
        id=feature,
        kind="own",
        title=title,
        local_title="",
        what=layer.name,
        text="",
        facts=[*facts, (_("Attribution"), terms)] if terms else facts,
        sources=[],
        partners=[],
        cities=[],
        location=location,
    )


def named(names: Names) -> str:
    """Return the name in the visitor's language."""
    return names.in_language(current_language())


def where(city: City) -> str:
    """Return a city with its region and country."""
    language = current_language()
    parts = (
        named(city.names),
        region_name(city.region, language),
        country_name(city.country, language),
    )
    return ", ".join(dict.fromkeys(part for part in parts if part))


def _sources(dataset: Dataset, *ids: SourceId | None) -> list[Source]:
    return [dataset.sources[i] for i in dict.fromkeys(ids) if i and i in dataset.sources]


def _memorial(dataset: Dataset, memorial: Memorial) -> Details:
    city = dataset.cities[memorial.city]
    facts = [(_("Place"), where(city))]
    if memorial.subjects:
        remembered = ", ".join(words.subject(subject) for subject in memorial.subjects)
        facts.append((_("Remembers"), remembered))
    if memorial.unveiled:
        facts.append((_("Unveiled"), str(memorial.unveiled)))
    return Details(
        id=memorial.id,
        kind=str(memorial.kind),
        title=named(memorial.names),
        local_title=memorial.names.local,
        what=words.kind(memorial.kind),
        text=named(memorial.summary),
        facts=facts,
        sources=_sources(dataset, *memorial.sources, memorial.coordinates_source),
        partners=[],
        cities=[memorial.city],
        location=memorial.location or city.location,
        approximate=memorial.location is None,
        links=_collection(dataset, memorial),
    )


def _collection(dataset: Dataset, memorial: Memorial) -> tuple[tuple[str, str], ...]:
    """Return where the memorial is shown, or others of its region, in a library's collection."""
    if memorial.collection:
        return ((_("In the Presidential Library"), memorial.collection),)
    region = dataset.cities[memorial.city].region
    label = _("Memorials of this region in the collection “{name}”")
    return tuple(
        (label.format(name=named(event.names)), event.url)
        for event in dataset.events.values()
        if event.url and region in event.regions
    )


def _city(dataset: Dataset, city: City) -> Details:
    partners = [_partner(dataset, p, city.id) for p in dataset.partnerships_of(city.id)]
    memorials = sum(1 for memorial in dataset.memorials.values() if memorial.city == city.id)
    facts = [(_("Place"), where(city))]
    if memorials:
        facts.append((_("Memorials here"), str(memorials)))
    used = [*city.sources, city.coordinates_source]
    return Details(
        id=city.id,
        kind="city",
        title=named(city.names),
        local_title=city.names.local,
        what=words.kind("city"),
        text="",
        facts=facts,
        sources=_sources(dataset, *used),
        partners=partners,
        cities=[],
        location=city.location,
    )


def _partner(dataset: Dataset, partnership: Partnership, here: PlaceId) -> Partner:
    there = partnership.city_b if partnership.city_a == here else partnership.city_a
    city = dataset.cities[there]
    return Partner(
        partnership, there, named(city.names), country_name(city.country, current_language())
    )


def _partnership(dataset: Dataset, partnership: Partnership) -> Details:
    cities = [dataset.cities[partnership.city_a], dataset.cities[partnership.city_b]]
    facts = [(_("Cities"), "; ".join(map(where, cities)))]
    if partnership.year:
        facts.append((_("Since"), str(partnership.year)))
    facts.append((_("Status"), status_text(partnership)))
    return Details(
        id=partnership.id,
        kind="partnership",
        title=" – ".join(named(city.names) for city in cities),
        local_title=" – ".join(city.names.local for city in cities),
        what=_("Partnership"),
        text=named(partnership.note),
        facts=facts,
        sources=_sources(
            dataset, *partnership.sources, partnership.year_source, partnership.status_source
        ),
        partners=[],
        cities=[city.id for city in cities],
        location=None,
    )


def status_text(partnership: Partnership) -> str:
    """Return a partnership's status, with its date where a source gives one."""
    status = words.status(partnership.status)
    return f"{status} ({_date(partnership.status_since)})" if partnership.status_since else status


def _room(dataset: Dataset, room: ReadingRoom) -> Details:
    city = dataset.cities[room.city]
    facts = [(_("Place"), where(city))]
    if room.opened:
        facts.append((_("Opened"), str(room.opened)))
    return Details(
        id=room.id,
        kind="reading_room",
        title=named(room.host) or named(city.names),
        local_title="",
        what=_("Electronic reading room of the Presidential Library"),
        text=named(room.note),
        facts=facts,
        sources=_sources(dataset, *room.sources),
        partners=[],
        cities=[room.city],
        location=city.location,
        approximate=True,
    )


def _event(dataset: Dataset, event: Event) -> Details:
    facts = [(_("Date"), _date(event.date))] if event.date else []
    city = dataset.cities.get(event.city) if event.city else None
    if city:
        facts.append((_("Place"), where(city)))
    if event.countries:
        language = current_language()
        countries = ", ".join(country_name(code, language) for code in event.countries)
        facts.append((_("Countries"), countries))
    if event.regions:
        regions = ", ".join(region_name(code, current_language()) for code in event.regions)
        facts.append((_("Regions"), regions))
    return Details(
        id=event.id,
        kind="event",
        title=named(event.names),
        local_title="",
        what=words.kind("event"),
        text=named(event.summary),
        facts=facts,
        sources=_sources(dataset, *event.sources),
        partners=[],
        cities=[event.city] if event.city else [],
        location=city.location if city else None,
        approximate=True,
        links=((_("More about it"), event.url),) if event.url else (),
    )


def _imported(dataset: Dataset, feature: str) -> Details | None:
    layer = dataset.imported.get(LayerId(feature.partition(":")[0]))
    row = layer.place(feature) if layer else None
    return _imported_place(layer, row) if layer and row else None


def _imported_place(layer: ImportedLayer, row: dict[str, Any]) -> Details:
    language = current_language()
    names = (region_name(row["region"], language), country_name(row["country"], language))
    known = ", ".join(name for name in names if name)
    facts = [(_("Place"), known)] if known else []
    if row["year"]:
        facts.append((_("Unveiled"), str(row["year"])))
    source = Source(
        SourceId(layer.id), layer.name, layer.attribution, row["url"], layer.licence, layer.read
    )
    return Details(
        id=row["id"],
        kind=row["kind"],
        title=(row["name_ru"] if language == "ru" else "") or row["name"],
        local_title=row["name_local"],
        what=words.kind(row["kind"]),
        text="",
        facts=facts,
        sources=[source],
        partners=[],
        cities=[],
        location=LatLon(row["latitude"], row["longitude"]),
        approximate=row["precision"] != Precision.SITE,
    )


def _date(text: str) -> str:
    """Write a date of year, month or day precision as the language does."""
    language = current_language()
    match [int(part) for part in text.split("-")]:
        case [year, month, day]:
            return str(format_date(date(year, month, day), "long", locale=language))
        case [year, month]:
            return str(format_date(date(year, month, 1), "LLLL y", locale=language))
        case _:
            return text
