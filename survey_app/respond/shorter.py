"""What Easy Read leaves out of what somebody answered in the longer form: kept in the draft, told, and not sent."""

from collections.abc import Mapping

from msgspec.structs import replace

from survey_app.questionnaire.definition import Asked, Information, Items, Many, One
from survey_app.questionnaire.languages import is_easy_read, own_name_of, tag_of
from survey_app.questionnaire.phrases import Phrase, phrases
from survey_app.questionnaire.variants import is_offered
from survey_app.questionnaire.walking import options_of, positions
from survey_app.respond.list_parts import Part
from survey_app.respond.visit import Visit


def longer_variant(found: Visit) -> str:
    """The longer form that an Easy Read is the shorter of: in its language, or else in the survey's own. Empty for a
    visit that is not in Easy Read."""
    if not is_easy_read(found.variant):
        return ""
    whole, near = found.version.questionnaire, tag_of(found.variant)
    return near if is_offered(whole, near, drafts=found.drafts) else whole.language


def unsent(found: Visit) -> int:
    """How many questions have an answer that the longer form would send and this Easy Read does not send as it is."""
    longer = longer_variant(found)
    if not longer:
        return 0
    there = replace(found, variant=longer).journey()
    here = {key: value for step in found.journey().reached() for key, value in step.answers.items()}
    return sum(
        any(value is not None and here.get(key) != value for key, value in step.answers.items() if _of(question, key))
        for step in there.reached()
        for question in step.questions
        if not isinstance(question, Information) and not (isinstance(question, One) and question.buttons)
    )


def unsent_words(found: Visit) -> tuple[Phrase, ...]:
    """That some answers are not sent from here, how many, and the way back; nothing where all are."""
    number = unsent(found)
    if not number:
        return ()
    return (
        phrases(
            "Easy Read has fewer questions. {n} of your answers is not in it. We keep that answer. We do not send it "
            "with Easy Read. To send it, go back to {longer}.",
            "Easy Read has fewer questions. {n} of your answers are not in it. We keep those answers. We do not send "
            "them with Easy Read. To send them, go back to {longer}.",
            number,
            longer=own_name_of(longer_variant(found)),
        ),
    )


def with_unoffered(
    found: Visit, questions: tuple[Asked, ...], posted: Mapping[str, tuple[str, ...]], part: Part | None = None
) -> Mapping[str, tuple[str, ...]]:
    """What a page posted, with the codes chosen in the longer form, or on another page of a list, that this page could
    not show.

    A choice made here takes the place of an earlier one, and an exclusive one that of all earlier ones.
    """
    if not is_easy_read(found.variant):
        return posted
    whole, fields = positions(found.version.questionnaire), dict(posted)
    for question in questions:
        shown = {option.code for option in options_of(part.only(question) if part else question)}
        hidden = {option.code for option in options_of(whole[question.id][1])} - shown
        alone = {option.code for option in options_of(question) if option.exclusive}
        rows = question.items if isinstance(question, Items) else ()
        for name in [f"{question.id}.{row.code}" for row in rows] or [question.id]:
            chosen = fields.get(name, ())
            before = tuple(code for code in found.draft.fields.get(name, ()) if code in hidden)
            if before and (not chosen or (isinstance(question, Many) and alone.isdisjoint(chosen))):
                fields[name] = (*chosen, *before)
    return fields


def _of(question: Asked, key: str) -> bool:
    return key.partition("-")[0].partition(".")[0] == question.id
