"""What the pages show of a survey's columns, counted: made on the lane, without HTTP."""

from collections.abc import Sequence
from typing import Final

import numpy as np
from msgspec import Struct

from survey_app.questionnaire.headlines import AnyKind
from survey_app.results.coding import Coding
from survey_app.results.columns import ColumnSet
from survey_app.results.disclosure import FLOOR, Cell, Level, disclose_count, too_close
from survey_app.results.figures import QuestionFigures, Reading, question_figures
from survey_app.results.groups import Mask
from survey_app.results.headlines import Headline, beside_of, headlines_shown
from survey_app.results.lines import Line
from survey_app.results.overview import (
    asks_area,
    day_lines,
    days_of,
    outside_in,
    population,
    state_lines,
    states,
    way_lines,
    ways,
)
from survey_app.results.pretend import pretend_words
from survey_app.results.renewing import Live
from survey_app.results.sampled import Samples
from survey_app.results.sampled_figures import Sampling, finished
from survey_app.results.tallies import CodingTally, Profile, Tallies, tallies
from survey_app.results.views import View

EVERYBODY: Final = View()


class Counted(Struct, frozen=True):
    """Who has answered a round. Lines are empty where the viewer may not see them."""

    people: int
    outside: str
    days: tuple[Line, ...] = ()
    ways: tuple[Line, ...] = ()
    states: tuple[Line, ...] = ()
    pretend: str = ""
    made: str = ""
    """When the lines were made, where they are a snapshot's."""


class Results(Struct, frozen=True):
    """The figures of a round; none at all while too few have answered."""

    people: int
    outside: str
    ways: tuple[Line, ...] = ()
    questions: tuple[QuestionFigures, ...] = ()
    profile: tuple[QuestionFigures, ...] = ()
    pretend: str = ""
    made: str = ""
    """When they were made, where they are a snapshot's."""
    of: int = 0
    """How many people answered the round, when figures are of those who fit a filter."""
    headlines: tuple[Headline, ...] = ()
    samples: Samples | None = None
    """How they came to be asked, counted; None where that was not looked at."""
    ends: bool = False
    """Whether figures have likely ends, as of people who were drawn by chance."""
    why: str = ""
    """Why there are no figures, where that is another reason than how many have answered."""


def counted(columns: ColumnSet, wave_id: int, level: Level | None, *, days: bool) -> Counted:
    """Who has answered, live. Outside the analysts' room only how many were counted, wherever they live: a number that
    leaves some out would tell, as it stands still, where somebody who has just answered lives."""
    chosen = population(columns, wave_id)
    people = int(np.count_nonzero(chosen))
    if level is not Level.WORKING:
        return Counted(people + outside_in(columns, wave_id), "", pretend=pretend_words(columns))
    return Counted(
        people,
        outside_words(outside_in(columns, wave_id) if asks_area(columns) else None, level),
        day_lines(days_of(columns, chosen), level) if days else (),
        way_lines(ways(columns, chosen), level),
        state_lines(states(columns, wave_id), people, level, area=asks_area(columns)),
        pretend_words(columns),
    )


def counted_then(live: Live, tallied: Tallies, level: Level, *, days: bool) -> Counted:
    """Who had answered a round when a snapshot was taken."""
    return Counted(
        live.people,
        outside_words(tallied.outside, level),
        day_lines(live.days, level) if days else (),
        way_lines(tallied.ways, level),
        state_lines(live.states, live.people, level, area=tallied.outside is not None),
        tallied.pretend,
    )


def results(
    columns: ColumnSet,
    wave_id: int,
    level: Level,
    profile: Profile | None = None,
    *,
    strict: bool,
    view: View = EVERYBODY,
    headlines: Sequence[AnyKind] = (),
    among: Mask | None = None,
    sampling: Sampling | None = None,
) -> Results:
    """The figures of every question for the people of a view's filters, or those of them `among` some; its round is the
    wave's already. `sampling` is what figures say of how people were drawn.

    A profile, where there is one, is all that is known of the equality part. Raises UnknownFilter as `tallies` does.
    """
    counted = tallies(columns, wave_id, level, profile, view.filters, headlines, among)
    return shown(counted, columns.codings, level, strict=strict, sampling=sampling)


def shown(
    counted: Tallies, codings: Sequence[Coding], level: Level, *, strict: bool, sampling: Sampling | None = None
) -> Results:
    """What may be shown of a group that was counted; no figure at all while it is too small, or too near another."""
    apart = outside_words(counted.outside, level)
    few = level is not Level.WORKING and (counted.people < FLOOR or too_close(counted.people, counted.parents))
    if counted.people == 0 or few:
        return Results(counted.people, apart, pretend=counted.pretend, of=counted.of)
    reading = Reading(frozenset(counted.versions), level, strict)
    questions = question_figures(codings, counted.questions, reading, finished(reading, sampling, counted.ways))
    every = (figure for question in questions for figure in question.figures)
    return Results(
        counted.people,
        apart,
        way_lines(counted.ways, level),
        questions,
        () if counted.profile is None else _profile_figures(codings, counted.profile, level),
        counted.pretend,
        of=counted.of,
        headlines=headlines_shown(counted.headlines, beside_of(codings, counted.questions, every), reading),
    )


def outside_words(count: int | None, level: Level) -> str:
    """Those from outside the declared area, who are in no figure; empty where no answer can say so."""
    cell = Cell(0) if count is None else disclose_count(count, level)
    if cell.count == 0:
        return ""
    people = "fewer than 10" if cell.count is None else f"{cell.count:,}"
    return f"From outside the area: {people}. They are not in these figures."


def _profile_figures(
    codings: Sequence[Coding], profile: Sequence[CodingTally], level: Level
) -> tuple[QuestionFigures, ...]:
    versions = frozenset(version for coding in codings for version in coding.offered)
    return question_figures(codings, profile, Reading(versions, level, strict=True))
