"""What there is to say of a feature, as plain values for a page's scripts."""

from typing import Any

from memmap.dataset import Dataset
from memmap.details import Details, Partner, describe, status_text
from memmap.model import Source


def card(dataset: Dataset, feature: str) -> dict[str, Any] | None:
    """Return a feature's card for ``details.js``, in the current language, or None."""
    details = describe(dataset, feature)
    return _card(details) if details else None


def _card(details: Details) -> dict[str, Any]:
    values: dict[str, Any] = {
        "id": details.id,
        "title": details.title,
        "what": details.what,
        "facts": details.facts,
        "sources": [_source(source) for source in details.sources],
    }
    if details.local_title != details.title:
        values["local"] = details.local_title
    if details.location:
        values["at"] = [round(degrees, 5) for degrees in details.location]
    optional = {
        "text": details.text,
        "partners": [_partner(partner) for partner in details.partners],
        "approximate": details.approximate,
        "link": details.link,
    }
    return values | {key: value for key, value in optional.items() if value}


def _source(source: Source) -> dict[str, str]:
    return {
        "title": source.title,
        "url": source.url,
        "publisher": source.publisher,
        "licence": source.licence,
        "read": source.date_read,
    }


def _partner(partner: Partner) -> dict[str, str]:
    year = str(partner.partnership.year or "")
    how = ", ".join(filter(None, (year, status_text(partner.partnership))))
    return {"id": partner.partnership.id, "name": f"{partner.name}, {partner.country}", "how": how}
