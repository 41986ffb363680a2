"""What a person reads for the members of the closed sets, in the current language."""

from memmap.i18n import N_, current_language
from memmap.i18n import gettext as _
from memmap.regions import country_name, region_name

KIND = {
    "monument": N_("Monument"),
    "obelisk": N_("Obelisk"),
    "complex": N_("Memorial complex"),
    "cemetery": N_("War cemetery"),
    "museum": N_("Museum"),
    "site": N_("Preserved site"),
    "equipment": N_("Tank, aircraft or ship"),
    "building": N_("Memorial building"),
    "city": N_("Twin city"),
    "reading_room": N_("Reading room"),
    "event": N_("Event"),
    "own": N_("Own place"),
}
SUBJECT = {
    "soldiers": N_("Soldiers"),
    "prisoners": N_("Prisoners"),
    "holocaust": N_("Victims of the Holocaust"),
    "siege": N_("People under siege"),
    "partisans": N_("Partisans"),
    "resistance": N_("Resistance"),
    "home_front": N_("Home front"),
    "civilians": N_("Civilians"),
}
PERIOD = {
    "-1945": N_("until 1945"),
    "1946-1964": N_("1946 to 1964"),
    "1965-1991": N_("1965 to 1991"),
    "1992-": N_("since 1992"),
    "undated": N_("year not known"),
}
STATUS = {
    "active": N_("active"),
    "suspended": N_("suspended"),
    "ended": N_("ended"),
    "unknown": N_("status not known"),
}
LICENCE = {
    "facts only": N_("facts only"),
    "Public domain": N_("Public domain"),
}
FACET = {
    "country": N_("Country"),
    "region": N_("Region"),
    "kind": N_("Kind"),
    "subject": N_("Remembers"),
    "period": N_("Unveiled"),
    "partner": N_("Partner country"),
    "status": N_("Partnership"),
}


def kind(value: str) -> str:
    """Return the name of a kind of place."""
    return _(KIND.get(value, value))


def status(value: str) -> str:
    """Return the name of a partnership's status."""
    return _(STATUS.get(value, value))


def subject(value: str) -> str:
    """Return the name of those whom a memorial remembers."""
    return _(SUBJECT.get(value, value))


def period(value: str) -> str:
    """Return the name of a period."""
    return _(PERIOD.get(value, value))


def licence(value: str) -> str:
    """Return what a source's licence is called; those with a name of their own keep it."""
    return _(LICENCE.get(value, value))


def facet(value: str) -> str:
    """Return the name of a facet."""
    return _(FACET[value])


def option(facet: str, value: str) -> str:
    """Return the name of an option of a facet."""
    language = current_language()
    match facet:
        case "country" | "partner":
            return country_name(value, language)
        case "region":
            return region_name(value, language)
        case _:
            return {"kind": kind, "subject": subject, "period": period, "status": status}[facet](
                value
            )
