"""A clear answer where a command cannot write a file."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from memmap.i18n import gettext as _


@contextmanager
def clear_answer(path: Path) -> Iterator[None]:
    """Say of a file that cannot be written what went wrong, without a traceback.

    Raises:
        click.ClickException: It could not be written.
    """
    try:
        yield
    except OSError as error:
        message = _("{file}: not written, and what was there is kept: {reason}")
        reason = error.strerror or str(error)
        raise click.ClickException(message.format(file=path.name, reason=reason)) from error
