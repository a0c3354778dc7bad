"""Averages by group: of numbers the mean and the middle, of scales the average score (results contract, 8 and 24).

They stand only where their column does. Where figures are guarded, those of numbers were made by the rules of a group
of people (`numbers.summary`), those of scales are made from the numbers that are shown.
"""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from survey_app.questionnaire.definition import Number
from survey_app.questionnaire.kinds_measured import Money
from survey_app.results.coding import Coding
from survey_app.results.disclosure import FLOOR, HIDDEN, Level, Shown, Sign
from survey_app.results.figures import Reading
from survey_app.results.numbers import Summary, amount_words, mean_score
from survey_app.results.outcomes import AnswerRow
from survey_app.results.scores import on_whole_scale, scores_of
from survey_app.results.tabulate import Tally

MEAN, MEDIAN = "Average", "Half said this or less"
LOWER, UPPER = "A quarter said this or less", "A quarter said this or more"
SCORE = "Average score"
NOT_SHOWN = Sign.HIDDEN.value
NO_COLUMN = Shown(HIDDEN, ())


class Average(Struct, frozen=True):
    """One row of averages: of everybody, then of each group, None where there is none; and the same in words."""

    label: str
    values: tuple[float | None, ...]
    words: tuple[str, ...]


def averages(
    coding: Coding,
    rows: Sequence[AnswerRow],
    tallies: Sequence[Tally],
    summaries: Sequence[Summary],
    shown: Sequence[Shown],
    reading: Reading,
) -> tuple[Average, ...]:
    """The rows of averages of one variable, everybody first; those that no column has are left out.

    Of numbers groups have none where 1 to 9 people are in no group that is shown: theirs could be worked out.
    """
    if coding.measure == "number" and summaries:
        alone = reading.level is not Level.WORKING and _leaves_few(tallies, shown)
        made = [*_of_numbers(coding, summaries, [*shown[:1], *([NO_COLUMN] * len(shown[1:]) if alone else shown[1:])])]
    elif coding.measure == "single":
        made = [_of_scale(coding, rows, tallies, shown, reading)]
    else:
        made = []
    return tuple(each for each in made if any(value is not None for value in each.values))


def _leaves_few(tallies: Sequence[Tally], shown: Sequence[Shown]) -> bool:
    known = sum(tally.base for tally, column in zip(tallies[1:], shown[1:], strict=True) if not column.hidden)
    return 0 < tallies[0].base - known < FLOOR


def _of_numbers(coding: Coding, summaries: Sequence[Summary], shown: Sequence[Shown]) -> Iterator[Average]:
    question = coding.variable.question
    if not isinstance(question, Number | Money):
        return
    pairs = [Summary() if column.hidden else each for each, column in zip(summaries, shown, strict=True)]
    quartiles = [(None, None) if each.quartiles is None else each.quartiles for each in pairs]
    for label, values in (
        (MEAN, [each.mean for each in pairs]),
        (MEDIAN, [each.median for each in pairs]),
        (LOWER, [low for low, _ in quartiles]),
        (UPPER, [high for _, high in quartiles]),
    ):
        words = (amount_words(value, question) or NOT_SHOWN for value in values)
        yield Average(label, tuple(values), tuple(words))


def _of_scale(
    coding: Coding, rows: Sequence[AnswerRow], tallies: Sequence[Tally], shown: Sequence[Shown], reading: Reading
) -> Average:
    scores, level = scores_of(rows), reading.level
    values: list[float | None] = []
    for tally, column in zip(tallies, shown, strict=True):
        whole = None if column.hidden else on_whole_scale(coding, tally, rows, column, reading.versions, level)
        mean = None if whole is None else mean_score(scores, whole, level)
        values.append(None if mean is None else round(mean, 1))
    words = (NOT_SHOWN if value is None else f"{value:.1f}" for value in values)
    return Average(SCORE, tuple(values), tuple(words))
