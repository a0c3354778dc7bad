"""The codebook as CSV: every column of the file of all answers, and what each code in it means."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from msgspec import Struct

from survey_app.questionnaire.definition import Asked, Number
from survey_app.questionnaire.kinds_measured import Date, Money, Month
from survey_app.results.coding import Coding
from survey_app.results.figures import number_words
from survey_app.results.files.cells import BOM, cell, line
from survey_app.results.files.conditions import condition_words
from survey_app.results.files.fields import PROTECTED, is_fifth
from survey_app.results.files.protecting import age_band, band_words
from survey_app.surveys.versions import Version

COLUMNS = (
    "variable",
    "question",
    "wording",
    "kind",
    "code",
    "label",
    "role",
    "version_from",
    "version_to",
    "asked_if",
    "source",
    "stands_in",
)

ANSWERS, TEXT, APART = "answers", "a file of its own", "no file: kept apart from all other answers"
COUNTED = "no file: in tables alone, because with the area it could tell who somebody is"

FACTS = (
    ("row", "A name of this file alone, in no order", ()),
    ("pretend", "Only where nobody gave the answers", (("1", "made up"),)),
    ("round", "Number of the round", ()),
    ("month", "Month in which the answers came", ()),
    ("channel", "How the answers came", ()),
    ("help", "Kind of help, empty for none", ()),
    ("language", "Language, or Easy Read", ()),
    ("link", "Link or poster by which the person came", ()),
    ("in_area", "Whether the person lives in the survey's area", (("1", "yes"), ("0", "no"))),
)

MISSING = {
    "not asked": "The question was not for this person.",
    "left blank": "Asked, and not answered.",
    "not understood": "Ticked “I don't understand this question”.",
    "not offered": "The version or wording that this person answered does not have the question.",
    PROTECTED: "Hidden to protect people: fewer than 10 share it.",
}


class Entry(Struct, frozen=True):
    """One line of the codebook: one code of one column, or a column that has none."""

    variable: str
    question: str = ""
    wording: str = ""
    kind: str = ""
    code: str = ""
    label: str = ""
    role: str = ""
    version_from: str = ""
    version_to: str = ""
    asked_if: str = ""
    source: str = ""
    stands_in: str = ANSWERS


def codebook(codings: Sequence[Coding], versions: Sequence[Version], *, equality: bool) -> bytes:
    """The codebook, header first. `equality` is whether the equality part stands with the other answers."""
    entries = chain(_facts(), _missing(), _questions(codings, versions, equality=equality))
    lines = ([cell(getattr(each, name)) for name in COLUMNS] for each in entries)
    return (BOM + "".join(map(line, chain([[cell(name) for name in COLUMNS]], lines)))).encode()


def _facts() -> Iterator[Entry]:
    for name, words, values in FACTS:
        yield from (Entry(name, wording=words, kind="fact", code=code, label=label) for code, label in values)
        if not values:
            yield Entry(name, wording=words, kind="fact")


def _missing() -> Iterator[Entry]:
    for code, words in MISSING.items():
        yield Entry("*", wording="In any column, in place of a code", kind="missing", code=code, label=words)


def _questions(codings: Sequence[Coding], versions: Sequence[Version], *, equality: bool) -> Iterator[Entry]:
    numbers = {each.id: each.number for each in versions}
    known = {coding.key: coding for coding in codings}
    for coding in codings:
        apart = not equality and coding.variable.section.part == "about_you"
        place = APART if apart else TEXT if coding.measure == "text" else COUNTED if is_fifth(coding) else ANSWERS
        yield from _of(coding, numbers, known, place)


def _of(coding: Coding, numbers: Mapping[int, int], known: Mapping[str, Coding], place: str) -> Iterator[Entry]:
    variable, question = coding.variable, coding.variable.question
    universe = asked_if(coding, known)
    source = ", ".join(each for each in (question.source, question.licence) if each)

    def entry(name: str, met: Sequence[int], code: str = "", label: str = "", role: str = "") -> Entry:
        first, last = str(numbers[min(met)]), str(numbers[max(met)])
        words = (number_words(variable), variable.label, coding.measure, code, label, role)
        return Entry(name, *words, first, last, universe, source, place)

    if range_words := _range_words(question):
        yield entry(coding.key, tuple(coding.offered), "", range_words)
    elif not coding.options:
        yield entry(coding.key, tuple(coding.offered))
    for number in coding.order:
        option = coding.options[number - 1]
        met = tuple(version for version, offered in coding.offered.items() if number in offered)
        if coding.measure == "many":
            yield entry(f"{coding.key}.{option.code}", met, "1", option.label, option.role.value)
        elif (band := age_band(option.code)) != option.code:
            yield entry(coding.key, met, band, f"{band_words(band)}, with “{option.label}” in it", option.role.value)
        else:
            yield entry(coding.key, met, option.code, option.label, option.role.value)


def _range_words(question: Asked) -> str:
    """What may be answered, of a kind that has bounds; empty for others. Dates are in a file by their month."""
    match question:
        case Number():
            return f"{question.low:g} to {question.high:g} {question.unit}"
        case Money():
            return f"{question.low:g} to {question.high:g} pounds"
        case Date() | Month():
            return f"month, {question.earliest[:7]} to {question.latest[:7]}"
    return ""


def asked_if(coding: Coding, known: Mapping[str, Coding]) -> str:
    """Who was asked, in words; empty of everybody."""
    variable = coding.variable
    item = None if variable.item is None else variable.item.when
    conditions = (variable.section.when, variable.question.when, item)
    return ", and ".join(condition_words(each, known) for each in conditions if each is not None)
