"""About the data: sources, method, licences, codes, how to report an error."""

from collections import Counter

import streamlit as st

from memmap import words
from memmap.current import current
from memmap.i18n import gettext as _
from memmap.ui import state
from memmap.ui.chrome import page_head
from memmap.ui.text import link, plain

now = current()
state.read_view()

page_head(_("About the data"))
st.markdown(
    _(
        "memmap shows memorials of the Second World War, the twin cities that grew out of it, and the "
        "partnerships between them. Each row of its tables names a publication that somebody read. A "
        "fact with no source is not on the map; a year that no source gives stays empty."
    )
)
st.header(_("Method"), anchor=False)
st.markdown(
    _(
        "Cities are located with the GeoNames gazetteer, without the internet, and the result is "
        "locked with its provenance, so that a reviewer sees every move of a point. Memorials stand "
        "where a source says that they stand; one without coordinates of its own is shown at its city, "
        "with a dashed outline. Doubtful matches wait for a person."
    )
)
st.header(_("Codes and borders"), anchor=False)
st.markdown(
    _(
        "Country and region codes follow ISO 3166, as published at "
        "[iso.org](https://www.iso.org/iso-3166-country-codes.html); the base map follows Natural "
        "Earth. memmap takes no side in a dispute: where code list and base map differ from what "
        "others use, that is theirs to state."
    )
)
st.header(_("Licences"), anchor=False)
st.markdown(
    _(
        "City coordinates and most of their names: GeoNames, CC BY 4.0. Base map and its names: Natural Earth, public domain. "
        "Names of countries: Unicode CLDR. Facts in the tables were read in the publications below; "
        "the texts are our own."
    )
)
for credit in now.dataset.credits.values():
    terms = credit.terms or _("not stated; see the sources of each row")
    st.markdown(
        f"- **{plain(credit.title)}**: {link(terms, credit.deed) if credit.deed else plain(terms)}"
    )
st.header(_("Report an error"), anchor=False)
st.markdown(
    _(
        "Select the place on the map and choose “Report a correction”: it prepares a text with the id "
        "and the sources, to send or to copy."
    )
)
st.header(_("Sources"), anchor=False)
sources = list(now.dataset.sources.values())
licences = Counter(source.licence for source in sources)
st.caption(
    _("{n} publications").format(n=len(sources))
    + ": "
    + ", ".join(f"{plain(words.licence(name))} {n}" for name, n in licences.most_common(6))
)
st.dataframe(
    {
        _("Title"): [source.title for source in sources],
        _("Publisher"): [source.publisher for source in sources],
        _("Address"): [source.url for source in sources],
        _("Licence"): [words.licence(source.licence) for source in sources],
        _("Read on"): [source.date_read for source in sources],
    },
    hide_index=True,
    alt=_("Sources"),
    column_config={_("Address"): st.column_config.LinkColumn()},
)
