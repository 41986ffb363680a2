"""The page of a data folder that cannot be used."""

import streamlit as st

from memmap.dataset import DataError
from memmap.i18n import gettext as _
from memmap.i18n import ngettext

SHOWN = 200


def trouble_page(error: DataError) -> None:
    """Say what is wrong with the tables, cell by cell, and what to do."""
    st.title(_("The data tables need attention"))
    n = len(error.problems)
    st.error(
        ngettext(
            "{n} problem keeps the map from being shown.",
            "{n} problems keep the map from being shown.",
            n,
        ).format(n=n)
        + " "
        + _("Nothing was loaded. Mend the rows below, then run: memmap check")
    )
    columns = {
        _("File"): [p.file for p in error.problems[:SHOWN]],
        _("Row"): [p.row for p in error.problems[:SHOWN]],
        _("Column"): [p.column for p in error.problems[:SHOWN]],
        _("What is wrong"): [p.message for p in error.problems[:SHOWN]],
        _("What was expected"): [p.expected for p in error.problems[:SHOWN]],
    }
    st.dataframe(columns, hide_index=True, alt=_("Problems of the data tables"))
