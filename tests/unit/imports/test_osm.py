import json
from pathlib import Path
from typing import Any

import pytest

from memmap.imports.layer import ImportedPlace
from memmap.imports.osm import kind_of, read_places
from memmap.imports.rows import ImportFileError
from memmap.imports.troubles import Troubles
from memmap.model import LatLon


def feature(geometry: Any = None, **more: Any) -> dict[str, Any]:
    tags = {"historic": "memorial", "name": "Памятник", "name:en": "Monument"}
    return {
        "type": "Feature",
        "id": "node/7",
        "properties": tags,
        "geometry": geometry or {"type": "Point", "coordinates": [44.5, 48.7]},
    } | more


def places_of(
    tmp_path: Path, *features: Any, lines: bool = False
) -> tuple[list[ImportedPlace], Troubles]:
    path = tmp_path / "x.geojson"
    whole = json.dumps({"type": "FeatureCollection", "features": features})
    path.write_text("\n".join(map(json.dumps, features)) if lines else whole, encoding="utf-8")
    troubles = Troubles()
    return list(read_places(path, troubles)), troubles


def test_a_memorial_keeps_its_names_its_point_and_its_address(tmp_path: Path) -> None:
    [place], _troubles = places_of(tmp_path, feature())

    assert (place.name, place.name_local) == ("Monument", "Памятник")
    assert place.location == LatLon(48.7, 44.5)
    assert place.url == "https://www.openstreetmap.org/node/7"


def test_one_feature_a_line_is_read_too(tmp_path: Path) -> None:
    places, _troubles = places_of(tmp_path, feature(), feature(id="way/8"), lines=True)

    assert [place.id for place in places] == ["n7", "w8"]


@pytest.mark.parametrize(
    ("more", "osm_id"),
    [
        ({"id": "n42"}, "n42"),
        ({"id": "a85"}, "r42"),
        ({"id": None, "properties": {"historic": "memorial", "@id": "relation/42"}}, "r42"),
        (
            {
                "id": None,
                "properties": {"memorial": "war_memorial", "osm_id": "42", "osm_type": "way"},
            },
            "w42",
        ),
        ({"id": None}, "feature-1"),
    ],
)
def test_the_ids_of_every_usual_tool_are_understood(
    tmp_path: Path, more: dict[str, Any], osm_id: str
) -> None:
    [place], _troubles = places_of(tmp_path, feature(**more))

    assert place.id == osm_id


def test_an_area_stands_at_a_point_within_it(tmp_path: Path) -> None:
    ring = [[0, 0], [2, 0], [2, 2], [0, 2], [0, 0]]

    [place], _troubles = places_of(tmp_path, feature({"type": "Polygon", "coordinates": [ring]}))

    assert place.location == LatLon(1, 1)


@pytest.mark.parametrize(
    ("wrong", "column"),
    [
        (feature({"type": "Point", "coordinates": [44.5, 98.7]}), "geometry"),
        (feature({"type": "Point", "coordinates": ["x"]}), "geometry"),
        (feature({"type": "Nothing"}), "geometry"),
        (feature(properties={"historic": "castle"}), "historic"),
        (feature(properties={"memorial": "ghost_bike"}), "historic"),
        ([1], "properties"),
    ],
)
def test_what_is_no_memorial_is_left_out_with_its_place(
    tmp_path: Path, wrong: Any, column: str
) -> None:
    places, troubles = places_of(tmp_path, feature(), wrong)

    assert len(places) == 1
    assert [(t.file, t.row, t.column) for t in troubles.found] == [("x.geojson", 2, column)]


def test_a_broken_file_is_refused_with_its_place(tmp_path: Path) -> None:
    path = tmp_path / "x.geojson"
    path.write_text(json.dumps({"features": [feature()]})[:-5], encoding="utf-8")

    with pytest.raises(ImportFileError, match=r"x.geojson:\d"):
        list(read_places(path, Troubles()))


@pytest.mark.parametrize(
    ("tags", "kind"),
    [
        ({"historic": "memorial", "memorial": "obelisk"}, "obelisk"),
        ({"historic": "tank"}, "equipment"),
        ({"landuse": "cemetery", "cemetery": "war_cemetery"}, "cemetery"),
        ({"historic": "memorial", "memorial": "stolperstein"}, "monument"),
        ({"historic": "monument"}, "monument"),
        ({"tourism": "museum"}, None),
    ],
)
def test_tags_make_a_kind(tags: dict[str, str], kind: str | None) -> None:
    assert kind_of(tags) == kind
