"""A list brings its own filters, and is a layer of what is placed for certain."""

from collections.abc import Callable

import pytest
from tests.unit.lists.conftest import listing

from memmap.lists.facets import ListFilter, facets_of, matching, years_of
from memmap.lists.layer import review_layer, with_facts
from memmap.lists.review import Review
from memmap.model import LatLon

LIST = (
    "name,country,kind,year,note,status\n"
    "Volgograd,RU,grave,1965,first,x\nCoventry,GB,museum,9 May 1944,second,x\n"
    "Minsk,BY,grave,,third,y\nNowhere,,,2001,fourth,y\n"
)
Reviewed = Callable[..., Review]


def test_columns_of_few_values_are_filters() -> None:
    facets = facets_of(listing(LIST))

    assert facets == {"kind": {"grave": 2, "museum": 1}, "status": {"x": 2, "y": 2}}


def test_a_column_of_long_texts_is_no_filter() -> None:
    text = "name,text\n" + "".join(f"A,{'long ' * 15}{i % 2}\n" for i in range(9))

    assert facets_of(listing(text)) == {}


def test_years_are_found_in_dates() -> None:
    assert years_of(listing(LIST)) == (1944, 2001)
    assert years_of(listing("name\nMinsk\n")) is None


@pytest.mark.parametrize(
    ("wanted", "rows"),
    [
        (ListFilter(), [0, 1, 2, 3]),
        (ListFilter({"kind": frozenset({"grave"})}), [0, 2]),
        (ListFilter({"kind": frozenset({"grave"}), "country": frozenset({"BY"})}), [2]),
        (ListFilter({"kind": frozenset(), "gone": frozenset({"x"})}), [0, 1, 2, 3]),
        (ListFilter(since=1960), [0, 3]),
        (ListFilter(since=1940, until=1944), [1]),
        (ListFilter(text="VOLGO"), [0]),
    ],
)
def test_a_filter_leaves_the_rows_that_fit_all_of_it(wanted: ListFilter, rows: list[int]) -> None:
    assert list(matching(listing(LIST), wanted)) == rows


def test_the_layer_has_only_what_is_placed_for_certain(reviewed: Reviewed) -> None:
    layer = review_layer(reviewed(LIST), "My list")

    assert [place.name for place in layer.places] == ["Volgograd", "Coventry", "Minsk"]
    assert [place.year for place in layer.places] == [1965, 1944, None]
    assert layer.places[0].country == "RU"


def test_the_layer_follows_a_filter(reviewed: Reviewed) -> None:
    wanted = ListFilter({"kind": frozenset({"museum"})})

    assert [p.name for p in review_layer(reviewed(LIST), "", wanted).places] == ["Coventry"]


PAIRS = "city a,city b,year\nVolgograd,Coventry,1944\nMinsk,Nowhere,\nMinsk,Volgograd,2001\n"


def test_two_city_columns_are_places_and_lines(reviewed: Reviewed) -> None:
    layer = review_layer(reviewed("", PAIRS), "")

    assert [place.name for place in layer.places] == ["Volgograd", "Coventry", "Minsk"]
    assert [(p.a, p.b, p.year) for p in layer.pairs] == [
        ("own:0", "own:1", 1944),
        ("own:2", "own:0", 2001),
    ]


def test_a_filter_of_partnerships_leaves_lines_and_their_ends(reviewed: Reviewed) -> None:
    layer = review_layer(reviewed("", PAIRS), "", ListFilter(since=2000))

    assert [place.name for place in layer.places] == ["Volgograd", "Minsk"]
    assert len(layer.pairs) == 1


def test_a_second_sheet_draws_lines_between_the_places_of_the_first(reviewed: Reviewed) -> None:
    places = "name,lat,lon\nSchool A,48.7,44.5\nSchool B,52.4,-1.5\n"

    layer = review_layer(reviewed(places, "city a,city b\nSchool A,School B\n"), "")

    assert [(pair.a, pair.b) for pair in layer.pairs] == [("own:0", "own:1")]
    assert layer.places[1].location == LatLon(52.4, -1.5)


def test_a_place_says_what_its_row_says_and_how_it_was_found(reviewed: Reviewed) -> None:
    review = reviewed(LIST, PAIRS)
    layer = with_facts(review, with_facts(review, review_layer(review, ""), "own:1"), "own:line-0")

    assert layer.places[1].facts[-2:] == (
        ("status", "x"),
        ("memmap", "found · GeoNames · coventry"),
    )
    assert dict(layer.pairs[0].facts)["year"] == "1944"


@pytest.mark.parametrize("feature", ["own:99", "own:line-99", "own:x", "", "own:line-x"])
def test_a_feature_that_is_not_there_has_no_facts(reviewed: Reviewed, feature: str) -> None:
    review = reviewed(LIST, PAIRS)
    layer = review_layer(review, "")

    assert with_facts(review, layer, feature) == layer
