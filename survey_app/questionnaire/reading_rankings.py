"""Reading a ranking: a place for each option, none for two of them, and gaps closed up."""

from survey_app.questionnaire.conditions import Value
from survey_app.questionnaire.definition import Option, Ranking
from survey_app.questionnaire.places_given import PLACES, places
from survey_app.questionnaire.problems import Problem, place_given_twice
from survey_app.questionnaire.typed_fields import Fields, Reading, typed_in


def read_ranking(question: Ranking, fields: Fields) -> Reading:
    """Read a ranking: the code of the option in each place, None in those that were not given.

    Whoever gives 1st and 3rd has put two options in order, so that these are 1st and 2nd.
    """
    blank: dict[str, Value] = {f"{question.id}.{place}": None for place in places(question)}
    given = [(place, option) for option in question.options if (place := _place(question, option, fields))]
    if not given:
        first = [f"{question.id}.{option.code}" for option in question.options[:1] if question.needed]
        return Reading(blank, tuple(Problem(name, question.needed) for name in first))
    problems = tuple(_twice(question, place, given) for place in sorted({place for place, _ in given}))
    if any(problems):
        return Reading(blank, tuple(problem for problem in problems if problem))
    ordered = [option.code for _, option in sorted(given, key=lambda pair: pair[0])]
    return Reading(blank | {f"{question.id}.{place}": code for place, code in enumerate(ordered, start=1)})


def _place(question: Ranking, option: Option, fields: Fields) -> int:
    """The place that was given to an option; 0 for none."""
    known = {str(place): place for place in places(question)}
    return known.get(typed_in(fields, f"{question.id}.{option.code}"), 0)


def _twice(question: Ranking, place: int, given: list[tuple[int, Option]]) -> Problem | None:
    """The problem of a place that several options have, told at the second of them."""
    sharing = [option for each, option in given if each == place]
    if len(sharing) < 2:
        return None
    words = place_given_twice(PLACES[place - 1], tuple(option.label for option in sharing))
    return Problem(f"{question.id}.{sharing[1].code}", words)
