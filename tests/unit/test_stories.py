from pathlib import Path

from memmap.dataset import load
from memmap.model import LatLon
from memmap.stories import load_stories, selection_of, viewport_of

STORY = """
id = "first"
title = {en = "First", ru = "Первые"}
summary = {en = "Two cities"}
[[steps]]
heading.en = "1944"
text.en = "A pair."
places = ["ru-volgograd", "gb-coventry"]
sources = ["src"]
"""


def write(folder: Path, text: str) -> Path:
    stories = folder / "stories"
    stories.mkdir()
    (stories / "first.toml").write_text(text, encoding="utf-8")
    return stories


def test_a_step_of_two_twin_cities_highlights_their_partnership(data_folder: Path) -> None:
    dataset = load(data_folder)

    stories, problems = load_stories(write(data_folder, STORY), dataset)

    assert problems == []
    assert stories["first"].title.in_language("ru") == "Первые"
    assert selection_of(stories["first"].steps[0], dataset) == "gb-coventry--ru-volgograd"


def test_a_story_with_an_unknown_place_is_left_out_and_said(data_folder: Path) -> None:
    folder = write(data_folder, STORY.replace("ru-volgograd", "ru-nowhere"))

    stories, problems = load_stories(folder, load(data_folder))

    assert stories == {}
    assert "ru-nowhere" in str(problems[0])


def test_a_broken_story_file_is_said(data_folder: Path) -> None:
    stories, problems = load_stories(write(data_folder, "id = "), load(data_folder))

    assert (stories, problems[0].file) == ({}, "first.toml")


def test_the_viewport_of_a_step_shows_all_its_points() -> None:
    assert viewport_of([]) is None
    assert viewport_of([LatLon(52, -1)]) == (LatLon(52, -1), 6)
    center, zoom = viewport_of([LatLon(52, -1), LatLon(48, 45)])  # type: ignore[misc]
    assert (center, zoom) == (LatLon(50, 22), 3)
