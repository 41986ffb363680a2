"""``memmap serve``: the map on this machine."""

import os
import runpy
import socket
import tomllib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

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
        config=settings()
        | {
            "server.port": port,
            "server.address": address,
            "server.headless": headless,
            "browser.serverAddress": host,
            "server.fileWatcherType": "none",
            # Else a card that advertises skills for agents may lie over the map.
            "logger.hideWelcomeMessage": True,
        }
    )


def _refuse_if_taken(host: str, port: int) -> None:
    """Say so before an address is printed at which another program answers."""
    with suppress(OSError), socket.create_connection((host, port), timeout=1):
        reason = _("Port {port} is taken. Choose another one: memmap serve --port {other}")
        raise click.ClickException(reason.format(port=port, other=port % 65_535 + 1))


EVERY_INTERFACE = ("0.0.0.0", "::")  # noqa: S104 - compared, not bound


def settings() -> dict[str, object]:
    """Return Streamlit's settings of this project, by their dotted names.

    They stand in ``.streamlit/config.toml``, which a wheel brings along.
    """
    inside_wheel = PACKAGE / "streamlit.toml"
    here = inside_wheel if inside_wheel.exists() else PACKAGE.parents[1] / ".streamlit/config.toml"
    return dict(_dotted(tomllib.loads(here.read_text(encoding="utf-8"))))


def _dotted(section: dict[str, Any], prefix: str = "") -> Iterator[tuple[str, object]]:
    for key, value in section.items():
        if isinstance(value, dict):
            yield from _dotted(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", value
