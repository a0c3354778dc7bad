"""What can come of a question: the answers in its base, in their order, and why somebody is outside it."""

from collections.abc import Iterator
from typing import Final

from msgspec import Struct

from survey_app.questionnaire.definition import Option
from survey_app.results.bins import bin_labels
from survey_app.results.coding import ROLE_CODES, Coding, Missing
from survey_app.results.disclosure import HIDDEN, Level, disclose_count
from survey_app.results.lines import Line, people_words
from survey_app.results.tabulate import Tally, in_base, outside_base
from survey_app.results.tallies import CodingTally

MISSING_WORDS: Final = {
    Missing.DONT_KNOW: "Did not know",
    Missing.REFUSED: "Preferred not to say",
    Missing.NOT_APPLICABLE: "Does not apply",
    Missing.NOT_ANSWERED: "Left blank",
    Missing.NOT_UNDERSTOOD: "Did not understand the question",
    Missing.NOT_ASKED: "Not asked",
    Missing.NOT_OFFERED: "Had a version without this question",
}


class AnswerRow(Struct, frozen=True):
    """One row of a table before the gate. A count of None was not offered; bins have neither option nor number."""

    label: str
    count: int | None
    option: Option | None = None
    number: int = 0


def answer_rows(coding: Coding, counted: CodingTally, versions: frozenset[int]) -> Iterator[AnswerRow]:
    """The answers in the base, in the order in which they are shown; but not those of people from outside the area, who
    are in no figure."""
    question = coding.variable.question
    counts = counted.tally.counts
    if counted.bins:
        for label, count in zip(bin_labels(question, counted.bins), counts, strict=True):
            yield AnswerRow(label, count)
    offered = {number for version in versions for number in coding.offered.get(version, ())}
    for number in coding.order:
        option = coding.options[number - 1]
        if in_base(coding, option.role) and not option.outside:
            met = number in offered or not versions
            yield AnswerRow(option.label, counts[number - 1] if met else None, option, number)


def below(coding: Coding, tally: Tally, level: Level, *, hidden: bool = False) -> Iterator[Line]:
    """Lines of those who are not in the base, by why; `hidden` where the column is, whose base they would tell.

    What could occur is always there: a line that stands there only when somebody is in it would give that away.
    """
    for code in outside_codes(coding, tally, level, hidden=hidden):
        cell = HIDDEN if hidden else disclose_count(tally.missing[code], level)
        yield Line(MISSING_WORDS[code], people_words(cell), cell=cell)


def outside_codes(coding: Coding, everyone: Tally, level: Level, *, hidden: bool = False) -> tuple[Missing, ...]:
    """Why people are outside the base: what could occur, and what does as far as everybody's figures show."""
    possible = possible_missing(coding)
    return tuple(
        code
        for code in MISSING_WORDS
        if code in possible
        or (code not in ROLE_CODES.values() and not hidden and disclose_count(everyone.missing[code], level).count)
    )


def possible_missing(coding: Coding) -> frozenset[Missing]:
    """Why somebody may be outside the base of a question, by what it asks and of whom."""
    roles = {ROLE_CODES[option.role] for option in coding.options}
    variable = coding.variable
    conditions = (variable.section.when, variable.question.when, None if variable.item is None else variable.item.when)
    asked = [] if all(condition is None for condition in conditions) else [Missing.NOT_ASKED]
    unclear = [Missing.NOT_UNDERSTOOD] if variable.question.unclear else []
    return frozenset(
        [Missing.NOT_ANSWERED, *asked, *unclear, *(code for code in outside_base(coding) if code in roles)]
    )
