from dataclasses import replace
from pathlib import Path

import pytest

from memmap.catalog import Catalog
from memmap.catalog.viewport import MAX_FEATURES
from memmap.dataset import load
from memmap.filters import Filter
from memmap.geodesy import TileRange
from memmap.model import LatLon, Layer, LayerId, LayerPair, LayerPlace, PartnershipId, PlaceId

COUNTED = {
    "subject": "memorials",
    "period": "memorials",
    "partner": "partnerships",
    "status": "partnerships",
}
WORLD = TileRange(0, 0, 0, 0, 0)


@pytest.fixture
def catalog(data_folder: Path) -> Catalog:
    return Catalog.of(load(data_folder))


def test_totals_follow_the_filter(catalog: Catalog) -> None:
    everything = catalog.totals(Filter())
    russia = catalog.totals(Filter(country=frozenset({"RU"})))

    assert (everything.memorials, everything.cities, everything.partnerships) == (2, 4, 2)
    assert (russia.memorials, russia.cities, russia.partnerships) == (1, 2, 2)


def test_each_facet_tells_how_many_each_option_would_leave(catalog: Catalog) -> None:
    chosen = Filter(country=frozenset({"RU"}))

    facets = catalog.facets(chosen)

    assert facets["country"] == {"GB": 2, "RU": 3, "US": 1}
    for option, count in facets["kind"].items():
        left = Filter(country=chosen.country, kind=frozenset({option}))
        assert catalog.totals(left).places == count


@pytest.mark.parametrize(
    ("facet", "option"),
    [
        ("country", "RU"),
        ("region", "RU-VGG"),
        ("kind", "city"),
        ("subject", "soldiers"),
        ("period", "undated"),
        ("partner", "GB"),
        ("status", "suspended"),
    ],
)
def test_every_choice_leaves_what_the_facets_said(
    catalog: Catalog, facet: str, option: str
) -> None:
    chosen = Filter(**{facet: frozenset({option})})

    for other, counts in catalog.facets(chosen).items():
        for choice, count in counts.items():
            left = catalog.totals(replace(chosen, **{other: frozenset({choice})}))
            assert getattr(left, COUNTED.get(other, "places")) == count, (other, choice)


def test_partnership_facets_narrow_cities_and_leave_memorials(catalog: Catalog) -> None:
    left = catalog.totals(Filter(status=frozenset({"suspended"})))

    assert (left.memorials, left.cities, left.partnerships) == (2, 2, 1)


def test_a_partner_country_means_the_other_end(catalog: Catalog) -> None:
    wanted = Filter(country=frozenset({"RU"}), partner=frozenset({"GB"}))

    assert catalog.totals(wanted).partnerships == 1


def test_a_selected_place_stands_out_of_its_cluster(catalog: Catalog) -> None:
    plain = catalog.places(Filter(), WORLD)
    selected = catalog.places(Filter(), WORLD, "ru-mamayev", "ru")

    assert "ru-mamayev" not in {place.id for place in plain.places}
    assert [place.name for place in selected.places if place.id == "ru-mamayev"] == [
        "Мамаев курган"
    ]
    assert selected.clusters == plain.clusters


def test_the_extent_of_a_filter_is_the_box_of_its_places(catalog: Catalog) -> None:
    whole, russia = (
        catalog.extent(wanted) for wanted in (Filter(), Filter(country=frozenset({"RU"})))
    )
    nothing = catalog.extent(Filter(text="no such place"))

    assert whole is not None
    assert russia is not None
    assert whole.west < russia.west <= russia.east <= whole.east
    assert nothing is None


def test_text_is_found_in_any_language_and_without_accents(catalog: Catalog) -> None:
    assert catalog.totals(Filter(text="КОВЕНТРИ")).cities == 1
    assert catalog.totals(Filter(text="mamayev")).memorials == 1


def test_periods_count_the_undated(catalog: Catalog) -> None:
    assert catalog.totals(Filter(period=frozenset({"undated"}))).memorials == 1
    assert catalog.totals(Filter(period=frozenset({"1965-1991"}))).memorials == 1


def test_places_of_one_cell_are_a_cluster_with_its_makeup(catalog: Catalog) -> None:
    answer = catalog.places(Filter(), WORLD)

    counted = sum(cluster.count for cluster in answer.clusters) + len(answer.places)
    assert counted == catalog.totals(Filter()).places
    volgograd = next(c for c in answer.clusters if "complex" in c.kinds)
    assert volgograd.kinds == {"city": 1, "complex": 1}


def test_a_viewport_across_the_180th_meridian_has_both_sides(catalog: Catalog) -> None:
    zoom = 4
    pacific = TileRange(zoom, 14, 17, 0, 15)

    names = {place.id for place in catalog.places(Filter(), pacific).places}

    assert names == {"ru-magadan", "us-anchorage"}


def test_a_selected_city_shows_its_partnerships_wherever_they_lead(catalog: Catalog) -> None:
    empty_sea = TileRange(6, 0, 1, 60, 61)

    lines = catalog.flows(Filter(), empty_sea, selection="gb-coventry").partnerships

    assert [line.id for line in lines] == ["gb-coventry--ru-volgograd"]


def test_places_at_one_point_are_drawn_side_by_side_close_up(catalog: Catalog) -> None:
    zoom = 15
    x, y = (int((-1.51 + 180) / 360 * 2**zoom), int(0.3285 * 2**zoom))

    found = catalog.places(Filter(), TileRange(zoom, x - 2, x + 2, y - 60, y + 60)).places

    assert {place.id for place in found} == {"gb-coventry", "gb-ruins"}
    assert len({place.location for place in found}) == 2
    assert [place.approximate for place in found if place.id == "gb-ruins"] == [True]


def test_the_nearest_places_come_first(catalog: Catalog) -> None:
    near = catalog.near(LatLon(48.7425, 44.537), within_m=10_000)

    assert [place for place, _metres in near] == ["ru-mamayev", "ru-volgograd"]
    assert 4000 < near[1][1] < 4300


def test_near_reaches_across_the_180th_meridian() -> None:
    places = (
        LayerPlace(PlaceId("own:1"), "West", LatLon(0, -179.99)),
        LayerPlace(PlaceId("own:2"), "Far", LatLon(0, -170)),
    )
    catalog = Catalog.of_layer(Layer(LayerId("own"), "Mine", places=places))

    [(place, metres)] = catalog.near(LatLon(0, 179.99), within_m=10_000)

    assert (place, round(metres, -2)) == ("own:1", 2200)


def test_the_kind_of_a_brought_layer_shows_its_lines(catalog: Catalog) -> None:
    places = (
        LayerPlace(PlaceId("own:1"), "Here", LatLon(0, 0)),
        LayerPlace(PlaceId("own:2"), "There", LatLon(1, 1)),
    )
    pairs = (LayerPair(PartnershipId("own:1--own:2"), places[0].id, places[1].id),)
    brought = Catalog.of_layer(Layer(LayerId("own"), "Mine", places=places, pairs=pairs))

    assert brought.totals(Filter(kind=frozenset({"own"}))).partnerships == 1
    assert brought.totals(Filter(kind=frozenset({"city"}))).partnerships == 0
    assert brought.totals(Filter()).countries == 0
    assert catalog.totals(Filter(kind=frozenset({"city"}))).partnerships > 0
    assert catalog.totals(Filter(kind=frozenset({"museum"}))).partnerships == 0


def test_an_answer_never_grows_beyond_the_screen(real_data: Path) -> None:
    catalog = Catalog.of(load(real_data))

    for zoom in range(12):
        answer = catalog.places(
            Filter(), TileRange(zoom, 0, min(9, 2**zoom - 1), 0, min(9, 2**zoom - 1))
        )
        assert len(answer.clusters) + len(answer.places) <= MAX_FEATURES
