"""What there is to say of a feature, as plain values for a page's scripts."""

from typing import Any

from memmap import words
from memmap.dataset import Dataset
from memmap.details import Details, Partner, describe, status_text
from memmap.model import Source


def card(dataset: Dataset, feature: str) -> dict[str, Any] | None:
    """Return a feature's card for ``details.js``, in the current language, or None."""
    details = describe(dataset, feature)
    if details is None:
        return None
    sources = [source_values(source) for source in details.sources]
    partners = [_partner(partner) for partner in details.partners]
    return facts(details) | {"sources": sources} | ({"partners": partners} if partners else {})


def facts(details: Details) -> dict[str, Any]:
    """Return what there is to say of a feature itself, without sources and partners."""
    values: dict[str, Any] = {
        "id": details.id,
        "title": details.title,
        "what": details.what,
        "facts": details.facts,
    }
    if details.local_title != details.title:
        values["local"] = details.local_title
    optional = {
        "text": details.text,
        "approximate": details.approximate,
        "links": details.links,
    }
    return values | {key: value for key, value in optional.items() if value}


def source_values(source: Source) -> dict[str, str]:
    """Return what a page says of a publication."""
    return {
        "title": source.title,
        "url": source.url,
        "publisher": source.publisher,
        "licence": words.licence(source.licence),
        "read": source.date_read,
    }


def _partner(partner: Partner) -> dict[str, str]:
    year = str(partner.partnership.year or "")
    how = ", ".join(filter(None, (year, status_text(partner.partnership))))
    return {"id": partner.partnership.id, "name": f"{partner.name}, {partner.country}", "how": how}
