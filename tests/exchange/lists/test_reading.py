"""Files as spreadsheets save them: found out by their marks, named where several fit, refused with the place."""

import io
import os
import re
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from exchange.lists.lists import lines
from twinning.errors import InputError
from twinning.exchange.lists.columns.fields import is_known_column
from twinning.exchange.lists.reading.files import open_table
from twinning.exchange.lists.reading.tables import Layout

KOREAN = "도시명,국가명\n부산,대한민국\n"
JAPANESE = "都市名,国名\n釜山,韓国\n"


def packed(name: str) -> bytes:
    """Return an archive with a file of this name, as a workbook of another program is one."""
    with io.BytesIO() as made:
        with zipfile.ZipFile(made, "w") as archive:
            archive.writestr(name, KOREAN)
        return made.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_an_encoding_is_found_by_its_mark_or_because_nothing_else_fits(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "list.csv"
    path.write_text(KOREAN, encoding=encoding)
    assert lines(path) == (("도시명", "국가명"), [("부산", "대한민국")])


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        *(("cp949", KOREAN), ("cp932", JAPANESE), ("gb18030", "城市名称,国家\n釜山,韩国\n")),
        *(("cp1250", "Miasto,Kraj\nŁódź,PL\n"), ("cp1251", "Город,Страна\nМосква,RU\n")),
        ("cp1252", "Stadt,Land\nKöln,DE\n"),
        *(("euc_jp", JAPANESE), ("cp950", "姊妹城市,國家\n釜山,韓國\n"), ("cp1253", "Πόλη,Χώρα\nΑθήνα,GR\n")),
        ("cp1254", "Şehir,Kardeş şehir\nİzmir,Çeşme\n"),
    ],
)
def test_an_old_encoding_has_to_be_named_and_is_shown_as_it_would_read(
    tmp_path: Path, encoding: str, text: str
) -> None:
    path = tmp_path / "list.csv"
    path.write_text(text, encoding=encoding)
    with pytest.raises(InputError) as refusal:
        lines(path)
    assert f"{encoding}: '" in refusal.value.message
    assert "--encoding" in (refusal.value.hint or "")
    header, cells = lines(path, Layout(encoding=encoding))
    assert ",".join(header) == text.splitlines()[0]
    assert ",".join(cells[0]) == text.splitlines()[1]


def test_encodings_in_which_columns_are_known_go_before_others_and_are_shown_where_they_differ(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Commune;Département;Ville jumelée\nAÿ;Marne;Besigheim\n", encoding="cp1252")
    with pytest.raises(InputError) as refusal:
        lines(path)
    assert refusal.value.hint == "say which reads well: --encoding cp1250, or cp1252"
    assert "cp1250: 'A˙;Marne;Besigheim'; cp1252: 'Aÿ;Marne;Besigheim'" in refusal.value.message


def test_japanese_of_mail_programs_says_itself_what_it_is(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(JAPANESE, encoding="iso2022_jp")
    assert lines(path) == (("都市名", "国名"), [("釜山", "韓国")])


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_what_parts_the_cells_is_found_by_the_names_of_the_columns(tmp_path: Path, delimiter: str) -> None:
    path = tmp_path / "list.txt"
    rows = [["partner", "country", "note"], ["Loos", "FR", "a, b; c"]]
    path.write_text("\r\n".join(delimiter.join(f'"{cell}"' for cell in row) for row in rows))
    assert lines(path) == (tuple(rows[0]), [tuple(rows[1])])


@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_first_line_that_tells_excel_what_parts_the_cells_tells_it_here_too(tmp_path: Path, mark: str) -> None:
    path = tmp_path / "list.csv"
    path.write_text(f"{mark}sep=;\r\na,b;partner\r\n1;Loos\r\n")
    assert lines(path) == (("a,b", "partner"), [("1", "Loos")])
    path.write_text("sep=;\npartner;country\nLoos;FR\nLund\n")
    with pytest.raises(InputError, match="line 4: 1 cells"):
        lines(path)


def test_where_several_characters_could_part_the_cells_one_has_to_be_named(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("a;b,c\n1;2,3\n")
    with pytest.raises(InputError, match="several characters"):
        lines(path)
    assert lines(path, Layout(delimiter="semicolon"))[0] == ("a", "b,c")


def test_blank_lines_and_blank_cells_behind_a_row_are_nothing(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("partner,country\n\nLoos,FR,,\n,\n")
    assert lines(path)[1] == [("Loos", "FR")]


@pytest.mark.parametrize("title", ["Jumelages de Nantes;;;", "Jumelages de Nantes", '"Jumelages\nde Nantes"'])
def test_titles_above_the_names_of_the_columns_are_left_out(tmp_path: Path, title: str) -> None:
    path = tmp_path / "list.csv"
    path.write_text(f"{title}\n;;;\nÉtat 2026;;;\nVille jumelée;Pays;Année;X\nCardiff;Royaume-Uni;1964;\n")
    assert lines(path) == (("Ville jumelée", "Pays", "Année", "X"), [("Cardiff", "Royaume-Uni", "1964", "")])
    path.write_text("partner\nLoos, FR\nLund, SE\n")
    assert lines(path, Layout(delimiter=";"))[0] == ("partner",)
    path.write_text("my towns;\nLoos;FR\n")
    assert lines(path, Layout(delimiter=";"))[0] == ("my towns", "")


def test_json_keeps_numbers_as_they_are_written(tmp_path: Path) -> None:
    path = tmp_path / "list.json"
    path.write_text('[{"partner": "Loos", "year": 1990, "lat": 50.610}, {"partner": "Lund", "fields": ["a", "b"]}]')
    assert lines(path)[1] == [("Loos", "1990", "50.610", ""), ("Lund", "", "", "a; b")]
    path = tmp_path / "list.jsonl"
    path.write_text('{"partner": "Loos", "ok": true}\n\n{"partner": null}\n')
    assert lines(path)[1] == [("Loos", "true"), ("", "")]


def test_json_may_have_objects_in_its_rows_and_one_around_them(tmp_path: Path) -> None:
    path = tmp_path / "list.json"
    path.write_text(
        '{"of": {"year": 2026},\n"rows": [{"partner": {"name": "Loos", "country": "FR"}}, {"since": 1990}]}'
    )
    assert lines(path) == (("partner name", "partner country", "since"), [("Loos", "FR", ""), ("", "", "1990")])
    for refused, why in (
        ('[{"a": {"b": 1}, "a b": 2}]', "two values"),
        ('[{"a": [{"b": 1}]}]', "several objects"),
        ("[" + '{"a": ' * 20 + "1" + "}" * 20 + "]", "nested too deeply"),
    ):
        path.write_text(refused)
        with pytest.raises(InputError, match=f"1, column a.*{why}"):
            lines(path)


def test_json_rows_may_stand_deeper_and_in_what_programs_wrap_them_in(tmp_path: Path) -> None:
    path = tmp_path / "list.json"
    path.write_text('{"data": {"page": 1, "items": [{"id": 7, "attributes": {"partner": "Loos", "id": 8}}]}}')
    assert lines(path) == (("id", "partner", "attributes id"), [("7", "Loos", "8")])
    path.write_text('{"features": [{"type": "Feature", "properties": {"partner": "Loos", "type": "sister"}}]}')
    assert lines(path) == (("partner", "type"), [("Loos", "sister")])
    path.write_text('{"partners": [{"a": 1}], "staff": [{"b": 1}]}')
    with pytest.raises(InputError, match="several lists of objects: partners, staff") as refusal:
        lines(path)
    assert "a file of its own" in (refusal.value.hint or "")


def test_lines_that_stand_in_quotes_as_a_whole_are_told(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text('"partner,country"\n"Loos,FR"\n')
    with pytest.raises(InputError, match="line 1: each line stands in quotes"):
        lines(path)


@pytest.mark.parametrize("order", ["le", "be"])
def test_utf_16_without_its_mark_is_told(tmp_path: Path, order: str) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes("partner;country\nMünchen;DE\n".encode(f"utf-16-{order}"))
    with pytest.raises(InputError, match="looks like UTF-16") as refusal:
        lines(path)
    assert refusal.value.hint == f"say so: --encoding utf-16-{order}"


@pytest.fixture
def workbook(tmp_path: Path) -> Callable[..., Path]:
    """Save rows as the second sheet of a workbook."""

    def save(*rows: list[object]) -> Path:
        book = openpyxl.Workbook()
        sheet = book.create_sheet("ties")
        for row in rows:
            sheet.append(row)
        book.save(tmp_path / "list.xlsx")
        return tmp_path / "list.xlsx"

    return save


def test_sheets_that_are_not_read_and_rows_that_are_hidden_are_told(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.create_sheet("empty")
    for name in ("Asia", "Europe"):
        sheet = book.create_sheet(name)
        for row in (["partner", "country"], ["Loos", "FR"], ["Lund", "SE"]):
            sheet.append(row)
        sheet.row_dimensions[3].hidden = True
    book.remove(book["Sheet"])
    book.move_sheet("empty", 2)
    book.save(tmp_path / "list.xlsx")
    with open_table(tmp_path / "list.xlsx", Layout(), is_known_column) as table:
        assert table.remarks == (
            "of the sheets 'Asia' is read, and not 'Europe': --sheet says which",
            "rows that are hidden in the spreadsheet are read, too: 1",
        )
        assert len([*table.lines]) == 2
    with open_table(tmp_path / "list.xlsx", Layout(sheet="Europe"), is_known_column) as table:
        assert len(table.remarks) == 1


def test_a_workbook_gives_dates_only_where_its_cells_are_dates(workbook: Callable[..., Path]) -> None:
    path = workbook(["partner", "date", "plz", "n"], ["Loos", date(1990, 5, 1), "01067", 32994], ["Lund", 1990.0, None])
    cells = lines(path, Layout(sheet="ties"))[1]
    assert cells == [("Loos", "1990-05-01", "01067", "32994"), ("Lund", "1990", "", "")]


def test_what_stands_in_merged_cells_of_a_workbook_is_said_of_each_of_their_rows(
    workbook: Callable[..., Path],
) -> None:
    rows = [["Country", "Partner", "Since"], ["China", "Shanghai", "1993"], [None, "Tianjin", None], [None, "Dalian"]]
    path = workbook(["Partners of Busan"], ["as of 2026"], *rows, ["Japan", "Fukuoka", "1989"], [None, "Nagasaki"])
    book = openpyxl.load_workbook(path)
    for merged in ("A1:C1", "A4:A6", "C4:C5", "A7:A8"):
        book["ties"].merge_cells(merged)
    book.save(path)
    header, cells = lines(path, Layout(sheet="ties"))
    assert header == ("Country", "Partner", "Since")
    assert cells[:3] == [("China", "Shanghai", "1993"), ("China", "Tianjin", "1993"), ("China", "Dalian", "")]
    assert cells[3:] == [("Japan", "Fukuoka", "1989"), ("Japan", "Nagasaki", "")]


def test_of_a_header_of_two_rows_the_last_one_names_the_columns_of_a_workbook(workbook: Callable[..., Path]) -> None:
    path = workbook(["Partner", "Agreement", None], [None, "Date", "Status"], ["Loos", "1990", "active"])
    book = openpyxl.load_workbook(path)
    for merged in ("A1:A2", "B1:C1"):
        book["ties"].merge_cells(merged)
    book.save(path)
    assert lines(path, Layout(sheet="ties")) == (("Partner", "Date", "Status"), [("Loos", "1990", "active")])


@pytest.mark.parametrize(
    ("day", "shown_as", "read"),
    [
        (date(1990, 5, 1), "mmm-yy", "1990-05"),  # what Excel makes of a typed 5/1990
        (date(1990, 5, 17), "mmm-yy", "1990-05-17"),
        (date(1990, 1, 1), "yyyy", "1990"),
        (date(1990, 5, 1), "yyyy", "1990-05-01"),
        (date(1990, 5, 1), '[$-407]d/m/yy" ab"', "1990-05-01"),
        (date(1990, 5, 1), '[$-412]yyyy"년" m"월"', "1990-05"),
        (datetime(1990, 5, 1, 12, 30), "mmm-yy", "1990-05-01 12:30:00"),
    ],
)
def test_a_first_of_a_month_that_a_workbook_shows_as_the_month_is_the_month(
    workbook: Callable[..., Path], day: date, shown_as: str, read: str
) -> None:
    path = workbook(["partner", "date"], ["Loos", day])
    book = openpyxl.load_workbook(path)
    book["ties"]["B2"].number_format = shown_as
    book.save(path)
    assert lines(path, Layout(sheet="ties"))[1] == [("Loos", read)]


def test_a_number_that_a_workbook_shows_with_zeros_keeps_them(workbook: Callable[..., Path]) -> None:
    path = workbook(["partner", "plz"], ["Loos", 1067])
    book = openpyxl.load_workbook(path)
    book["ties"]["B2"].number_format = "00000"
    book.save(path)
    assert lines(path, Layout(sheet="ties"))[1] == [("Loos", "01067")]


@pytest.mark.parametrize(("value", "says"), [("=1+1", "never computed"), ("#REF!", "an error")])
def test_a_formula_without_its_value_and_an_error_are_refused_with_their_cell(
    workbook: Callable[..., Path], value: str, says: str
) -> None:
    path = workbook(["partner"], ["Loos"], [value])
    with pytest.raises(InputError, match=f"line 3, column A: .*{says}"):
        lines(path, Layout(sheet="ties"))


@pytest.mark.parametrize(
    ("part", "written", "instead", "says"),
    [
        ("xl/workbook.xml", b"<sheet [^>]*/>", b"", "no sheet of it has cells"),
        ("xl/worksheets/sheet1.xml", b'<c r="A2"', b'<c r="A2" s="99"', "line 2: the workbook is damaged"),
    ],
)
def test_a_workbook_that_lacks_its_sheets_or_a_style_of_a_cell_is_refused(
    tmp_path: Path, part: str, written: bytes, instead: bytes, says: str
) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].append(["partner"])
    book.worksheets[0].append([date(1990, 5, 1)])
    book.save(tmp_path / "whole.xlsx")
    with zipfile.ZipFile(tmp_path / "whole.xlsx") as whole, zipfile.ZipFile(tmp_path / "list.xlsx", "w") as damaged:
        for each in whole.namelist():
            content = whole.read(each)
            damaged.writestr(each, re.sub(written, instead, content) if each == part else content)
    with pytest.raises(InputError, match=says):
        lines(tmp_path / "list.xlsx")


def test_a_sheet_that_is_none_is_answered_with_those_that_are(workbook: Callable[..., Path]) -> None:
    with pytest.raises(InputError) as refusal:
        lines(workbook(["partner"]), Layout(sheet="x"))
    assert refusal.value.hint == "there are Sheet, ties"


HOSTILE = {
    "empty": (b"", "empty"),
    "blank": (b"\n\n\n", "empty"),
    "quote": (b'partner,country\nLoos,"FR\nLund,SE\n', "line 2: a quote that is never closed"),
    "ragged": (b"partner,country\nLoos,FR\nLund\n", "line 3: 1 cells, and the line that names the columns has 2"),
    "wide": (b"partner,country\nLoos,FR,x\n", "line 2: 3 cells"),
    "nul": (b"partner,country\nLo\0os,FR\n", "line 2, column partner: a NUL"),
    "bom": (b"partner,country\nLoos,FR\n\xef\xbb\xbfLund,SE\n", "line 3, column partner: a byte order mark"),
    "twice": (b"partner,country,Partner\nLoos,FR,x\n", "column Partner: two columns have this name"),
    "truncated": ("partner,country\nLoos,대한민".encode()[:-1], "in the middle of a character"),
    "mixed": ("partner,country\nKöln,DE\n".encode() + "München,DE\n".encode("cp1252"), "line 3: it is not UTF-8"),
    "long cell": (b"partner,country\n" + b"x" * 200_000 + b",FR\n", "line 2: a cell of more than"),
    "row without end": (b"partner,country\n" + b'"\n",' * 1_100_000, "line 2: a row of more than"),
    "long line": (b"partner,country\n" + b"x" * 5_000_000, "line 2: a row of more than"),
    "columns": (b",".join(b"c%d" % n for n in range(16_384)) + b"\n", "16384 columns"),
    "broken json": (b'[{"partner": "Loos"},\n{"partner"}]', "line 2, column"),
    "deep json": (b"[" * 100_000, "nested too deeply"),
    "nested json": (b'[{"partner": [{"name": "Loos"}]}]', "line 1, column partner: several objects"),
    "json of several lines": (b'{\n"partner": "Loos",\n"country" "FR"}', "line 3, column 11: it is no JSON"),
    "doubled json": (b'{"partner": "Loos", "country": "FR", "partner": "Lund"}\n', "column partner: two values"),
    "old workbook": (b"\xd0\xcf\x11\xe0" + b"x" * 100, "old format"),
    "web page": (b"\xef\xbb\xbf\n<html><table><tr><td>partner", "it is a web page"),
    "pdf": (b"%PDF-1.4\n", "it is a PDF"),
    "packed list": (packed("list.csv"), "it is packed"),
    "broken workbook": (b"PK\x03\x04" + b"x" * 100, "no sound workbook"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_damaged_file_is_refused_with_the_place(tmp_path: Path, name: str) -> None:
    content, says = HOSTILE[name]
    path = tmp_path / "list"
    path.write_bytes(content)
    with pytest.raises(InputError) as refusal:
        lines(path)
    assert says in refusal.value.message


def test_a_workbook_that_unpacks_a_hundredfold_is_not_unpacked(workbook: Callable[..., Path]) -> None:
    path = workbook(*[["x" * 1000] for _ in range(30_000)])
    with pytest.raises(InputError, match="unpacks from"):
        lines(path)


@pytest.mark.parametrize("kind", ["folder", "pipe", "device"])
def test_what_is_no_file_is_refused_and_not_waited_for(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "list.csv"
    if kind == "folder":
        path.mkdir()
    elif kind == "pipe":
        os.mkfifo(path)
    else:
        path = Path("/dev/zero")
    with pytest.raises(InputError, match="not a regular file"):
        lines(path)


def test_a_link_to_a_file_is_followed_since_a_person_named_it(tmp_path: Path) -> None:
    (tmp_path / "real.csv").write_text("partner\nLoos\n")
    (tmp_path / "list.csv").symlink_to(tmp_path / "real.csv")
    assert lines(tmp_path / "list.csv")[1] == [("Loos",)]


def test_what_an_export_made_harmless_is_read_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text("partner,note\nLoos,'=1+1\nL'Aquila,-5\n")
    assert lines(tmp_path / "list.csv")[1] == [("Loos", "=1+1"), ("L'Aquila", "-5")]


def test_a_column_without_a_name_is_told_where_something_stands_in_it(tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text(",,Partner,,Since\n1,,Lyon,,1990\n2.,,Ulm,ended 2010,1990\n3,,Bonn,,\n")
    with open_table(tmp_path / "list.csv", Layout(), is_known_column) as table:
        assert len([*table.lines]) == 3
        assert [*table.remarks_on_unnamed()] == [
            "not read: a column without a name behind Partner, with 'ended 2010' in line 3; "
            "if it holds a field, give it a name"
        ]


def test_what_keeps_a_number_a_text_in_a_spreadsheet_is_no_part_of_it(tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text('Partner,Postcode\nUlm,="08901"\nBonn,"=""0123"""\n')
    assert [cells[1] for cells in lines(tmp_path / "list.csv")[1]] == ["08901", "0123"]
