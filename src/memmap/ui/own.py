"""The visitor's own layer beside the built-in ones, on any page."""

from memmap.details import Details, describe_in_layer
from memmap.lists.desk import Desk
from memmap.lists.layer import with_facts


def own_layer(desk: Desk | None) -> str:
    """Return where the map asks for a visitor's layer, "" where there is none."""
    if desk is None or desk.job is None:
        return ""
    return f"own/{desk.map_key}/{desk.shown().version}"


def own_details(desk: Desk | None, feature: str) -> Details | None:
    """Return the details of a place or line of the visitor's list."""
    if desk is None or desk.job is None or not feature.startswith("own:"):
        return None
    return describe_in_layer(with_facts(desk.job.review, desk.shown().layer, feature), feature)
