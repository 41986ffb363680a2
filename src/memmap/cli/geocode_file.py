"""``memmap geocode list.csv --output out.csv``: a list with what was found for each row.

It is read and written as on the page "Your places", so that a lock file from there repeats the
work here.
"""

from pathlib import Path

import click

from memmap.cli.files import clear_answer
from memmap.cli.lists import answered, plan_of
from memmap.files import replace_file
from memmap.geocoding import Resolver
from memmap.i18n import gettext as _
from memmap.lists.plan import Plan
from memmap.lists.results import pair_results, place_results
from memmap.lists.review import Review
from memmap.lists.sheet import ListError
from memmap.lists.writers import FORMATS
from memmap.lists.writers.source import Source
from memmap.lists.writers.table import csv_text
from memmap.lock import LockError


def geocode_file(
    chain: Resolver, source: Path, output: Path, lock: Path | None, columns: tuple[str, ...]
) -> None:
    """Geocode a list, decisions first, into a file of the kind that its name ends in.

    Raises:
        click.ClickException: The list or the lock cannot be read, or the output not be written.
    """
    if lock and not lock.exists():
        raise click.ClickException(_("{file}: there is no such file").format(file=lock))
    if output.suffix.lower() not in OUTPUTS:
        message = _("{file}: expected a name that ends in {kinds}")
        raise click.ClickException(message.format(file=output.name, kinds=", ".join(OUTPUTS)))
    try:
        plan = plan_of(source, None, columns)
        _check_fits(plan, output)
        review = answered(chain, plan, lock)
        content = _content(review, source, output)
    except OSError as error:
        raise click.ClickException(f"{source.name}: {error.strerror or error}") from error
    except (ListError, LockError) as error:
        raise click.ClickException(str(error)) from error
    with clear_answer(output):
        replace_file(output, content)


OUTPUTS = (".csv", ".xlsx", ".geojson", ".kml", ".gpkg")
"""What a result can be written as."""


def _check_fits(plan: Plan, output: Path) -> None:
    if plan.places and plan.pairs and output.suffix.lower() == ".csv":
        expected = _("places and partnerships are two tables: write them to a file such as {file}")
        raise click.ClickException(expected.format(file=output.with_suffix(".xlsx").name))


def _content(review: Review, source: Path, output: Path) -> bytes:
    suffix = output.suffix.lower()
    if suffix != ".csv":
        made = next(one for one in FORMATS if one.suffix == suffix)
        return made.write(review, Source.of(source.name, source.read_bytes()))
    return csv_text(place_results(review) or pair_results(review)).encode()
