"""Memorials near the city that they are listed under."""

from memmap.audit.finding import Checked, Doubt, Subject
from memmap.dataset import Dataset
from memmap.geodesy import distance
from memmap.i18n import gettext as _
from memmap.model import Memorial

FAR_KM = 25.0
"""Further out a memorial has a village of its own, or the wrong point."""


def check(subject: Subject) -> Checked:
    """Find memorials far from their city."""
    located = [m for m in subject.dataset.memorials.values() if m.location]
    doubts = (doubt for m in located if (doubt := _far(subject.dataset, m)))
    return Checked(len(located), doubts)


def _far(dataset: Dataset, memorial: Memorial) -> Doubt | None:
    city = dataset.cities[memorial.city]
    if not city.location or not memorial.location:
        return None
    km = distance(memorial.location, city.location) / 1000
    if km <= FAR_KM:
        return None
    found = _("{km} km from {city}").format(km=f"{km:.0f}", city=city.names.en)
    advice = _("Compare the coordinates with their source, or name a nearer settlement.")
    return Doubt("memorials", memorial.id, found, advice)
