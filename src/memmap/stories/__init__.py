"""Stories: files of steps, read with every problem said, told on a map, and written again."""

from memmap.stories.parse import load_stories, parse_story
from memmap.stories.story import Step, Story
from memmap.stories.tell import selection_of, tell
from memmap.stories.write import story_toml

__all__ = [
    "Step",
    "Story",
    "load_stories",
    "parse_story",
    "selection_of",
    "story_toml",
    "tell",
]
