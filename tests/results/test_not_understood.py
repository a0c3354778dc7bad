"""Who did not understand a question is outside its base and counted; who answered as well is counted by the answer."""

from collections.abc import Sequence

from msgspec.structs import replace

from survey_app.questionnaire.definition import Section
from survey_app.results.coding import StoredAnswers
from survey_app.results.disclosure import Level
from survey_app.results.figures import Figure, Reading, question_figures
from survey_app.results.tallies import tallies
from tests.results.sample import FIRST, OFTEN, column_set, people, versions

ASKED = replace(OFTEN, unclear=True)
SURVEY = versions(replace(FIRST, sections=(Section(id="often", questions=(ASKED,)),), characteristics=()))
TICKED = {"Q1-unclear": True}
ANSWERS = [
    *people(20, Q1="daily"),
    *people(5, Q1="weekly", **TICKED),
    *people(12, Q1=None, **TICKED),
    *people(3, Q1=None),
]


def figure(level: Level, answers: Sequence[StoredAnswers]) -> Figure:
    columns = column_set(answers, survey=SURVEY)
    counted = tallies(columns, 1, level).questions
    (made,) = question_figures(columns.codings, counted, Reading(frozenset({11}), level, strict=False))
    return made.figures[0]


def below(made: Figure) -> dict[str, str]:
    return {line.label: line.people for line in made.below}


def test_a_tick_without_an_answer_is_outside_the_base_and_counted() -> None:
    made = figure(Level.WORKING, ANSWERS)
    assert made.base == "25 people who were asked and answered"
    assert below(made) == {"Preferred not to say": "0", "Left blank": "3", "Did not understand the question": "12"}


def test_few_who_did_not_understand_are_hidden_and_the_line_is_always_there() -> None:
    assert below(figure(Level.GUARDED, ANSWERS))["Did not understand the question"] == "10"
    assert below(figure(Level.GUARDED, people(20, Q1="daily")))["Did not understand the question"] == "[c]"
