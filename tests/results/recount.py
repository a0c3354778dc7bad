"""The rules of the results contract, 1 to 6, counted again in plain Python straight from stored answers."""

from collections import Counter
from collections.abc import Sequence

from msgspec import Struct

from survey_app.questionnaire.definition import Option, Role
from survey_app.questionnaire.variables import Variable
from survey_app.results.coding import StoredAnswers


class Recount(Struct, frozen=True):
    """What one variable comes to, by option code."""

    asked: int
    answered: int
    base: int
    counts: Counter[str]


def recount(variable: Variable, answers: Sequence[StoredAnswers]) -> Recount:
    """Count a variable over responses that all answered its version."""
    asked = [each[variable.key] for each in answers if variable.key in each]
    given = [value for value in asked if value not in (None, ())]
    chosen = [value if isinstance(value, tuple) else (value,) for value in given]
    inside = {option.code for option in variable.options if _inside(variable, option)}
    counts = Counter(code for codes in chosen for code in codes if isinstance(code, str))
    if variable.measure in {"text", "number"}:
        written = sum(1 for value in given if value != "")
        return Recount(len(asked), written, written, Counter())
    return Recount(len(asked), len(given), sum(1 for codes in chosen if inside.intersection(codes)), counts)


def _inside(variable: Variable, option: Option) -> bool:
    if option.role is Role.DONT_KNOW:
        return variable.question.dont_know == "inside"
    return option.role in {Role.SUBSTANTIVE, Role.NONE}
