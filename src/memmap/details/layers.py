"""Features of the layers that somebody added, and of imported ones."""

from typing import Any

from memmap import words
from memmap.dataset import Dataset
from memmap.dataset.imported import ImportedLayer
from memmap.details.feature import Details, region_and_country
from memmap.i18n import current_language
from memmap.i18n import gettext as _
from memmap.model import LatLon, Layer, LayerId, Precision, Source, SourceId


def describe_in_layer(layer: Layer, feature: str) -> Details | None:
    """Return the details of a place or line of a layer, or None where there is no such feature."""
    if place := layer.place_by_id.get(feature):
        facts = region_and_country(place.region, place.country)
        return _in_layer(layer, feature, place.name, [*facts, *place.facts], place.location)
    if pair := layer.pair_by_id.get(feature):
        ends = " – ".join(layer.place_by_id[end].name for end in (pair.a, pair.b))
        return _in_layer(layer, feature, ends, [*pair.facts], None)
    return None


def _in_layer(
    layer: Layer,
    feature: str,
    title: str,
    facts: list[tuple[str, str]],
    location: LatLon | None,
) -> Details:
    terms = " · ".join(part for part in (layer.attribution, layer.licence) if part)
    return Details(
        id=feature,
        kind="own",
        title=title,
        local_title="",
        what=layer.name,
        text="",
        facts=[*facts, (_("Attribution"), terms)] if terms else facts,
        sources=[],
        partners=[],
        cities=[],
        location=location,
    )


def describe_imported(dataset: Dataset, feature: str) -> Details | None:
    """Return the details of a place of an imported layer, or None where there is none."""
    layer = dataset.imported.get(LayerId(feature.partition(":")[0]))
    row = layer.place(feature) if layer else None
    return _imported_place(layer, row) if layer and row else None


def _imported_place(layer: ImportedLayer, row: dict[str, Any]) -> Details:
    facts = region_and_country(row["region"], row["country"])
    if row["year"]:
        facts.append((_("Unveiled"), str(row["year"])))
    source = Source(
        SourceId(layer.id), layer.name, layer.attribution, row["url"], layer.licence, layer.read
    )
    return Details(
        id=row["id"],
        kind=row["kind"],
        title=(row["name_ru"] if current_language() == "ru" else "") or row["name"],
        local_title=row["name_local"],
        what=words.kind(row["kind"]),
        text="",
        facts=facts,
        sources=[source],
        partners=[],
        cities=[],
        location=LatLon(row["latitude"], row["longitude"]),
        approximate=row["precision"] != Precision.SITE,
    )
