"""CSV for spreadsheets, the columns of ``memmap geocode`` after those of the list."""

import csv
from io import StringIO

from memmap.lists.results import Results, pair_results, place_results
from memmap.lists.review import Review
from memmap.spreadsheet import spreadsheet_text


def write_places_csv(review: Review) -> bytes:
    """Return the list of places as CSV in UTF-8 with a byte order mark."""
    return _csv(place_results(review))


def write_pairs_csv(review: Review) -> bytes:
    """Return the list of partnerships as CSV; its columns end in those of both cities."""
    return _csv(pair_results(review))


def csv_text(results: Results | None, line_end: str = "\n") -> str:
    """Return a result as the text of a CSV file; no cell of it runs as a formula."""
    output = StringIO()
    writer = csv.writer(output, lineterminator=line_end)
    if results:
        writer.writerow(map(spreadsheet_text, results.columns))
        writer.writerows(map(spreadsheet_text, cells) for cells in results.rows())
    return output.getvalue()


def _csv(results: Results | None) -> bytes:
    return csv_text(results, "\r\n").encode("utf-8-sig")
