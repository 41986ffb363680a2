"""The chain of geocoders that commands ask, its index compiled before their eyes."""

import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click

from memmap.config import config
from memmap.geocoding import Resolver, resolver
from memmap.geocoding.index import Progress, index_path
from memmap.geocoding.providers import PROVIDERS, notice
from memmap.i18n import gettext as _


def open_chain(*, online: bool = True) -> Resolver:
    """Return the chain that the operator configured, the terms of its providers said first.

    Args:
        online: Whether the online geocoders that are switched on are in it. Providers forbid to
            ask for whole data sets.

    Raises:
        click.ClickException: The gazetteer cannot be compiled.
    """
    settings = config() if online else config().offline
    for name in settings.geocoders:
        click.echo(notice(PROVIDERS[name]), err=True)
    try:
        with _index_progress() as progress:
            return resolver(settings, progress)
    except (OSError, sqlite3.Error) as error:
        message = _("{folder}: the gazetteer cannot be compiled there (it takes 60 MB): {reason}")
        raise click.ClickException(message.format(folder=config().cache, reason=error)) from error


@contextmanager
def _index_progress() -> Iterator[Progress | None]:
    if index_path(config().cache).exists():
        yield None
        return
    label = _("Compiling the gazetteer (once)")
    with click.progressbar(length=100, label=label, file=sys.stderr) as bar:
        yield lambda done, total: bar.update(int(100 * done / total) - bar.pos)
