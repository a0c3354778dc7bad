"""What the results page says of each question: its table, its sentence, who is in it and who is not."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby

from msgspec import Struct

from survey_app.questionnaire.definition import Number, Role
from survey_app.questionnaire.kinds_measured import Money
from survey_app.questionnaire.variables import Variable, number_of
from survey_app.results.charts import Piece, Stack, bar, stacks
from survey_app.results.coding import Coding
from survey_app.results.disclosure import HIDDEN, PERCENT_FLOOR, Cell, Level, Shown, without
from survey_app.results.grids import Grid, Item, grid
from survey_app.results.lines import Line, line, people_words
from survey_app.results.numbers import amount_words, mean_score, quartile_words
from survey_app.results.offering import never_offered_all
from survey_app.results.outcomes import AnswerRow, answer_rows, below
from survey_app.results.own_bases import (
    OWN_BASES,
    OWN_BASES_GUARDED,
    disclose_offered,
    lacks_of,
    parts_of,
)
from survey_app.results.rankings import is_place, with_rankings
from survey_app.results.scales import OFF_SCALE, Net, nets, pieces, points
from survey_app.results.scores import MIXED_SCALE, on_whole_scale, score_notes, scores_of
from survey_app.results.sentences import Row, number_sentence, rows_sentence, sentence
from survey_app.results.tallies import CodingTally

MANY = "People could choose more than one answer, so percentages can add up to more than 100."
FROM_50 = f"Percentages are shown from {PERCENT_FLOOR} people."
SHARED = {MANY, FROM_50, OWN_BASES, OWN_BASES_GUARDED, MIXED_SCALE}
"""Notes that are said once of all rows of an item list."""


class Reading(Struct, frozen=True):
    """How figures are read: answers to which versions, at what level.

    `strict` guards every question as if it were sensitive, as staff surveys are.
    """

    versions: frozenset[int]
    level: Level
    strict: bool


class Figure(Struct, frozen=True):
    """One table with all that belongs to it, of the variable under `key`. `heading` is the row of an item list, else
    empty. `error` is the mean error of its percentages in points; `base_cell` is the base that `base` puts in words.

    `nets` are the sides of a scale with a middle, for the table's foot. `tones` are the colours of the lines in
    `stack`, the one bar of a scale; both are empty where there is none, and `middle` where the scale has no middle.
    """

    key: str
    heading: str
    sentence: str
    base: str
    lines: tuple[Line, ...]
    shares: bool
    notes: tuple[str, ...]
    below: tuple[Line, ...]
    base_cell: Cell
    error: float = 0.0
    nets: tuple[Net, ...] = ()
    tones: tuple[str, ...] = ()
    middle: str = ""
    pieces: tuple[Piece, ...] = ()
    stack: Stack | None = None
    score: float | None = None
    rules: str = ""
    """The letters of the rules by which something of it is hidden, for the log alone."""
    came: str = ""
    """How the answers came: by oneself, with help, on paper (results contract, 10)."""


class QuestionFigures(Struct, frozen=True):
    """One question as the page shows it: one figure, or one for each row of an item list, which one table shows.

    `section` is the heading that stands above the question's section, often empty; `part` is main or about_you.
    """

    id: str
    number: str
    title: str
    figures: tuple[Figure, ...]
    grid: Grid | None = None
    sentence: str = ""
    notes: tuple[str, ...] = ()
    section: str = ""
    part: str = "main"
    ambitions: tuple[str, ...] = ()
    text: bool = False
    """Whether it is answered by typing, so that figures are only how many did."""


def question_figures(
    codings: Iterable[Coding],
    counted: Iterable[CodingTally],
    reading: Reading,
    finish: Callable[[Coding, CodingTally, Figure], Figure] = lambda _coding, _counted, plain: plain,
) -> tuple[QuestionFigures, ...]:
    """The figures of every question that was counted, in the order of the codings. `finish` says more of each."""
    known = {(each.key, each.measure): each for each in counted}
    names = ((coding, known.get((coding.key, coding.measure))) for coding in codings)
    pairs = with_rankings((coding, each) for coding, each in names if each is not None)
    return by_question((coding, finish(coding, each, figure(coding, each, reading))) for coding, each in pairs)


def hidden_in(questions: Iterable[QuestionFigures]) -> dict[str, str]:
    """The rules by which something is hidden, by the code of its question or row."""
    return {each.key: each.rules for question in questions for each in question.figures if each.rules}


def by_question(made: Iterable[tuple[Coding, Figure]]) -> tuple[QuestionFigures, ...]:
    """Figures that stand together by their question, in the order in which they come."""
    groups = groupby(made, key=lambda pair: pair[0].variable.question.id)
    return tuple(_question([*group]) for _, group in groups)


def _question(made: Sequence[tuple[Coding, Figure]]) -> QuestionFigures:
    variable = made[0][0].variable
    figures = tuple(each for _, each in made)
    first = figures[0]
    ranked = is_place(made[0][0])
    table = _grid(figures) if first.heading and not ranked else None
    said, notes = first.sentence, first.notes
    if table:
        said, notes = _rows_sentence(figures), tuple(_shared_notes(figures))
    elif ranked:
        said = " ".join(dict.fromkeys(each.sentence for each in figures))
        notes = tuple(dict.fromkeys(note for each in figures for note in each.notes))
    return QuestionFigures(
        variable.question.id,
        number_words(variable),
        variable.question.label,
        figures,
        table,
        said,
        notes,
        variable.section.heading,
        variable.section.part,
        variable.question.ambitions,
        variable.measure == "text",
    )


def _grid(figures: Sequence[Figure]) -> Grid | None:
    items = [
        Item(
            each.heading,
            each.lines,
            each.base_cell,
            each.below,
            each.pieces,
            each.score,
            tuple(net.line for net in each.nets),
        )
        for each in figures
    ]
    return grid(items, figures[0].tones, figures[0].middle)


def _rows_sentence(figures: Sequence[Figure]) -> str:
    """Rows are compared by the first side of their scale, where all of them show it, else by their first answer."""
    if not figures[0].lines:
        return ""
    if all(each.nets for each in figures):
        return rows_sentence(figures[0].nets[0].labels, [Row(each.heading, each.nets[0].cell) for each in figures])
    cells = [Row(each.heading, each.lines[0].cell or HIDDEN) for each in figures]
    return rows_sentence([figures[0].lines[0].label], cells)


def _shared_notes(figures: Sequence[Figure]) -> Iterator[str]:
    """What is said of every row of an item list; how far percentages may be out, once, for the smallest row."""
    if error := max(each.error for each in figures):
        yield error_words(error)
    yield from dict.fromkeys(note for each in figures for note in each.notes if note in SHARED)


def number_words(variable: Variable) -> str:
    """The printed number; the equality part has numbers of its own, so it is named. Its opening question has none."""
    number = number_of(variable.question)
    return f"About you {number}".rstrip() if variable.section.part == "about_you" else number


def figure(coding: Coding, counted: CodingTally, reading: Reading) -> Figure:
    """The figure of one variable."""
    rows = tuple(answer_rows(coding, counted, reading.versions))
    strict = reading.strict or coding.variable.question.sensitive
    shown = without(_gated(coding, counted, rows, reading.level, strict=strict), counted.hidden)
    scale = points(coding, [row.option for row in rows])
    sides = nets(
        counted.tally.base, [(row.label, row.count) for row in rows], scale, shown, reading.level, strict=strict
    )
    drawn = pieces(scale.tones, shown)
    return Figure(
        key=coding.key,
        heading="" if coding.variable.item is None else coding.variable.item.label,
        sentence=_sentence(coding, counted, rows, shown, sides),
        base=_base(coding, shown, reading.level),
        lines=tuple(_line(row, cell) for row, cell in zip(rows, shown.cells, strict=True)),
        shares=any(cell.percent is not None for cell in shown.cells),
        notes=tuple(_notes(coding, counted, rows, shown, reading)),
        below=tuple(below(coding, counted.tally, reading.level, hidden=shown.hidden)),
        base_cell=shown.base,
        error=shown.error,
        nets=sides,
        tones=scale.tones,
        middle=scale.middle,
        pieces=drawn,
        stack=stacks([drawn], scale.middle, OFF_SCALE)[0] if drawn else None,
        score=_average(coding, counted, rows, shown, reading),
        rules=shown.rules,
    )


def _gated(coding: Coding, counted: CodingTally, rows: Sequence[AnswerRow], level: Level, *, strict: bool) -> Shown:
    tally = counted.tally
    return disclose_offered(
        tally.base,
        [row.count for row in rows],
        level,
        lacks_of([row.number for row in rows], tally),
        parts_of(tally, tally),
        strict=strict,
        parents=counted.parents,
        adds_up=coding.measure != "many",
    )


def _average(
    coding: Coding, counted: CodingTally, rows: Sequence[AnswerRow], shown: Shown, reading: Reading
) -> float | None:
    if coding.measure != "single":
        return None
    whole = on_whole_scale(coding, counted.tally, rows, shown, reading.versions, reading.level)
    return None if whole is None else mean_score(scores_of(rows), whole, reading.level)


def _line(row: AnswerRow, cell: Cell) -> Line:
    role = Role.SUBSTANTIVE if row.option is None else row.option.role
    return line(row.label, cell, bar(cell.percent, role))


def _sentence(
    coding: Coding, counted: CodingTally, rows: Sequence[AnswerRow], shown: Shown, sides: Sequence[Net]
) -> str:
    question, made = coding.variable.question, counted.summary
    if isinstance(question, Number | Money) and made is not None and not shown.hidden:
        said = number_sentence(amount_words(made.median, question), amount_words(made.mean, question))
        if said:
            return said
    labels = [row.label for row in rows]
    if is_place(coding):
        place = "first" if coding.variable.item is None or coding.measure == "single" else coding.variable.item.label
        return sentence(labels, shown, coding.measure, chosen=f"put {place.lower()}")
    return sentence(labels, shown, coding.measure, sides) if labels or shown.hidden else ""


def _base(coding: Coding, shown: Shown, level: Level) -> str:
    count = people_words(shown.base)
    about = "About " if level is not Level.WORKING and not shown.hidden else ""
    people = "person" if count == "1" else "people"
    if coding.measure == "text":
        return f"{about}{count} {people} wrote something"
    return f"{about}{count} {people} who {'was' if count == '1' else 'were'} asked and answered"


def _notes(
    coding: Coding, counted: CodingTally, rows: Sequence[AnswerRow], shown: Shown, reading: Reading
) -> Iterator[str]:
    question = coding.variable.question
    if shown.hidden:
        return
    if coding.measure == "many":
        yield MANY
    if shown.error and rows:
        yield error_words(shown.error)
    elif rows and reading.level is not Level.WORKING and not shown.percentages:
        yield FROM_50
    if never_offered_all(coding, reading.versions):
        yield OWN_BASES if reading.level is Level.WORKING else OWN_BASES_GUARDED
    if coding.measure == "single":
        yield from score_notes(coding, counted.tally, rows, shown, reading.versions, reading.level)
    if isinstance(question, Number | Money) and counted.summary is not None:
        yield from quartile_words(counted.summary, question)


def error_words(error: float) -> str:
    """How far percentages of rounded numbers may be out, in points."""
    return f"Percentages may be {error:g} points out, because numbers are rounded to the nearest 5."
