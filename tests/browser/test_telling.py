"""A story in a real browser."""

import re
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Dialog, Page, expect
from tests.browser.conftest import Watched, settled

STORY = "story/first-twin-cities"
DRAWN = "() => window.memmap?.player && memmap.map.memmapFeatures._targets?.length > 0"


def open_story(page: Page, address: str) -> Page:
    page.goto(address)
    page.wait_for_function(DRAWN)
    return page


def heading(page: Page) -> str:
    return page.locator("section:not([hidden]) h2").inner_text()


@pytest.mark.parametrize("device", ["light", "dark"])
@pytest.mark.parametrize(("base", "ground"), [("dark", "26, 34, 42"), ("light", "255, 255, 255")])
def test_the_text_of_a_story_has_the_colours_that_its_address_fixes(
    app: str, visitor: Watched, device: Literal["light", "dark"], base: str, ground: str
) -> None:
    visitor.page.emulate_media(color_scheme=device)

    page = open_story(visitor.page, f"{app}/embed?story=first-twin-cities&base={base}&lang=en")

    expect(page.locator("#story")).to_have_css("background-color", f"rgb({ground})")


def test_a_whole_story_is_told_with_the_keyboard(app: str, visitor: Watched) -> None:
    page = open_story(visitor.page, f"{app}/{STORY}")
    headings = [heading(page)]

    for key in ("ArrowRight", "PageDown", " ", "ArrowRight", "PageDown", " ", "PageDown", " "):
        page.keyboard.press(key)
        headings.append(heading(page))

    assert len(set(headings)) == 9
    expect(page.get_by_role("button", name="Next")).to_be_disabled()
    expect(page).to_have_url(re.compile("step=9"))
    page.keyboard.press("PageUp")
    assert heading(page) == headings[-2]
    assert visitor.errors == []


def test_the_map_flies_to_what_a_step_shows(app: str, visitor: Watched) -> None:
    page = open_story(visitor.page, f"{app}/{STORY}?step=2")

    shown = page.evaluate(
        """() => memmap.player.step.marks.every(
            ({ lat, lon }) => memmap.map.getBounds().contains([lat, lon]))"""
    )
    page.get_by_role("button", name="Next").click()

    assert shown
    page.wait_for_function(
        """() => !memmap.map._animatingZoom && memmap.player.step.marks.every(
            ({ lat, lon }) => memmap.map.getBounds().contains([lat, lon]))"""
    )


def test_a_link_leads_to_its_step_in_its_language(app: str, visitor: Watched) -> None:
    page = open_story(visitor.page, f"{app}/{STORY}?step=3&lang=ru")

    expect(page.get_by_text("3 / 9")).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", "ru")
    expect(page.get_by_role("heading", level=1)).to_have_text("Первые города-побратимы")


def test_a_kiosk_goes_on_by_the_clock_and_begins_again(app: str, visitor: Watched) -> None:
    page = visitor.page
    page.clock.install()
    open_story(page, f"{app}/{STORY}?step=9&play=1&loop=1")

    page.clock.fast_forward(60_000)

    expect(page.get_by_text("1 / 9")).to_be_visible()


def test_a_pair_lies_beside_the_buttons_of_a_phones_map(app: str, chromium: Browser) -> None:
    size = {"width": 390, "height": 844}
    context = chromium.new_context(viewport=size, has_touch=True)  # type: ignore[arg-type]
    page = open_story(context.new_page(), f"{app}/{STORY}?step=2")

    covered = page.evaluate(
        """() => memmap.player.step.marks.filter(({ lat, lon }) => {
            const box = memmap.map.getContainer().getBoundingClientRect();
            const at = memmap.map.latLngToContainerPoint([lat, lon]);
            const ring = 16;
            return document.elementFromPoint(box.x + at.x - ring, box.y + at.y)
                .closest(".leaflet-control, .memmap-search"); })"""
    )

    assert covered == []
    context.close()


@pytest.mark.parametrize(("width", "height"), [(700, 450), (390, 844), (390, 450), (1400, 950)])
@pytest.mark.parametrize("address", [STORY, "present?story=first-twin-cities"])
def test_map_and_text_have_room_on_every_screen(
    app: str, visitor: Watched, address: str, width: int, height: int
) -> None:
    visitor.page.set_viewport_size({"width": width, "height": height})

    page = visitor.page
    page.goto(f"{app}/{address}")
    page.wait_for_function("() => window.memmap?.map?.memmapFeatures?._targets?.length > 0")

    assert page.evaluate("() => document.getElementById('story').clientHeight") > 300
    assert page.evaluate("() => Math.min(...Object.values(memmap.map.getSize()))") > 150
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_a_swipe_goes_on_and_back_on_a_phone(app: str, chromium: Browser) -> None:
    context = chromium.new_context(viewport={"width": 390, "height": 844}, has_touch=True)
    page = open_story(context.new_page(), f"{app}/{STORY}")

    swipe(page, 300, 80)
    expect(page.get_by_text("2 / 9")).to_be_visible()
    swipe(page, 80, 300)
    expect(page.get_by_text("1 / 9")).to_be_visible()

    context.close()


def swipe(page: Page, start: int, end: int) -> None:
    touch = page.context.new_cdp_session(page)
    for kind, x in (("touchStart", start), ("touchMove", end), ("touchEnd", None)):
        points = [] if x is None else [{"x": x, "y": 600}]
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})


@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
def test_less_motion_means_no_flight(app: str, chromium: Browser, motion: str) -> None:
    context = chromium.new_context(reduced_motion=motion)  # type: ignore[arg-type]
    page = open_story(context.new_page(), f"{app}/{STORY}")
    page.evaluate("() => { memmap.frames = 0; memmap.map.on('zoom', () => memmap.frames++); }")

    page.get_by_role("button", name="Next").click()
    page.wait_for_timeout(2500)

    frames = page.evaluate("memmap.frames")
    assert frames <= 1 if motion == "reduce" else frames > 1
    context.close()


def test_a_story_for_a_poor_network_is_not_downloaded_whole(app: str, visitor: Watched) -> None:
    asked: list[str] = []
    visitor.page.context.on("request", lambda request: asked.append(request.url))
    page = open_story(visitor.page, f"{app}/{STORY}?light=1")

    page.wait_for_load_state("networkidle")

    assert [url for url in asked if "/download/" in url or "/worker.js" in url] == []
    assert (
        page.evaluate("async () => (await navigator.serviceWorker.getRegistrations()).length") == 0
    )


def test_an_unknown_story_says_so(app: str, visitor: Watched) -> None:
    answer = visitor.page.goto(f"{app}/story/nothing")

    assert answer
    assert answer.status == 404
    expect(visitor.page.get_by_role("heading")).to_have_text("There is no such story.")


def add_step(page: Page) -> None:
    settled(page)
    page.get_by_role("button", name="Add to my story").click()
    expect(page.get_by_text("Step 1 of your story")).to_be_visible()


def test_a_story_is_made_from_the_map_and_downloaded(app: str, visitor: Watched) -> None:
    page = visitor.page
    page.goto(f"{app}/?selected=gb-coventry&lat=52.4&lon=-1.5&zoom=7")
    add_step(page)
    page.get_by_role("link", name="Make a story").click()

    page.get_by_role("textbox", name="Title").fill("Two <b>cities</b>")
    page.get_by_role("textbox", name="Text (Markdown)").fill("A *first* pair.")
    settled(page)
    page.get_by_role("button", name="Download the story").click()
    with page.expect_download() as download:
        page.get_by_role("dialog").get_by_role("button", name=".toml").click()

    text = download.value.path().read_text(encoding="utf-8")
    assert download.value.suggested_filename == "two-b-cities-b.toml"
    assert 'highlight = "gb-coventry"' in text
    assert "zoom = 7" in text
    assert "A *first* pair." in text


def test_the_preview_of_an_own_story_is_the_story(app: str, visitor: Watched) -> None:
    page = visitor.page
    page.goto(f"{app}/?selected=gb-coventry")
    add_step(page)
    page.get_by_role("link", name="Make a story").click()
    page.get_by_role("textbox", name="Title").fill("Mine")
    page.keyboard.press("Enter")

    settled(page)
    page.get_by_text("Preview").click()

    preview = page.frame_locator("iframe").last
    expect(preview.get_by_role("heading", level=2)).to_have_text("Coventry")
    expect(preview.get_by_role("banner")).to_have_count(0)
    expect(preview.get_by_role("link", name="Share")).to_have_count(0)
    assert preview.locator("#map").evaluate("(map) => map.clientHeight") > 200
    assert visitor.errors == []


def test_what_is_written_stays_where_the_visitor_leaves_at_once(app: str, visitor: Watched) -> None:
    page = visitor.page
    page.goto(f"{app}/make-story")
    title = page.get_by_role("textbox", name="Title")
    title.fill("Mine")
    page.get_by_role("link", name="Map", exact=True).click(delay=90)
    add_step(page)

    page.get_by_role("link", name="Make a story").click()

    expect(title).to_have_value("Mine")
    expect(page.get_by_role("textbox", name="Heading")).to_have_count(1)


def test_a_reload_asks_before_it_loses_a_story(app: str, visitor: Watched) -> None:
    page = visitor.page
    page.goto(f"{app}/?selected=gb-coventry")
    add_step(page)
    page.get_by_role("link", name="Make a story").click()
    settled(page)
    page.get_by_role("textbox", name="Title").fill("Mine")
    asked: list[str] = []

    def leave(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", leave)
    page.reload()

    assert asked == ["beforeunload"]


def test_a_story_in_another_language_is_gone_on_with(
    app: str, visitor: Watched, tmp_path: Path
) -> None:
    story = tmp_path / "histoire.toml"
    story.write_text(
        'id = "histoire"\nlanguage = "fr"\ntitle = "Deux villes"\nsummary = "1944"\n'
        '[[steps]]\nheading = "Une ville"\ntext = "Texte"\nplaces = ["gb-coventry"]\n'
        'sources = ["geonames"]\n'
    )
    page = visitor.page
    page.goto(f"{app}/make-story")

    page.locator("input[type=file]").set_input_files(story)

    expect(page.get_by_role("textbox", name="Title")).to_have_value("Deux villes")
    expect(page.get_by_role("combobox", name=re.compile("Language of the story"))).to_have_value(
        "Français"
    )
