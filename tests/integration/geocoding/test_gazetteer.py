"""The gazetteer as a geopy geocoder, over the real index."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from geopy.exc import GeocoderQueryError
from geopy.extra.rate_limiter import RateLimiter

from memmap.geocoding import Gazetteer, Query, ResolutionStatus
from memmap.geocoding.resolution import resolution


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer()


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("Stalingrad", "Volgograd"),
        ("Сталинград", "Volgograd"),
        ("Königsberg", "Kaliningrad"),
        ("ירושלים", "Jerusalem"),
        ("Niles (Illinois)", "Niles"),
        ("Cogo, Equatorial Guinea", "Cogo"),
        ("Россия, Самарская область, Самара", "Samara"),
    ],
)
def test_historic_foreign_and_qualified_names_resolve(gazetteer, query, name):
    location = gazetteer.geocode(query)

    assert location.raw["name"] == name
    assert location.raw["score"] > 0.8


def test_a_former_name_that_a_smaller_town_bears_today_waits_for_a_person(gazetteer):
    query = Query("Куйбышев", "RU")

    answer = resolution(query, gazetteer.candidates(query))

    assert answer.status is ResolutionStatus.AMBIGUOUS
    assert {c.region for c in answer.candidates[:2]} == {"RU-SAM", "RU-NVS"}


def test_provenance_says_how_it_was_found(gazetteer):
    raw = gazetteer.geocode("Сталинград").raw

    assert raw["geonameid"] == 472757
    assert (raw["match"], raw["edits"], raw["precision"]) == ("alternate", 0, "settlement")
    assert (raw["country"], raw["region"]) == ("RU", "RU-VGG")


def test_arguments_are_geopys(gazetteer):
    many = gazetteer.geocode("Brest", exactly_one=False, limit=3)
    french = gazetteer.geocode("Brest", country_codes="fr")
    structured = gazetteer.geocode({"city": "Brest", "country": "Беларусь"})

    assert len(many) == 3
    assert french.raw["country"] == "FR"
    assert structured.raw["country"] == "BY"
    assert gazetteer.geocode("xqzvwk jjjq") is None
    assert RateLimiter(gazetteer.geocode, min_delay_seconds=0)("Volgograd").raw["country"] == "RU"


def test_a_name_in_the_language_asked_for(gazetteer):
    assert gazetteer.geocode("Volgograd", language="ru").address.startswith("Волгоград")


@pytest.mark.parametrize(
    ("name", "russian"),
    [("Moscow", "Москва"), ("Paris", "Париж"), ("Jerusalem", "Иерусалим"), ("Liège", "Льеж")],
)
def test_larger_places_have_their_usual_russian_names(gazetteer, name, russian):
    assert gazetteer.geocode(name, language="ru").address.startswith(russian)


def test_reverse_finds_the_nearest_place(gazetteer):
    assert gazetteer.reverse((52.4066, -1.5122)).raw["name"] == "Coventry"


@pytest.mark.parametrize("query", ["", "   ", "x" * 10_000, 5, {"country": "RU"}])
def test_bad_queries_are_geopys_error(gazetteer, query):
    with pytest.raises(GeocoderQueryError):
        gazetteer.geocode(query)


@pytest.mark.parametrize("text", ["(", "(((", ",,,", "'; DROP TABLE place", "\x00", "%_%", "/"])
def test_odd_text_is_no_error(gazetteer, text):
    gazetteer.candidates(Query(text))
    gazetteer.suggest(text)


def test_a_typing_error_waits_for_a_person(gazetteer):
    query = Query("Volgogard", "RU")

    answer = resolution(query, gazetteer.candidates(query))

    assert answer.status is ResolutionStatus.AMBIGUOUS
    assert answer.best
    assert answer.best.name == "Volgograd"


def test_close_namesakes_are_ambiguous_and_a_region_decides(gazetteer):
    vague, exact = Query("Springfield", "US"), Query("Springfield", "US", "US-IL")

    assert resolution(vague, gazetteer.candidates(vague)).status is ResolutionStatus.AMBIGUOUS
    assert resolution(exact, gazetteer.candidates(exact)).status is ResolutionStatus.RESOLVED


@pytest.mark.parametrize("region", ["BE-WAL", "BE-WLG", "GB-COV"])
def test_a_hint_of_another_level_agrees(gazetteer, region):
    name = "Coventry" if region.startswith("GB") else "Verviers"
    query = Query(name, region[:2], region)

    answer = resolution(query, gazetteer.candidates(query))

    assert answer.status is ResolutionStatus.RESOLVED
    assert answer.best
    assert answer.best.score >= 0.9


def test_a_region_that_differs_makes_a_unique_name_doubtful(gazetteer):
    query = Query("Volgograd", "RU", "RU-SAM")

    answer = resolution(query, gazetteer.candidates(query))

    assert answer.status is ResolutionStatus.AMBIGUOUS
    assert answer.best
    assert answer.best.name == "Volgograd"


def test_no_answer_lies_outside_the_named_country(gazetteer):
    names = ["Stalingrad", "Moscow", "Paris", "Minskk", "Лондон"]

    found = [c for name in names for c in gazetteer.candidates(Query(name, "BE"))]

    assert {c.country for c in found} <= {"BE"}


def test_a_prefix_suggests_in_the_visitors_language(gazetteer):
    assert "Волгоград" in [c.name for c in gazetteer.suggest("волг", "ru")]
    assert "Volgograd" in [c.name for c in gazetteer.suggest("volg", "en")]


def test_a_suggestion_by_a_whole_name_comes_first_and_says_so(gazetteer):
    first, *others = gazetteer.suggest("Рим")

    assert (first.name, first.matched_name) == ("Rome", "рим")
    assert "рим" not in {place.matched_name for place in others if place.name == "Rimini"}


def test_threads_share_one_gazetteer(gazetteer):
    names = ["Volgograd", "Coventry", "Volgogard", "Минск", "Tschaikowski"] * 20
    alone = [gazetteer.candidates(Query(name)) for name in names]

    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(lambda name: gazetteer.candidates(Query(name)), names))

    assert together == alone


@pytest.mark.parametrize("text", ["12", "5000", "-", "48.7, 44.5"])
def test_what_has_no_letters_is_no_name(gazetteer: Gazetteer, text: str) -> None:
    assert gazetteer.geocode(text) is None
