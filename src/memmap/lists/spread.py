"""How a point lies to the rest of a list."""

from statistics import median

from memmap.geodesy import distance
from memmap.lists.review import Review
from memmap.model import LatLon

SAMPLE = 200


def placed_sample(review: Review, most: int = SAMPLE) -> list[LatLon]:
    """Return where some of the placed questions lie, spread over the list."""
    total = len(review.plan.questions)
    step = max(1, total // most)
    found = (review.placed(number) for number in range(0, total, step))
    return [place.location for place in found if place][:most]


def distance_to_rest(point: LatLon, sample: list[LatLon]) -> float | None:
    """Return the median distance to the places of a list in metres, None where there are none."""
    return median(distance(point, other) for other in sample) if sample else None
