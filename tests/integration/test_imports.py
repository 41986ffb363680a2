"""Imports by the command, and what the map answers of them."""

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from memmap.catalog import Catalog
from memmap.cli import cli
from memmap.cli.chain import open_chain
from memmap.dataset import inspect, load
from memmap.details import describe
from memmap.filters import parse_filter
from memmap.geodesy import TileRange

PAIRS = """a,aLabel,aPoint,b,bLabel,bPoint,since
ITEM/Q6225,Coventry,Point(-1.51 52.41),ITEM/Q914,Volgograd,Point(44.51 48.71),1944-01-01T00:00:00Z
ITEM/Q914,Volgograd,,ITEM/Q6225,Coventry,,
ITEM/Q914,Volgograd,,ITEM/Q1731,Дрезден,,
ITEM/Q914,Volgograd,,ITEM/Q1,Nowhereabouts,,
""".replace("ITEM", "http://www.wikidata.org/entity")
MEMORIALS = "item,itemLabel,coord\nQ1,<b>Tank</b>,Point(44.5 48.7)\nQ2,,Point(-1.5 52.4)\n"


def run(*arguments: object) -> tuple[int, str]:
    result = CliRunner().invoke(cli, [str(argument) for argument in arguments])
    return result.exit_code, result.output


@pytest.fixture
def imported(tmp_path: Path) -> Path:
    (tmp_path / "pairs.csv").write_text(PAIRS, encoding="utf-8")
    (tmp_path / "memorials.csv").write_text(MEMORIALS, encoding="utf-8")
    osm = {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "id": "node/1",
                "properties": {"historic": "memorial", "memorial": "stolperstein"},
                "geometry": {"type": "Point", "coordinates": [9.57, 54.5]},
            }
        ],
    }
    (tmp_path / "osm.geojson").write_text(json.dumps(osm), encoding="utf-8")
    folder = tmp_path / "out"
    files = [tmp_path / "pairs.csv", tmp_path / "memorials.csv"]
    assert run("import", "wikidata", *files, "--output", folder)[0] == 0
    assert run("import", "osm", tmp_path / "osm.geojson", "--output", folder)[0] == 0
    return folder


def test_an_imported_folder_has_no_problem_and_pairs_once(imported: Path) -> None:
    dataset, problems = inspect(imported)

    assert problems == []
    assert sorted(dataset.partnerships) == ["q1731--q914", "q6225--q914"]
    assert dataset.cities["q1731"].country == "DE"  # type: ignore[index]
    assert {layer.places.num_rows for layer in dataset.imported.values()} == {1, 2}


def test_what_was_left_out_is_reported_with_file_row_and_column(imported: Path) -> None:
    run("import", "wikidata", imported.parent / "pairs.csv", "--output", imported)

    [row] = csv.DictReader((imported / "import_report.csv").open(encoding="utf-8"))
    assert (row["file"], row["row"], row["column"]) == ("pairs.csv", "5", "Q1")


def test_imported_places_answer_filters_and_are_described(imported: Path) -> None:
    dataset = load(imported)
    catalog = Catalog.of(dataset)
    wanted, _ignored = parse_filter({"subject": "holocaust", "kind": "monument"})

    [row] = catalog.rows(wanted).to_pylist()
    details = describe(dataset, row["id"])

    assert (row["layer"], row["country"]) == ("osm-memorials", "DE")
    assert catalog.totals(parse_filter({})[0]).memorials == 3
    assert details
    assert details.sources[0].licence == "ODbL 1.0"
    assert details.sources[0].url == "https://www.openstreetmap.org/node/1"
    assert describe(dataset, "osm-memorials:n2") is None


def test_the_layers_of_a_viewport_follow_what_is_shown(imported: Path) -> None:
    catalog = Catalog.of(load(imported))
    everything, _ignored = parse_filter({})
    only_france, _ignored = parse_filter({"country": "FR"})

    world = TileRange(2, 0, 3, 0, 3)

    assert catalog.layers(only_france, world) == []
    assert catalog.layers(everything, world) == [
        "cities",
        "osm-memorials",
        "partnerships",
        "wikidata-memorials",
    ]


def test_a_file_carries_the_licence_of_each_row(imported: Path, tmp_path: Path) -> None:
    table, geojson = tmp_path / "places.csv", tmp_path / "places.geojson"
    run("export", "places", table, "--data", imported)
    run("export", "places", geojson, "--data", imported)

    rows = list(csv.DictReader(table.open(encoding="utf-8-sig")))
    member = json.loads(geojson.read_text(encoding="utf-8"))["licences"]

    assert list(rows[0])[-2:] == ["licence", "attribution"]
    assert {row["licence"] for row in rows} == {"CC0 1.0", "ODbL 1.0"}
    assert [entry["layer"] for entry in member] == ["cities", "osm-memorials", "wikidata-memorials"]


def test_tables_of_ones_own_are_not_overwritten(data_folder: Path, tmp_path: Path) -> None:
    (tmp_path / "pairs.csv").write_text(PAIRS, encoding="utf-8")
    before = (data_folder / "cities.csv").read_bytes()

    code, output = run("import", "wikidata", tmp_path / "pairs.csv", "--output", data_folder)

    assert code == 1
    assert "tables of its own" in output
    assert (data_folder / "cities.csv").read_bytes() == before


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        (",54.5,", ",154.5,", "imported/osm-memorials.csv:2: latitude"),
        (",54.5,", ",north,", "imported/osm-memorials.toml:1: -"),
        (",monument,", ",temple,", "imported/osm-memorials.csv:2: kind"),
    ],
)
def test_a_broken_layer_is_a_problem_and_is_left_out(
    imported: Path, old: str, new: str, place: str
) -> None:
    path = imported / "imported" / "osm-memorials.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")

    dataset, problems = inspect(imported)

    assert [str(problem).startswith(place) for problem in problems] == [True]
    assert "osm-memorials" not in dataset.imported


def test_a_layer_that_changed_changes_the_version(
    imported: Path, edit: Callable[[str, str, str], Path]
) -> None:
    before = load(imported).version
    path = imported / "imported" / "osm-memorials.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("ODbL 1.0", "ODbL"), encoding="utf-8")

    assert load(imported).version != before


def test_a_pair_of_another_century_does_not_make_the_folder_unusable(tmp_path: Path) -> None:
    (tmp_path / "pairs.csv").write_text(PAIRS.replace("1944", "1859"), encoding="utf-8")

    code, output = run("import", "wikidata", tmp_path / "pairs.csv", "--output", tmp_path / "out")

    assert code == 0
    assert "the year is left empty" in output
    assert load(tmp_path / "out").partnerships["q6225--q914"].year is None  # type: ignore[index]


@pytest.mark.parametrize(
    ("layer", "reason"),
    [("memorials", "makes no id"), ("own", "makes no id"), ("graves", "id of a layer in")],
)
def test_the_id_of_another_layer_is_refused(imported: Path, layer: str, reason: str) -> None:
    (imported / "layers").mkdir()
    (imported / "layers" / "graves.toml").touch()
    file = imported.parent / "osm.geojson"

    code, output = run("import", "osm", file, "--layer", layer, "--output", imported)

    assert code == 2
    assert reason in output
    assert not (imported / "imported" / f"{layer}.toml").exists()


@pytest.mark.parametrize(("layer", "made"), [("My Layer", "my-layer"), ("../x", "x")])
def test_a_name_of_a_layer_becomes_an_id(imported: Path, layer: str, made: str) -> None:
    file = imported.parent / "osm.geojson"

    run("import", "osm", file, "--layer", layer, "--output", imported)

    assert made in load(imported).imported


def test_an_import_asks_nobody_online(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "pairs.csv").write_text(PAIRS, encoding="utf-8")
    asked = list[bool]()
    monkeypatch.setattr(
        "memmap.cli.import_.open_chain",
        lambda *, online=True: asked.append(online) or open_chain(online=online),
    )

    run("import", "wikidata", tmp_path / "pairs.csv", "--output", tmp_path / "out")

    assert asked == [False]
