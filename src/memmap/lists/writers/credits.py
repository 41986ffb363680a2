"""Whom to name for the coordinates of a result."""

from memmap.geocoding.providers import PROVIDERS
from memmap.lists.review import Review


def credits_of(review: Review) -> str:
    """Return the attribution of the geocoders that the placed rows come from."""
    used = {
        place.geocoder
        for n in range(len(review.plan.questions))
        if (place := review.placed(n)) is not None
    }
    known = {"GeoNames": "GeoNames (CC BY 4.0)"}
    known |= {name: provider.attribution for name, provider in PROVIDERS.items()}
    return "; ".join(known[name] for name in sorted(used) if name in known)
