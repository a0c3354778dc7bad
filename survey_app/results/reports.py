"""What the pages show of a survey's columns, counted: made on the lane, without HTTP."""

from collections.abc import Mapping, Sequence
from typing import TypeAlias

import numpy as np
from msgspec import Struct

from survey_app.results.coding import Coding, Stored, coded
from survey_app.results.columns import ColumnSet
from survey_app.results.disclosure import FLOOR, Level, disclose_count
from survey_app.results.figures import Figure, Line, QuestionFigures, Reading, by_question, figure, question_figures
from survey_app.results.overview import (
    asks_area,
    day_lines,
    heard_in,
    outside_in,
    population,
    state_lines,
    states,
    way_lines,
    ways,
)
from survey_app.results.pretend import pretend_words
from survey_app.results.tabulate import rows_where

Profile: TypeAlias = Mapping[str, Sequence[Stored]]
"""Answers by key that stand in a table of their own, as staff's equality answers do."""


class Counted(Struct, frozen=True):
    """Who has answered a round. Lines are empty where the viewer may not see them."""

    people: int
    outside: str
    days: tuple[Line, ...] = ()
    ways: tuple[Line, ...] = ()
    states: tuple[Line, ...] = ()
    pretend: str = ""


class Results(Struct, frozen=True):
    """The figures of a round; none at all while too few have answered."""

    people: int
    outside: str
    ways: tuple[Line, ...] = ()
    questions: tuple[QuestionFigures, ...] = ()
    profile: tuple[QuestionFigures, ...] = ()
    pretend: str = ""


def counted(columns: ColumnSet, wave_id: int, level: Level | None, *, days: bool) -> Counted:
    """Who has answered. Without a level only how many were counted, wherever they live: a number that leaves some out
    would tell, as it stands still, where somebody who has just answered lives."""
    chosen = population(columns, wave_id)
    people = int(np.count_nonzero(chosen))
    if level is None:
        return Counted(people + outside_in(columns, wave_id), "", pretend=pretend_words(columns))
    return Counted(
        people,
        outside_words(columns, wave_id, level),
        day_lines(columns, chosen, level) if days else (),
        way_lines(ways(columns, chosen), level),
        state_lines(states(columns, wave_id), people, level, area=asks_area(columns)),
        pretend_words(columns),
    )


def results(columns: ColumnSet, wave_id: int, level: Level, profile: Profile | None = None, *, strict: bool) -> Results:
    """The figures of every question. A profile, where there is one, is all that is known of the equality part."""
    chosen = population(columns, wave_id)
    rows = rows_where(chosen)
    apart = outside_words(columns, wave_id, level)
    if rows.count == 0 or (level is not Level.WORKING and rows.count < FLOOR):
        return Results(rows.count, apart, pretend=pretend_words(columns))
    versions = frozenset(np.unique(columns.facts.version[heard_in(columns, wave_id)]).tolist())
    made = question_figures(columns.codings, columns.block, Reading(rows, versions, level, strict))
    equality = {coding.variable.question.id for coding in columns.codings if _equality(coding)}
    return Results(
        rows.count,
        apart,
        way_lines(ways(columns, chosen), level),
        made if profile is None else tuple(question for question in made if question.id not in equality),
        () if profile is None else profile_figures(columns.codings, profile, level),
        pretend_words(columns),
    )


def profile_figures(codings: Sequence[Coding], profile: Profile, level: Level) -> tuple[QuestionFigures, ...]:
    """Who answered, from answers that stand alone: never crossed with anything (results contract, 30)."""
    return by_question(
        (coding, _profile_figure(coding, profile[coding.key], level))
        for coding in codings
        if _equality(coding) and coding.key in profile
    )


def _profile_figure(coding: Coding, values: Sequence[Stored], level: Level) -> Figure:
    column = coded(coding, [{coding.key: value} for value in values], max(coding.offered))
    rows = rows_where(np.ones(len(values), dtype=np.bool_))
    return figure(coding, column, Reading(rows, frozenset(coding.offered), level, strict=True))


def _equality(coding: Coding) -> bool:
    return coding.variable.section.part == "about_you"


def outside_words(columns: ColumnSet, wave_id: int, level: Level) -> str:
    """Those from outside the declared area, who are in no figure; empty where no answer can say so."""
    if not asks_area(columns):
        return ""
    cell = disclose_count(outside_in(columns, wave_id), level)
    if cell.count == 0:
        return ""
    people = "fewer than 10" if cell.count is None else f"{cell.count:,}"
    return f"From outside the area: {people}. They are not in these figures."
