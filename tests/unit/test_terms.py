from pathlib import Path

import pyarrow as pa

from memmap.dataset.credits import BUILT_IN, credit_of, load_credits
from memmap.dataset.table import Problems
from memmap.model import LayerId
from memmap.terms import attribution, licences, shown, with_terms

DECLARED = '[memorials]\nlicence = "ODbL 1.0"\nattribution = "OSM"\n'
ROWS = pa.table({"id": ["a", "b"], "layer": ["memorials", "cities"]})


def test_a_folder_without_declarations_has_every_layer_without_terms(tmp_path: Path) -> None:
    found = load_credits(tmp_path, Problems())

    assert list(found) == list(BUILT_IN)
    assert not any(credit.terms for credit in found.values())
    assert shown(list(found), found) == []


def test_declarations_of_the_tables_and_of_added_layers_are_read(tmp_path: Path) -> None:
    (tmp_path / "layers.toml").write_text(DECLARED, encoding="utf-8")
    (tmp_path / "layers").mkdir()
    (tmp_path / "layers" / "mine.toml").write_text('name = "Mine"\nlicence = "CC0 1.0"\n')

    found = load_credits(tmp_path, Problems())

    assert found[LayerId("memorials")].terms == "OSM, ODbL 1.0"
    assert (found[LayerId("mine")].title, found[LayerId("mine")].deed[:27]) == (
        "Mine",
        "https://creativecommons.org",
    )
    assert credit_of(found, "unheard").name == "unheard"


def test_a_broken_declaration_is_a_problem(tmp_path: Path) -> None:
    problems = Problems()
    (tmp_path / "layers.toml").write_text("[memorials\n", encoding="utf-8")
    load_credits(tmp_path, problems)
    (tmp_path / "layers.toml").write_text('memorials = "CC0"\n', encoding="utf-8")
    load_credits(tmp_path, problems)

    assert [problem.file for problem in problems.found] == ["layers.toml", "layers.toml"]


def test_terms_go_with_each_row_and_with_the_file(tmp_path: Path) -> None:
    (tmp_path / "layers.toml").write_text(DECLARED, encoding="utf-8")
    found = load_credits(tmp_path, Problems())

    table = with_terms(ROWS, found)

    assert table.column_names == ["id", "layer", "licence", "attribution"]
    assert table["licence"].to_pylist() == ["ODbL 1.0", ""]
    assert [entry["layer"] for entry in licences(ROWS, found)] == ["cities", "memorials"]
    assert attribution(ROWS, found, "memmap") == "memmap"
    assert attribution(ROWS.slice(0, 1), found, "memmap") == "OSM, ODbL 1.0"


def test_layers_with_the_same_terms_are_named_together(tmp_path: Path) -> None:
    same = '[{}]\nlicence = "CC0 1.0"\nattribution = "W"\n'
    text = same.format("cities") + same.format("partnerships")
    (tmp_path / "layers.toml").write_text(text, encoding="utf-8")

    [line] = shown(["cities", "memorials", "partnerships"], load_credits(tmp_path, Problems()))

    assert line["text"] == "Twin cities, Partnerships: W, CC0 1.0"
