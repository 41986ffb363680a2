"""What Streamlit's own widgets say, in English only: ``page.js`` says it in the visitor's language.

``{}`` stands for whatever Streamlit puts there. What is missing here stays English.
"""

from memmap.i18n import N_
from memmap.i18n import gettext as _

WORDS = (
    N_("Skip to main content"),
    N_("App pages"),
    N_("Sidebar"),
    N_("Collapse sidebar"),
    N_("Expand sidebar"),
    N_("Help for {}"),
    N_("Open"),
    N_("Close"),
    N_("Dismiss"),
    N_("Notifications"),
    N_("Clear all"),
    N_("Choose an option"),
    N_("Choose options"),
    N_("No results"),
    N_("{} options available."),
    N_("Increment"),
    N_("Decrement"),
    N_("Press Enter to apply"),
    N_("Press Ctrl+Enter to apply"),
    N_("Press ⌘+Enter to apply"),
    N_("Upload"),
    N_("Add files"),
    N_("file upload"),
    N_("{}MB per file"),
    N_("Remove {}"),
    N_("Error:"),
    N_("{} files are not allowed."),
    N_("File must be {} or smaller."),
    N_("Show/hide columns"),
    N_("Download as CSV"),
    N_("Search"),
    N_("Fullscreen"),
    N_("Close fullscreen"),
    N_("Show/hide columns: {}"),
    N_("Download as CSV: {}"),
    N_("Search: {}"),
    N_("Fullscreen: {}"),
    N_("Close fullscreen: {}"),
    N_("Sort ascending"),
    N_("Sort descending"),
    N_("Format"),
    N_("Autosize"),
    N_("Pin column"),
    N_("Unpin column"),
    N_("Hide column"),
    N_("Connecting"),
    N_("Connecting to Streamlit server"),
    N_("Unable to connect to Streamlit server"),
    N_("Connection error"),
    N_("Clear value"),
)


def streamlit_words() -> dict[str, str]:
    """Return what Streamlit says that the current language says otherwise."""
    words = {word: _(word) for word in WORDS} | {"streamlit_folium.st_folium": _("Map")}
    return {word: said for word, said in words.items() if said != word}
