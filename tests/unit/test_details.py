from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from memmap.dataset import Dataset, load
from memmap.details import describe
from memmap.model import PlaceId

MAMAYEV = PlaceId("ru-mamayev")


@pytest.fixture
def dataset(data_folder: Path) -> Dataset:
    return load(data_folder)


def test_a_memorial_leads_to_the_collection_that_shows_its_region(dataset: Dataset) -> None:
    in_the_region, elsewhere = describe(dataset, MAMAYEV), describe(dataset, "gb-ruins")

    assert in_the_region is not None
    assert elsewhere is not None
    assert [address for _label, address in in_the_region.links] == ["https://example.org/c"]
    assert elsewhere.links == ()


def test_a_memorial_leads_to_its_own_page_where_the_library_has_one(dataset: Dataset) -> None:
    own = replace(dataset.memorials[MAMAYEV], collection="https://example.org/m")

    details = describe(replace(dataset, memorials={MAMAYEV: own}), MAMAYEV)

    assert details is not None
    assert [address for _label, address in details.links] == ["https://example.org/m"]


def test_an_event_names_its_regions_and_leads_to_its_page(dataset: Dataset) -> None:
    details = describe(dataset, "event-collection")

    assert details is not None
    assert ("Regions", "Volgograd Oblast") in details.facts
    assert details.links == (("More about it", "https://example.org/c"),)


def test_a_region_that_does_not_exist_is_said(edit: Callable[[str, str, str], Path]) -> None:
    folder = edit("events.csv", "RU-VGG", "RU-XXX")

    with pytest.raises(ValueError, match=r"events.csv:2: regions: there is no region 'RU-XXX'"):
        load(folder)
