from pathlib import Path

import pytest

from memmap.api.security import TILE_HOSTS
from memmap.config import GEOCODERS, TILES, Config, ConfigError
from memmap.geocoding.providers import PROVIDERS
from memmap.mapping.tiles import OFFERED
from memmap.ui.chrome import ONLINE


def test_the_choices_are_read_from_the_environment(tmp_path: Path) -> None:
    chosen = Config.from_environment(
        {
            "MEMMAP_DATA": str(tmp_path),
            "MEMMAP_GEOCODERS": "nominatim, photon",
            "MEMMAP_USER_AGENT": "a school, mail@school.example",
            "MEMMAP_GEOCODER_URL": "http://127.0.0.1:8088",
        }
    )

    assert (chosen.data, chosen.geocoders) == (tmp_path, ("nominatim", "photon"))


def test_nothing_has_to_be_set() -> None:
    assert Config.from_environment({}) == Config()


@pytest.mark.parametrize(
    ("environment", "variable"),
    [
        ({"MEMMAP_DATA": "/nope"}, "MEMMAP_DATA"),
        ({"MEMMAP_TILES": "foo"}, "MEMMAP_TILES"),
        ({"MEMMAP_GEOCODERS": "google"}, "MEMMAP_GEOCODERS"),
        ({"MEMMAP_GEOCODERS": "nominatim"}, "MEMMAP_USER_AGENT"),
        ({"MEMMAP_GEOCODER_URL": "nominatim.example"}, "MEMMAP_GEOCODER_URL"),
        ({"MEMMAP_PUBLIC_URL": "memory.example"}, "MEMMAP_PUBLIC_URL"),
        ({"MEMMAP_LIVE_URL": "foo"}, "MEMMAP_LIVE_URL"),
        ({"MEMMAP_LIVE_URL": "redis://host:port/0"}, "MEMMAP_LIVE_URL"),
        ({"MEMMAP_LIVE_URL": "redis://[::1/0"}, "MEMMAP_LIVE_URL"),
    ],
)
def test_what_cannot_be_used_is_refused_in_one_line_that_names_its_variable(
    environment: dict[str, str], variable: str
) -> None:
    with pytest.raises(ConfigError, match=rf"^{variable}: .+$"):
        Config.from_environment(environment)


@pytest.mark.parametrize(
    "url", ["redis://host:6379/0", "rediss://:secret@host/1", "redis://[::1]:6379", "unix:///a/b"]
)
def test_a_broker_may_be_named_in_each_of_its_ways(url: str) -> None:
    assert Config(live_url=url).live_url == url


def test_every_geocoder_and_base_map_that_can_be_chosen_is_there() -> None:
    assert set(GEOCODERS) == set(PROVIDERS)
    assert set(TILES) == set(OFFERED) == set(TILE_HOSTS) == set(ONLINE)
