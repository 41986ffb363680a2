"""A correction, as a text that a reader can send."""

from urllib.parse import urlencode

from memmap.details import Details
from memmap.i18n import gettext as _


def correction_text(details: Details) -> str:
    """Return the text of a report about a feature, with room for what is wrong."""
    sources = "\n".join(f"- {source.url}" for source in details.sources)
    return "\n".join(
        [
            _("Correction to memmap: {title}").format(title=details.title),
            f"id: {details.id}",
            _("What is wrong:"),
            "",
            _("What is right, and where one can read it:"),
            "",
            _("Sources so far:"),
            sources,
        ]
    )


def correction_link(details: Details, address: str) -> str:
    """Return the address that opens a prefilled message or issue, or "" where none is set.

    ``address`` is a mail address, or that of an issue form that takes ``title`` and ``body``.
    """
    if not address:
        return ""
    subject = _("Correction to memmap: {title}").format(title=details.title)
    if "@" in address and "//" not in address:
        query = urlencode({"subject": subject, "body": correction_text(details)}).replace(
            "+", "%20"
        )
        return f"mailto:{address}?{query}"
    query = urlencode({"title": subject, "body": correction_text(details)})
    return f"{address}{'&' if '?' in address else '?'}{query}"
