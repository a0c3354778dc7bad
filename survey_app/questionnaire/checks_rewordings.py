"""Rewordings: other words for what is there, and really other words."""

from collections.abc import Iterator

from survey_app.questionnaire.definition import Asked, Questionnaire
from survey_app.questionnaire.faults import Fault, Spot
from survey_app.questionnaire.question import Rewording
from survey_app.questionnaire.walking import items_of, options_of, questions_of


def rewording_faults(questionnaire: Questionnaire) -> Iterator[Fault]:
    """Faults of every rewording of every question."""
    for spot, question in questions_of(questionnaire):
        labels = {option.code: option.label for option in options_of(question)}
        rows = {item.code: item.label for item in items_of(question)}
        for rewording in question.rewordings:
            yield from _unknown(spot, rewording.options, labels, "option")
            yield from _unknown(spot, rewording.items, rows, "row")
            if not _differs(question, rewording, labels, rows):
                yield spot.fault("rewording_never_differs", "It says what the question says. Change it or take it out.")
            if rewording.needed and not question.needed:
                yield spot.fault(
                    "rewording_needs", "The question may be left blank. Take the rewording's `needed` out."
                )


def _unknown(spot: Spot, reworded: dict[str, str], known: dict[str, str], what: str) -> Iterator[Fault]:
    for code in reworded:
        if code not in known:
            yield spot.at(code).fault("rewording_unknown_code", f"There is no {what} {code}. Use a code that is there.")


def _differs(question: Asked, rewording: Rewording, labels: dict[str, str], rows: dict[str, str]) -> bool:
    """Whether at least one text would be other than without the rewording; an unknown code is another fault."""
    texts = [
        (rewording.label, question.label),
        (rewording.hint, question.hint),
        (rewording.needed, question.needed),
        *((words, labels.get(code)) for code, words in rewording.options.items()),
        *((words, rows.get(code)) for code, words in rewording.items.items()),
    ]
    return any(words not in {"", original} for words, original in texts)
