"""KML 2.2 for Google Earth and its like."""

import re
from io import StringIO
from xml.sax.saxutils import XMLGenerator
from xml.sax.xmlreader import AttributesImpl

from memmap.lists.columns import Role
from memmap.lists.results import Record, Results, pair_results, place_results
from memmap.lists.review import Review
from memmap.lists.writers.credits import credits_of

_NOT_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write_kml(review: Review, name: str) -> bytes:
    """Return every row of a review as a placemark; one without a place has no geometry."""
    output = StringIO()
    writer = _Writer(output)
    writer.startDocument()
    writer.open("kml", xmlns="http://www.opengis.net/kml/2.2")
    writer.open("Document")
    writer.leaf("name", name)
    if credit := credits_of(review):
        writer.leaf("description", credit)
    for results in (place_results(review), pair_results(review)):
        if results:
            for record in results.records:
                _placemark(writer, results, record)
    writer.close("Document")
    writer.close("kml")
    return output.getvalue().encode()


class _Writer(XMLGenerator):
    """Writes elements; leaves out characters that XML cannot hold."""

    def __init__(self, output: StringIO) -> None:
        super().__init__(output, encoding="utf-8", short_empty_elements=True)

    def open(self, tag: str, **attributes: str) -> None:
        self.startElement(
            tag, AttributesImpl({key: _xml(value) for key, value in attributes.items()})
        )

    def close(self, tag: str) -> None:
        self.endElement(tag)

    def leaf(self, tag: str, text: str) -> None:
        self.open(tag)
        self.characters(_xml(text))
        self.close(tag)


def _xml(text: str) -> str:
    return _NOT_XML.sub("", text)


def _placemark(writer: _Writer, results: Results, record: Record) -> None:
    writer.open("Placemark")
    writer.leaf("name", _name(results, record))
    writer.open("ExtendedData")
    for column, value in zip(results.columns, results.cells(record), strict=True):
        if value != "":
            writer.open("Data", name=column)
            writer.leaf("value", str(value))
            writer.close("Data")
    writer.close("ExtendedData")
    way = [f"{p.location.longitude},{p.location.latitude}" for p in record.points if p]
    if len(way) == len(record.points):
        shape = "Point" if len(way) == 1 else "LineString"
        writer.open(shape)
        writer.leaf("coordinates", " ".join(way))
        writer.close(shape)
    writer.close("Placemark")


def _name(results: Results, record: Record) -> str:
    roles = (Role.NAME,) if len(record.points) == 1 else (Role.CITY_A, Role.CITY_B)
    return " – ".join(filter(None, (results.listing.cell(record.row, role) for role in roles)))
