"""A review as a layer of the map: what is placed for certain, and the lines between."""

from collections.abc import Iterator
from dataclasses import replace

from memmap.geocoding import Candidate
from memmap.lists.answers import status_label
from memmap.lists.facets import ListFilter, matching, year_in
from memmap.lists.plan import Listing
from memmap.lists.review import Review
from memmap.model import Layer, LayerId, LayerPair, LayerPlace, PartnershipId, PlaceId

OWN = LayerId("own")
"""The layer of a visitor's list."""


def review_layer(review: Review, name: str, wanted: ListFilter | None = None) -> Layer:
    """Return the places and lines of a review that a filter leaves, without their facts.

    A filter by a list of places leaves the lines whose two ends it leaves; one by a list of
    partnerships alone leaves the lines that fit, and their ends.
    """
    plan, wanted = review.plan, wanted or ListFilter()
    shown = set(range(len(plan.questions)))
    lines = list(plan.lines)
    if plan.places:
        shown = set(matching(plan.places, wanted)) | set(range(plan.n_places, len(plan.questions)))
    elif plan.pairs:
        rows = set(matching(plan.pairs, wanted))
        lines = [line for line in lines if line.row in rows]
        shown = {n for line in lines for n in (line.a, line.b)}
    places = {n: place for n in sorted(shown) if (place := _place(review, n))}
    pairs = (
        LayerPair(
            PartnershipId(f"{OWN}:line-{line.row}"),
            places[line.a].id,
            places[line.b].id,
            _year(plan.pairs, line.row),
        )
        for line in lines
        if line.a in places and line.b in places and line.a != line.b
    )
    return Layer(OWN, name, places=tuple(places.values()), pairs=tuple(pairs))


def _place(review: Review, number: int) -> LayerPlace | None:
    found = review.placed(number)
    if found is None:
        return None
    question = review.plan.questions[number]
    listing = review.plan.places if number < review.plan.n_places else None
    return LayerPlace(
        PlaceId(f"{OWN}:{number}"),
        question.name or found.name or f"{OWN}:{number}",
        found.location,
        found.country,
        found.region,
        found.precision,
        _year(listing, number),
    )


def _year(listing: Listing | None, row: int) -> int | None:
    return year_in(listing, listing.sheet.rows[row]) if listing else None


def with_facts(review: Review, layer: Layer, feature: str | None = None) -> Layer:
    """Return a layer in which places and lines say what their row says and how it was found.

    Args:
        review: What the layer was made of.
        layer: The layer.
        feature: The id of the one place or line that is asked for; all of them without one.
    """
    wanted = {feature} if feature is not None else layer.place_by_id.keys() | layer.pair_by_id
    return replace(
        layer,
        places=tuple(
            replace(place, facts=tuple(_place_facts(review, place.id)))
            if place.id in wanted
            else place
            for place in layer.places
        ),
        pairs=tuple(
            replace(pair, facts=tuple(_line_facts(review, pair.id))) if pair.id in wanted else pair
            for pair in layer.pairs
        ),
    )


def _place_facts(review: Review, place: PlaceId) -> Iterator[tuple[str, str]]:
    number = int(place.removeprefix(f"{OWN}:"))
    if review.plan.places and number < review.plan.n_places:
        yield from _cells(review.plan.places, number)
    yield from _provenance(review.placed(number), review, number)


def _line_facts(review: Review, pair: PartnershipId) -> Iterator[tuple[str, str]]:
    if review.plan.pairs:
        yield from _cells(review.plan.pairs, int(pair.removeprefix(f"{OWN}:line-")))


def _cells(listing: Listing, row: int) -> Iterator[tuple[str, str]]:
    if row < len(listing.sheet.rows):
        cells = zip(listing.sheet.columns, listing.sheet.rows[row].cells, strict=True)
        yield from ((name, text) for name, text in cells if text)


def _provenance(found: Candidate | None, review: Review, number: int) -> Iterator[tuple[str, str]]:
    status = review.status(number)
    if found and status:
        parts = (status_label(status), found.geocoder, found.matched_name)
        yield "memmap", " · ".join(part for part in parts if part)
