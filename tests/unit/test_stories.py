import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memmap.dataset import Dataset, load
from memmap.filters import Filter
from memmap.model import LatLon, Layer, LayerId, LayerPlace, Names, PlaceId, SourceId
from memmap.stories import (
    Step,
    Story,
    load_stories,
    parse_story,
    selection_of,
    story_toml,
    tell,
)
from memmap.view import Viewport

STORY = """
id = "first"
title = {en = "First", ru = "Первые"}
summary = {en = "Two cities"}
[[steps]]
heading.en = "1944"
text.en = "A *pair*."
places = ["ru-volgograd", "gb-coventry"]
sources = ["src"]
"""


@pytest.fixture
def dataset(data_folder: Path) -> Dataset:
    return load(data_folder)


def parsed(text: str, dataset: Dataset) -> Story:
    story, problems = parse_story("story.toml", text.encode(), dataset)
    assert story, list(map(str, problems))
    return story


def test_a_step_of_two_twin_cities_highlights_their_partnership(dataset: Dataset) -> None:
    story = parsed(STORY, dataset)

    assert story.title.in_language("ru") == "Первые"
    assert selection_of(story.steps[0], dataset) == "gb-coventry--ru-volgograd"


def test_a_curator_writes_in_one_language_without_tables(dataset: Dataset) -> None:
    story = parsed(
        'id = "my"\nlanguage = "ru"\ntitle = "Моя"\n[[steps]]\nheading = "Начало"', dataset
    )

    assert story.title.in_language("ru") == story.title.in_language("en") == "Моя"


def test_a_step_shows_a_view_with_filters_and_a_highlight(dataset: Dataset) -> None:
    step = """
filter = "country=RU&kind=city"
highlight = "gb-coventry"
view = {lat = 48.7, lon = 44.5, zoom = 9}
"""

    story = parsed(STORY + step, dataset)

    told = tell(story, dataset, "en")["steps"][0]
    assert told["query"] == "country=RU&kind=city"
    assert told["camera"] == [48.7, 44.5, 9]
    assert told["selected"] == "gb-coventry"


def test_markdown_becomes_markup_and_html_stays_text(dataset: Dataset) -> None:
    text = STORY.replace("A *pair*.", "A *pair* <script>alert(1)</script> [x](javascript:alert(1))")

    html = tell(parsed(text, dataset), dataset, "en")["steps"][0]["html"]

    assert "<em>pair</em>" in html
    assert "<script" not in html
    assert "href" not in html


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ('id = "first"', 'id = "first"\nlanguage = "zz"', r"language: 'zz'"),
        ("ru-volgograd", "ru-nowhere", r"step 1: places: .*ru-nowhere"),
        ('sources = ["src"]', 'sources = ["book"]', r"step 1: sources: .*book"),
        ('heading.en = "1944"', "", r"step 1: heading: empty"),
        ('heading.en = "1944"', 'heading.ru = "1944"', r"heading: empty, .*language en"),
        ('heading.en = "1944"', "heading = 1944", r"heading: no text"),
        ('sources = ["src"]', "seconds = 0", r"seconds: 0, expected a whole number"),
        ('sources = ["src"]', "seconds = true", r"seconds: True"),
        ('sources = ["src"]', 'filter = "colour=red"', r"filter: colour: no filter"),
        ('sources = ["src"]', "view = {lat = 99, lon = 0, zoom = 3}", r"view: no point"),
        ('sources = ["src"]', 'highlight = "nobody"', r"highlight: .*nobody"),
        ('sources = ["src"]', 'places = "gb-coventry"', r"."),
        ('sources = ["src"]', 'picture = "x.png"', r"picture: unknown key, expected one of"),
        ('id = "first"', 'id = "First story"', r"id: 'First story'"),
        ("[[steps]]", "[steps]", r"steps: no steps"),
    ],
)
def test_what_is_wrong_with_a_story_is_said(
    dataset: Dataset, old: str, new: str, expected: str
) -> None:
    text = STORY.replace(old, new)

    story, problems = parse_story("story.toml", text.encode(), dataset)

    assert story is None
    assert re.search(expected, "\n".join(map(str, problems)))


def test_a_step_can_highlight_a_place_of_an_added_layer(dataset: Dataset) -> None:
    grave = LayerPlace(PlaceId("mine:2"), "A grave", LatLon(48.7, 44.5))
    added = replace(
        dataset, layers={LayerId("mine"): Layer(LayerId("mine"), "Mine", places=(grave,))}
    )

    story = parsed(STORY + 'highlight = "mine:2"', added)

    assert tell(story, added, "en")["steps"][0]["selected"] == "mine:2"


@pytest.mark.parametrize(
    "content",
    [
        f"{'a.' * 20}a = 1",
        f"[{'a.' * 20}a]",
        "'a b' . " * 20 + "a = 1",
        f"x = {{a = '''\n''', {'a.' * 20}a = 1}}",
    ],
)
def test_a_key_of_many_parts_is_said_before_it_is_read(dataset: Dataset, content: str) -> None:
    _story, problems = parse_story("story.toml", content.encode(), dataset)

    assert [problem.message for problem in problems] == ["nested too deeply"]


@pytest.mark.parametrize("quote", ['"', "'", '"""', "'''"])
def test_a_text_may_have_any_number_of_points(dataset: Dataset, quote: str) -> None:
    points = "a." * 20
    notes = f"notes.en = {quote}{points}{quote}  # {points}"

    assert parsed(f"{STORY}{notes}\n", dataset)


@pytest.mark.parametrize(
    "content",
    [
        b"id = ",
        b"\xff\xfe",
        b"",
        b"x" * 1_000_001,
        b"a = " + b"[" * 100_000,
        b"a = " + b"9" * 5_000,
    ],
)
def test_a_broken_story_file_is_said(dataset: Dataset, content: bytes) -> None:
    story, problems = parse_story("story.toml", content, dataset)

    assert story is None
    assert problems[0].file == "story.toml"


def test_a_broken_story_leaves_the_others(data_folder: Path) -> None:
    folder = data_folder / "stories"
    folder.mkdir()
    (folder / "first.toml").write_text(STORY, encoding="utf-8")
    (folder / "second.toml").write_text("id = ", encoding="utf-8")
    (folder / "third.toml").write_text(STORY, encoding="utf-8")

    stories, problems = load_stories(folder, load(data_folder))

    assert list(stories) == ["first"]
    assert [problem.file for problem in problems] == ["second.toml", "third.toml"]


TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=40).map(str.strip)
NAMES = st.builds(
    lambda en, ru: Names(en, en, tuple((k, v) for k, v in (("en", en), ("ru", ru)) if v)),
    TEXT.filter(bool),
    TEXT,
)
STEPS = st.builds(
    Step,
    heading=NAMES,
    text=NAMES,
    places=st.lists(st.just(PlaceId("gb-coventry")), max_size=2).map(tuple),
    sources=st.just((SourceId("src"),)),
    seconds=st.integers(2, 3600),
    filter=st.sampled_from([Filter(), Filter(country=frozenset({"RU"}), text="a & b")]),
    view=st.none() | st.just(Viewport(LatLon(48.7, 44.5), 9)),
)


@given(title=NAMES, steps=st.lists(STEPS, min_size=1, max_size=3))
def test_a_story_that_is_written_is_read_again(title: Names, steps: list[Step]) -> None:
    story = Story("mine", title, title, tuple(steps))

    again, problems = parse_story("mine.toml", story_toml(story).encode(), LIBRARY)

    assert (again, problems) == (story, [])


class _Library:
    """As much of a dataset as a story is checked against."""

    cities = memorials = reading_rooms = events = frozenset({"gb-coventry"})
    partnerships: frozenset[str] = frozenset()
    sources = frozenset({"src"})


LIBRARY: Dataset = _Library()  # type: ignore[assignment]
