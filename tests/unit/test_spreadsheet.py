from hypothesis import example, given
from hypothesis import strategies as st

from memmap.spreadsheet import FORMULA_STARTS, spreadsheet_text, without_guard


@given(st.text())
@example("'=1")
def test_every_text_comes_back_and_none_runs(text: str) -> None:
    cell = str(spreadsheet_text(text))

    assert without_guard(cell) == text
    assert not cell.startswith(FORMULA_STARTS) or cell.strip("+-").replace(".", "").isdecimal()


def test_numbers_stay_numbers() -> None:
    assert [spreadsheet_text(cell) for cell in (-4.2, "-4.2", "+7")] == [-4.2, "-4.2", "+7"]
