"""A visitor's names go to an online geocoder only if the visitor agreed."""

import pytest

from memmap.config import Config
from memmap.lists.desk import Desk
from memmap.ui.places.geocoders import settings_of

ONLINE = Config(geocoders=("nominatim",), user_agent="a test (nobody@example.org)")


@pytest.mark.parametrize(("agreed", "asked"), [(False, ()), (True, ("nominatim",))])
def test_online_geocoders_are_asked_only_after_the_visitor_agreed(
    monkeypatch: pytest.MonkeyPatch, agreed: bool, asked: tuple[str, ...]
) -> None:
    monkeypatch.setattr("memmap.ui.places.geocoders.config", lambda: ONLINE)
    desk = Desk.read("list.csv", b"name\nMinsk\n")
    desk.online = agreed

    assert settings_of(desk).geocoders == asked


def test_nobody_has_agreed_who_was_not_asked() -> None:
    assert not Desk.read("list.csv", b"name\nMinsk\n").online
