"""Sections as pages: short enough, with a heading, in an order in which the survey can be sent."""

from collections.abc import Iterator
from itertools import pairwise

from survey_app.questionnaire.definition import Asked, Contact, Information, Items, One, Questionnaire, Section
from survey_app.questionnaire.faults import Fault, Spot

MOST_QUESTIONS = 4
MOST_ROWS = 6


def page_faults(questionnaire: Questionnaire) -> Iterator[Fault]:
    """Faults of each page, and of the order of the two parts."""
    if not any(_answerable(section) for section in questionnaire.sections if section.part != "contact"):
        yield Spot().fault("nothing_asked", "No section asks anything. Write a question.")
    for section in questionnaire.sections:
        yield from _stop_page(section) if section.ends else _page(section)
    for before, section in pairwise(questionnaire.sections):
        if before.part == "about_you" and section.part == "main":
            yield Spot(section.id).fault("about_you_not_last", "Put all about_you sections after the main ones.")
        if before.part == "contact" and section.part != "contact":
            yield Spot(section.id).fault("contact_not_last", "Put contact sections last: they come after sending.")
    for section in questionnaire.sections:
        yield from _contact(section)


def _contact(section: Section) -> Iterator[Fault]:
    """How to reach somebody is asked apart from all answers, after they were sent (results contract, 41 and 43)."""
    if section.part == "contact":
        if section.when is not None or any(question.when is not None for question in section.questions):
            yield Spot(section.id).fault("contact_by_answers", "It would tell what was answered. Take `when` out.")
        return
    for question in section.questions:
        if isinstance(question, Contact):
            yield Spot(section.id, question.id).fault(
                "contact_among_answers", "It would say whose answers these are. Move it to a section of part contact."
            )


def _answerable(section: Section) -> list[Asked]:
    return [question for question in section.questions if not isinstance(question, Information)]


def _stop_page(section: Section) -> Iterator[Fault]:
    if section.questions:
        yield Spot(section.id).fault("questions_on_stop_page", "Nothing is kept after it. Ask in an earlier section.")


def _page(section: Section) -> Iterator[Fault]:
    spot = Spot(section.id)
    asked = _answerable(section)
    if not section.questions:
        yield spot.fault("empty_section", "Write questions, or `ends` where the survey stops here.")
    if len(asked) > MOST_QUESTIONS:
        yield spot.fault("too_many_questions", f"{len(asked)} on a page; {MOST_QUESTIONS} at most. Split the section.")
    if len(section.questions) > 1 and not section.title:
        yield spot.fault("page_without_title", "A page with several questions needs a heading. Write a `title`.")
    rows = sum(len(question.items) for question in asked if isinstance(question, Items))
    if rows > MOST_ROWS:
        yield spot.fault("too_many_rows", f"{rows} rows on a page; {MOST_ROWS} at most. Split the item list.")
    for question in asked:
        if isinstance(question, One) and question.buttons and len(asked) > 1:
            yield Spot(section.id, question.id).fault(
                "buttons_with_others", "A button sends the page at once. Give this question a section of its own."
            )
