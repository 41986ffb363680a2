"""The panel of a selected feature."""

from dataclasses import replace

import streamlit as st

from memmap import words
from memmap.config import config
from memmap.current import Current
from memmap.details import Details, Partner, describe, named, status_text
from memmap.i18n import current_language, ngettext
from memmap.i18n import gettext as _
from memmap.mapping.home import HOME, HOME_ZOOM
from memmap.model import PartnershipStatus
from memmap.reports import correction_link, correction_text
from memmap.sharing.shared import around
from memmap.ui import state
from memmap.ui.own import own_details
from memmap.ui.text import link, plain
from memmap.view import View, Viewport

NEAR_M = 25_000
SHOWN_PARTNERS = 12
STORIES = "app_pages/stories.py"


def details_panel(now: Current, view: View, hint: str = "") -> None:
    """Draw what there is to say of the selection, or else the hint, or a welcome."""
    details = describe(now.dataset, view.selected) or own_details(state.desk(), view.selected)
    if details is None:
        if view.selected:
            nothing = _("There is nothing with the id {id!r} on this map.")
            st.info(plain(nothing.format(id=view.selected)))
        elif hint:
            st.caption(hint)
        else:
            _welcome(now)
        return
    _head(details)
    for label, value in details.facts:
        st.markdown(f"**{plain(label)}**  \n{plain(value)}")
    _cities(now, details)
    _partners(now, details)
    _near(now, details)
    _sources(details)
    _actions(now, details, view)


def _welcome(now: Current) -> None:
    st.header(_("The shared memory of the Second World War"), anchor=False)
    st.markdown(
        _(
            "Memorials, the twin cities that grew out of the war, and the partnerships between "
            "them. Stalingrad and Coventry, 1944, were the first."
        )
    )
    st.page_link(STORIES, label=_("Begin with a story"), icon=":material/auto_stories:")
    st.caption(_("Choose a place or a line on the map, or a row of the table below."))
    online = [event for event in now.dataset.events.values() if event.city is None]
    if online:
        with st.expander(_("Events without a place")), st.container(gap="xxsmall", key="online"):
            for event in sorted(online, key=lambda event: event.date):
                st.button(
                    f"{event.date} · {plain(named(event.names))}",
                    key=f"event-{event.id}",
                    type="tertiary",
                    on_click=state.select,
                    args=(event.id,),
                )


def _head(details: Details) -> None:
    with st.container(horizontal=True, vertical_alignment="top"):
        st.subheader(plain(details.title), anchor=False)
        st.button(
            _("Close"),
            icon=":material/close:",
            type="tertiary",
            key="close-details",
            on_click=state.clear_selection,
        )
    what = details.what
    if details.local_title and details.local_title != details.title:
        what += f" · {details.local_title}"
    st.caption(plain(what))
    if details.text:
        st.markdown(plain(details.text))
    if details.approximate:
        st.caption(_("Shown at its city: the exact place is not in the sources yet."))


def _cities(now: Current, details: Details) -> None:
    """Draw a way to each city of a partnership."""
    if details.kind != "partnership":
        return
    with st.container(gap="xxsmall", key="cities"):
        for city in details.cities:
            other = describe(now.dataset, city)
            if other:
                st.button(
                    plain(other.title),
                    key=f"city-{city}",
                    type="tertiary",
                    icon=":material/location_city:",
                    on_click=state.select,
                    args=(city, other.location),
                )


def _partners(now: Current, details: Details) -> None:
    if not details.partners:
        return
    n = len(details.partners)
    title = ngettext("{n} partner city", "{n} partner cities", n).format(n=n)
    st.markdown(f"**{title}**")
    with st.container(gap="xxsmall", key="partners"):
        for partner in details.partners[:SHOWN_PARTNERS]:
            _partner(now, partner)
        if n > SHOWN_PARTNERS:
            with st.expander(_("{n} more").format(n=n - SHOWN_PARTNERS)):
                for partner in details.partners[SHOWN_PARTNERS:]:
                    _partner(now, partner)


def _partner(now: Current, partner: Partner) -> None:
    facts = [str(partner.partnership.year)] if partner.partnership.year else []
    if partner.partnership.status is not PartnershipStatus.UNKNOWN:
        facts.append(status_text(partner.partnership))
    label = f"{plain(partner.name)}, {plain(partner.country)}"
    st.button(
        " · ".join([label, *map(plain, facts)]),
        key=f"partner-{partner.partnership.id}",
        type="tertiary",
        on_click=_show,
        args=(now, partner.partnership.id),
    )


def _show(now: Current, feature: str) -> None:
    """Select a feature, and send the map where all of it is seen."""
    state.show(feature, around(View(selected=feature), now))


def _near(now: Current, details: Details) -> None:
    if not details.location:
        return
    found = [
        (place, far)
        for place, far in now.catalog.near(details.location, NEAR_M)
        if place != details.id
    ]
    if not found:
        return
    with st.expander(_("What is near")), st.container(gap="xxsmall", key="near"):
        for place, metres in found[:6]:
            other = describe(now.dataset, place)
            if other:
                far = _("{km} km").format(km=f"{metres / 1000:.1f}")
                st.button(
                    f"{plain(other.title)} · {far}",
                    key=f"near-{place}",
                    type="tertiary",
                    on_click=state.select,
                    args=(place, other.location, 14),
                )


def _sources(details: Details) -> None:
    st.markdown("**" + _("Sources") + "**")
    for source in details.sources:
        st.markdown(
            f"- {link(source.title, source.url)}  \n"
            f"{plain(source.publisher)} · {plain(words.licence(source.licence))} · "
            + plain(_("read {date}").format(date=source.date_read))
        )
    for label, address in details.links:
        st.markdown(link(label, address))


def _actions(now: Current, details: Details, view: View) -> None:
    with st.container(horizontal=True):
        if details.location:
            st.button(
                _("Show on map"),
                icon=":material/my_location:",
                key="show-on-map",
                on_click=state.select,
                args=(details.id, details.location, 14),
            )
        elif details.kind == "partnership":
            st.button(
                _("Show on map"),
                icon=":material/my_location:",
                key="show-on-map",
                on_click=_show,
                args=(now, details.id),
            )
        if details.id.startswith("own:"):
            return  # a list of one's own has no address for others
        # opened, it runs the script: only then does it know where the map was moved
        with st.popover(_("Copy link"), icon=":material/link:", key="copy-link", on_change="rerun"):
            seen = view.viewport or Viewport(HOME, HOME_ZOOM)
            fixed = replace(view, viewport=seen, language=view.language or current_language())
            st.code(state.absolute(fixed.permalink()), language=None, wrap_lines=True)
        address = correction_link(details, config().report_address)
        with st.popover(_("Report a correction"), icon=":material/edit_note:"):
            st.code(correction_text(details), language=None, wrap_lines=True)
            if address:
                st.link_button(_("Open the message"), address)
