import pytest
from hypothesis import given
from hypothesis import strategies as st

from memmap.filters import Filter
from memmap.live.scene import Scene, SceneError, parse_scene, read_json
from memmap.model import BoundingBox, LatLon
from memmap.view import View, Viewport

latitudes = st.floats(-90, 90, allow_nan=False)
longitudes = st.floats(-540, 540, allow_nan=False)
points = st.builds(LatLon, latitudes, longitudes)
scenes = st.builds(
    Scene,
    st.from_regex(r"[a-z0-9-]{0,80}", fullmatch=True),
    st.integers(0, 999),
    st.builds(
        View,
        st.builds(
            Filter,
            country=st.sets(st.sampled_from(["RU", "GB", "BE"])).map(frozenset),
            status=st.sets(st.sampled_from(["active", "ended"])).map(frozenset),
            since=st.none() | st.integers(1900, 2100),
            text=st.sampled_from(["", "Волгоград", "a&b=c"]),
        ),
        st.text(max_size=200),
        st.none() | st.builds(Viewport, points, st.integers(0, 20)),
    ),
    st.none() | st.builds(BoundingBox, latitudes, longitudes, latitudes, longitudes),
    st.none() | points,
)


@given(scenes)
def test_a_scene_survives_the_way_through_json(scene: Scene) -> None:
    assert parse_scene(_listed(scene.to_json())) == scene


@pytest.mark.parametrize("part", ['"selected": "\\ud800"', '"query": "q=\\ud800"'])
def test_half_a_character_is_refused_as_nobody_can_be_told_it(part: str) -> None:
    with pytest.raises(SceneError, match="JSON"):
        read_json(f'{{"scene": {{{part}}}}}'.encode())


def _listed(found: dict[str, object]) -> dict[str, object]:
    return {key: list(v) if isinstance(v, tuple) else v for key, v in found.items()}


@pytest.mark.parametrize(
    "found",
    [
        "text",
        {"unknown": 1},
        {"story": "../etc"},
        {"story": 7},
        {"step": -1},
        {"step": True},
        {"step": 10**9},
        {"query": "kind=palace"},
        {"query": ["country"]},
        {"selected": "x" * 201},
        {"lat": 1, "lon": 2},
        {"lat": 91, "lon": 2, "zoom": 3},
        {"lat": 1, "lon": 2, "zoom": float("nan")},
        {"lat": "1", "lon": 2, "zoom": 3},
        {"box": [1, 2, 3]},
        {"box": "1234"},
        {"pointer": [float("inf"), 0]},
        {"pointer": [1, 10**400]},
    ],
)
def test_what_makes_no_sense_is_refused_with_a_reason(found: object) -> None:
    with pytest.raises(SceneError):
        parse_scene(found)


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b"\xff", b"[" * 100_000])
def test_only_a_json_object_is_read(body: bytes) -> None:
    with pytest.raises(SceneError, match="JSON"):
        read_json(body)
