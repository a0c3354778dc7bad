"""The headlines of a questionnaire one by one: that of an item list becomes one for each of its rows."""

from collections.abc import Iterator

from msgspec.structs import replace

from survey_app.questionnaire.definition import Items, Questionnaire
from survey_app.questionnaire.headlines import Answer, AnyKind
from survey_app.questionnaire.walking import positions


def headlines_of(questionnaire: Questionnaire) -> tuple[AnyKind, ...]:
    """Every headline in its order. A row's code is the list's and the item's, `ai_comfort.notes`."""
    return tuple(each for headline in questionnaire.headlines for each in _each(questionnaire, headline))


def _each(questionnaire: Questionnaire, headline: AnyKind) -> Iterator[AnyKind]:
    asked = positions(questionnaire).get(headline.question, (0, None))[1] if isinstance(headline, Answer) else None
    if not isinstance(headline, Answer) or not isinstance(asked, Items):
        yield headline
        return
    for item in asked.items:
        yield replace(
            headline,
            code=f"{headline.code}.{item.code}",
            label=f"{headline.label}: {item.label}",
            question=f"{headline.question}.{item.code}",
        )
