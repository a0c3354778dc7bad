"""What the pages show of a survey's columns, counted: made on the lane, without HTTP."""

from collections.abc import Mapping, Sequence

import numpy as np
from msgspec import Struct

from survey_app.results.coding import Coding, Stored, coded
from survey_app.results.columns import ColumnSet
from survey_app.results.disclosure import FLOOR, Level, disclose_count
from survey_app.results.figures import Line, QuestionFigures, Reading, figure, question_figures, together
from survey_app.results.overview import (
    day_lines,
    outside_in,
    population,
    real_in,
    state_lines,
    states,
    way_lines,
    ways,
)
from survey_app.results.tabulate import rows_where


class Counted(Struct, frozen=True):
    """Who has answered a round. Lines are empty where the viewer may not see them."""

    people: int
    outside: str
    days: tuple[Line, ...] = ()
    ways: tuple[Line, ...] = ()
    states: tuple[Line, ...] = ()


class Results(Struct, frozen=True):
    """The figures of a round; none at all while too few have answered."""

    people: int
    outside: str
    ways: tuple[Line, ...] = ()
    questions: tuple[QuestionFigures, ...] = ()
    profile: tuple[QuestionFigures, ...] = ()


def counted(columns: ColumnSet, wave_id: int, level: Level | None, *, days: bool) -> Counted:
    """Who has answered. Without a level only the number counted, exact, and the days, guarded, where allowed."""
    chosen = population(columns, wave_id)
    people = int(np.count_nonzero(chosen))
    apart = outside_words(columns, wave_id, level or Level.GUARDED)
    shown_days = day_lines(columns, chosen, level or Level.GUARDED) if days else ()
    if level is None:
        return Counted(people, apart, shown_days)
    return Counted(
        people,
        apart,
        shown_days,
        way_lines(ways(columns, chosen), level),
        state_lines(states(columns, wave_id), level),
    )


def results(
    columns: ColumnSet, wave_id: int, level: Level, profile: Mapping[str, Sequence[Stored]], *, strict: bool
) -> Results:
    """The figures of every question. `profile` are answers kept in a table of their own, which columns do not hold."""
    chosen = population(columns, wave_id)
    rows = rows_where(chosen)
    apart = outside_words(columns, wave_id, level)
    if rows.count == 0 or (level is not Level.WORKING and rows.count < FLOOR):
        return Results(rows.count, apart)
    versions = frozenset(np.unique(columns.facts.version[real_in(columns, wave_id)]).tolist())
    reading = Reading(rows, versions, level, strict)
    made = question_figures(columns.codings, columns.block, reading)
    answered_apart = {coding.variable.question.id for coding in columns.codings if coding.key in profile}
    return Results(
        rows.count,
        apart,
        way_lines(ways(columns, chosen), level),
        tuple(question for question in made if question.id not in answered_apart),
        profile_figures(columns.codings, profile, level),
    )


def profile_figures(
    codings: Sequence[Coding], profile: Mapping[str, Sequence[Stored]], level: Level
) -> tuple[QuestionFigures, ...]:
    """Who answered, from answers that stand alone: never crossed with anything (results contract, 30)."""
    made = []
    for coding in codings:
        if coding.key in profile:
            newest = max(coding.offered)
            column = coded(coding, [{coding.key: value} for value in profile[coding.key]], newest)
            rows = rows_where(np.ones(column.codes.size, dtype=np.bool_))
            reading = Reading(rows, frozenset(coding.offered), level, strict=True)
            made.append(together(coding.variable.question, [figure(coding, column, reading)]))
    return tuple(made)


def outside_words(columns: ColumnSet, wave_id: int, level: Level) -> str:
    """Those from outside the declared area, who are in no figure; empty where no answer can say so."""
    if not any(option.outside for coding in columns.codings for option in coding.options):
        return ""
    cell = disclose_count(outside_in(columns, wave_id), level)
    if cell.count == 0:
        return ""
    people = "fewer than 10" if cell.count is None else f"{cell.count:,}"
    return f"From outside the area: {people}. They are not in these figures."
