"""Memorials, cities, partnerships, reading rooms and events: facts, text, sources, partners."""

from datetime import date

from babel.dates import format_date

from memmap import words
from memmap.dataset import Dataset
from memmap.details.feature import Details, Partner, located, named
from memmap.i18n import current_language
from memmap.i18n import gettext as _
from memmap.model import (
    City,
    Event,
    Memorial,
    Partnership,
    PartnershipId,
    PlaceId,
    ReadingRoom,
    Source,
    SourceId,
)
from memmap.regions import country_name, region_name


def describe_in_tables(dataset: Dataset, feature: str) -> Details | None:
    """Return the details of a row of our own tables, or None where there is none of that id."""
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
    return None


def where(city: City) -> str:
    """Return a city with its region and country."""
    return located(named(city.names), city.region, city.country)


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
