"""The codebook as DDI-Codebook 2.5: what archives and statistics software read of a study and its variables.

Elements stand in the order that the standard's schema demands, with no figure of anybody's.
"""

from collections.abc import Mapping, Sequence
from typing import Final
from xml.etree import ElementTree as ET

from msgspec import Struct

from survey_app.results.files.cells import in_one_line
from survey_app.results.files.described import Described, Value
from survey_app.results.files.manifest import SOFTWARE

START: Final = '<?xml version="1.0" encoding="UTF-8"?>\n'
SPACE: Final = "ddi:codebook:2_5"
WHERE: Final = "http://www.ddialliance.org/Specification/DDI-Codebook/2.5/XMLSchema/codebook.xsd"


class Study(Struct, frozen=True):
    """What is said of the survey. `rounds` are in words, `day` is ISO 8601."""

    survey: str
    title: str
    organisation: str
    contact: str
    rounds: tuple[str, ...]
    samples: tuple[str, ...]
    versions: tuple[int, ...]
    rules: str
    day: str


def ddi(study: Study, columns: Sequence[Described]) -> bytes:
    """The codebook of the file of all answers with codes."""
    ET.register_namespace("xsi", "http://www.w3.org/2001/XMLSchema-instance")
    place = {"{http://www.w3.org/2001/XMLSchema-instance}schemaLocation": f"{SPACE} {WHERE}"}
    root = ET.Element("codeBook", {"xmlns": SPACE, "version": "2.5", "xml:lang": "en", "ID": "codebook", **place})
    _citation(_in(root, "docDscr"), f"Codebook: {study.title}", study)
    _study(_in(root, "stdyDscr"), study)
    _file(root, study, columns)
    variables = _in(root, "dataDscr")
    for number, each in enumerate(columns, start=1):
        _variable(variables, number, each)
    ET.indent(root, " ")
    return f"{START}{ET.tostring(root, encoding='unicode')}\n".encode()


def _citation(parent: ET.Element, title: str, study: Study) -> None:
    citation = _in(parent, "citation")
    names = _in(citation, "titlStmt")
    _in(names, "titl", title)
    _in(names, "IDNo", study.survey)
    made = _in(citation, "prodStmt")
    _in(made, "producer", study.organisation)
    _in(made, "prodDate", study.day, {"date": study.day})
    _in(made, "software", SOFTWARE)
    _in(_in(citation, "distStmt"), "contact", study.contact)
    version = _in(citation, "verStmt")
    _in(version, "version", ", ".join(f"version {number}" for number in study.versions) or "no version")


def _study(parent: ET.Element, study: Study) -> None:
    _citation(parent, study.title, study)
    about = _in(parent, "stdyInfo")
    summary = _in(about, "sumDscr")
    for words in study.rounds:
        _in(summary, "collDate", words)
    _in(summary, "anlyUnit", "One person")
    _in(summary, "dataKind", "Answers to a survey")
    collected = _in(_in(parent, "method"), "dataColl")
    for words in study.samples:
        _in(collected, "sampProc", words)
    _in(_in(_in(parent, "dataAccs"), "useStmt"), "restrctn", study.rules)


def _file(root: ET.Element, study: Study, columns: Sequence[Described]) -> None:
    text = _in(_in(root, "fileDscr", "", {"ID": "answers"}), "fileTxt")
    _in(text, "fileName", f"{study.survey}-answers.csv")
    _in(text, "fileCont", "Every counted answer, one row a person, choices as codes")
    _in(_in(text, "dimensns"), "varQnty", str(len(columns)))
    _in(text, "fileType", "text/csv; charset=utf-8")


def _variable(parent: ET.Element, number: int, column: Described) -> None:
    interval = "contin" if column.kind == "number" else "discrete"
    said = {"ID": f"V{number}", "name": column.name, "files": "answers", "intrvl": interval}
    one = _in(parent, "var", "", said)
    _in(one, "labl", column.label)
    if column.question:
        _in(_in(one, "qstn"), "qstnLit", column.label)
    if column.low is not None and column.high is not None:
        _in(_in(one, "valrng"), "range", "", {"min": f"{column.low:g}", "max": f"{column.high:g}"})
    if column.asked_if:
        _in(one, "universe", column.asked_if)
    for value in column.values:
        _category(one, value)
    kind = "numeric" if column.kind in {"number", "tick"} else "character"
    _in(one, "varFormat", "", {"type": kind})


def _category(parent: ET.Element, value: Value) -> None:
    one = _in(parent, "catgry", "", {"missing": "Y"} if value.missing else {})
    _in(one, "catValu", value.text)
    _in(one, "labl", value.label)


def _in(parent: ET.Element, name: str, text: str = "", said: Mapping[str, str] | None = None) -> ET.Element:
    """A new element in another, its text and attributes without what XML cannot hold."""
    made = ET.SubElement(parent, name, {key: in_one_line(value) for key, value in (said or {}).items()})
    made.text = in_one_line(text) or None
    return made
