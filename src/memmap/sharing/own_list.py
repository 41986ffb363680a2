"""A visitor's own list as a file: a map without a server, for a website or an archive."""

from pathlib import PurePath

from memmap.catalog import Catalog
from memmap.current import Current
from memmap.dataset import Dataset
from memmap.dataset.credits import Credit
from memmap.geodesy import box_of
from memmap.i18n import ngettext
from memmap.lists.layer import OWN, review_layer, with_facts
from memmap.lists.review import Review
from memmap.lists.writers.credits import credits_of
from memmap.sharing.shared import Shared
from memmap.sharing.standalone import view_file
from memmap.view import NEAREST, View, fit


def list_file(review: Review, file: str) -> str:
    """Return what is placed of a list as a page, with what each row says.

    Args:
        review: The list, as far as it is decided.
        file: The name of the file that it came from.

    Raises:
        TooManyError: There are more rows than fit into a page.
    """
    credit = Credit(OWN, PurePath(file).stem, attribution=credits_of(review))
    placed = with_facts(review, review_layer(review, credit.name))
    dataset = Dataset(layers={OWN: placed}, credits={OWN: credit})
    box = box_of(place.location for place in placed.places)
    view = View(viewport=fit(box, NEAREST) if box else None)
    n = len(placed.places)
    summary = ngettext("{n} place", "{n} places", n).format(n=n)
    return view_file(Shared(view, credit.name, summary), Current(dataset, Catalog.of_layer(placed)))
