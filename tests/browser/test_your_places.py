"""A curator's list: brought, reviewed with the keyboard, seen on the map, taken away."""

import csv
import io
import json
import re
from pathlib import Path

from openpyxl import load_workbook
from playwright.sync_api import Browser, Download, Page, expect
from tests.browser.conftest import Watched, open_page, settled

LIST = """name;country;kind;note
Сталинград;Россия;museum;a
Coventry;United Kingdom;city;b
Springfield;United States;city;=1+1
Volgogrd;Russia;city;<b>d</b>
"""
PAIRS = """city;country;partner;partner country;year
Coventry;GB;Volgograd;RU;1944
Dresden;DE;Coventry;GB;1959
"""


def bring(page: Page, app: str, text: str) -> None:
    """Bring a list as a file and find its places."""
    page.goto(f"{app}/places?lang=en")
    page.locator("input[type=file]").set_input_files(
        {"name": "list.csv", "mimeType": "text/csv", "buffer": text.encode()}
    )
    settled(page)
    page.get_by_role("button", name="Find the places").click()
    expect(page.get_by_role("radio", name=re.compile("^One by one"))).to_be_visible()


def sight(page: Page, name: str) -> None:
    settled(page)
    page.get_by_role("radio", name=re.compile(f"^{name}")).click()


def waiting(page: Page, n: int) -> None:
    expect(page.get_by_role("radio", name=f"One by one · {n}")).to_be_visible()


def row(page: Page, name: str) -> None:
    """Wait until a row is drawn down to its buttons: a key before that does nothing."""
    expect(page.get_by_role("heading", name=re.compile(f"^{name}"))).to_be_visible()
    expect(page.get_by_role("button", name="Leave out").first).to_be_visible()


def shortcut(page: Page, key: str) -> None:
    settled(page)
    page.keyboard.press(key)


def download(page: Page, name: str) -> Download:
    with page.expect_download() as waited:
        page.get_by_role("button", name=name, exact=False).first.click()
    return waited.value


def table(download: Download) -> list[dict[str, str]]:
    text = Path(download.path()).read_text(encoding="utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def test_a_list_is_reviewed_with_the_keyboard_and_taken_away(app: str, visitor: Watched) -> None:
    page = visitor.page
    bring(page, app, LIST)
    row(page, "Springfield")
    waiting(page, 2)

    shortcut(page, "1")
    waiting(page, 1)
    row(page, "Volgogrd")
    undo = page.get_by_role("button", name=re.compile("^Undo"))
    expect(undo).to_have_count(1)  # that of the row before is there until the script has ended
    expect(undo).to_be_enabled()
    shortcut(page, "u")
    waiting(page, 2)
    row(page, "Springfield")
    shortcut(page, "1")
    waiting(page, 1)
    shortcut(page, "l")
    waiting(page, 0)

    sight(page, "Download")
    rows = table(download(page, "Table (CSV)"))
    assert [one["status"] for one in rows] == ["resolved"] * 3 + ["left_out"]
    assert [one["note"] for one in rows] == ["a", "b", "'=1+1", "<b>d</b>"]
    assert rows[3]["latitude"] == ""
    features = json.loads(Path(download(page, "GeoJSON").path()).read_text())["features"]
    assert [one["geometry"]["coordinates"] for one in features if one["geometry"]] == [
        [float(one["longitude"]), float(one["latitude"])] for one in rows[:3]
    ]
    workbook = Path(download(page, "Workbook (XLSX)").path()).read_bytes()
    sheet = load_workbook(io.BytesIO(workbook)).active
    assert sheet is not None
    assert (sheet["D4"].value, sheet["D4"].data_type) == ("=1+1", "s")
    assert "springfield" in Path(download(page, "Decisions").path()).read_text()


def test_one_of_the_rows_that_ask_the_same_can_be_left_out_alone(
    app: str, visitor: Watched
) -> None:
    page = visitor.page
    bring(page, app, "name,country\nSpringfield,US\nSpringfield,US\n")
    row(page, "Springfield")
    waiting(page, 2)

    settled(page)
    page.get_by_text("Decide 1 other row that asks the same with it").click()
    expect(page.get_by_role("checkbox")).not_to_be_checked()
    shortcut(page, "l")

    waiting(page, 1)


def test_a_row_is_searched_again_or_placed_where_the_map_was_clicked(
    app: str, visitor: Watched
) -> None:
    page = visitor.page
    bring(page, app, "name,country\nXqzvwk,BE\nQqzzvx,BE\n")
    row(page, "Xqzvwk")

    page.get_by_label("Search by another name").fill("Oostende")
    page.get_by_label("Search by another name").press("Enter")
    expect(page.get_by_role("button", name=re.compile("^Ostend"))).to_be_visible()
    shortcut(page, "1")
    row(page, "Qqzzvx")
    page.frame_locator("iframe").locator(".leaflet-container").click(position={"x": 200, "y": 200})
    expect(page.get_by_role("button", name=re.compile("^Place it here"))).to_be_visible()
    shortcut(page, "p")
    waiting(page, 0)

    sight(page, "Download")
    rows = table(download(page, "Table (CSV)"))
    assert [one["status"] for one in rows] == ["resolved", "placed_by_hand"]
    assert rows[0]["matched_name"] == "oostende"
    assert rows[1]["latitude"] != ""


def test_rows_are_pasted_from_a_spreadsheet(app: str, visitor: Watched) -> None:
    page = visitor.page
    page.goto(f"{app}/places?lang=en")

    page.get_by_label("Or paste rows here").fill("Name\tCountry\nСталинград\tРоссия")
    page.get_by_role("button", name="Use these rows").click()
    settled(page)
    page.get_by_role("button", name="Find the places").click()

    expect(page.get_by_text("No row waits for you.")).to_be_visible()


def test_a_list_is_a_layer_with_filters_of_its_own_columns(app: str, visitor: Watched) -> None:
    page = visitor.page
    bring(page, app, LIST)
    sight(page, "Map")
    expect(page.get_by_text("On the map from your list: 2 places")).to_be_visible()

    page.get_by_role("combobox", name="kind").click()
    page.get_by_role("option", name="museum · 1").click()

    expect(page.get_by_text("On the map from your list: 1 place", exact=True)).to_be_visible()


def test_a_map_to_take_away_works_without_a_network(
    app: str, visitor: Watched, chromium: Browser, tmp_path: Path
) -> None:
    bring(visitor.page, app, PAIRS)
    sight(visitor.page, "Download")
    file = tmp_path / "list.html"
    download(visitor.page, "Map (HTML)").save_as(file)
    alone = open_page(chromium)
    alone.page.context.set_offline(True)

    alone.page.goto(file.as_uri())
    alone.page.wait_for_function("() => window.memmap?.map?.memmapFeatures?._lines?.length === 2")

    alone.page.get_by_role("combobox", name="Find a place").fill("dresden")
    alone.page.locator("#memmap-results").get_by_role("option").first.click()
    panel = alone.page.get_by_role("complementary", name="What is selected")
    expect(panel.get_by_role("heading", name="Dresden")).to_be_visible()
    assert alone.errors == []
    assert not alone.to("http")
    alone.page.context.close()


def test_a_reload_keeps_the_list_and_what_was_decided(app: str, visitor: Watched) -> None:
    page = visitor.page
    bring(page, app, LIST)
    row(page, "Springfield")
    shortcut(page, "2")
    waiting(page, 1)

    page.reload()

    waiting(page, 1)
    row(page, "Volgogrd")


def test_a_search_stops_and_goes_on(app: str, visitor: Watched) -> None:
    page = visitor.page
    typing_errors = "\n".join(f"Wolgogrrad{i},Russia" for i in range(4000))
    bring(page, app, f"name,country\n{typing_errors}")

    page.get_by_role("button", name="Stop").click()
    expect(page.get_by_text(re.compile("of 4,000 · stopped"))).to_be_visible()
    settled(page)
    page.get_by_role("button", name="Go on").click()

    expect(page.get_by_text(re.compile("of 4,000 · .* rows a second"))).to_be_visible()


def test_streamlits_own_words_are_in_the_language_of_the_page(app: str, chromium: Browser) -> None:
    russian = open_page(chromium, locale="ru-RU")
    page = russian.page
    page.goto(f"{app}/places")

    expect(page.get_by_role("button", name="Выбрать файл")).to_be_visible()
    expect(page.get_by_text("До 50 МБ")).to_be_visible()

    page.locator("input[type=file]").set_input_files(
        {"name": "Upload", "mimeType": "text/csv", "buffer": b"name,country\n"}
    )
    expect(page.get_by_role("button", name="Убрать Upload")).to_be_visible()
    page.context.close()


def test_a_reload_of_the_map_keeps_the_own_layer(app: str, visitor: Watched) -> None:
    page = visitor.page
    bring(page, app, LIST)
    row(page, "Springfield")

    page.goto(f"{app}/?lang=en")

    frame = page.locator("iframe[src*='st_folium']").content_frame
    page.wait_for_selector("iframe[src*='st_folium']")
    expect(frame.locator("body")).to_be_visible()
    page.wait_for_function(
        """() => [...document.querySelectorAll("iframe[src*='st_folium']")].some(
            (frame) => frame.contentWindow.map?.memmapFeatures?._own)"""
    )


def test_what_cannot_be_read_is_said_with_row_and_reason(app: str, visitor: Watched) -> None:
    page = visitor.page
    page.goto(f"{app}/places?lang=en")

    page.locator("input[type=file]").set_input_files(
        {"name": "empty.csv", "mimeType": "text/csv", "buffer": b"name,country\n"}
    )

    expect(page.get_by_text("there is a header and no row below it")).to_be_visible()


def test_a_review_begins_at_its_top_on_a_phone(app: str, chromium: Browser) -> None:
    phone = open_page(chromium, width=390)
    bring(phone.page, app, LIST)

    expect(phone.page.get_by_role("heading", name="Your places")).to_be_in_viewport()

    phone.page.context.close()


def test_a_phone_reviews_without_sideways_scrolling(app: str, chromium: Browser) -> None:
    phone = open_page(chromium, width=390)
    bring(phone.page, app, LIST)
    row(phone.page, "Springfield")

    width = phone.page.evaluate("document.documentElement.scrollWidth")

    assert width <= 390
    phone.page.context.close()
