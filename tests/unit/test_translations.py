import re
import tomllib
from collections.abc import Iterator

import pytest
from babel.messages.catalog import Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.pofile import read_po

from memmap.config import bundled_data
from memmap.dataset.credits import DEEDS, OURS
from memmap.i18n import LOCALES, languages

PACKAGE = LOCALES.parent
TRANSLATED = [code for code in languages() if code != "en"]


def messages(language: str) -> Iterator[tuple[Message, tuple[str, ...]]]:
    with (LOCALES / language / "LC_MESSAGES" / "memmap.po").open("rb") as file:
        for message in read_po(file, locale=language):
            if message.id:
                texts = message.string
                yield message, (texts,) if isinstance(texts, str) else tuple(texts)


def fields(text: str) -> set[str]:
    return set(re.findall(r"\{(\w+)", text))


def test_there_is_another_language_than_english() -> None:
    assert "ru" in TRANSLATED


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_text_of_the_program_is_translated(language: str) -> None:
    texts = {message.id: strings for message, strings in messages(language)}
    found = extract_from_dir(PACKAGE, [("**.py", "python")], {}, {**DEFAULT_KEYWORDS, "N_": None})

    missing = [text for _file, _line, text, *_ in found if not all(texts.get(text) or [""])]

    assert not missing


def test_templates_are_given_their_words_as_only_python_is_searched_for_texts() -> None:
    templates = list(PACKAGE.glob("**/templates/*.html"))

    translating = [path.name for path in templates if re.search(r"\b_\(", path.read_text())]

    assert templates
    assert not translating


def test_what_our_tables_say_of_their_licences_is_among_the_texts() -> None:
    declared = tomllib.loads((bundled_data() / "layers.toml").read_text(encoding="utf-8"))

    said = {table[key] for table in declared.values() for key in ("licence", "attribution")}

    assert said - set(DEEDS) == set(OURS)


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_fills_in_the_same_values(language: str) -> None:
    for message, strings in messages(language):
        original = message.id if isinstance(message.id, str) else message.id[1]
        for text in strings:
            assert fields(text) == fields(original), original
