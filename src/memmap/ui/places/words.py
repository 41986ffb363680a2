"""Rows and candidates in words."""

from babel.numbers import format_decimal

from memmap.geocoding import Candidate
from memmap.i18n import current_language
from memmap.i18n import gettext as _
from memmap.lists.answers import GIVEN
from memmap.lists.plan import Question
from memmap.regions import country_name, region_name
from memmap.ui.text import plain


def row_title(question: Question) -> str:
    """Return what a row asks for."""
    return ", ".join(text for text in question.texts if text) or _("(no name)")


def number(n: float) -> str:
    """Return a number as the visitor's language writes it."""
    return str(format_decimal(round(n), locale=current_language()))


def place_text(place: Candidate) -> str:
    """Return a place with its region and country."""
    language = current_language()
    parts = (place.name, region_name(place.region, language), country_name(place.country, language))
    return ", ".join(dict.fromkeys(part for part in parts if part))


def candidate_text(place: Candidate, far: float | None) -> str:
    """Return what tells a candidate from the others, as Markdown.

    Args:
        place: The candidate.
        far: Median distance to the rest of the list in metres, if there is a rest.
    """
    facts = []
    if place.geocoder == GIVEN:
        lat, lon = place.location
        facts.append(_("coordinates of the list: {lat}, {lon}").format(lat=lat, lon=lon))
    if place.population:
        facts.append(_("{n} inhabitants").format(n=number(place.population)))
    if far is not None:
        facts.append(_("{km} km from the rest of the list").format(km=number(far / 1000)))
    return f"**{plain(place_text(place))}** · {plain(' · '.join(facts))}".removesuffix(" · ")
