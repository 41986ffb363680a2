"""Reading what people bring: encodings, delimiters, workbooks, GeoJSON, KML; and refusals."""

import json
import zipfile
from collections.abc import Callable
from io import BytesIO

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from memmap.lists.readers import Reading, read_list
from memmap.lists.sheet import MAX_CELL, ListError, Sheet

CITIES = "Город;Страна;Год\r\nВолгоград;Россия;1944\r\nКовентри;Великобритания;1944\r\n"


def read(data: bytes | str, file: str = "list.csv", **reading: object) -> Sheet:
    content = data.encode() if isinstance(data, str) else data
    return read_list(file, content, Reading(**reading))[0]  # type: ignore[arg-type]


def rows(sheet: Sheet) -> list[tuple[str, ...]]:
    return [row.cells for row in sheet.rows]


def workbook(*sheets: tuple[str, list[list[object]]]) -> bytes:
    book = Workbook()
    book.remove(book.active)
    for title, lines in sheets:
        sheet = book.create_sheet(title)
        for line in lines:
            sheet.append(line)
    output = BytesIO()
    book.save(output)
    return output.getvalue()


def refused(data: bytes | str, file: str = "list.csv") -> ListError:
    with pytest.raises(ListError) as caught:
        read(data, file)
    return caught.value


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1251", "koi8-r"]
)
def test_a_russian_list_is_read_in_any_usual_encoding(encoding: str) -> None:
    text = CITIES + "Севастополь;Россия;\r\nСанкт-Петербург;Россия;\r\nЕкатеринбург;Россия;\r\n"

    sheet = read(text.encode(encoding))

    assert sheet.columns == ("Город", "Страна", "Год")
    assert rows(sheet)[0] == ("Волгоград", "Россия", "1944")


def test_a_western_list_is_read_in_latin_1() -> None:
    text = "Ort,Land\nLüttich,Belgien\nSaint-Étienne,Frankreich\nMünchen,Österreich\nKøge,Dänemark"

    assert rows(read(text.encode("latin-1")))[1] == ("Saint-Étienne", "Frankreich")


def test_an_encoding_that_a_person_names_is_used() -> None:
    assert rows(read("name\nŁódź".encode("cp1250"), encoding="cp1250")) == [("Łódź",)]


def test_a_wrong_encoding_is_said() -> None:
    with pytest.raises(ListError, match="not in UTF-8"):
        read("name\nŁódź".encode("cp1250"), encoding="utf-8")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(delimiter: str) -> None:
    text = f'name{delimiter}note\nMinsk{delimiter}"a, b; c | d"\nBrest{delimiter}x\n'

    assert rows(read(text))[0] == ("Minsk", "a, b; c | d")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_of_any_kind_are_read(end: str) -> None:
    assert [row.line for row in read(f"name,year{end}Minsk,1{end}{end}Brest,2").rows] == [2, 4]


def test_mixed_line_ends_are_read() -> None:
    assert len(read("name,year\r\nMinsk,1\nBrest,2\rKursk,3\n\rOrel,4").rows) == 4


def test_a_row_says_the_line_that_it_begins_on() -> None:
    sheet = read('name,note\nMinsk,"two\nlines"\n\nBrest,x\n')

    assert [row.line for row in sheet.rows] == [2, 5]


def test_cells_beyond_the_header_get_a_column_of_their_own() -> None:
    sheet = read("name,year\nMinsk,1944,extra\nBrest\n")

    assert sheet.columns == ("name", "year", "Column 3")
    assert rows(sheet) == [("Minsk", "1944", "extra"), ("Brest", "", "")]


def test_columns_of_one_name_are_told_apart() -> None:
    assert read("name,name,,\nA,B,C,D").columns == ("name", "name (2)", "Column 3", "Column 4")


def test_a_title_above_the_column_names_is_left_out_and_said() -> None:
    sheet = read("Memorials of our region;;\n;;\nname;country;\nMinsk;BY;x\n")

    assert sheet.columns[:2] == ("name", "country")
    assert sheet.notes == ("1 row above the column names was left out.",)


def test_names_alone_are_rows_not_a_header() -> None:
    assert rows(read("Minsk\nBrest\n")) == [("Minsk",), ("Brest",)]


def test_a_person_can_say_that_there_is_no_header() -> None:
    sheet = read("Minsk,BY\nBrest,BY\n", header=False)

    assert sheet.columns == ("Column 1", "Column 2")
    assert len(sheet.rows) == 2


def test_a_quotation_mark_within_a_cell_is_text() -> None:
    assert rows(read('name,note\n"Motherland" calls,x\n')) == [("Motherland calls", "x")]


def test_a_quotation_mark_that_never_closes_is_said_beside_marks_within_cells() -> None:
    problem = refused('name,note\n"Rose" garden,x\n"Minsk,x\nBrest,x\nOrel,x\n').problem

    assert problem.row == 3
    assert "never closes" in problem.message


def test_a_last_cell_of_several_lines_may_follow_a_single_mark() -> None:
    read_rows = rows(read('name,note\n"Rose" garden,x\n5" gun,"two\nlines"'))

    assert read_rows[1] == ('5" gun', "two\nlines")


def test_a_workbook_is_read_with_all_its_sheets() -> None:
    lines: list[list[object]] = [
        ["name", "year", "ok"],
        ["Minsk", 1944.0, True],
        [None],
        ["Brest", 2.5],
    ]
    data = workbook(("Places", lines), ("Empty", []), ("Pairs", [["city a", "city b"], ["A", "B"]]))

    sheets = read_list("list.xlsx", data)

    assert [sheet.title for sheet in sheets] == ["Places", "Pairs"]
    assert rows(sheets[0]) == [("Minsk", "1944", "TRUE"), ("Brest", "2.5", "")]
    assert [row.line for row in sheets[0].rows] == [2, 4]


def test_the_content_decides_not_the_name() -> None:
    assert rows(read(workbook(("A", [["name"], ["Minsk"]])), "list.csv")) == [("Minsk",)]


def test_geojson_becomes_rows_with_coordinates() -> None:
    features = [
        {"type": "Feature", "properties": {"name": "Minsk", "n": 3, "latitude": "old"},
         "geometry": {"type": "Point", "coordinates": [27.5, 53.9]}},
        {"type": "Feature", "properties": {"name": "Nowhere"}, "geometry": None},
        {"type": "Feature", "properties": None,
         "geometry": {"type": "Polygon", "coordinates": [[[0, 0], [2, 0], [2, 2], [0, 0]]]}},
    ]  # fmt: skip
    sheet = read(json.dumps({"type": "FeatureCollection", "features": features}), "a.geojson")

    assert sheet.columns == ("name", "n", "latitude (2)", "latitude", "longitude")
    assert rows(sheet)[0] == ("Minsk", "3", "old", "53.9", "27.5")
    assert rows(sheet)[1] == ("Nowhere", "", "", "", "")
    assert rows(sheet)[2][3:] == ("1", "1.5")


KML = """<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document><Folder>
<Placemark><name>Minsk</name><ExtendedData><Data name="year"><value>1944</value></Data>
</ExtendedData><Point><coordinates> 27.5,53.9,0 </coordinates></Point></Placemark>
<Placemark><name>Nowhere</name></Placemark></Folder></Document></kml>"""


def test_kml_becomes_rows_with_coordinates() -> None:
    sheet = read(KML, "a.kml")

    assert sheet.columns == ("name", "year", "latitude", "longitude")
    assert rows(sheet) == [("Minsk", "1944", "53.9", "27.5"), ("Nowhere", "", "", "")]


def zipped(**members: bytes) -> bytes:
    output = BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "."), content)
    return output.getvalue()


def test_kmz_is_kml_in_a_zip() -> None:
    assert rows(read(zipped(doc__kml=KML.encode()), "a.kmz"))[0][0] == "Minsk"


LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE kml [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    "<!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;'>]><kml><Placemark><name>&c;</name></Placemark></kml>"
)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "empty"),
        (b"   \n\n", "empty"),
        (b"name,country\n", "no row below"),
        (b"name,country\n,\n ,\n", "no row below"),
        (",".join(map(str, range(1000))).encode() + b"\nMinsk", "1000 columns"),
        (b"name\nMinsk" + b"," * 999 + b"x", "1000 columns"),
        (b"name,note\nMinsk," + b"x" * (MAX_CELL + 1), "a cell of more than 100000 characters"),
        (b"name,note\nMinsk," + b"x" * 2**20, "a cell of"),
        (b'name,note\nMinsk,"never closed\nBrest,x\n', "never closes"),
        (b"name\0\1\2\3,x" * 40, "no text"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "old Excel file"),
        (b"%PDF-1.7 x", "PDF"),
        (b'{"type": "FeatureCollection", "features": [', "no valid JSON"),
        (b'{"type": "FeatureCollection", "features": []}', "empty"),
        (b'{"type": "Topology"}', "no GeoJSON features"),
        (b'{"crs": {"properties": {"name": "EPSG:3857"}}, "features": []}', "coordinate system"),
        (b"<gpx><wpt/></gpx>", "no placemarks"),
        (b"<kml><Placemark>", "no valid XML"),
        (LAUGHS.encode(), "XML entities"),
        (b"PK\x03\x04 and no more", "damaged"),
        (zipped(a__txt=b"x"), "ZIP archive"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_reason(data: bytes, message: str) -> None:
    assert refused(data).problem.message
    with pytest.raises(ListError, match=message):
        read(data)


def test_an_error_says_file_row_column_and_what_to_do() -> None:
    problem = refused('name,note\nMinsk,x\nBrest,"' + "y" * (MAX_CELL + 1) + '"\n').problem

    assert (problem.file, problem.row, problem.column) == ("list.csv", 3, "note")
    assert "quotation mark" in problem.expected


def test_a_zip_bomb_is_refused_by_what_it_declares(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("memmap.lists.archive.MAX_UNPACKED", 2**20)
    sheet = b"<worksheet>" + b" " * (4 * 2**20)

    bomb = zipped(**{"[Content_Types]__xml": b"x", "xl/worksheets/sheet1__xml": sheet})

    assert len(bomb) < 2**14
    assert "unpack to more than" in refused(bomb, "bomb.xlsx").problem.message


SHEET = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'


@pytest.mark.parametrize(
    ("part", "begin", "again"),
    [
        ("xl/worksheets/sheet1.xml", SHEET + b"<row>", b"<c><v>1</v></c>"),
        ("xl/worksheets/sheet1.xml", SHEET, b"<row/>"),
        ("xl/sharedStrings.xml", b"<sst><si>", b"<r><t>a</t></r>"),
        ("xl/styles.xml", b"<styleSheet><cellXfs>", b"<xf/>"),
        ("xl/worksheets/sheet1.xml", SHEET + b"<row><c><v>", b"1"),
    ],
)
def test_a_workbook_that_would_take_gigabytes_is_refused_before_it_is_parsed(
    monkeypatch: pytest.MonkeyPatch, part: str, begin: bytes, again: bytes
) -> None:
    parsed: list[object] = []
    monkeypatch.setattr("memmap.lists.excel.load_workbook", lambda *a, **b: parsed.append(a))
    members = {"[Content_Types]__xml": b"x", part.replace(".", "__"): begin + again * 6_100_000}

    bomb = zipped(**members)

    assert len(bomb) < 2**20
    assert refused(bomb, "bomb.xlsx").problem.message in {
        "it holds more than a list can",
        "a cell of more than 100000 characters",
    }
    assert not parsed


@pytest.mark.parametrize(
    ("again", "n", "message"),
    [
        (b"<a/>", 600_000, "more than a list"),
        (b"<Folder>", 101, "100 deep"),
        (b"<Placemark><name>x</name></Placemark>", 200_001, "more than 200000 rows"),
    ],
)
def test_a_kml_that_would_take_gigabytes_is_refused(again: bytes, n: int, message: str) -> None:
    assert message in refused(b"<kml>" + again * n + b"</kml>", "a.kml").problem.message


def test_a_geojson_that_would_take_gigabytes_is_refused() -> None:
    text = b'{"type": "FeatureCollection", "features": [' + b"{}," * 8_000_000 + b"{}]}"

    assert refused(text, "a.geojson").problem.message == "it holds more than a list can"


@pytest.mark.parametrize(
    ("member", "what"),
    [("mimetype", "OpenDocument"), ("word/document__xml", "Word"), ("xl/workbook__bin", "xlsb")],
)
def test_a_file_of_another_program_is_called_by_its_name(member: str, what: str) -> None:
    data = zipped(**{"[Content_Types]__xml": b"x", member: b"x"})

    assert what in refused(data, "list").problem.message


def test_a_workbook_with_a_password_is_no_old_excel_file() -> None:
    data = b"\xd0\xcf\x11\xe0" + b"\0" * 500 + "EncryptedPackage".encode("utf-16-le")

    assert refused(data, "list.xlsx").problem.message == "this file has a password"


def test_a_web_page_that_calls_itself_excel_is_said_to_be_one() -> None:
    assert "HTML" in refused(b"<HTML><table><tr><td>name", "list.xls").problem.message


def test_an_area_of_kml_counts_as_a_point_in_it_and_its_folder_is_kept() -> None:
    ring = "<coordinates>0,0 10,0 10,10 0,10 0,0</coordinates>"
    area = f"<outerBoundaryIs><LinearRing>{ring}</LinearRing></outerBoundaryIs>"
    placemark = f"<Placemark><name>A</name><Polygon>{area}</Polygon></Placemark>"
    text = f"<kml><Folder><name>Museums</name><Folder>{placemark}</Folder></Folder></kml>"

    [sheet] = read_list("a.kml", text.encode())

    assert sheet.columns == ("name", "latitude", "longitude", "folder")
    assert sheet.rows[0].cells == ("A", "5", "5", "Museums")


def test_a_zip_bomb_that_lies_about_its_size_is_damaged() -> None:
    honest = workbook(("A", [["name"], *[["Minsk" * 1000]] * 50]))
    info = zipfile.ZipFile(BytesIO(honest)).getinfo("xl/worksheets/sheet1.xml")
    lying = honest.replace(info.file_size.to_bytes(4, "little"), (10).to_bytes(4, "little"))

    assert "damaged" in refused(lying, "bomb.xlsx").problem.message


def test_more_rows_than_the_limit_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("memmap.lists.sheet.MAX_ROWS", 50)

    problem = refused("name\n" + "a\n" * 51).problem

    assert (problem.message, problem.row) == ("more than 50 rows", 52)


def test_a_file_over_fifty_megabytes_is_refused() -> None:
    assert "MB at the most" in refused(b"name\n" + b"x" * (51 * 2**20)).problem.expected


def test_an_entity_in_a_workbook_is_refused() -> None:
    honest = workbook(("A", [["name"], ["Minsk"]]))
    members = {}
    with zipfile.ZipFile(BytesIO(honest)) as archive:
        for name in archive.namelist():
            members[name] = archive.read(name)
    members["xl/worksheets/sheet1.xml"] = LAUGHS.encode()

    output = BytesIO()
    with zipfile.ZipFile(output, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)

    assert "damaged" in refused(output.getvalue(), "a.xlsx").problem.message


def readable(data: bytes, file: str) -> None:
    """A sheet, or a refusal: nothing else comes out of a reader."""
    try:
        sheets = read_list(file, data)
    except ListError as error:
        refusal = error.problem
    else:
        refusal = None
    if refusal:
        assert refusal.message
        assert refusal.expected
        return
    for sheet in sheets:
        assert sheet.rows
        assert len(set(sheet.columns)) == len(sheet.columns)
        assert all(sheet.columns)
        assert all(len(row.cells) == len(sheet.columns) for row in sheet.rows)
        "".join(cell for row in sheet.rows for cell in row.cells).encode()


FILES = st.sampled_from(["a.csv", "a.xlsx", "a.geojson", "a.kml", "a.kmz", "a"])


@given(st.binary(max_size=600), FILES)
@example(b"\xff\xfe\x00", "a.csv")
@example(b"\xff\xfe\x00\x00\x01", "a.csv")
@settings(max_examples=300)
def test_any_bytes_are_a_sheet_or_a_refusal(data: bytes, file: str) -> None:
    readable(data, file)


@given(st.text(st.sampled_from("ab,;\t|\"\n\r'\ufeff\u2028é\x0b \\{}[]<>="), max_size=80))
@settings(max_examples=300)
def test_any_text_is_a_sheet_or_a_refusal(text: str) -> None:
    readable(text.encode(), "a.csv")


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["type", "features", "properties", "geometry", "coordinates", "crs", "x"]
            ),
            inner | st.sampled_from(["FeatureCollection", "Feature", "Point", "Polygon"]),
            max_size=4,
        )
    ),
    max_leaves=15,
)


@given(JSON)
@example({"features": [{"properties": {"a": "\ud800"}}], "type": "FeatureCollection"})
@settings(max_examples=300)
def test_any_json_is_a_sheet_or_a_refusal(document: object) -> None:
    readable(json.dumps(document).encode(), "a.geojson")


def damaged(good: bytes) -> st.SearchStrategy[bytes]:
    cut = st.tuples(st.integers(0, len(good) - 1), st.binary(max_size=8))
    return st.lists(cut, max_size=4).map(lambda cuts: _damage(good, cuts))


def _damage(good: bytes, cuts: list[tuple[int, bytes]]) -> bytes:
    for at, other in cuts:
        good = good[:at] + other + good[at + len(other) :]
    return good


@pytest.mark.parametrize(
    ("good", "file"),
    [(workbook(("A", [["name", "year"], ["Minsk", 1]])), "a.xlsx"), (KML.encode(), "a.kml")],
)
def test_a_damaged_file_is_a_sheet_or_a_refusal(good: bytes, file: str) -> None:
    @given(damaged(good))
    @settings(max_examples=100)
    def check(data: bytes) -> None:
        readable(data, file)

    run: Callable[[], None] = check
    run()
