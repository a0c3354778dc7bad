"""Check answers: every question on the path in one row, by section, those about the person only counted."""

from collections.abc import Sequence
from itertools import groupby

from survey_app.questionnaire.definition import Asked, Information, LongText, One, ShortText
from survey_app.questionnaire.headings import headings
from survey_app.questionnaire.phrases import Phrase, Said, phrase, said
from survey_app.questionnaire.variables import number_of
from survey_app.respond.answer_words import given_words
from survey_app.respond.contexts import CheckGroup, CheckPage, CheckRow
from survey_app.respond.journey import Closed, Journey, closed_by_change
from survey_app.respond.room import Room
from survey_app.respond.shorter import longer_variant, unsent_words
from survey_app.respond.showing import in_words
from survey_app.respond.steps import Step
from survey_app.respond.visit import Visit, frame, own_mark
from survey_app.web.london import london_time
from survey_app.web.templates import render


def check_html(
    room: Room, found: Visit, journey: Journey, *, early: bool, notice: Said = "", receipt: bool = False
) -> str:
    """The page; `early` leaves out what was not reached, `receipt` is whether a code is asked for."""
    steps = journey.reached() if early else journey.steps
    last = journey.steps[-1].section.id if journey.steps else ""
    deadline = None if found.held is None else found.held.deadline
    left = unsent_words(found)
    return render(
        "respond/check.html",
        CheckPage(
            frame=frame(found, "check"),
            clears_at="" if deadline is None else london_time(deadline),
            notices=(*([notice] if notice else []), *_closed(found, journey), *left),
            longer=longer_variant(found) if left else "",
            groups=_groups(found, journey, [step for step in steps if step.section.part == "main"]),
            about_you=_about_you(steps),
            about_you_href=next((step.section.id for step in steps if step.section.part == "about_you"), ""),
            early=early and journey.first_open() is not None,
            receipt=receipt,
            back="stop" if early else last,
            mark=own_mark(room, found),
        ),
        found.tongue,
    )


def unread_html(room: Room, found: Visit, *, early: bool, notice: Said, receipt: bool) -> str:
    """The same form while its answers cannot be read: what was ticked, and the buttons to press again."""
    deadline = None if found.held is None else found.held.deadline
    page = CheckPage(
        frame=frame(found, "check"),
        clears_at="" if deadline is None else london_time(deadline),
        notices=(notice,),
        groups=(),
        about_you="",
        about_you_href="",
        early=early,
        receipt=receipt,
        back="stop" if early else "check",
        mark=own_mark(room, found),
    )
    return render("respond/check.html", page, found.tongue)


def _groups(found: Visit, journey: Journey, steps: Sequence[Step]) -> tuple[CheckGroup, ...]:
    """The rows of these steps, those after one another under one heading together."""
    by_section = headings(found.questionnaire)
    grouped = groupby(steps, lambda step: by_section[step.section.id])
    groups = (
        CheckGroup(heading, tuple(row for step in each for row in _rows(found, journey, step)))
        for heading, each in grouped
    )
    return tuple(group for group in groups if group.rows)


def _rows(found: Visit, journey: Journey, step: Step) -> list[CheckRow]:
    rows = []
    for question in step.questions:
        if isinstance(question, Information):
            continue
        words = in_words(question, journey.answers, found.circumstances, found.questionnaire)
        answer, answered = given_words(words, step)
        rows.append(
            CheckRow(
                number=number_of(question),
                label=words.label,
                answer=answer,
                answered=answered,
                typed=_typed(words, step),
                href=step.section.id,
            )
        )
    return rows


def _typed(question: Asked, step: Step) -> bool:
    return isinstance(question, ShortText | LongText) or step.answers.get(f"{question.id}-detail") is not None


def _about_you(steps: Sequence[Step]) -> Said:
    """How many were answered, never what: somebody else may be looking (interaction contract, 20)."""
    asked = [
        any(step.answers.get(key) is not None for key in step.answers)
        for step in steps
        if step.section.part == "about_you"
        for question in step.questions
        if not (isinstance(question, One) and question.buttons)
    ]
    return phrase("You answered {answered} of {asked}.", answered=sum(asked), asked=len(asked)) if asked else ""


def _closed(found: Visit, journey: Journey) -> list[Phrase]:
    """What a change closed, named (interaction contract, 12)."""
    return [_closed_words(closed) for closed in closed_by_change(found.questionnaire, found.draft, journey)]


def _closed_words(closed: Closed) -> Phrase:
    causes = _numbers(closed.causes, said("question {numbers}"), said("questions {numbers}"))
    one, several = said("your answers to question {numbers}"), said("your answers to questions {numbers}")
    return phrase(
        "Because you changed {causes}, we will not send {answers}.",
        causes=causes if closed.causes else phrase("an answer about you"),
        answers=phrase("some answers about you") if closed.about_you else _numbers(closed.questions, one, several),
    )


def _numbers(numbers: tuple[str, ...], one: str, several: str) -> Phrase:
    """Printed numbers in words: `4`, `7 and 11`, `7, 9 and 11`."""
    if len(numbers) < 2:
        return Phrase(one, (("numbers", "".join(numbers)),))
    listed = phrase("{earlier} and {last}", earlier=", ".join(numbers[:-1]), last=numbers[-1])
    return Phrase(several, (("numbers", listed),))
