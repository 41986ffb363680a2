"""How many features each option of a facet would leave, as few passes over the tables as can be."""

from memmap.filters import (
    FACETS,
    IS_MEMORIAL,
    Filter,
    Predicate,
    partnership_ends,
    partnership_predicate,
    place_predicate,
)

_PARTNERSHIP_FACETS = {"partner", "status"}
_KEY = {
    "subject": "subjects",
    "period": f"""CASE WHEN NOT {IS_MEMORIAL} THEN NULL WHEN year IS NULL THEN 'undated'
        WHEN year <= 1945 THEN '-1945' WHEN year <= 1964 THEN '1946-1964'
        WHEN year <= 1991 THEN '1965-1991' ELSE '1992-' END""",
}
"""What a facet is counted by, where that is not the column of its name."""
_OPTION = {
    "subject": "unnest(subject)",
    "partner": "unnest(list_distinct([partner[1], partner[2]]))",
}
"""The options in such a key, where it holds several."""


def facet_questions(wanted: Filter) -> list[Predicate]:
    """Return the SQL, with its parameters, for the (facet, option, count) of every facet.

    Facets whose other choices are the same are counted in one pass over their table.
    """
    return [
        _facet_question(wanted, facets, source, where)
        for (where, source), facets in _facets_by_condition(wanted).items()
    ]


def _facets_by_condition(wanted: Filter) -> dict[tuple[Predicate, str], list[str]]:
    """Return the facets that can be counted in one pass, by condition and table."""
    passes: dict[tuple[Predicate, str], list[str]] = {}
    for facet in FACETS:
        others = wanted.without(facet)
        if facet in _PARTNERSHIP_FACETS:
            condition = partnership_predicate(others), "partnerships"
        else:
            condition = place_predicate(others), "places"
        passes.setdefault(condition, []).append(facet)
    return passes


def _key(facet: str, wanted: Filter) -> Predicate:
    """Return what a facet is counted by: its column, where nothing else is said."""
    if facet == "partner":
        a, b = partnership_ends(wanted.without(facet))
        return Predicate(
            f"(CASE WHEN {a.sql} THEN b_country END, CASE WHEN {b.sql} THEN a_country END)",
            a.parameters + b.parameters,
        )
    return Predicate(_KEY.get(facet, facet), ())


def _facet_question(wanted: Filter, facets: list[str], source: str, where: Predicate) -> Predicate:
    """Return a question for (facet, option, count), the most frequent options first."""
    keys = {facet: _key(facet, wanted) for facet in facets}
    columns = ", ".join(f"{key.sql} AS {facet}" for facet, key in keys.items())
    sets = ", ".join(f"({facet})" for facet in facets)
    level = ", ".join(f"grouping({facet}) AS without_{facet}" for facet in facets)
    options = " UNION ALL ".join(
        f"""SELECT '{facet}' AS facet, n, {_OPTION.get(facet, facet)}::VARCHAR AS option
            FROM part WHERE without_{facet} = 0"""
        for facet in facets
    )
    sql = f"""WITH part AS (
            SELECT {", ".join(facets)}, {level}, count(*) AS n
            FROM (SELECT {columns} FROM {source} WHERE {where.sql}) GROUP BY GROUPING SETS ({sets}))
        SELECT facet, option, sum(n)::BIGINT AS count FROM ({options})
        WHERE option <> '' GROUP BY ALL ORDER BY count DESC, option"""
    parameters = [parameter for key in keys.values() for parameter in key.parameters]
    return Predicate(sql, (*parameters, *where.parameters))
