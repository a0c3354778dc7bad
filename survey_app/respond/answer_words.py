"""Answers in words, as check answers shows them."""

from survey_app.questionnaire.conditions import Value
from survey_app.questionnaire.dates import date_words
from survey_app.questionnaire.definition import (
    Asked,
    Information,
    Items,
    LongText,
    Many,
    Number,
    One,
    Postcode,
    Ranking,
    Scale,
    ShortText,
)
from survey_app.questionnaire.kinds_measured import Date, Money, Month
from survey_app.questionnaire.kinds_personal import Email, Phone
from survey_app.questionnaire.phrases import Said, phrase
from survey_app.questionnaire.reading_money import pounds
from survey_app.questionnaire.unclear import SUFFIX
from survey_app.questionnaire.variables import keys_of
from survey_app.respond.steps import Step

NOT_ANSWERED = phrase("Not answered")


def answer_words(question: Asked, step: Step) -> tuple[Said, bool]:
    """The answer as check answers shows it, and whether anything was answered. Item lists are one row."""
    match question:
        case Items():
            answered = sum(step.answers.get(f"{question.id}.{item.code}") is not None for item in question.items)
            return phrase("{answered} of {rows} answered", answered=answered, rows=len(question.items)), answered > 0
        case One() | Scale() | Many():
            return _chosen_words(question, step)
        case Ranking():
            return _places_words(question, step)
        case Postcode():
            code = step.answers.get(question.id)
            label = next((option.label for option in question.options if option.code == code), "")
            return label or NOT_ANSWERED, bool(label)
        case ShortText() | LongText() | Number() | Money() | Date() | Month():
            value = step.answers.get(question.id)
            return (NOT_ANSWERED, False) if value is None else (_typed_words(question, value), True)
        case Information() | Email() | Phone():
            return "", False


def given_words(question: Asked, step: Step) -> tuple[Said, bool]:
    """The same, or that the question was not understood, where that is all that was said of it."""
    words, answered = answer_words(question, step)
    if answered or not any(f"{key}{SUFFIX}" in step.answers for key in keys_of(question)):
        return words, answered
    return phrase("I don't understand this question"), True


def _chosen_words(question: One | Scale | Many, step: Step) -> tuple[Said, bool]:
    value = step.answers.get(question.id)
    codes = (value,) if isinstance(value, str) else value if isinstance(value, tuple) else ()
    labels = [option.label for option in question.options if option.code in codes]
    detail = step.answers.get(f"{question.id}-detail")
    if labels and isinstance(detail, str):
        labels[-1] = f"{labels[-1]}: {_shortened(detail)}"
    return ("; ".join(labels) or NOT_ANSWERED), bool(labels)


def _places_words(question: Ranking, step: Step) -> tuple[Said, bool]:
    labels = {option.code: option.label for option in question.options}
    given = [labels[code] for key in keys_of(question) if isinstance(code := step.answers.get(key), str)]
    words = "; ".join(f"{place}. {label}" for place, label in enumerate(given, start=1))
    return words or NOT_ANSWERED, bool(words)


def _typed_words(question: Asked, value: Value) -> Said:
    match question:
        case Number():
            return f"{value} {question.unit}".rstrip()
        case Money() if isinstance(value, int | float):
            return pounds(value)
        case Date() | Month():
            return date_words(str(value))
    return _shortened(str(value))


def _shortened(text: str, most: int = 80) -> str:
    """Enough of a long text to know it again: the check page has a byte budget."""
    return text if len(text) <= most else f"{text[:most].rsplit(' ', 1)[0]} …"
