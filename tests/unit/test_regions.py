import pytest

from memmap.regions import country_name, region_name


@pytest.mark.parametrize(
    ("code", "language", "name"),
    [
        ("RU-SAM", "en", "Samara Oblast"),
        ("RU-SAM", "ru", "Самарская область"),
        ("RU-LEN", "en", "Leningrad Oblast"),
        ("RU-STA", "ru", "Ставропольский край"),
        ("BE-WLG", "ru", "Льеж"),
        ("GB-ENG", "ru", "Англия"),
        ("FI-11", "ru", "Пирканмаа"),
        ("BY-MI", "en", "Minsk Region"),
        ("BY-HM", "en", "Minsk"),
        ("IL-TA", "en", "Tel Aviv District"),
        ("ID-JB", "ru", "West Java"),
        ("QQ-1", "en", "QQ-1"),
    ],
)
def test_a_region_has_its_usual_name(code: str, language: str, name: str) -> None:
    assert region_name(code, language) == name


def test_a_country_has_a_name_in_any_language_and_an_unknown_code_stays() -> None:
    assert country_name("BE", "ru") == "Бельгия"
    assert country_name("QQ", "en") == "QQ"
