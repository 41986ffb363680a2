"""Ids of layers that somebody names on the command line."""

from pathlib import Path

import click

from memmap.lists.permanent import layer_id, refuse_taken


def free_id(text: str, folder: Path, *, by: str, option: str) -> str:
    """Return the id that a name makes, where no layer of another kind has it.

    Args:
        text: The name.
        folder: The data folder.
        by: The folder of declarations that it is for, such as ``layers``.
        option: What names another one.

    Raises:
        click.BadParameter: It makes none, or it is taken.
    """
    try:
        made = layer_id(text)
        refuse_taken(folder, made, by=by)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint=option) from error
    return made
