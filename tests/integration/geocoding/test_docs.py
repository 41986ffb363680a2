"""The examples of the documentation run, and its tables say what the code says."""

import doctest
from pathlib import Path

import pytest

from memmap.config import config
from memmap.geocoding import Query, ResolutionStatus, resolver
from memmap.geocoding.providers import PROVIDERS

DOCS = Path(__file__).parents[3] / "docs"


def test_the_examples_of_the_library_page_run_and_print_what_they_say():
    page = DOCS / "geocode-without-the-internet.md"

    failed, run = doctest.testfile(str(page), module_relative=False, encoding="utf-8")

    assert run > 20
    assert failed == 0


@pytest.mark.parametrize("provider", PROVIDERS.values(), ids=PROVIDERS)
def test_the_terms_of_every_provider_are_documented(provider):
    page = (DOCS / "geocoding.md").read_text("utf-8")

    (row,) = [line for line in page.splitlines() if line.startswith(f"| `{provider.id}`")]

    assert f"{provider.seconds:g} s" in row
    assert provider.attribution in row
    assert provider.terms in row
    assert provider.storing in row


@pytest.mark.parametrize("country", ["BE", ""])
@pytest.mark.parametrize("commune", ["Neupré", "Hastière"])
def test_communes_that_the_limits_name_are_never_resolved(commune, country):
    limits = (DOCS / "geocoding.md").read_text("utf-8").partition("Limits:")[2]

    answer = resolver(config()).resolve(Query(commune, country))

    assert commune in limits
    assert answer.status in {ResolutionStatus.NOT_FOUND, ResolutionStatus.AMBIGUOUS}
