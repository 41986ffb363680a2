"""The README and the licences say of the data and the project what is there."""

import re
import tomllib
from collections.abc import Iterator

import pytest
from tests.conftest import DATA

from memmap.audit.sample import BEYOND, SAMPLE, read_sample
from memmap.dataset import Dataset, load
from memmap.model import PartnershipStatus, Precision
from memmap.stories import load_stories

PROJECT = DATA.parent
README = (PROJECT / "README.md").read_text(encoding="utf-8")
SENTENCES = " ".join(README.split())
SPELT = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]


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
    said = {words: int(n.replace(" ", "")) for n, words in re.findall(NUMBER, SENTENCES)}

    for words, n in counted(dataset):
        assert said[words] == n, words


def test_the_readme_counts_the_stories(dataset: Dataset) -> None:
    stories, _problems = load_stories(DATA / "stories", dataset)

    assert f"and {SPELT[len(stories)]} stories" in SENTENCES


def test_the_readme_counts_the_memorials_that_were_not_read_again(dataset: Dataset) -> None:
    rows = [row for name in (SAMPLE, BEYOND) for row in read_sample(DATA / name)]
    read_again = {row.id for row in rows if row.table == "memorials" and row.result}

    assert f"all but {len(dataset.memorials.keys() - read_again)} memorials" in SENTENCES


def test_the_readme_says_why_each_dependency_is_there() -> None:
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    required = project["dependencies"] + project["optional-dependencies"]["dev"]
    names = {re.match(r"[\w-]+", requirement)[0] for requirement in required}  # type: ignore[index]

    _head, table, _rest = re.split(r"## Dependencies.*|## Reading on", README)

    assert names - set(re.findall(r"[\w-]+", table)) == set()


def test_the_page_of_licences_names_every_one_that_a_layer_declares() -> None:
    page = " ".join((PROJECT / "LICENSE-DATA.md").read_text(encoding="utf-8").split())
    layers = tomllib.loads((DATA / "layers.toml").read_text(encoding="utf-8"))

    for layer in layers.values():
        for licence in re.findall(r"CC BY[-\w]*(?: [\d.]+)?|ODbL [\d.]+", layer["licence"]):
            assert licence in page
        for owner in re.findall(r"OpenStreetMap|Wikipedia|Erik Hekman", layer["attribution"]):
            assert owner in page


NUMBER = (
    r"(?<!all but )\b(\d[\d ]*) (cities|partnerships have a year|partnerships"
    r"|memorials have coordinates|memorials|reading rooms|were suspended or ended|rest)\b"
)
