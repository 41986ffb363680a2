"""What somebody takes away: complete, honest about doubt, harmless in a spreadsheet."""

import csv
import json
import sqlite3
from collections.abc import Callable
from io import BytesIO, StringIO
from pathlib import Path
from zipfile import ZipFile

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font
from tests.unit.lists.conftest import FewTowns

from memmap.dataset.layers import RESULT_COLUMNS
from memmap.lists.columns import recognise
from memmap.lists.decided import Decided
from memmap.lists.desk import Desk
from memmap.lists.plan import Listing, make_plan
from memmap.lists.readers import read_list
from memmap.lists.resolving import Answering, answer_all
from memmap.lists.review import LEAVE_OUT, Decision, Review
from memmap.lists.sheet import Row, Sheet
from memmap.lists.writers import FORMATS
from memmap.lists.writers.excel import write_xlsx
from memmap.lists.writers.lock import decisions_of, write_decisions
from memmap.lists.writers.source import Source
from memmap.lists.writers.table import write_places_csv
from memmap.lock import read_lock
from memmap.model import LatLon
from memmap.spreadsheet import spreadsheet_text

LIST = (
    "name,country,note\nVolgograd,RU,a\nSpringfield,US,b\nNowhere,,c\nspringfield,us,d\nMinsk,,e\n"
)
Reviewed = Callable[..., Review]


@pytest.fixture
def review(reviewed: Reviewed) -> Review:
    """One found, one doubtful, one placed by hand, one left out, one chosen."""
    done = reviewed(LIST)
    chosen = Decision(done.answers[1].candidates[1])
    return done.place([2], LatLon(-1.5, 2.5)).decide([3], LEAVE_OUT).decide([1], chosen)


def written(review: Review, suffix: str, workbook: bytes = b"") -> bytes:
    [found] = [format_ for format_ in FORMATS if format_.suffix == suffix]
    return found.write(review, Source("a.xlsx", workbook))


def table(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(data.decode("utf-8-sig"))))


def test_a_table_has_the_columns_of_the_list_and_then_those_of_the_command(review: Review) -> None:
    rows = table(written(review, ".csv"))

    assert tuple(rows[0]) == ("name", "country", "note", *RESULT_COLUMNS)
    assert [row["status"] for row in rows] == [
        "resolved", "resolved", "placed_by_hand", "left_out", "resolved",
    ]  # fmt: skip
    assert (rows[0]["latitude"], rows[0]["longitude"]) == ("48.71", "44.51")
    assert rows[1]["matched_name"] == "springfield"
    assert (rows[2]["geocoder"], rows[2]["precision"]) == ("person", "site")
    assert rows[3]["latitude"] == ""


def test_a_doubtful_row_has_a_suggestion_and_no_coordinates(reviewed: Reviewed) -> None:
    row = table(written(reviewed(LIST), ".csv"))[1]

    assert (row["status"], row["latitude"], row["longitude"]) == ("ambiguous", "", "")
    assert (row["matched_name"], row["score"]) == ("springfield", "0.4")


def test_a_column_of_the_list_that_is_called_like_a_result_is_kept(reviewed: Reviewed) -> None:
    rows = table(written(reviewed("name,status,id\nMinsk,active,7\n"), ".csv"))

    assert rows[0]["status (list)"] == "active"
    assert (rows[0]["status"], rows[0]["id (list)"]) == ("resolved", "7")


def test_coordinates_of_the_list_are_not_doubled(reviewed: Reviewed) -> None:
    [row] = table(written(reviewed("name,latitude,longitude\nA,48.7,44.5\n"), ".csv"))

    assert tuple(row) == ("name", *RESULT_COLUMNS)
    assert (row["latitude"], row["geocoder"]) == ("48.7", "list")


def test_a_downloaded_table_can_be_brought_again(review: Review, chain: FewTowns) -> None:
    [sheet] = read_list("again.csv", written(review, ".csv"))

    again = Review(make_plan(Listing(sheet, recognise(sheet.columns))))
    for chunk in Answering(chain).chunks(again.left):
        again = again.answered(chunk)

    columns = table(written(again, ".csv"))[0]
    assert tuple(columns) == ("name", "country", "note", *RESULT_COLUMNS)
    places = [again.placed(n) for n in range(5)]
    assert [place and place.location for place in places][:3] == [
        (48.71, 44.51), (39.8, -89.6), (-1.5, 2.5),
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "\r=1"])
def test_no_cell_of_a_download_runs_as_a_formula(text: str) -> None:
    sheet = Sheet("a.csv", "", ("name", "=note"), (Row(2, (text, text)),))
    review = Review(make_plan(Listing(sheet, recognise(sheet.columns))))

    cells = next(
        csv.reader(StringIO(written(review, ".csv").decode("utf-8-sig").split("\r\n", 1)[1]))
    )
    book = load_workbook(BytesIO(written(review, ".xlsx")))
    lock = written(review.place([0], LatLon(1, 2)), ".lock.csv").decode()

    assert cells[0] == f"'{text}"
    assert [cell.data_type for cell in book.worksheets[0][2]][:2] == ["s", "s"]
    assert f",{text}" not in lock


@pytest.mark.parametrize("number", ["-1.51", "+48", "-0,5"])
def test_a_number_is_no_formula(number: str) -> None:
    assert spreadsheet_text(number) == number


CELLS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=12).map(
    lambda text: f"x{text.strip()}"
)


@given(st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=6))
def test_a_table_is_read_back_as_it_was_written(cells: list[tuple[str, str]]) -> None:
    rows = tuple(Row(n, pair) for n, pair in enumerate(cells, 2))
    sheet = Sheet("a.csv", "", ("name", "note"), rows)

    data = write_places_csv(Review(make_plan(Listing(sheet, recognise(sheet.columns)))))

    [again] = read_list("a.csv", data)
    assert [row.cells[:2] for row in again.rows] == [row.cells for row in rows]


def test_geojson_has_a_feature_for_every_row(review: Review) -> None:
    features = json.loads(written(review, ".geojson"))["features"]

    assert features[2]["geometry"] == {"type": "Point", "coordinates": [2.5, -1.5]}
    assert features[3]["geometry"] is None
    assert features[1]["properties"]["note"] == "b"


def test_geojson_credits_the_geocoder(review: Review) -> None:
    assert json.loads(written(review, ".geojson"))["attribution"] == "GeoNames (CC BY 4.0)"


@pytest.mark.parametrize("suffix", [".geojson", ".kml"])
def test_places_are_read_back_from_a_map_file(review: Review, suffix: str) -> None:
    [sheet] = read_list(f"a{suffix}", written(review, suffix))

    assert sheet.column("note") == ["a", "b", "c", "d", "e"]
    assert sheet.column("name")[2] == "Nowhere"
    points = list(zip(sheet.column("latitude"), sheet.column("longitude"), strict=True))
    assert points[:4] == [("48.71", "44.51"), ("39.8", "-89.6"), ("-1.5", "2.5"), ("", "")]


def test_kml_survives_what_xml_cannot_hold(reviewed: Reviewed) -> None:
    data = written(reviewed("name,a<b\nMinsk\x1f & <b>,x\n"), ".kml")

    assert read_list("a.kml", data)[0].column("name") == ["Minsk & <b>"]


def opened(data: bytes) -> sqlite3.Connection:
    database = sqlite3.connect(":memory:")
    database.deserialize(data)
    return database


def test_a_geopackage_says_what_it_is_and_holds_the_points(review: Review) -> None:
    database = opened(written(review, ".gpkg"))

    assert database.execute("PRAGMA application_id").fetchone() == (0x47504B47,)
    [(name, west, north)] = database.execute("SELECT table_name, min_x, max_y FROM gpkg_contents")
    assert (name, west, north) == ("places", -89.6, 53.9)
    rows = database.execute("SELECT name, latitude, geom FROM places").fetchall()
    assert rows[0][:2] == ("Volgograd", 48.71)
    assert rows[0][2][:8] == b"GP\x00\x01\xe6\x10\x00\x00"
    assert shapely.from_wkb(rows[0][2][8:]) == shapely.Point(44.51, 48.71)
    assert rows[3][2] is None


def test_a_geopackage_tells_columns_apart_that_differ_in_case(reviewed: Reviewed) -> None:
    database = opened(written(reviewed("name,NAME,fid,geom,Status\nMinsk,a,b,c,d\n"), ".gpkg"))

    columns = [row[1] for row in database.execute("PRAGMA table_info(places)")]
    assert columns[:7] == ["fid", "geom", "name", "NAME 2", "fid 2", "geom 2", "Status (list)"]


def workbook_of(*lines: list[str]) -> bytes:
    """A workbook of one sheet, named as a new workbook names it."""
    book = Workbook()
    assert book.active
    for line in lines:
        book.active.append(line)
    output = BytesIO()
    book.save(output)
    return output.getvalue()


def workbook() -> bytes:
    book = Workbook()
    sheet = book.active
    sheet.title = "Graves"
    for line in (["Our graves"], [], ["name", "sum"], ["Volgograd", "=1+1"], ["Nowhere", None]):
        sheet.append(line)
    sheet["A3"].style = "Title"
    book.create_sheet("Other")["A1"] = "kept"
    output = BytesIO()
    book.save(output)
    return output.getvalue()


def test_a_workbook_keeps_the_sheet_that_it_came_as(chain: FewTowns) -> None:
    data = workbook()
    sheet = read_list("a.xlsx", data)[0]
    review = Review(make_plan(Listing(sheet, recognise(sheet.columns))))
    review = review.answered(next(Answering(chain).chunks(review.left)))

    book = load_workbook(BytesIO(written(review, ".xlsx", data)))

    graves = book["Graves"]
    assert [cell.value for cell in graves[3]] == ["name", "sum", *RESULT_COLUMNS]
    assert [cell.value for cell in graves[4]][:5] == ["Volgograd", "=1+1", 48.71, 44.51, "resolved"]
    assert graves["A1"].value == "Our graves"
    assert graves["A3"].style == "Title"
    assert graves["E5"].value == "not_found"
    assert book["Other"]["A1"].value == "kept"


def test_a_workbook_with_no_column_left_is_written_anew(chain: FewTowns) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet
    sheet.append(["name"])
    sheet.append(["Minsk"])
    sheet["XFD1"].font = Font(bold=True)
    output = BytesIO()
    book.save(output)
    [read] = read_list("a.xlsx", output.getvalue())
    review = answer_all(chain, make_plan(Listing(read, recognise(read.columns))))

    written_anew = load_workbook(BytesIO(written(review, ".xlsx", output.getvalue()))).active

    assert written_anew
    assert [cell.value for cell in written_anew[1]] == ["name", *RESULT_COLUMNS]


@pytest.mark.parametrize(
    ("file", "pairs"),
    [
        ("pairs.xlsx", workbook_of(["city a", "city b"], ["Minsk", "Coventry"])),
        ("pairs.csv", b"city a,city b\nMinsk,Coventry\n"),
    ],
)
def test_lists_of_two_files_are_written_to_sheets_of_their_own(
    chain: FewTowns, file: str, pairs: bytes
) -> None:
    desk = Desk.read("places.xlsx", workbook_of(["name"], ["Minsk"]))
    desk.add_file(file, pairs)

    review = answer_all(chain, desk.plan())
    places, lines = load_workbook(BytesIO(write_xlsx(review, desk.source))).worksheets

    assert [cell.value for cell in places[1]] == ["name", *RESULT_COLUMNS]
    assert [cell.value for cell in lines[2]][:4] == ["Minsk", "Coventry", 53.9, 27.57]


def zipped(member: str) -> bytes:
    output = BytesIO()
    with ZipFile(output, "w") as archive:
        archive.writestr(member, "")
    return output.getvalue()


@pytest.mark.parametrize("data", [b"name\nMinsk\n", b"PK\nMinsk\n", zipped("doc.kml")])
def test_what_is_no_workbook_is_not_taken_for_one_by_its_name(data: bytes) -> None:
    assert Source.of("list.xlsx", data).workbook == b""


def test_a_workbook_is_known_by_its_content() -> None:
    data = workbook()

    assert Source.of("list.csv", data).workbook == data


def test_a_sheet_of_places_is_called_so(review: Review) -> None:
    assert load_workbook(BytesIO(written(review, ".xlsx"))).sheetnames == ["Places"]


def test_a_list_of_another_kind_becomes_a_workbook(review: Review) -> None:
    sheet = load_workbook(BytesIO(written(review, ".xlsx"))).worksheets[0]

    assert [cell.value for cell in sheet[4]][:6] == [
        "Nowhere",
        None,
        "c",
        -1.5,
        2.5,
        "placed_by_hand",
    ]


PAIRS = "Город 1;Город 2;Год\nVolgograd;Coventry;1944\nMinsk;Nowhere;\nMinsk;;\n"


def test_partnerships_have_the_columns_of_both_cities(reviewed: Reviewed) -> None:
    rows = table(written(reviewed("", PAIRS), "-pairs.csv"))

    assert (rows[0]["a_latitude"], rows[0]["b_longitude"]) == ("48.71", "-1.51")
    assert (rows[1]["a_status"], rows[1]["b_status"]) == ("resolved", "not_found")
    assert rows[2]["a_status"] == ""


def test_partnerships_are_lines_in_map_files(reviewed: Reviewed) -> None:
    review = reviewed("", PAIRS)

    features = json.loads(written(review, ".geojson"))["features"]
    [(count, drawn)] = opened(written(review, ".gpkg")).execute(
        "SELECT count(*), count(geom) FROM partnerships"
    )

    assert features[0]["geometry"] == {
        "type": "LineString",
        "coordinates": [[44.51, 48.71], [-1.51, 52.41]],
    }
    assert features[1]["geometry"] is None
    assert (count, drawn) == (3, 1)
    assert b"<LineString>" in written(review, ".kml")


def test_decisions_are_read_back_from_their_lock_file(
    review: Review, reviewed: Reviewed, tmp_path: Path
) -> None:
    path = tmp_path / "my.lock.csv"
    path.write_bytes(write_decisions(review))

    again = Decided.of(read_lock(path)).apply(reviewed(LIST))

    for number in range(5):
        before, after = review.placed(number), again.placed(number)
        assert (before and before.location) == (after and after.location)
        assert review.status(number) == again.status(number)
    assert again.doubtful == ()


def test_a_lock_file_that_is_used_says_still_who_decided_and_is_no_step_to_undo(
    review: Review, reviewed: Reviewed
) -> None:
    before = decisions_of(review)

    again = Decided.of(before).apply(reviewed(LIST))

    assert [entry.decided_by for entry in decisions_of(again).values()] == [
        "geocoder", "person", "person", "person", "geocoder",
    ]  # fmt: skip
    assert again.undo() is again


def test_a_place_of_a_lock_file_keeps_its_country_and_region(
    review: Review, reviewed: Reviewed
) -> None:
    again = Decided.of(decisions_of(review)).apply(reviewed(LIST))

    found = again.placed(0)
    assert found
    assert (found.country, found.region) == ("RU", "RU-VGG")


def test_a_decision_holds_for_rows_that_ask_the_same_in_another_place(
    review: Review, reviewed: Reviewed
) -> None:
    moved = "name,country\nnew,\nNowhere,\n"

    again = Decided.of(decisions_of(review)).apply(reviewed(moved))

    place = again.placed(1)
    assert place
    assert place.location == (-1.5, 2.5)


def test_rows_that_ask_the_same_and_were_decided_differently_are_told_apart_by_line(
    reviewed: Reviewed,
) -> None:
    twins = "name\nSpringfield\nSpringfield\n"
    review = reviewed(twins)
    first, second = review.answers[0].candidates
    review = review.decide([0], Decision(first)).decide([1], Decision(second))
    decided = Decided.of(decisions_of(review))

    again, elsewhere = (
        decided.apply(reviewed(twins)),
        decided.apply(reviewed("name\n\n\nSpringfield")),
    )

    assert [again.placed(n).location for n in (0, 1)] == [first.location, second.location]  # type: ignore[union-attr]
    assert elsewhere.placed(0) is None


def test_only_what_people_decided_can_be_asked_for(review: Review) -> None:
    entries = decisions_of(review, in_review=True)

    assert sorted(entry.query for entry in entries.values()) == [
        "Nowhere",
        "Springfield",
        "springfield",
    ]


@pytest.mark.parametrize("format_", FORMATS, ids=lambda format_: format_.suffix)
def test_every_format_can_be_written_before_anything_was_asked(
    format_: object, reviewed: Reviewed
) -> None:
    plan = reviewed(LIST, PAIRS).plan

    assert format_.write(Review(plan), Source("a.csv"))  # type: ignore[attr-defined]
