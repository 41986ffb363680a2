"""The README says of the data what is there."""

import re
from collections.abc import Iterator

import pytest
from tests.conftest import DATA

from memmap.dataset import Dataset, load
from memmap.model import PartnershipStatus, Precision

README = (DATA.parent / "README.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    return load(DATA)


def counted(dataset: Dataset) -> Iterator[tuple[str, int]]:
    memorials, pairs = dataset.memorials.values(), dataset.partnerships.values()
    broken = {PartnershipStatus.SUSPENDED, PartnershipStatus.ENDED}
    yield "cities", len(dataset.cities)
    yield "partnerships", len(pairs)
    yield "memorials", len(memorials)
    yield "reading rooms", len(dataset.reading_rooms)
    yield "memorials have coordinates", sum(m.precision is Precision.SITE for m in memorials)
    yield "partnerships have a year", sum(pair.year is not None for pair in pairs)
    yield "were suspended or ended", sum(pair.status in broken for pair in pairs)
    yield "rest", sum(pair.sources == ("hekman-twincities",) for pair in pairs)


def test_the_readme_counts_what_is_in_the_tables(dataset: Dataset) -> None:
    said = {words: int(n.replace(" ", "")) for n, words in re.findall(NUMBER, README)}

    for words, n in counted(dataset):
        assert said[words] == n, words


NUMBER = (
    r"(\d[\d ]*) (cities|partnerships have a year|partnerships|memorials have coordinates|memorials"
    r"|reading rooms|were suspended or ended|rest)\b"
)
