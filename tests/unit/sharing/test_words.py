"""Titles, links, texts and the cache."""

from html.parser import HTMLParser
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memmap import i18n
from memmap.api.preview import open_graph_locale, preview_tags, wanted_language
from memmap.sharing.cache import ByteCache
from memmap.sharing.links import iframe_code, qr_code, targets
from memmap.sharing.shared import Shared
from memmap.sharing.text import shortened, without_markup
from memmap.view import View

LINK = "https://example.org/?region=RU-SAM&lang=ru"
TITLE = 'Самара & "twins" <b>'


def test_each_service_gets_the_link_whole() -> None:
    found = {target.name: target.address for target in targets(LINK, TITLE)}

    assert list(found) == ["Telegram", "VK", "WhatsApp", "Facebook", "X", "E-mail"]
    for name, key in (("Telegram", "url"), ("VK", "url"), ("Facebook", "u"), ("X", "url")):
        assert parse_qs(urlsplit(found[name]).query)[key] == [LINK]
    for name, key in (("WhatsApp", "text"), ("E-mail", "body")):
        assert parse_qs(urlsplit(found[name]).query)[key] == [f"{TITLE} {LINK}"]


def test_a_qr_code_is_a_drawing_that_scales() -> None:
    svg = ET.fromstring(qr_code(LINK))

    assert svg.get("viewBox")
    assert svg.get("width") is None


def test_the_code_for_a_site_is_one_frame_whatever_the_title() -> None:
    frame = ET.fromstring(iframe_code(LINK, TITLE, 480).replace(" allowfullscreen", ""))

    assert (frame.tag, frame.get("src"), frame.get("title")) == ("iframe", LINK, TITLE)


class Head(HTMLParser):
    """What the tags of a head say."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.metas: dict[str, str] = {}
        self.others: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "meta":
            self.metas[str(values.get("property") or values["name"])] = str(values["content"])
        else:
            self.others.append(tag)


def test_preview_tags_escape_what_data_says() -> None:
    hostile = '"><script>alert(1)</script>'

    head = Head(preview_tags(Shared(View(), hostile, "a & b"), "https://example.org"))

    assert head.others == []
    assert (head.metas["og:title"], head.metas["og:description"]) == (hostile, "a & b")
    assert head.metas["og:image"] == "https://example.org/picture/card.png?lang=en"


@pytest.mark.parametrize(
    ("link", "browser", "language"),
    [("ru", "en-GB,en", "ru"), ("", "ru-RU,ru;q=0.9", "ru"), ("", "fr,ru", "ru"), ("xx", "", "en")],
)
def test_the_links_language_comes_before_the_browsers(
    link: str, browser: str, language: str
) -> None:
    assert wanted_language({"lang": link}, browser) == language


def test_open_graph_names_a_language_with_its_country() -> None:
    assert [open_graph_locale(code) for code in ("en", "ru", "ar")] == ["en_US", "ru_RU", "ar_EG"]


@given(st.text(max_size=300), st.integers(2, 100))
def test_shortened_text_is_one_line_and_short(text: str, most: int) -> None:
    short = shortened(text, most)

    assert len(short) <= most
    assert len(short.splitlines()) <= 1


def test_markup_becomes_text() -> None:
    assert without_markup("<p>A &amp; <em>B</em></p>").split() == ["A", "&", "B"]


@given(st.lists(st.tuples(st.integers(0, 9), st.binary(max_size=40)), max_size=40))
def test_the_cache_keeps_the_latest_within_its_bound(steps: list[tuple[int, bytes]]) -> None:
    cache = ByteCache(100)
    latest: dict[int, bytes] = {}

    for key, content in steps:
        cache.keep(key, content)
        latest[key] = content

    kept = {key: content for key in latest if (content := cache.get(key)) is not None}
    assert sum(map(len, kept.values())) <= 100
    assert all(latest[key] == content for key, content in kept.items())
    if steps:
        assert cache.get(steps[-1][0]) == steps[-1][1]


def test_an_address_carries_a_language_only_once() -> None:
    with i18n.use_language("ru"):
        assert Shared(View(), "", "").address_in("ru") == "/?lang=ru"
        step = Shared(View(language="en"), "", "", "first", 2)
        assert step.address_in("ru") == "/story/first?step=2&lang=en"
