"""``memmap serve``: the map on this machine."""

import os
import runpy
import socket
from contextlib import suppress
from pathlib import Path

import click

from memmap.config import PACKAGE
from memmap.i18n import gettext as _


@click.command()
@click.option(
    "--port",
    type=click.IntRange(1, 65_535),
    default=8501,
    show_default=True,
    help="Port to listen on.",
)
@click.option(
    "--address",
    default="localhost",
    show_default=True,
    help="Address to listen on; 0.0.0.0 for other machines too.",
)
@click.option(
    "--data",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="Folder of the tables, if not the one that came with memmap.",
)
@click.option("--headless", is_flag=True, help="Do not open a browser.")
def serve(port: int, address: str, data: Path | None, *, headless: bool) -> None:
    """Show the map in a browser."""
    if data:
        os.environ["MEMMAP_DATA"] = str(data.resolve())
    host = "localhost" if address in EVERY_INTERFACE else address
    _refuse_if_taken(host, port)
    inside_wheel = PACKAGE / "app.py"
    script = inside_wheel if inside_wheel.exists() else PACKAGE.parents[1] / "app.py"
    app = runpy.run_path(str(script))["app"]
    click.echo(_("memmap: http://{host}:{port} (Ctrl+C ends it)").format(host=host, port=port))
    app.run(
        config={
            "server.port": port,
            "server.address": address,
            "server.headless": headless,
            "browser.serverAddress": host,
            **OFFLINE,
        }
    )


def _refuse_if_taken(host: str, port: int) -> None:
    """Say so before an address is printed at which another program answers."""
    with suppress(OSError), socket.create_connection((host, port), timeout=1):
        reason = _("Port {port} is taken. Choose another one: memmap serve --port {other}")
        raise click.ClickException(reason.format(port=port, other=port % 65_535 + 1))


EVERY_INTERFACE = ("0.0.0.0", "::")  # noqa: S104 - compared, not bound
OFFLINE = {
    "browser.gatherUsageStats": False,
    "server.enableAgentApi": False,
    "client.toolbarMode": "minimal",
    "client.showErrorDetails": "none",
    "server.fileWatcherType": "none",
    "logger.hideWelcomeMessage": True,
}
"""What keeps Streamlit quiet: it reports to nobody, shows no traceback to a visitor, and advertises
no skills for agents above the map.

``browser.serverAddress`` belongs to it: without one Streamlit asks a host outside for its address.
"""
