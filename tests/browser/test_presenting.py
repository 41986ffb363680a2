"""A presenter and an audience, each in a browser context of its own."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from tests.browser.conftest import Watched
from tests.live_app import serving

STORY = "/present?story=first-twin-cities"
FIRST_MAP_BYTES = 350_000
DRAWN = "() => window.memmap?.map?.memmapFeatures?._targets?.length > 0"
OPENED = "() => Boolean(window.memmap?.present?.address)"
AT = "() => { const at = memmap.map.getCenter(); return [at.lat, at.lng, memmap.map.getZoom()]; }"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    log = tmp_path_factory.mktemp("live") / "log"
    with serving(log, away=2, beat=1) as (address, _process):
        yield address
    assert "Traceback" not in log.read_text(errors="replace")


@pytest.fixture
def new_page(chromium: Browser) -> Iterator[Callable[..., Page]]:
    contexts: list[BrowserContext] = []

    def opening(width: int = 1100, locale: str = "en-GB") -> Page:
        context = chromium.new_context(viewport={"width": width, "height": 760}, locale=locale)
        contexts.append(context)
        return context.new_page()

    yield opening
    for context in contexts:
        context.close()


def present(page: Page, address: str) -> str:
    """Open the presenter's page; return the audience's address."""
    page.goto(address)
    page.wait_for_function(OPENED)
    return str(page.evaluate("() => memmap.present.address"))


def watch(page: Page, address: str) -> Page:
    page.goto(address)
    page.wait_for_function("() => Boolean(window.memmap?.watch?.state)")
    return page


def heading(page: Page, text: str) -> None:
    expect(page.locator("section:not([hidden]) h2")).to_have_text(text)


def state(page: Page, text: str) -> None:
    expect(page.get_by_role("status").filter(has_text=re.compile(text)).first).to_be_visible()


def place_of(page: Page) -> tuple[float, float, float]:
    lat, lon, zoom = page.evaluate(AT)
    return round(lat, 2), round(lon, 2), zoom


def test_an_audience_follows_joins_late_loses_its_connection_and_comes_back(
    server: str, new_page: Callable[..., Page]
) -> None:
    presenter, first, unlucky, late = (new_page() for _ in range(4))
    address = present(presenter, server + STORY)
    watch(first, address)
    watch(unlucky, address)
    heading(first, "Coventry, November 1940")

    presenter.keyboard.press("PageDown")
    heading(first, "A message, autumn 1941")
    heading(unlucky, "A message, autumn 1941")

    unlucky.context.set_offline(True)
    state(unlucky, "connection is lost")
    presenter.keyboard.press("PageDown")
    watch(late, address)
    heading(late, "Messages and a telegram, 1942–1943")
    heading(unlucky, "A message, autumn 1941")

    unlucky.context.set_offline(False)
    heading(unlucky, "Messages and a telegram, 1942–1943")
    state(unlucky, "You follow the presenter")
    expect(presenter.locator("[data-live=followers]")).to_have_text("3")


def test_who_looks_around_is_left_alone_and_finds_back(
    server: str, new_page: Callable[..., Page]
) -> None:
    presenter, follower = new_page(), new_page()
    watch(follower, present(presenter, server + STORY))
    heading(follower, "Coventry, November 1940")

    follower.get_by_role("button", name="Next").wait_for(state="hidden")
    follower.locator("#map").hover()
    follower.mouse.wheel(0, 400)
    state(follower, "You look around yourself")
    presenter.keyboard.press("PageDown")
    heading(presenter, "A message, autumn 1941")
    follower.wait_for_function("() => memmap.watch.scene.step === 2")
    heading(follower, "Coventry, November 1940")

    follower.get_by_role("button", name="Back to the presenter").click()
    heading(follower, "A message, autumn 1941")
    state(follower, "You follow the presenter")


def test_a_presenter_without_a_story_leads_view_filter_selection_and_pointer(
    server: str, new_page: Callable[..., Page]
) -> None:
    presenter, follower = new_page(), new_page()
    address = present(presenter, f"{server}/present?country=GB&lat=52.4&lon=-1.5&zoom=7")
    presenter.wait_for_function(DRAWN)
    watch(follower, address)
    follower.wait_for_function("() => memmap.map.memmapFeatures._query === 'country=GB'")
    assert place_of(follower) == place_of(presenter) == (52.4, -1.5, 7)

    presenter.evaluate("() => memmap.map.setView([48.7, 44.4], 6, { animate: false })")
    follower.wait_for_function("() => Math.round(memmap.map.getCenter().lng) === 44")
    follower.wait_for_timeout(500)
    assert place_of(follower) == (48.7, 44.4, 6)

    presenter.evaluate(
        "() => memmap.map.memmapFeatures.select({ id: 'ru-volgograd', lat: 48.7, lon: 44.5 })"
    )
    follower.wait_for_function("() => memmap.map.memmapFeatures._selected === 'ru-volgograd'")

    presenter.locator(".memmap-filters > summary").click()
    presenter.locator("details[data-facet=kind] > summary").click()
    presenter.locator("#facet-kind-city").check()
    follower.wait_for_function(
        "() => new URLSearchParams(memmap.map.memmapFeatures._query).get('kind') === 'city'"
    )

    presenter.get_by_role("button", name=re.compile("^Pointer")).click()
    presenter.locator("#map").hover(position={"x": 300, "y": 300})
    expect(follower.locator(".memmap-pointer")).to_be_visible()
    there = presenter.evaluate("() => memmap.present.pointer.marker.getLatLng()")
    here = follower.evaluate("() => memmap.watch.pointer.marker.getLatLng()")
    assert here == pytest.approx(there, abs=1e-6)
    presenter.get_by_role("button", name=re.compile("^Pointer")).click()
    expect(follower.locator(".memmap-pointer")).to_have_count(0)


def test_a_presenter_begins_where_the_filter_leads(
    server: str, new_page: Callable[..., Page]
) -> None:
    presenter, follower = new_page(), new_page()

    address = present(presenter, f"{server}/present?country=BE")
    watch(follower, address)

    follower.wait_for_function("() => memmap.map.getZoom() > 5")
    lat, lon, _zoom = place_of(follower)
    assert (lat, lon) == pytest.approx((50.7, 4.5), abs=1)


def test_a_smaller_screen_shows_what_the_presenters_shows(
    server: str, new_page: Callable[..., Page]
) -> None:
    presenter, phone = new_page(1280), new_page(390)
    address = present(presenter, f"{server}/present?lat=50&lon=20&zoom=5")

    watch(phone, address)
    phone.wait_for_function("() => memmap.map.getZoom() < 5")

    assert phone.evaluate(
        """() => { const [s, w, n, e] = memmap.watch.scene.box;
        return memmap.map.getBounds().contains(L.latLngBounds([s, w], [n, e]).pad(-0.12)); }"""
    )
    assert phone.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_a_closed_laptop_is_said_and_the_same_room_goes_on_after_it_opens(
    server: str, new_page: Callable[..., Page]
) -> None:
    presenter, follower = new_page(), new_page()
    address = present(presenter, server + STORY)
    watch(follower, address)

    presenter.close()
    state(follower, "The presenter is away")

    again = presenter.context.new_page()
    assert present(again, f"{server}{STORY}&step=4") == address
    heading(follower, "The tablecloth, 1943")
    state(follower, "You follow the presenter")


def test_a_reload_goes_on_at_the_step_that_was_told(
    server: str, new_page: Callable[..., Page]
) -> None:
    presenter, follower = new_page(), new_page()
    address = present(presenter, server + STORY)
    watch(follower, address)
    for _step in range(3):
        presenter.keyboard.press("PageDown")
    heading(follower, "The tablecloth, 1943")

    presenter.reload()
    presenter.wait_for_function(OPENED)

    heading(presenter, "The tablecloth, 1943")
    heading(follower, "The tablecloth, 1943")
    assert presenter.evaluate("() => memmap.present.address") == address


def test_a_reload_goes_on_where_the_map_was_led(server: str, new_page: Callable[..., Page]) -> None:
    presenter = new_page()
    present(presenter, f"{server}/present?country=GB&lat=52.4&lon=-1.5&zoom=7&lang=en")
    presenter.evaluate("() => memmap.map.setView([48.7, 404.4], 6, { animate: false })")
    presenter.evaluate(
        "() => memmap.map.memmapFeatures.select({ id: 'ru-volgograd', lat: 48.7, lon: 44.5 })"
    )

    presenter.reload()
    presenter.wait_for_function(OPENED)

    assert place_of(presenter) == (48.7, 44.4, 6)
    assert presenter.evaluate(
        "() => [memmap.map.memmapFeatures._query, memmap.map.memmapFeatures._selected]"
    ) == ["country=GB", "ru-volgograd"]


def test_the_newest_tab_leads_until_an_older_one_is_asked_to(
    server: str, new_page: Callable[..., Page]
) -> None:
    older, follower = new_page(), new_page()
    address = present(older, server + STORY)
    watch(follower, address)
    newer = older.context.new_page()

    assert present(newer, f"{server}{STORY}&step=4") == address
    heading(follower, "The tablecloth, 1943")
    state(older, "You present in another tab")
    older.keyboard.press("PageDown")
    heading(older, "A message, autumn 1941")
    follower.wait_for_timeout(1500)
    heading(follower, "The tablecloth, 1943")

    older.get_by_role("button", name="Present here").click()
    heading(follower, "A message, autumn 1941")
    state(newer, "You present in another tab")
    expect(older.get_by_role("button", name="Present here")).to_be_hidden()


def test_the_end_reaches_everybody_and_the_story_stays_readable(
    server: str, new_page: Callable[..., Page]
) -> None:
    presenter, follower, later = (new_page() for _ in range(3))
    address = present(presenter, server + STORY)
    watch(follower, address)
    presenter.on("dialog", lambda dialog: dialog.accept())

    presenter.get_by_role("button", name="End").click()

    for page in (follower, watch(later, address)):
        state(page, "has ended")
        page.get_by_role("button", name="Next").click()
        heading(page, "A message, autumn 1941")
    assert present(presenter, server + STORY) != address


def test_the_presenter_shows_the_link_and_hides_everything_but_the_map_by_keyboard(
    server: str, new_page: Callable[..., Page]
) -> None:
    presenter = new_page()
    address = present(presenter, server + STORY)
    expect(presenter.get_by_text("Begin with one building")).to_be_visible()
    expect(presenter.locator(".memmap-present-next:visible")).to_have_text("A message, autumn 1941")

    presenter.keyboard.press("q")
    expect(presenter.get_by_role("link", name=address.removeprefix("http://"))).to_be_visible()
    assert presenter.evaluate("document.querySelector('[data-live=qr]').naturalWidth") > 0
    presenter.keyboard.press("Escape")

    presenter.keyboard.press("h")
    expect(presenter.get_by_text("Begin with one building")).to_be_hidden()
    expect(presenter.locator(".memmap-present-caption")).to_have_text("Coventry, November 1940")
    presenter.keyboard.press("PageDown")
    expect(presenter.locator(".memmap-present-caption")).to_have_text("A message, autumn 1941")
    presenter.keyboard.press("Escape")
    expect(presenter.get_by_role("button", name="End")).to_be_visible()


def test_the_link_is_copied_also_where_the_browser_gives_no_clipboard(
    server: str, new_page: Callable[..., Page]
) -> None:
    presenter = new_page()
    presenter.add_init_script(
        """Object.defineProperty(navigator, "clipboard", { value: undefined });
        addEventListener("copy", () => { window.copied = document.activeElement.value; });"""
    )
    address = present(presenter, server + STORY)

    presenter.keyboard.press("q")
    presenter.get_by_role("button", name="Copy link").click()

    expect(presenter.get_by_role("button", name="Copied")).to_be_visible()
    assert presenter.evaluate("window.copied") == address


def test_a_story_can_be_presented_from_a_phone(server: str, new_page: Callable[..., Page]) -> None:
    presenter = new_page(390, "ru-RU")

    present(presenter, f"{server}{STORY}&lang=ru")

    assert presenter.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    presenter.get_by_role("button", name="Дальше").click()
    heading(presenter, "Послание, осень 1941 года")


def test_a_room_that_is_not_there_is_said_in_a_page(
    server: str, new_page: Callable[..., Page]
) -> None:
    page = new_page(locale="ru-RU")

    page.goto(f"{server}/watch/aaaa-bbbb-cccc-dddd")

    expect(page.locator("html")).to_have_attribute("lang", "ru")
    expect(page.get_by_role("heading")).to_be_visible()


def test_the_first_map_of_the_audience_is_light_and_asks_nobody_else(
    app: str, new_page: Callable[..., Page], visitor: Watched
) -> None:
    address = present(new_page(), app + STORY)
    page, sizes = visitor.page, [0]
    network = page.context.new_cdp_session(page)
    network.send("Network.enable")

    def count(event: dict[str, float]) -> None:
        sizes.append(int(event["encodedDataLength"]))

    network.on("Network.loadingFinished", count)
    watch(page, address)
    page.wait_for_function(DRAWN)
    page.wait_for_timeout(1500)

    assert 50_000 < sum(sizes) < FIRST_MAP_BYTES, sum(sizes)
    assert {url.split("/")[2] for url in visitor.requests} == {app.split("/")[2]}
    assert visitor.errors == []


def test_present_is_reached_from_a_story_and_from_the_map(app: str, visitor: Watched) -> None:
    page = visitor.page
    page.goto(f"{app}/stories?lang=en")
    links = page.get_by_role("link", name=re.compile("Present$"))
    expect(links.first).to_have_attribute("href", re.compile(r"/present\?story=.+&lang=en"))

    page.goto(f"{app}/?country=BE&lang=en&lat=50.5&lon=4.5&zoom=8")
    link = page.get_by_role("link", name=re.compile("Present$"))
    expect(link).to_have_attribute("href", re.compile(r"/present\?country=BE&.*zoom=8"))
    page.goto(app + str(link.get_attribute("href")))
    page.wait_for_function(OPENED)
    assert page.evaluate("() => memmap.map.getZoom()") == 8
