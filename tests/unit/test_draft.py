from memmap.model import Names
from memmap.ui.draft import retold, written

NOTHING = Names("", "")


def test_a_text_is_of_the_language_that_it_was_written_in() -> None:
    both = written(written(NOTHING, "en", "Two cities"), "ru", "Два города")

    assert both == Names("Two cities", "Два города", (("en", "Two cities"), ("ru", "Два города")))


def test_a_story_that_changes_its_language_takes_its_texts_along() -> None:
    english = written(NOTHING, "en", "Два города")

    assert retold(english, "en", "ru").others == (("ru", "Два города"),)


def test_a_translation_is_not_replaced_by_the_language_before() -> None:
    both = written(written(NOTHING, "en", "Two cities"), "ru", "Два города")

    assert retold(both, "en", "ru").others == both.others
