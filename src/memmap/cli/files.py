"""Files that a command writes: whole or not at all, and a clear answer where it cannot."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

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


@contextmanager
def replacing(path: Path) -> Iterator[TextIO]:
    """Open a text file that takes the place of ``path`` when it is whole.

    Each process writes a file of its own, so that two at once do not mix.

    Raises:
        click.ClickException: It could not be written.
    """
    with clear_answer(path):
        descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        temporary = Path(name)
        try:
            with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as file:
                yield file
            temporary.chmod(0o644)
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)
