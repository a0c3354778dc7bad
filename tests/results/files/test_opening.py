"""LibreOffice opens what is made for it and reads the same: one start for every file, because each takes seconds."""

from html.parser import HTMLParser
from importlib.util import find_spec
from pathlib import Path

import pytest

from survey_app.results.files.child.xlsx import convert
from survey_app.results.files.ods import opendocument
from survey_app.results.files.report import report
from survey_app.results.files.xlsx import workbook
from tests.missing import office, writes_documents
from tests.results.files.made import manifest, opened_in_office
from tests.results.files.test_converting import crowd as columns_of_crowd
from tests.results.files.test_converting import csv_of, given_of, made_by, rows_in
from tests.results.files.test_xlsx import crowd, tables_of

WRITER = find_spec("docx") is not None and writes_documents()

if find_spec("docx"):
    from survey_app.results.files.child.docx import document

pytestmark = pytest.mark.skipif(office() is None, reason="LibreOffice is not here")


class _Rows(HTMLParser):
    """The rows of every table of a page, and its headings."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.headings: list[str] = []
        self._into: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "tr":
            self.rows.append([])
        elif tag in {"td", "th"} and self.rows:
            self._open(self.rows[-1])
        elif tag in {"h1", "h2", "h3"}:
            self._open(self.headings)

    def handle_endtag(self, tag: str) -> None:
        if tag in {"td", "th", "h1", "h2", "h3"}:
            self._into = None

    def handle_data(self, data: str) -> None:
        if self._into:
            self._into[-1] = " ".join(f"{self._into[-1]} {data}".split())

    def _open(self, cells: list[str]) -> None:
        cells.append("")
        self._into = cells


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> dict[str, _Rows]:
    """What LibreOffice reads of each file, by its name."""
    folder = tmp_path_factory.mktemp("opened")
    tables = tables_of(crowd())
    (folder / "excel.xlsx").write_bytes(workbook(tables, manifest()))
    (folder / "open.ods").write_bytes(opendocument(tables, manifest()))
    made_by(convert, given_of(columns_of_crowd()), csv_of(columns_of_crowd()), folder / "answers.xlsx")
    if WRITER:
        (folder / "report.docx").write_bytes(document(report(tables[:4], manifest())))
    opened_in_office(folder)
    return {place.stem: parsed(place) for place in folder.glob("*.html")}


def parsed(place: Path) -> _Rows:
    found = _Rows()
    found.feed(place.read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize("name", ["excel", "open"])
def test_a_workbook_of_tables_reads_the_same(read: dict[str, _Rows], name: str) -> None:
    rows = [[cell for cell in row if cell] for row in read[name].rows]
    for expected in (
        ["Answer", "People", "Per cent", "Counted in the base"],
        ["Every day", "60", "57", "Yes"],
        ["Never", "[c]", "[c]", "Yes"],
        ["file", "0123456789"],
        ["Q1", "1. How often?"],
    ):
        assert expected in rows


def test_a_workbook_of_answers_reads_the_same(read: dict[str, _Rows]) -> None:
    rows = read["answers"].rows
    top = next(place for place, row in enumerate(rows) if row[:1] == ["row"])
    assert len(rows) - top - 1 == len(rows_in(csv_of(columns_of_crowd())))
    names = rows[top]
    assert {(row[names.index("Q1")], row[names.index("Q5")]) for row in rows[top + 1 :]} == {
        ("daily", "7"),
        ("never", "not asked"),
    }


@pytest.mark.skipif(not WRITER, reason="LibreOffice Writer or python-docx is not here")
def test_a_report_reads_the_same(read: dict[str, _Rows]) -> None:
    assert ["Every day", "60", "57%"] in read["report"].rows
    assert "1. How often?" in read["report"].headings
