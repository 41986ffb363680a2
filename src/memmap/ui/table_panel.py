"""The tables of what the filter leaves; a row selects on the map. Whole sets come by download."""

from urllib.parse import urlencode

import pyarrow as pa
import streamlit as st

from memmap import words
from memmap.current import Current
from memmap.i18n import current_language
from memmap.i18n import gettext as _
from memmap.model import LatLon
from memmap.regions import country_name, region_name
from memmap.ui import state
from memmap.view import View

SHOWN_ROWS = 500


def tables(now: Current, view: View, counts: tuple[int, int]) -> None:
    """Draw the places and the partnerships that the filter leaves, and their downloads."""
    choices = {
        "places": _("Places") + f" ({counts[0]})",
        "partnerships": _("Partnerships") + f" ({counts[1]})",
    }
    what = st.segmented_control(
        _("Table"),
        list(choices),
        format_func=lambda option: choices[option],
        key="table",
        default="places",
        label_visibility="collapsed",
        required=True,
    )
    total = counts[0] if what == "places" else counts[1]
    if what == "places":
        _places(now, view)
    else:
        _partnerships(now, view)
    if total > SHOWN_ROWS:
        st.caption(_("The first {n} rows; a download has all of them.").format(n=SHOWN_ROWS))
    _downloads(str(what), view)


def _places(now: Current, view: View) -> None:
    rows = now.catalog.rows(view.filter, SHOWN_ROWS)
    language = current_language()
    name = "name_ru" if language == "ru" else "name"
    shown = {
        _("Name"): rows[name],
        _("Local name"): rows["name_local"],
        _("Kind"): [words.kind(kind) for kind in rows["kind"].to_pylist()],
        _("Country"): [country_name(code, language) for code in rows["country"].to_pylist()],
        _("Region"): [region_name(code, language) for code in rows["region"].to_pylist()],
        _("Year"): rows["year"],
    }
    index = _choose(pa.table(shown), "places-table", _("Places that the filter leaves"))
    if index is not None:
        row = rows.slice(index, 1).to_pylist()[0]
        state.select(row["id"], LatLon(row["lat"], row["lon"]), 12)
        st.rerun()


def _partnerships(now: Current, view: View) -> None:
    rows = now.catalog.partnership_rows(view.filter, SHOWN_ROWS)
    language = current_language()
    cities = now.dataset.cities
    ends = [
        [cities[city].names.in_language(language) for city in rows[end].to_pylist()]
        for end in ("a", "b")
    ]
    shown = {
        _("City"): ends[0],
        _("Country"): [country_name(code, language) for code in rows["a_country"].to_pylist()],
        _("Partner city"): ends[1],
        _("Partner country"): [country_name(c, language) for c in rows["b_country"].to_pylist()],
        _("Since"): rows["year"],
        _("Status"): [words.status(status) for status in rows["status"].to_pylist()],
    }
    index = _choose(pa.table(shown), "partnerships-table", _("Partnerships that the filter leaves"))
    if index is not None:
        state.select(rows["id"][index].as_py())
        st.rerun()


def _choose(shown: pa.Table, key: str, alt: str) -> int | None:
    """Draw a table and return the index of a row that was chosen just now."""
    years = {
        _("Year"): st.column_config.NumberColumn(format="%d"),
        _("Since"): st.column_config.NumberColumn(format="%d"),
    }
    event = st.dataframe(
        shown,
        key=key,
        on_select="rerun",
        selection_mode="single-row",
        hide_index=True,
        height=320,
        column_config=years,
        placeholder="",
        alt=alt,
    )
    chosen = list(event["selection"]["rows"])
    fresh = state.is_new(key, chosen or None)
    return chosen[0] if fresh and chosen[0] < shown.num_rows else None


def _downloads(what: str, view: View) -> None:
    query = urlencode(view.filter.to_query() | {"lang": current_language()}, safe=",")
    with st.container(horizontal=True):
        for suffix, label in (("csv", "CSV"), ("geojson", "GeoJSON")):
            st.link_button(
                _("Download {format}").format(format=label),
                f"/data/{what}.{suffix}?{query}",
                icon=":material/download:",
            )
