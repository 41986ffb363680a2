"""The licences and attributions of what a file or a viewport holds."""

from typing import Any

import pyarrow as pa

from memmap.dataset.credits import Credit, Credits, credit_of


def credits_in(table: pa.Table, declared: Credits) -> list[Credit]:
    """Return the credits of the layers that a table of places or partnerships has rows of."""
    return [credit_of(declared, layer) for layer in sorted(table["layer"].unique().to_pylist())]


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


def attribution(table: pa.Table, declared: Credits, otherwise: str) -> str:
    """Return whom to name for a table; ``otherwise`` where a layer of it says nothing."""
    terms = [credit.terms for credit in credits_in(table, declared)]
    return "; ".join(dict.fromkeys(terms)) if terms and all(terms) else otherwise


def shown(layers: list[str], declared: Credits) -> list[dict[str, str]]:
    """Return what a map says of the layers that it shows, those with the same terms together.

    Nothing is said of a layer without terms.
    """
    titles: dict[tuple[str, str], list[str]] = {}
    for credit in (credit_of(declared, layer) for layer in layers):
        if credit.terms:
            titles.setdefault((credit.terms, credit.deed), []).append(credit.title)
    return [
        {"text": f"{', '.join(names)}: {terms}", "address": deed}
        for (terms, deed), names in titles.items()
    ]
