"""The explore page in a real browser."""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, FrameLocator, Page, WebSocketRoute, expect
from tests.browser.conftest import Watched, open_page, settled

FEATURES_DRAWN = """() => { const f = window.map?.memmapFeatures;
    return Boolean(f && f._targets && f._targets.length); }"""


def map_frame(page: Page) -> FrameLocator:
    """Return the map's frame: the newer one, while a language's map takes the place of another."""
    return page.locator("iframe[src*='st_folium']").last.content_frame


def wait_for_map(page: Page) -> None:
    page.wait_for_selector("iframe[src*='st_folium']")
    frame = next(f for f in page.frames if "streamlit_folium" in f.url)
    frame.wait_for_function(FEATURES_DRAWN)


def in_map(page: Page, script: str, argument: object = None) -> object:
    frame = next(f for f in page.frames if "streamlit_folium" in f.url)
    return frame.evaluate(script, argument)


def open_map(visitor: Watched, address: str) -> Page:
    visitor.page.goto(address)
    wait_for_map(visitor.page)
    settled(visitor.page)
    return visitor.page


def click_place(page: Page, place: str) -> None:
    x, y = in_map(  # type: ignore[misc]
        page,
        """(place) => { const f = map.memmapFeatures;
        const t = f._targets.find((t) => t.feature?.id === place);
        const p = map.layerPointToContainerPoint(t.at); return [p.x, p.y]; }""",
        place,
    )
    map_frame(page).locator("#map_div").click(position={"x": x, "y": y})


def test_the_first_view_asks_nobody_else_and_logs_no_error(app: str, visitor: Watched) -> None:
    page = open_map(visitor, app)

    expect(page.get_by_text("Twin cities").first).to_be_visible()
    assert {urlsplit(url).netloc for url in visitor.requests} == {urlsplit(app).netloc}
    assert visitor.errors == []


def test_a_pan_asks_for_features_and_reruns_nothing(app: str, visitor: Watched) -> None:
    page = open_map(visitor, app)
    page.wait_for_timeout(2500)
    asked, sent = len(visitor.to("/map/places/")), len(visitor.sent)

    in_map(page, "() => map.panBy([700, 0], {animate: false})")
    page.wait_for_timeout(1500)

    assert len(visitor.to("/map/places/")) > asked
    assert len(visitor.sent) == sent
    assert "lon=" in page.url


def test_a_filter_changes_the_numbers_the_address_and_keeps_the_map(
    app: str, visitor: Watched
) -> None:
    page = open_map(visitor, app)
    in_map(page, "() => { window.sameMap = true; }")

    page.get_by_role("combobox", name="Country", exact=True).click()
    page.keyboard.type("United Kingdom")
    page.get_by_role("option", name=re.compile("United Kingdom")).first.click()

    expect(page).to_have_url(re.compile("country=GB"))
    page.wait_for_timeout(1500)
    assert in_map(page, "() => window.sameMap") is True
    assert "country=GB" in visitor.to("/map/places/")[-1]


@pytest.mark.parametrize(
    ("facet", "option", "query"),
    [
        ("Region", "Coventry|England", "region=GB-ENG"),
        ("Kind", "Museum", "kind=museum"),
        ("Remembers", "Holocaust", "subject=holocaust"),
        ("Unveiled", "1965 to 1991", "period=1965-1991"),
        ("Partner country", "Belgium", "partner=BE"),
        ("Partnership", "suspended", "status=suspended"),
    ],
)
def test_each_filter_stands_in_the_address(
    app: str, visitor: Watched, facet: str, option: str, query: str
) -> None:
    page = open_map(visitor, app)

    page.get_by_role("combobox", name=facet, exact=True).click()
    page.keyboard.type(option.rsplit("|", maxsplit=1)[-1])
    page.get_by_role("option", name=re.compile(option)).first.click()

    expect(page).to_have_url(re.compile(query))


def choose(page: Page, facet: str, option: str) -> None:
    settled(page)
    page.get_by_role("combobox", name=facet, exact=True).click()
    page.keyboard.type(option)
    page.get_by_role("option", name=re.compile(f"^{option}")).first.click()
    page.keyboard.press("Escape")


def test_filters_add_up_and_their_labels_follow(app: str, visitor: Watched) -> None:
    page = open_map(visitor, app)
    choose(page, "Country", "Belgium")
    expect(page).to_have_url(re.compile("country=BE$"))
    for label, year in (("Partners since", "1950"), ("until", "1990")):
        settled(page)
        page.get_by_label(label, exact=True).fill(year)
        page.get_by_label(label, exact=True).press("Enter")
        expect(page).to_have_url(re.compile(f"year=[0-9-]*{year}"))
    choose(page, "Kind", "Twin city")
    expect(page).to_have_url(re.compile("country=BE&kind=city&year=1950-1990"))
    choose(page, "Country", "France")

    expect(page).to_have_url(re.compile("country=BE(,|%2C)FR&kind=city&year=1950-1990"))
    assert [url for url in visitor.to("/map/") if "%C2%B7" in url or "·" in url] == []
    assert visitor.errors == []


def test_filters_add_up_on_a_slow_network_too(app: str, visitor: Watched) -> None:
    on_the_way: list[str | bytes] = []
    sockets: list[WebSocketRoute] = []
    is_slow = False

    def carry(socket: WebSocketRoute) -> None:
        sockets.append(socket)
        server = socket.connect_to_server()
        server.on_message(lambda it: on_the_way.append(it) if is_slow else socket.send(it))

    visitor.page.route_web_socket(re.compile("_stcore/stream"), carry)
    page = open_map(visitor, app)
    is_slow = True
    page.get_by_label("Partners since").fill("1950")
    page.get_by_label("Partners since").press("Enter")
    page.wait_for_timeout(1500)  # the script has answered, and the browser has not heard of it
    page.get_by_role("textbox", name="Search names").fill("dresden")
    page.get_by_role("textbox", name="Search names").press("Enter")
    page.wait_for_timeout(1500)
    is_slow = False
    for message in on_the_way:
        sockets[-1].send(message)

    expect(page).to_have_url(re.compile("year=1950-&q=dresden"))


def test_years_that_end_before_they_begin_are_said(app: str, visitor: Watched) -> None:
    page = open_map(visitor, f"{app}/?year=1990-1950")
    expect(page.get_by_text("Parts of the address were ignored")).to_be_visible()

    page.get_by_label("Partners since").fill("2000")
    page.get_by_label("Partners since").press("Enter")
    settled(page)
    page.get_by_label("until", exact=True).fill("1950")
    page.get_by_label("until", exact=True).press("Enter")

    expect(page.get_by_text("The last year is before the first.")).to_be_visible()


def test_a_partner_leads_to_the_line_and_on_to_its_city(app: str, visitor: Watched) -> None:
    page = open_map(visitor, f"{app}/?selected=ru-volgograd")

    page.get_by_role("button", name=re.compile("^Coventry, United Kingdom")).click()
    expect(page.get_by_role("button", name="Show on map")).to_be_visible()
    page.wait_for_function("() => Number(new URL(location.href).searchParams.get('zoom')) < 6")
    settled(page)
    page.get_by_role("button", name="Coventry", exact=True).click()

    expect(page.get_by_role("heading", name="Coventry", level=3)).to_be_visible()
    expect(page).to_have_url(re.compile("selected=gb-coventry(&|$)"))


def test_the_map_goes_to_a_choice_that_is_out_of_sight(app: str, visitor: Watched) -> None:
    page = open_map(visitor, f"{app}/?lat=50.8&lon=4.4&zoom=8&kind=cemetery")

    page.get_by_role("combobox", name="Country", exact=True).click()
    page.keyboard.type("United States")
    page.get_by_role("option", name=re.compile("^United States")).first.click()

    frame = next(f for f in page.frames if "streamlit_folium" in f.url)
    frame.wait_for_function("() => map.getCenter().lng < -20 && map.memmapFeatures._targets.length")


def test_a_link_without_a_viewport_begins_where_its_filter_leads(
    app: str, visitor: Watched
) -> None:
    page = open_map(visitor, f"{app}/?region=RU-SAM")

    assert in_map(page, "() => map.getBounds().contains([53.2, 50.2])")
    assert int(str(in_map(page, "() => map.getZoom()"))) >= 6


def test_a_deep_link_shows_its_selection_filter_and_viewport(app: str, visitor: Watched) -> None:
    address = f"{app}/?status=suspended&selected=gb-coventry--ru-volgograd&lat=50&lon=20&zoom=5"

    page = open_map(visitor, address)

    expect(page.get_by_text(re.compile("suspended \\(March 22, 2022\\)")).first).to_be_visible()
    assert in_map(page, "() => map.getZoom()") == 5
    assert in_map(page, "() => Math.round(map.getCenter().lat)") == 50


def test_a_click_on_a_place_shows_its_details(app: str, visitor: Watched) -> None:
    page = open_map(visitor, f"{app}/?lat=52.41&lon=-1.51&zoom=12&kind=city")
    click_place(page, "gb-coventry")

    expect(page.get_by_role("heading", name="Coventry")).to_be_visible()
    expect(page.get_by_role("button", name=re.compile("Volgograd.*1944")).first).to_be_visible()
    expect(page).to_have_url(re.compile("selected=gb-coventry"))


def test_a_click_on_a_cluster_zooms_in(app: str, visitor: Watched) -> None:
    page = open_map(visitor, app)
    before = in_map(page, "() => map.getZoom()")

    in_map(page, "() => { const f = map.memmapFeatures; f.activate(f._places.clusters[0]); }")
    page.wait_for_timeout(800)

    assert in_map(page, "() => map.getZoom()") > before  # type: ignore[operator]


def test_the_language_follows_the_browser_and_the_switch(app: str, chromium: Browser) -> None:
    russian = open_page(chromium, locale="ru-RU")
    page = open_map(russian, app)
    expect(page.get_by_text("Города-побратимы").first).to_be_visible()
    expect(page.get_by_role("link", name="К основному содержанию")).to_be_attached()
    expect(page.locator("iframe[title='Карта']")).to_be_visible()

    page.get_by_role("radio", name="English").or_(
        page.get_by_role("button", name="English")
    ).first.click()

    expect(page.get_by_text("Twin cities").first).to_be_visible()
    expect(page.get_by_role("link", name="Skip to main content")).to_be_attached()
    expect(page).to_have_url(re.compile("lang=en"))
    page.context.close()


def test_a_download_is_a_file(app: str, visitor: Watched) -> None:
    page = open_map(visitor, f"{app}/?country=BE")

    link = page.get_by_role("link", name=re.compile("Download CSV"))
    answer = page.request.get(app + str(link.get_attribute("href")))

    assert answer.headers["content-disposition"].startswith("attachment")
    assert len(answer.text().splitlines()) > 10


def test_an_empty_result_says_what_to_relax(app: str, visitor: Watched) -> None:
    page = visitor.page
    page.goto(f"{app}/?country=BE&q=qqqq")

    expect(page.get_by_text("No place fits all these filters")).to_be_visible()
    settled(page)
    page.get_by_role("button", name=re.compile("Search names ·")).click()

    expect(page).to_have_url(re.compile("country=BE$"))


def test_a_bad_address_is_said_and_the_rest_is_used(app: str, visitor: Watched) -> None:
    page = open_map(visitor, f"{app}/?country=GB&kind=<script>alert(1)</script>&zoom=x&lat=9&lon=9")

    expect(page.get_by_text("Parts of the address were ignored")).to_be_visible()
    assert visitor.errors == []
    expect(page).to_have_url(re.compile("country=GB"))


def test_back_returns_to_the_filter_before(app: str, visitor: Watched) -> None:
    page = open_map(visitor, f"{app}/?country=BE")
    page.get_by_role("button", name="Clear all").last.click()
    expect(page).not_to_have_url(re.compile("country=BE"))

    page.go_back()

    expect(page).to_have_url(re.compile("country=BE"))
    expect(page.get_by_text("Belgium ·").first).to_be_visible()


def test_the_map_can_be_used_with_the_keyboard(app: str, visitor: Watched) -> None:
    page = open_map(visitor, f"{app}/?lat=52.41&lon=-1.51&zoom=12&kind=city")
    entry = map_frame(page).get_by_role("button", name=re.compile("^Coventry"))

    entry.first.focus()
    entry.first.press("Enter")

    expect(page.get_by_role("heading", name="Coventry")).to_be_visible()


@pytest.mark.parametrize(
    ("query", "pressed", "kept"),
    [("zoom=12&kind=city", "Volgograd.*1944", "Volgograd.*1944"), ("zoom=3", r"^\d+ places", ".")],
    ids=["a partnership", "a cluster"],
)
def test_the_keyboard_keeps_its_place_in_the_list_when_it_is_filled_anew(
    app: str, visitor: Watched, query: str, pressed: str, kept: str
) -> None:
    page = open_map(visitor, f"{app}/?lat=52.41&lon=-1.51&{query}")
    in_map(
        page,
        """() => { window.before = document.querySelector(".memmap-list ul").innerHTML;
        map.memmapFeatures.on("loaded", () => { window.anew =
            document.querySelector(".memmap-list ul").innerHTML !== window.before; }); }""",
    )

    map_frame(page).get_by_role("button", name=re.compile(pressed)).first.press("Enter")
    frame = next(f for f in page.frames if "streamlit_folium" in f.url)
    frame.wait_for_function("() => window.anew")

    focused = map_frame(page).locator(".memmap-list button:focus")
    expect(focused).to_be_visible()
    expect(focused).to_have_text(re.compile(kept))


def test_the_list_for_the_keyboard_stays_where_nothing_changed(app: str, visitor: Watched) -> None:
    page = open_map(visitor, f"{app}/?lat=52.41&lon=-1.51&zoom=12&kind=city")
    in_map(
        page,
        """() => new Promise((loaded) => {
        window.first = document.querySelector(".memmap-list button");
        map.memmapFeatures.once("loaded", () => loaded());
        map.memmapFeatures._asked = "";
        map.memmapFeatures._load(); })""",
    )

    assert in_map(page, "() => window.first.isConnected") is True


def test_the_search_says_what_it_found_and_points_at_nothing_once_it_closes(
    app: str, visitor: Watched
) -> None:
    page = open_map(visitor, app)
    box = map_frame(page).get_by_role("combobox", name="Find a place")
    said = map_frame(page).locator(".memmap-search").get_by_role("status")
    expect(said).to_have_text("")

    box.fill("Volgograd")
    expect(said).to_have_text(re.compile(r"^Results: \d$"))
    box.press("ArrowDown")
    expect(box).to_have_attribute("aria-activedescendant", "memmap-result-0")
    box.press("Escape")

    expect(said).to_have_text("")
    expect(box).not_to_have_attribute("aria-activedescendant", re.compile("."))
    box.fill("qqqqqqqq")
    expect(said).to_have_text("Nothing found")
    expect(said).to_be_visible()
    expect(map_frame(page).locator("#memmap-results")).to_be_hidden()


def test_a_great_circle_in_the_browser_is_the_one_of_python(app: str, visitor: Watched) -> None:
    from memmap.geodesy import great_circle  # noqa: PLC0415
    from memmap.model import LatLon  # noqa: PLC0415

    page = open_map(visitor, app)
    pairs = [((61.22, -149.9), (59.57, 150.8)), ((48.7, 44.5), (52.4, -1.5)), ((0, 0), (-40, 170))]

    for a, b in pairs:
        ours = great_circle(LatLon(*a), LatLon(*b))
        theirs = in_map(page, "([a, b]) => memmap.greatCircle(a, b)", [a, b])
        for point, expected in zip(theirs, ours, strict=True):  # type: ignore[call-overload]
            assert point == pytest.approx(list(expected), abs=1e-9)


def test_a_phone_shows_the_map_without_sideways_scrolling(app: str, chromium: Browser) -> None:
    phone = open_page(chromium, width=390)
    page = open_map(phone, app)

    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth") is True
    page.context.close()


def test_a_tap_on_a_phone_leads_to_the_details(app: str, chromium: Browser) -> None:
    phone = open_page(chromium, width=390)
    page = open_map(phone, f"{app}/?lat=52.41&lon=-1.51&zoom=12&kind=city")
    click_place(page, "gb-coventry")

    expect(page.get_by_role("heading", name="Coventry")).to_be_in_viewport()
    page.context.close()


def test_the_base_map_is_switched_and_stands_in_the_address(app: str, visitor: Watched) -> None:
    page = open_map(visitor, app)

    page.get_by_role("radiogroup", name="Base map").get_by_text("Dark").click()

    expect(page).to_have_url(re.compile("base=dark"))
    newest = page.frame_locator("iframe[src*='st_folium']").last
    expect(newest.locator(".memmap-dark")).to_be_visible()


def test_a_deep_link_opens_where_it_says(app: str, visitor: Watched) -> None:
    page = open_map(visitor, f"{app}/?lat=59.9400&lon=30.3100&zoom=9")

    at = in_map(page, "() => [map.getCenter().lat, map.getCenter().lng, map.getZoom()]")

    assert at == pytest.approx([59.94, 30.31, 9], abs=0.01)


def test_the_address_keeps_the_viewport_when_the_script_writes_it(
    app: str, visitor: Watched
) -> None:
    page = open_map(visitor, f"{app}/?selected=gb-coventry")
    in_map(page, "() => map.setView([50, 20], 5, {animate: false})")
    expect(page).to_have_url(re.compile("lat=50.0000&lon=20.0000&zoom=5"))

    page.get_by_role("button", name="Close").click()

    expect(page).not_to_have_url(re.compile("selected="))
    expect(page).to_have_url(re.compile("lat=50.0000&lon=20.0000&zoom=5"))


def test_a_copied_link_shows_the_map_where_it_was_moved_to(app: str, visitor: Watched) -> None:
    page = open_map(visitor, f"{app}/?selected=gb-coventry&base=light&lat=10&lon=10&zoom=4")
    in_map(page, "() => map.setView([50, 20], 5, {animate: false})")
    expect(page).to_have_url(re.compile("lat=50.0000"))

    page.get_by_role("button", name="Copy link").click()

    link = f"{app}/?selected=gb-coventry&lat=50.0000&lon=20.0000&zoom=5&base=light&lang=en"
    expect(page.get_by_text(link)).to_be_visible()


def test_a_click_on_a_flow_between_ends_in_view_goes_to_where_it_was(
    app: str, visitor: Watched
) -> None:
    page = open_map(visitor, f"{app}/?lat=45&lon=0&zoom=2")

    in_map(
        page,
        """() => map.memmapFeatures.activate(
            { n: 9, a: [52, -1], b: [48, 44] }, L.latLng(50, 30))""",
    )
    page.wait_for_timeout(800)
    in_map(
        page,
        """() => map.memmapFeatures.activate(
            { n: 9, a: [52, -1], b: [48, 44] }, L.latLng(50, 30))""",
    )
    page.wait_for_timeout(800)

    assert in_map(page, "() => map.getBounds().contains([50, 30])") is True


def test_the_page_says_its_language_and_its_name(app: str, visitor: Watched) -> None:
    page = open_map(visitor, app)
    expect(page).to_have_title("Map · memmap")

    page.get_by_role("radio", name="Русский").click()

    expect(page.locator("html")).to_have_attribute("lang", "ru")
    expect(page).to_have_title("Карта · memmap")
    zoom = map_frame(page).get_by_role("button", name="Приблизить")
    expect(zoom.first).to_be_visible()


def test_borders_close_by_are_drawn_anew(app: str, visitor: Watched) -> None:
    page = open_map(visitor, f"{app}/?lat=31.78&lon=35.22&zoom=13")

    width = in_map(page, "() => document.querySelector('.memmap-tile').style.width")

    assert width == "256px"
    assert all("/basemap/8/" in url for url in visitor.to("/basemap/") if "names" not in url)


def test_the_map_stays_within_its_zooms(app: str, visitor: Watched) -> None:
    page = open_map(visitor, f"{app}/?lat=50&lon=20&zoom=0")

    assert in_map(page, "() => [map.getZoom(), map.getMaxZoom()]") == [2, 18]


def test_all_options_are_not_chosen_at_once(app: str, visitor: Watched) -> None:
    page = open_map(visitor, app)

    page.get_by_role("combobox", name="Country", exact=True).click()

    expect(page.get_by_role("option", name=re.compile("Russia"))).to_be_visible()
    expect(page.get_by_role("option", name="Select all")).to_have_count(0)


def test_a_link_to_a_place_opens_the_map_there(app: str, visitor: Watched) -> None:
    page = open_map(visitor, f"{app}/?selected=gb-coventry")

    assert in_map(page, "() => map.getBounds().contains([52.41, -1.51])") is True
    assert in_map(page, "() => map.getZoom()") == 8
