"""The licences and attributions of what a file or a viewport holds."""

from typing import Any

import pyarrow as pa

from memmap.dataset.credits import Credit, Credits, credit_of


def credits_in(table: pa.Table, declared: Credits) -> list[Credit]:
    """Return the credits of the layers that a table of places or partnerships has rows of."""
    return [credit_of(declared, layer) for layer in sorted(set(table["layer"].to_pylist()))]


def with_terms(table: pa.Table, declared: Credits) -> pa.Table:
    """Return a table with two columns more, last: the licence and the attribution of each row."""
    layers = table["layer"].to_pylist()
    known = {layer: credit_of(declared, layer) for layer in set(layers)}
    for column in ("licence", "attribution"):
        texts = pa.array([getattr(known[layer], column) for layer in layers], pa.string())
        table = table.append_column(column, texts)
    return table


def licences(table: pa.Table, declared: Credits) -> list[dict[str, Any]]:
    """Return the terms of a table's layers, for a member of a GeoJSON file."""
    return [_member(credit) for credit in credits_in(table, declared)]


def _member(credit: Credit) -> dict[str, Any]:
    return {
        "layer": credit.layer,
        "name": credit.name,
        "licence": credit.licence,
        "attribution": credit.attribution,
    }


def shown(layers: list[str], declared: Credits) -> list[dict[str, str]]:
    """Return what a map says of the layers that it shows; nothing of those without terms."""
    found = (credit_of(declared, layer) for layer in layers)
    return [{"text": f"{c.title}: {c.terms}", "address": c.deed} for c in found if c.terms]
