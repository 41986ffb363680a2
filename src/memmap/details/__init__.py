"""What there is to say of one feature: facts, text, sources, partners. For any page."""

from memmap.dataset import Dataset
from memmap.details.feature import Details, Partner, named
from memmap.details.layers import describe_imported, describe_in_layer
from memmap.details.tables import describe_in_tables, status_text
from memmap.model import LayerId

__all__ = ["Details", "Partner", "describe", "describe_in_layer", "named", "status_text"]


def describe(dataset: Dataset, feature: str) -> Details | None:
    """Return the details of any feature by its id, or None where there is no such feature."""
    layer = dataset.layers.get(LayerId(feature.partition(":")[0]))
    if layer:
        return describe_in_layer(layer, feature)
    return describe_in_tables(dataset, feature) or describe_imported(dataset, feature)
