"""Online geocoders that an operator can switch on, and the terms of each."""

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from memmap.geocoding.resolution import Query
from memmap.i18n import N_
from memmap.i18n import gettext as _

if TYPE_CHECKING:
    from geopy.geocoders.base import Geocoder


@dataclass(frozen=True, slots=True)
class Provider:
    """An online geocoder and its terms, as its operators state them.

    Attributes:
        id: Its name in ``MEMMAP_GEOCODERS``.
        seconds: The least time between two requests.
        attribution: What must be shown beside its results.
        terms: Where its usage policy can be read.
        storing: What it lets be kept, and for what.
        may_store: Whether answers may be kept in our cache.
    """

    id: str
    seconds: float
    attribution: str
    terms: str
    storing: str
    may_store: bool = True


PROVIDERS = {
    "nominatim": Provider(
        "nominatim",
        1.0,
        "© OpenStreetMap contributors, ODbL",
        "https://operations.osmfoundation.org/policies/nominatim/",
        N_(
            "Answers may be kept, and are not to be asked for twice; large lists are discouraged. "
            "They are OpenStreetMap data: a collection of them that is published is under the ODbL."
        ),
    ),
    "photon": Provider(
        "photon",
        1.0,
        "© OpenStreetMap contributors, ODbL; Photon by komoot",
        "https://photon.komoot.io/",
        N_(
            "Answers may be kept; extensive use is throttled. "
            "They are OpenStreetMap data: a collection of them that is published is under the ODbL."
        ),
    ),
}


def notice(provider: Provider) -> str:
    """Return the terms in one paragraph, for who is about to use them, in the current language."""
    pace = _("{id}: asked at most once in {seconds} s.").format(
        id=provider.id, seconds=f"{provider.seconds:g}"
    )
    terms = _("Show beside its results: {attribution}. Terms: {address}").format(
        attribution=provider.attribution, address=provider.terms
    )
    return f"{pace} {_(provider.storing)} {terms}"


def asked(provider: Provider, query: Query) -> dict[str, Any]:
    """Return the arguments that this provider understands beyond geopy's common ones."""
    if provider.id != "nominatim":
        return {}
    return {
        "addressdetails": True,
        "namedetails": True,
        "country_codes": (query.country or "").lower() or None,
    }


def open_geocoder(name: str, user_agent: str, address: str = "") -> "Geocoder":
    """Return a geopy geocoder for a provider.

    Args:
        name: A key of ``PROVIDERS``.
        user_agent: How this installation names itself; the providers ask for a contact.
        address: Another server of the same kind, such as ``http://127.0.0.1:8088``.
    """
    from geopy.adapters import RequestsAdapter  # noqa: PLC0415 - slow, and seldom asked
    from geopy.geocoders import get_geocoder_for_service  # noqa: PLC0415

    options: dict[str, Any] = {
        "user_agent": user_agent,
        "timeout": 10,
        # by default urllib3 asks again by itself, beside our limiter, and sleeps out a Retry-After
        "adapter_factory": partial(RequestsAdapter, max_retries=0),
    }
    if address:
        parts = urlsplit(address)
        options |= {"domain": parts.netloc, "scheme": parts.scheme}
    return get_geocoder_for_service(name)(**options)
