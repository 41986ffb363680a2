"""The ``memmap`` command. A subcommand's module is imported when it is asked for."""

import locale
import sys
from importlib import import_module

import click

from memmap import i18n
from memmap.config import Config, ConfigError

COMMANDS = ("serve", "check", "audit", "geocode", "export", "layer", "import")


class LazyGroup(click.Group):
    """Finds each command in the module of its name: one name geocodes without loading the map."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Return the commands in the order in which a newcomer needs them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Return a command, imported now."""
        if cmd_name not in COMMANDS:
            return None
        name = "import_" if cmd_name == "import" else cmd_name
        command: click.Command = getattr(import_module(f"memmap.cli.{name}"), name)
        return command


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="memmap")
def cli() -> None:
    """A map of the shared memory of the Second World War.

    Memorials, twin cities and the partnerships between them. To look at the map, run

        memmap serve

    and open the address that it prints. To add to the data, edit the tables in the data folder and
    run memmap geocode, then memmap check.
    """
    try:
        Config.from_environment()
    except ConfigError as error:
        raise click.ClickException(str(error)) from error


def main() -> None:
    """Run the command in the language of the terminal."""
    i18n.set_language((locale.getlocale()[0] or "en")[:2])
    sys.exit(cli())
