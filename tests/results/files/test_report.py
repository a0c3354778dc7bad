"""A Word report has real headings, tables whose headings repeat, and charts with words for who cannot see them."""

import io
from importlib.util import find_spec
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from survey_app.results.disclosure import Cell
from survey_app.results.files.cells import in_one_line
from survey_app.results.files.drawing import drawing
from survey_app.results.files.manifest import PRETEND
from survey_app.results.files.report import Report, report
from survey_app.results.files.reporting import word
from survey_app.results.files.tables import FileTable, Row
from tests.results.files.made import manifest
from tests.results.files.test_xlsx import crowd, tables_of

pytestmark = pytest.mark.skipif(find_spec("docx") is None, reason="python-docx is not here")

if find_spec("docx"):
    import docx
    from docx.document import Document
    from docx.oxml.ns import qn

    from survey_app.results.files.child.docx import document


def made_of(tables: tuple[FileTable, ...]) -> Report:
    return report(tables, manifest())


def opened(made: Report) -> "Document":
    return docx.Document(io.BytesIO(document(made)))


@pytest.fixture(scope="module")
def book() -> "Document":
    """The report of the sample, read back: drawing its charts takes a second."""
    return opened(made_of(tables_of(crowd())))


def test_headings_are_headings_in_order_and_none_is_left_out(book: "Document") -> None:
    found = [(each.style.name, each.text) for each in book.paragraphs if each.style and "Head" in str(each.style.name)]
    assert found[:4] == [
        ("Heading 1", "About these figures"),
        ("Heading 1", "Figures"),
        ("Heading 2", "How people answered"),
        ("Heading 2", "1. How often?"),
    ]
    assert ("Heading 2", "4. Could you do these?") in found
    assert ("Heading 3", "Pay a bill") in found
    assert found[-1] == ("Heading 1", "How these figures were made")
    levels = [int(str(name)[-1]) for name, _ in found]
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_each_question_has_its_sentence_its_table_and_its_chart(book: "Document") -> None:
    tables = tables_of(crowd())
    said = {each.text for each in book.paragraphs}
    assert {table.sentence for table in tables if table.sentence} <= said
    cells = [[[cell.text for cell in row.cells] for row in table.rows] for table in book.tables]
    assert next(rows[:4] for rows in cells if ["Every day", "60", "57%"] in rows) == [
        ["Answer", "People", "Per cent"],
        ["Every day", "60", "57%"],
        ["Every week", "40", "38%"],
        ["Never", "[c]", "[c]"],
    ]
    drawn = [drawn.alternative for table in tables if (drawn := drawing(table, manifest())) is not None]
    assert [each._inline.docPr.get("descr") for each in book.inline_shapes] == drawn
    assert len(drawn) > 5


def test_the_row_of_headings_of_every_table_repeats_and_the_table_has_a_name(book: "Document") -> None:
    for table in book.tables:
        first, *others = (row._tr.get_or_add_trPr() for row in table.rows)
        assert first.find(qn("w:tblHeader")) is not None
        assert all(each.find(qn("w:tblHeader")) is None for each in others)
        assert table._tbl.tblPr.find(qn("w:tblCaption")) is not None
        assert not list(table._tbl.iter(qn("w:gridSpan"), qn("w:vMerge")))


def test_language_and_title_are_set_and_nobody_is_named() -> None:
    book = opened(report((), replace(manifest(), pretend=PRETEND)))
    about = book.core_properties
    assert (about.title, about.language, about.identifier) == ("Getting online", "en-GB", "0123456789")
    assert (about.author, about.last_modified_by, about.comments) == ("", "", "")
    languages = {each.get(qn("w:val")) for each in book.styles.element.iter(qn("w:lang"))}
    assert languages == {"en-GB"}
    assert book.paragraphs[3].text == PRETEND


@settings(max_examples=15, deadline=None)
@given(st.text(max_size=40), st.sampled_from(["", "=", "\x00", "\x0b", "<w:t>", "  "]))
def test_any_text_is_read_back_as_it_was(text: str, start: str) -> None:
    label = f"x{start}{text}y"
    table = FileTable("Q1", "1", label, "", label, "", Cell(50), (Row(label, Cell(50), inside=False),), ())
    found = opened(made_of((table,))).tables[0]
    assert found.rows[1].cells[0].text == in_one_line(label)


async def test_a_child_makes_it() -> None:
    book = docx.Document(io.BytesIO(await word(made_of(()))))
    assert book.core_properties.title == "Getting online"
