"""The other rows of a list say which namesake is likelier, and never make one sure."""

from pathlib import Path

import pytest

from memmap.config import Config, config
from memmap.geocoding import Company, Query, ResolutionStatus, Resolver, resolver
from memmap.geocoding.company import company_of
from memmap.lists.columns import recognise
from memmap.lists.plan import Listing, make_plan
from memmap.lists.readers import read_list
from memmap.lists.resolving import answer_all

ILLINOIS = [Query(name, "US", "US-IL") for name in ("Chicago", "Peoria", "Rockford", "Niles")]
RUSSIA = [Query(name, "RU") for name in ("Москва", "Магадан", "Краснодар", "Тюмень")]


@pytest.fixture(scope="module")
def chain() -> Resolver:
    return resolver(Config(cache=config().cache))


def test_a_namesake_near_the_others_comes_first_and_waits_for_a_person(chain):
    alone = chain.resolve(Query("Springfield", "US"))
    beside = chain.resolve_all([*ILLINOIS, Query("Springfield", "US")])[-1]

    assert alone.best
    assert alone.best.region != "US-IL"
    assert beside.best
    assert beside.best.region == "US-IL"
    assert beside.status is ResolutionStatus.AMBIGUOUS


def test_a_sure_place_becomes_doubtful_if_a_namesake_lies_among_the_others(chain):
    alone = chain.resolve(Query("Moscow"))
    idaho = [Query(name, "US", "US-ID") for name in ("Boise", "Lewiston", "Coeur d'Alene", "Nampa")]

    beside = chain.resolve_all([*idaho, Query("Moscow")])[-1]

    assert alone.status is ResolutionStatus.RESOLVED
    assert beside.status is ResolutionStatus.AMBIGUOUS


def test_a_sure_place_stays_sure_among_its_like(chain):
    answers = chain.resolve_all([*ILLINOIS, *RUSSIA])

    assert {answer.status for answer in answers} == {ResolutionStatus.RESOLVED}


def test_the_country_of_most_comes_first_where_the_others_lie_far_apart(chain):
    company = company_of(map(chain.resolve, RUSSIA))
    answers = chain.resolve_all([*RUSSIA, Query("Кировск")])

    assert company == Company("RU", None)
    assert answers[-1].best
    assert answers[-1].best.country == "RU"


def test_a_list_of_two_or_of_all_the_world_says_nothing(chain):
    names = [("Tokyo", "JP"), ("Chicago", "US"), ("Samara", "RU"), ("Lima", "PE")]
    world = [Query(*name) for name in names]

    assert company_of(map(chain.resolve, ILLINOIS[:2])) is None
    assert company_of(map(chain.resolve, world)) is None


def test_a_curators_list_is_ranked_by_its_other_rows(chain):
    text = (
        "name,country\nChicago,US\nPeoria (Illinois),US\nRockford (Illinois),US\nSpringfield,US\n"
    )
    sheet = read_list("list.csv", text.encode())[0]

    review = answer_all(chain, make_plan(Listing(sheet, recognise(sheet.columns))))

    assert review.doubtful == (3,)
    assert review.answers[3].candidates[0].region == "US-IL"


def test_the_query_of_an_answer_is_that_which_was_asked(chain, tmp_path: Path):
    queries = [*ILLINOIS, Query("Springfield", "US")]

    assert [answer.query for answer in chain.resolve_all(queries)] == queries
