"""What the results page says of each question: its table, its sentence, who is in it and who is not."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Final

from msgspec import Struct

from survey_app.questionnaire.definition import Number, Option, Role
from survey_app.questionnaire.variables import Variable, number_of
from survey_app.results.blocks import Block
from survey_app.results.charts import Bar, bar
from survey_app.results.coding import ROLE_CODES, Coded, Coding, Missing
from survey_app.results.disclosure import PERCENT_FLOOR, Cell, Level, Shown, disclose, disclose_count
from survey_app.results.numbers import score_words, summary, summary_words
from survey_app.results.sentences import sentence
from survey_app.results.tabulate import Rows, Tally, bins_of, in_base, numbers_in, outside_base, tabulate

MISSING_WORDS: Final = {
    Missing.DONT_KNOW: "Did not know",
    Missing.REFUSED: "Preferred not to say",
    Missing.NOT_APPLICABLE: "Does not apply",
    Missing.NOT_ANSWERED: "Left blank",
    Missing.NOT_UNDERSTOOD: "Did not understand the question",
    Missing.NOT_ASKED: "Not asked",
    Missing.NOT_OFFERED: "Had a version without this question",
}

MANY = "People could choose more than one answer, so percentages can add up to more than 100."
FROM_50 = f"Percentages are shown from {PERCENT_FLOOR} people."


class Reading(Struct, frozen=True):
    """How figures are read: of which rows, which answered these versions, at what level.

    `strict` guards every question as if it were sensitive, as staff surveys are.
    """

    rows: Rows
    versions: frozenset[int]
    level: Level
    strict: bool


class Line(Struct, frozen=True):
    """One row of a table, as it is shown."""

    label: str
    people: str
    share: str = ""
    bar: Bar | None = None


class Figure(Struct, frozen=True):
    """One table with all that belongs to it. `heading` is the row of an item list, else empty."""

    heading: str
    sentence: str
    base: str
    lines: tuple[Line, ...]
    shares: bool
    notes: tuple[str, ...]
    below: tuple[Line, ...]


class QuestionFigures(Struct, frozen=True):
    """One question as the page shows it: one figure, or one for each row of an item list."""

    id: str
    number: str
    title: str
    figures: tuple[Figure, ...]


class _Row(Struct, frozen=True):
    """One row of a table before the gate. A count of None was not offered; bins have no option."""

    label: str
    count: int | None
    option: Option | None = None


def question_figures(codings: Iterable[Coding], block: Block, reading: Reading) -> tuple[QuestionFigures, ...]:
    """The figures of every question in the order of the codings."""
    pairs = zip(codings, block.answers, strict=True)
    return by_question((coding, figure(coding, column, reading)) for coding, column in pairs)


def by_question(made: Iterable[tuple[Coding, Figure]]) -> tuple[QuestionFigures, ...]:
    """Figures that stand together by their question, in the order in which they come."""
    questions = []
    for _, group in groupby(made, key=lambda pair: pair[0].variable.question.id):
        some = list(group)
        variable = some[0][0].variable
        figures = tuple(each for _, each in some)
        questions.append(
            QuestionFigures(variable.question.id, number_words(variable), variable.question.label, figures)
        )
    return tuple(questions)


def number_words(variable: Variable) -> str:
    """The printed number; the equality part has numbers of its own, so it is named."""
    number = number_of(variable.question)
    return f"About you {number}" if variable.section.part == "about_you" else number


def figure(coding: Coding, column: Coded, reading: Reading) -> Figure:
    """The figure of one variable."""
    tally = tabulate(coding, column, reading.rows)
    rows = tuple(_rows(coding, tally, reading.versions))
    strict = reading.strict or coding.variable.question.sensitive
    shown = disclose(tally.base, [row.count for row in rows], reading.level, strict=strict)
    return Figure(
        heading="" if coding.variable.item is None else coding.variable.item.label,
        sentence=_sentence(coding, rows, shown),
        base=_base(coding, shown, reading.level),
        lines=tuple(_line(row, cell) for row, cell in zip(rows, shown.cells, strict=True)),
        shares=any(cell.percent is not None for cell in shown.cells),
        notes=tuple(_notes(coding, column, rows, shown, reading)),
        below=tuple(_below(coding, tally, reading.level)),
    )


def line(label: str, cell: Cell, drawn: Bar | None = None) -> Line:
    """One row of a table with what may be shown of it."""
    share = cell.sign.value if cell.sign is not None else "" if cell.percent is None else f"{cell.percent}%"
    return Line(label, people_words(cell), share, drawn)


def people_words(cell: Cell) -> str:
    """A number of people, or the sign that stands for it."""
    return cell.sign.value if cell.sign is not None else f"{cell.count:,}"


def _rows(coding: Coding, tally: Tally, versions: frozenset[int]) -> Iterator[_Row]:
    question = coding.variable.question
    if isinstance(question, Number):
        for label, count in zip(_bin_labels(question), tally.counts, strict=True):
            yield _Row(label, count)
    offered = {number for version in versions for number in coding.offered.get(version, ())}
    for number in coding.order:
        option = coding.options[number - 1]
        if in_base(coding, option.role):
            met = number in offered or not versions
            yield _Row(option.label, tally.counts[number - 1] if met else None, option)


def _bin_labels(question: Number) -> Iterator[str]:
    whole = question.decimals == 0
    bins = bins_of(question)
    for place, (low, high) in enumerate(bins):
        last = place == len(bins) - 1
        top = high if last or not whole else high - 1
        words = f"{low:g}" if top == low else f"{low:g} to {'' if last or whole else 'under '}{top:g}"
        yield f"{words} {question.unit}".rstrip()


def _line(row: _Row, cell: Cell) -> Line:
    role = Role.SUBSTANTIVE if row.option is None else row.option.role
    return line(row.label, cell, bar(cell.percent, role))


def _sentence(coding: Coding, rows: Iterable[_Row], shown: Shown) -> str:
    labels = [row.label for row in rows]
    return sentence(labels, shown, coding.measure) if labels or shown.hidden else ""


def _base(coding: Coding, shown: Shown, level: Level) -> str:
    count = people_words(shown.base)
    about = "About " if level is not Level.WORKING and not shown.hidden else ""
    people = "person" if count == "1" else "people"
    if coding.measure == "text":
        return f"{about}{count} {people} wrote something"
    return f"{about}{count} {people} who {'was' if count == '1' else 'were'} asked and answered"


def _notes(coding: Coding, column: Coded, rows: Sequence[_Row], shown: Shown, reading: Reading) -> Iterator[str]:
    question = coding.variable.question
    if shown.hidden:
        return
    if coding.measure == "many":
        yield MANY
    if shown.error:
        yield f"Percentages may be {shown.error:g} points out, because numbers are rounded to the nearest 5."
    elif rows and reading.level is not Level.WORKING and not shown.percentages:
        yield FROM_50
    if coding.measure == "single":
        yield from score_words([_score(row) for row in rows], shown, reading.level)
    if isinstance(question, Number) and column.numbers is not None:
        yield from summary_words(summary(numbers_in(column, reading.rows), question, reading.level), question)


def _score(row: _Row) -> float | None:
    return row.option.score if row.option is not None and row.option.role is Role.SUBSTANTIVE else None


def _below(coding: Coding, tally: Tally, level: Level) -> Iterator[Line]:
    """Those who are not in the base, by why.

    What could occur is always there: a line that stands there only when somebody is in it would give that away.
    """
    roles = {ROLE_CODES[option.role] for option in coding.options}
    variable = coding.variable
    conditions = (variable.section.when, variable.question.when, None if variable.item is None else variable.item.when)
    possible = {Missing.NOT_ANSWERED, *(code for code in outside_base(coding) if code in roles)}
    if any(condition is not None for condition in conditions):
        possible.add(Missing.NOT_ASKED)
    for code, words in MISSING_WORDS.items():
        cell = disclose_count(tally.missing[code], level)
        if code in possible or (code not in ROLE_CODES.values() and cell.count):
            yield Line(words, people_words(cell))
