"""The average score of a scale: of people who were offered the whole of it (results contract, 8).

On a scale that lacks points, as Easy Read's may, people choose among others, so that their scores are no part of the
same average. Analysts read the average of those who had the whole scale. Where figures are guarded there is none while
any version or variant lacks a point, whoever had it: an average that comes and goes would tell of a few people.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from survey_app.questionnaire.definition import Role
from survey_app.results.coding import Coding
from survey_app.results.disclosure import Cell, Level, Shown
from survey_app.results.numbers import score_words
from survey_app.results.offering import never_offered_all
from survey_app.results.outcomes import AnswerRow
from survey_app.results.tabulate import Tally

MIXED_SCALE: Final = "There is no average score: not everybody was offered the whole scale."
WHOLE_SCALE: Final = "The average is of the people who were offered the whole scale: {people:,}."


def scores_of(rows: Sequence[AnswerRow]) -> list[float | None]:
    """The declared scores of substantive answers; None of others."""
    options = [row.option for row in rows]
    return [each.score if each is not None and each.role is Role.SUBSTANTIVE else None for each in options]


def on_whole_scale(
    coding: Coding, tally: Tally, rows: Sequence[AnswerRow], shown: Shown, versions: frozenset[int], level: Level
) -> Shown | None:
    """The column of those who were offered every point with a score, from which an average is made; None where there
    is to be none."""
    if not _short_of(coding, rows, versions):
        return shown
    return _whole(tally, rows) if level is Level.WORKING else None


def score_notes(
    coding: Coding, tally: Tally, rows: Sequence[AnswerRow], shown: Shown, versions: frozenset[int], level: Level
) -> Iterator[str]:
    """The average in a plain sentence, and of whom it is, or why there is none."""
    scores = scores_of(rows)
    whole = on_whole_scale(coding, tally, rows, shown, versions, level)
    if whole is None:
        yield MIXED_SCALE
        return
    yield from score_words(scores, whole, level)
    if whole != shown and any(cell.count for cell in whole.cells):
        yield WHOLE_SCALE.format(people=whole.base.count or 0)


def _short_of(coding: Coding, rows: Sequence[AnswerRow], versions: frozenset[int]) -> bool:
    """Whether a version or variant lacks a point of a scale that has scores."""
    scored = {row.number for row, score in zip(rows, scores_of(rows), strict=True) if score is not None}
    return bool(scored & never_offered_all(coding, versions))


def _whole(tally: Tally, rows: Sequence[AnswerRow]) -> Shown:
    """The exact column of those who were offered every point with a score."""
    scored = {row.number for row, score in zip(rows, scores_of(rows), strict=True) if score is not None}
    short = [each for each in tally.lacking if scored.intersection(each.options)]
    counts = [sum(each.counts[row.number - 1] for each in short) for row in rows]
    cells = (Cell(None if row.count is None else row.count - less) for row, less in zip(rows, counts, strict=True))
    return Shown(Cell(tally.base - sum(each.base for each in short)), tuple(cells))
