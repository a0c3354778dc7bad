"""What results can hold against each other: two item lists with the same items, each answer with a score."""

from collections.abc import Iterator

from survey_app.questionnaire.definition import Items, Questionnaire, Role
from survey_app.questionnaire.faults import Fault, Spot
from survey_app.questionnaire.walking import questions_of


def quadrant_faults(questionnaire: Questionnaire) -> Iterator[Fault]:
    """Faults of `quadrants`."""
    known = {question.id: (spot, question) for spot, question in questions_of(questionnaire)}
    for quadrant in questionnaire.quadrants:
        lists: list[Items] = []
        for name in (quadrant.up, quadrant.across):
            spot, question = known.get(name, (Spot(question=name), None))
            if question is None:
                yield spot.fault("unknown_quadrant", f"There is no question {name}. Correct `quadrants`.")
            elif not isinstance(question, Items) or not _scored(question):
                yield spot.fault("unfit_quadrant", "Name item lists whose answers have a `score` in `quadrants`.")
            else:
                lists.append(question)
        if len(lists) == 2 and _codes(lists[0]) != _codes(lists[1]):
            spot, _ = known[quadrant.across]
            yield spot.fault("quadrant_of_other_items", f"Give it the same items as {quadrant.up}.")


def _scored(question: Items) -> bool:
    return all(option.score is not None for option in question.options if option.role is Role.SUBSTANTIVE)


def _codes(question: Items) -> set[str]:
    return {item.code for item in question.items}
