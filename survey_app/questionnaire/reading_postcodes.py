"""Reading a postcode: what is kept of one that was found is its area and its fifth, and only these are answers."""

from collections.abc import Iterable, Mapping
from typing import Final

from survey_app.questionnaire.areas import Areas
from survey_app.questionnaire.conditions import Value
from survey_app.questionnaire.definition import Asked, Postcode
from survey_app.questionnaire.postcodes import plain_postcode
from survey_app.questionnaire.problems import Problem, not_a_postcode, postcode_not_known
from survey_app.questionnaire.typed_fields import Fields, Reading, typed_in
from survey_app.questionnaire.variables import FIFTHS, keys_of

FOUND: Final = ".found"
"""What follows a question's id in the name of the field that `located` makes."""


def found_field(question: Postcode) -> str:
    """The name under which a draft keeps the area and the fifth of the postcode that was typed."""
    return f"{question.id}{FOUND}"


def located(
    questions: Iterable[Asked], fields: Mapping[str, tuple[str, ...]], before: Fields, areas: Areas
) -> dict[str, tuple[str, ...]]:
    """The fields of a page as a draft may keep them: a postcode that is found is no longer there, its area is.

    One that is not found stays as it was typed, so that nobody types it again; what was found before is kept while
    the box is empty. What a page sends as found is never believed.
    """
    kept = dict(fields)
    for question in questions:
        if not isinstance(question, Postcode):
            continue
        typed, name = typed_in(fields, question.id), found_field(question)
        found = areas.find(typed) if typed else None
        kept[name] = () if typed else tuple(before.get(name, ()))
        if found is not None:
            elsewhere = next((option.code for option in question.options if option.outside), "")
            kept[question.id], kept[name] = (), (found.code or elsewhere, found.fifth)
    return kept


def read_postcode(question: Postcode, fields: Fields) -> Reading:
    """Read a postcode from fields that `located` made."""
    blank: dict[str, Value] = dict.fromkeys(keys_of(question))
    typed = typed_in(fields, question.id)
    if typed:
        words = postcode_not_known(typed) if plain_postcode(typed) else not_a_postcode()
        return Reading(blank, (Problem(question.id, words),))
    code, fifth = (*fields.get(found_field(question), ()), "", "")[:2]
    if code not in {option.code for option in question.options}:
        return Reading(blank, (Problem(question.id, question.needed),) if question.needed else ())
    known = fifth if fifth in {option.code for option in FIFTHS} else None
    return Reading(dict(zip(keys_of(question), (code, known), strict=True)))
