"""What a page shows of one question by one characteristic: its table, sentence, notes and chart, after the gate."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, TypeAlias

from msgspec import Struct

from survey_app.questionnaire.definition import Role
from survey_app.results.averages import Average, averages
from survey_app.results.breakdowns import Breakdown, Column, Counted, as_audited, disclose_groups
from survey_app.results.characteristics import Characteristic
from survey_app.results.charts_groups import MOST_OPEN, Panel, panels
from survey_app.results.coding import Coding, Missing
from survey_app.results.comparing import comparison, differences
from survey_app.results.crossing import CrossTally
from survey_app.results.disclosure import FLOOR, PERCENT_FLOOR, Cell, Level
from survey_app.results.figures import MANY, Reading, number_words
from survey_app.results.lines import of_words, people_words
from survey_app.results.numbers import Summary
from survey_app.results.offering import never_offered_all
from survey_app.results.outcomes import MISSING_WORDS, AnswerRow, answer_rows, outside_codes
from survey_app.results.own_bases import OWN_BASES, OWN_BASES_GUARDED, lacks_of, parts_of
from survey_app.results.tabulate import Tally
from survey_app.results.tallies import CodingTally

EVERYBODY: Final = "Everybody"
UNKNOWN: Final = "Not known"
"""Who did not say, and so is in no group: a column of its own for analysts, and for nobody else."""

WITHHELD: Final = (
    "Most of this table would be hidden to protect people, so it shows everybody together. Fewer than "
    f"{FLOOR} people gave most of the answers in a group, or are outside it. Compare by something with fewer, larger "
    "groups, or wait for a round that more people answer."
)
MERGED: Final = "Groups stand together here, because with smaller ones most numbers would be hidden to protect people."
BRACKETS: Final = (
    f"Numbers in brackets are people, not per cent: in groups of under {PERCENT_FLOOR} there are no percentages."
)
CARE: Final = (
    f"Some groups have fewer than {PERCENT_FLOOR} people: there one person more or less changes a percentage by 2 "
    f"points or more. Groups of fewer than {FLOOR} are not in the chart."
)
Named: TypeAlias = tuple[str, Tally, Summary]
"""A group's label, its counts, and of numbers their summary."""

ANSWERED: Final = (Role.SUBSTANTIVE, Role.NONE)


class Row(Struct, frozen=True):
    """One row of a table: a cell for everybody, then one for each group, and the same in words."""

    label: str
    cells: tuple[Cell, ...]
    words: tuple[str, ...]


class CrossTable(Struct, frozen=True):
    """One variable by one characteristic. `heading` is the row of an item list, else empty. `base` has the people of
    each column, `below` those outside it by why. `withheld` says why there are no groups, else empty."""

    key: str
    heading: str
    caption: str
    sentence: str
    columns: tuple[str, ...]
    base: Row
    rows: tuple[Row, ...]
    below: tuple[Row, ...]
    notes: tuple[str, ...]
    chart: tuple[Panel, ...]
    withheld: str = ""
    rules: str = ""
    """The letters of the rules by which something of it is hidden, for the log alone."""
    averages: tuple[Average, ...] = ()
    answers: tuple[int, ...] = ()
    """The places of the rows that are answers: "don't know" is none."""

    @property
    def folded(self) -> bool:
        """Whether the chart is so long that it is folded away at first."""
        return sum(len(panel.strips) for panel in self.chart) > MOST_OPEN


def cross_table(counted: CrossTally, coding: Coding, by: Characteristic, reading: Reading) -> CrossTable:
    """The table of one variable, as the level of the reading allows."""
    answers = _answers(counted, coding, reading)
    missing = outside_codes(coding, counted.everyone, reading.level)
    named = _named(counted, by, reading.level)
    gated = gate(counted, [tally for _, tally, _ in named], coding, by, reading)
    breakdown = gated if reading.level is Level.WORKING else as_audited(gated, counted.audit)
    labels = [label for label, _, _ in named][: len(breakdown.groups)]
    columns = [breakdown.everyone, *breakdown.groups]
    rows = tuple(
        _row(row.label, [column.shown.cells[place] for column in columns]) for place, row in enumerate(answers)
    )
    below = tuple(
        _people(MISSING_WORDS[code], [column.outside[place] for column in columns])
        for place, code in enumerate(missing)
    )
    return CrossTable(
        key=coding.key,
        heading="" if coding.variable.item is None else coding.variable.item.label,
        caption=f"{number_words(coding.variable)}. {coding.variable.label} By: {by.title}",
        sentence=_sentence(breakdown, answers, labels, 0 if reading.level is Level.WORKING else FLOOR),
        columns=(EVERYBODY, *labels),
        base=_people("People who were asked and answered", [column.shown.base for column in columns]),
        rows=rows,
        below=below,
        notes=(*_merged_words(counted), *_notes(coding, columns, rows, reading)),
        chart=panels((EVERYBODY, *labels), _shares(columns, rows)),
        withheld="" if breakdown.groups or reading.level is Level.WORKING else WITHHELD,
        rules=breakdown.rules,
        answers=_kept(answers),
        averages=_averages(counted, coding, answers, named, breakdown, reading),
    )


def _averages(
    counted: CrossTally,
    coding: Coding,
    answers: Sequence[AnswerRow],
    named: Sequence[Named],
    breakdown: Breakdown,
    reading: Reading,
) -> tuple[Average, ...]:
    kept = named[: len(breakdown.groups)]
    return averages(
        coding,
        answers,
        [counted.everyone, *(tally for _, tally, _ in kept)],
        [*counted.summaries[:1], *(made for _, _, made in kept)] if counted.summaries else (),
        [breakdown.everyone.shown, *(column.shown for column in breakdown.groups)],
        reading,
    )


def hidden_among(tables: Iterable[CrossTable], by: str) -> dict[str, str]:
    """The rules by which something is hidden, by the codes of question and characteristic: `Q1 by Q7`."""
    return {f"{table.key} by {by}": table.rules for table in tables if table.rules}


def _shares(columns: Sequence[Column], rows: Sequence[Row]) -> list[tuple[str, list[int | None]]]:
    """The percentages that are drawn: a bar of fewer than 10 people would say more than they do."""
    drawn = [(column.shown.base.count or 0) >= FLOOR for column in columns]
    return [
        (row.label, [cell.percent if some else None for cell, some in zip(row.cells, drawn, strict=True)])
        for row in rows
    ]


def _named(counted: CrossTally, by: Characteristic, level: Level) -> list[Named]:
    """The groups with their labels. Analysts are spared those that nobody is in, and see who is in none."""
    labels = (*(heading.label for heading in by.groups), UNKNOWN)
    tallies = (*counted.groups, counted.unknown)
    made = counted.summaries[1:] or (Summary(),) * len(tallies)
    named = list(zip(labels, tallies, made, strict=True))
    return [each for each in named if each[1].population] if level is Level.WORKING else named[:-1]


def gate(
    counted: CrossTally, groups: Sequence[Tally], coding: Coding, by: Characteristic, reading: Reading
) -> Breakdown:
    """What of a table the gate lets through, before the audit of everything that is shown of its question."""
    every, *columns, unknown = true_columns(counted, groups, coding, reading)
    strict = reading.strict or by.sensitive or coding.variable.question.sensitive
    lacks = lacks_of([row.number for row in _answers(counted, coding, reading)], counted.everyone)
    adds_up = coding.measure != "many"
    return disclose_groups(every, columns, unknown, reading.level, strict=strict, adds_up=adds_up, lacks=lacks)


def true_columns(counted: CrossTally, groups: Sequence[Tally], coding: Coding, reading: Reading) -> list[Counted]:
    """The true figures of everybody, of these groups, and of those in none."""
    missing = outside_codes(coding, counted.everyone, reading.level)
    tallies = (counted.everyone, *groups, counted.unknown)
    return [_counted(counted, coding, reading, missing, tally) for tally in tallies]


def _counted(
    counted: CrossTally, coding: Coding, reading: Reading, missing: Sequence[Missing], tally: Tally
) -> Counted:
    one = CodingTally(counted.key, counted.measure, tally, bins=counted.bins)
    counts = tuple(row.count for row in answer_rows(coding, one, reading.versions))
    outside = tuple(tally.missing[code] for code in missing)
    return Counted(tally.base, counts, outside, parts_of(counted.everyone, tally))


def _answers(counted: CrossTally, coding: Coding, reading: Reading) -> tuple[AnswerRow, ...]:
    everyone = CodingTally(counted.key, counted.measure, counted.everyone, bins=counted.bins)
    return tuple(answer_rows(coding, everyone, reading.versions))


def _sentence(breakdown: Breakdown, answers: Sequence[AnswerRow], groups: Sequence[str], floor: int) -> str:
    if not breakdown.groups:
        return ""
    found = [each for each in differences(breakdown, _kept(answers)) if groups[each.group] != UNKNOWN]
    return comparison(groups, [row.label for row in answers], found, floor)


def _kept(answers: Sequence[AnswerRow]) -> tuple[int, ...]:
    return tuple(place for place, row in enumerate(answers) if row.option is None or row.option.role in ANSWERED)


def _notes(coding: Coding, columns: Sequence[Column], rows: Sequence[Row], reading: Reading) -> Iterator[str]:
    exact = reading.level is Level.WORKING
    if never_offered_all(coding, reading.versions):
        yield OWN_BASES if exact else OWN_BASES_GUARDED
    if coding.measure == "many":
        yield MANY
    if error := max(column.shown.error for column in columns):
        yield f"Percentages may be {error:g} points out in the smallest group: numbers are rounded to the nearest 5."
    if any(0 < (column.shown.base.count or PERCENT_FLOOR) < PERCENT_FLOOR for column in columns) and exact:
        yield CARE
    if any(words.startswith("(") for row in rows for words in row.words):
        yield BRACKETS


def _merged_words(counted: CrossTally) -> Iterator[str]:
    """Which groups stand together, where most numbers would be hidden otherwise."""
    if counted.merged:
        yield MERGED
        yield from (f"{each.label}: {', '.join(each.labels)}." for each in counted.merged if len(each.labels) > 1)


def _row(label: str, cells: Sequence[Cell]) -> Row:
    return Row(label, tuple(cells), tuple(_share(cell) for cell in cells))


def _people(label: str, cells: Sequence[Cell]) -> Row:
    return Row(label, tuple(cells), tuple(people_words(cell) for cell in cells))


def _share(cell: Cell) -> str:
    if cell.sign is not None:
        return cell.sign.value
    own = of_words(cell)
    if cell.percent is not None:
        return f"{cell.percent}%{own}"
    return f"({cell.count:,}{own})" if cell.count else f"0{own}"
