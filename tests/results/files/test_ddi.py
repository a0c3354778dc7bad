"""The DDI codebook has every variable with its label, its codes and who was asked, in the standard's order."""

from collections.abc import Mapping
from xml.etree import ElementTree as ET

import pytest

from survey_app.results.coding import codings
from survey_app.results.files.ddi import SPACE, Study, ddi
from survey_app.results.files.described import described
from tests.results.sample import FIRST, second, versions

STUDY = Study(
    survey="residents",
    title="Getting online <& \x00 more>",
    organisation="A council",
    contact="somebody at the council",
    rounds=("Round 1: 28 May 2026 to 29 May 2026",),
    samples=("People chose to take part.",),
    versions=(1, 2),
    rules="Not to be passed on.",
    day="2026-05-29",
)
COLUMNS = described(codings(versions(FIRST, second())), strict=False)

ORDER: Mapping[str, tuple[str, ...]] = {
    "codeBook": ("docDscr", "stdyDscr", "fileDscr", "dataDscr"),
    "docDscr": ("citation",),
    "stdyDscr": ("citation", "stdyInfo", "method", "dataAccs"),
    "citation": ("titlStmt", "rspStmt", "prodStmt", "distStmt", "serStmt", "verStmt"),
    "titlStmt": ("titl", "subTitl", "altTitl", "parTitl", "IDNo"),
    "prodStmt": ("producer", "copyright", "prodDate", "prodPlac", "software"),
    "distStmt": ("distrbtr", "contact"),
    "verStmt": ("version",),
    "stdyInfo": ("subject", "abstract", "sumDscr"),
    "sumDscr": ("timePrd", "collDate", "nation", "geogCover", "anlyUnit", "universe", "dataKind"),
    "method": ("dataColl",),
    "dataColl": ("timeMeth", "dataCollector", "frequenc", "sampProc"),
    "dataAccs": ("setAvail", "useStmt"),
    "useStmt": ("confDec", "specPerm", "restrctn"),
    "fileDscr": ("fileTxt",),
    "fileTxt": ("fileName", "fileCont", "fileStrc", "dimensns", "fileType"),
    "dimensns": ("caseQnty", "varQnty"),
    "dataDscr": ("var",),
    "var": ("labl", "qstn", "valrng", "universe", "catgry", "varFormat"),
    "qstn": ("qstnLit",),
    "valrng": ("range",),
    "catgry": ("catValu", "labl"),
}
"""The elements that are used, in the order of the standard's schema (codebook.xsd of DDI-Codebook 2.5)."""

ATTRIBUTES: Mapping[str, set[str]] = {
    "var": {"ID", "name", "files", "intrvl"},
    "catgry": {"missing"},
    "range": {"min", "max"},
    "varFormat": {"type"},
    "fileDscr": {"ID"},
    "prodDate": {"date"},
}


@pytest.fixture(scope="module")
def book() -> ET.Element:
    """The codebook of the sample's two versions."""
    return ET.fromstring(ddi(STUDY, COLUMNS))  # noqa: S314  # what the test itself made


def plain(element: ET.Element) -> str:
    space, _, name = element.tag.removeprefix("{").partition("}")
    assert space == SPACE
    return name


def test_every_element_stands_where_the_standard_has_it(book: ET.Element) -> None:
    for element in book.iter():
        name, inside = plain(element), [plain(each) for each in element]
        known = ORDER.get(name, ())
        assert set(inside) <= set(known), name
        assert inside == sorted(inside, key=known.index), name
        if name != "codeBook":
            assert set(element.attrib) <= ATTRIBUTES.get(name, set()), name
    assert book.get("version") == "2.5"


def test_names_of_elements_are_unique_and_what_refers_to_one_finds_it(book: ET.Element) -> None:
    names = [each.get("ID") for each in book.iter() if each.get("ID")]
    assert len(set(names)) == len(names)
    assert {each.get("files") for each in book.iter(f"{{{SPACE}}}var")} <= set(names)


def test_every_column_is_a_variable_with_its_codes(book: ET.Element) -> None:
    found = list(book.iter(f"{{{SPACE}}}var"))
    assert [each.get("name") for each in found] == [column.name for column in COLUMNS]
    for each, column in zip(found, COLUMNS, strict=True):
        assert each.findtext(f"{{{SPACE}}}labl") == column.label
        codes = {
            one.findtext(f"{{{SPACE}}}catValu"): (one.findtext(f"{{{SPACE}}}labl"), one.get("missing") == "Y")
            for one in each.iter(f"{{{SPACE}}}catgry")
        }
        assert codes == {value.text: (value.label, value.missing) for value in column.values}


def test_it_says_who_was_asked_and_what_a_number_may_be(book: ET.Element) -> None:
    known = {each.get("name"): each for each in book.iter(f"{{{SPACE}}}var")}
    assert known["Q3"].findtext(f"{{{SPACE}}}universe") == "Q1 is “Daily”"
    range_of = known["Q5"].find(f"{{{SPACE}}}valrng/{{{SPACE}}}range")
    assert range_of is not None
    assert range_of.attrib == {"min": "0", "max": "40"}
    assert known["Q5"].get("intrvl") == "contin"


def test_what_xml_cannot_hold_is_left_out_and_nothing_else(book: ET.Element) -> None:
    title = book.findtext(f"{{{SPACE}}}stdyDscr/{{{SPACE}}}citation/{{{SPACE}}}titlStmt/{{{SPACE}}}titl")
    assert title == "Getting online <&  more>"
