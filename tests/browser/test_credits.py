"""Whose data it is, on the map and on the page About."""

from playwright.sync_api import expect
from tests.browser.conftest import Watched
from tests.browser.test_explore import map_frame, open_map


def test_the_attribution_follows_what_is_shown(app: str, visitor: Watched) -> None:
    page = open_map(visitor, app)
    attribution = map_frame(page).locator(".leaflet-control-attribution")
    expect(attribution).to_contain_text("Partnerships: ")
    expect(attribution).to_contain_text("Memorials: ")

    page = open_map(visitor, f"{app}/?kind=museum")

    expect(attribution).to_contain_text("Memorials: ")
    expect(attribution).not_to_contain_text("Partnerships: ")
    expect(attribution).to_contain_text("Natural Earth")


def test_the_page_about_names_the_licence_of_each_layer(app: str, visitor: Watched) -> None:
    visitor.page.goto(f"{app}/about")

    expect(visitor.page.get_by_role("link", name="CC BY-SA 4.0")).to_be_visible()
    expect(visitor.page.get_by_text("GeoNames, Who's On First")).to_be_visible()
