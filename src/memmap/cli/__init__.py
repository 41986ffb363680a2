"""The ``memmap`` command."""

import locale
import sys

import click

from memmap import i18n
from memmap.cli.check import check
from memmap.cli.export import export
from memmap.cli.geocode import geocode
from memmap.cli.serve import serve


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="memmap")
def cli() -> None:
    """A map of the shared memory of the Second World War.

    Memorials, twin cities and the partnerships between them. To look at the map, run

        memmap serve

    and open the address that it prints. To add to the data, edit the tables in the data folder and
    run memmap geocode, then memmap check.
    """


for command in (serve, check, geocode, export):
    cli.add_command(command)


def main() -> None:
    """Run the command in the language of the terminal."""
    i18n.set_language((locale.getlocale()[0] or "en")[:2])
    sys.exit(cli())
