"""The small map on which a doubtful row is decided."""

from collections.abc import Sequence
from typing import NamedTuple

import folium
from branca.element import MacroElement
from jinja2 import Template

from memmap.mapping.map import build_map
from memmap.model import LatLon


class Spot(NamedTuple):
    """A point on the small map, and what it is called."""

    at: LatLon
    label: str


class CandidateSet(MacroElement):  # type: ignore[misc]
    """Tells the small map what to show."""

    _template = Template(
        "{% macro script(this, kwargs) %}"
        "new memmap.CandidateSet({{ this.wanted|tojson }}).addTo({{ this._parent.get_name() }});"
        "{% endmacro %}"
    )

    def __init__(self, wanted: dict[str, object]) -> None:
        super().__init__()
        self._name = "CandidateSet"
        self.wanted = wanted


def candidate_map(language: str, theme: str = "auto") -> folium.Map:
    """Return the small map, the same for the same arguments."""
    return build_map(language=language, theme=theme, address="", bare=True)


def candidate_layer(
    row: int, candidates: Sequence[Spot], others: Sequence[LatLon], pin: Spot | None = None
) -> folium.FeatureGroup:
    """Return the feature group that ``st_folium`` swaps.

    Args:
        row: The number of the row; another one moves the camera.
        candidates: What to choose from, in order.
        others: Places of the list that are certain.
        pin: Where somebody clicked.
    """
    group = folium.FeatureGroup(name="candidates", control=False)
    wanted: dict[str, object] = {
        "row": row,
        "candidates": [{"at": spot.at, "label": spot.label} for spot in candidates],
        "others": list(others),
        "pin": {"at": pin.at, "label": pin.label} if pin else None,
    }
    CandidateSet(wanted).add_to(group)
    return group
