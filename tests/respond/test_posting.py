"""What a posted page does to a draft, where the real questionnaires do not show it."""

from survey_app.questionnaire.conditions import Is
from survey_app.questionnaire.definition import One, Option, Section, ShortText
from survey_app.respond.journey import Draft
from survey_app.respond.posting import Press, taken
from survey_app.respond.steps import Step

OPTIONS = (Option(code="yes", label="Yes"), Option(code="no", label="No"))
WHY = ShortText(id="A2", label="Why?", limit=100, when=Is("A0", "yes"))
SECTION = Section(id="two", questions=(One(id="A1", label="Really?", options=OPTIONS), WHY))
WITHOUT_WHY = Step(SECTION, SECTION.questions[:1], None, {}, ())


def test_a_question_that_is_not_asked_keeps_what_was_typed_before() -> None:
    draft = taken(Draft(fields={"A2": ("Because",)}), WITHOUT_WHY, {"A1": ("no",)}, Press.CONTINUE)
    assert draft.fields == {"A1": ("no",), "A2": ("Because",)}


def test_a_question_that_another_tab_closed_keeps_what_is_typed_now() -> None:
    draft = taken(Draft(fields={"A2": ("Because",)}), WITHOUT_WHY, {"A2": ("For another reason",)}, Press.CONTINUE)
    assert draft.fields == {"A2": ("For another reason",)}


def test_a_box_that_was_emptied_is_empty() -> None:
    step = Step(SECTION, SECTION.questions, None, {}, ())
    draft = taken(Draft(fields={"A2": ("Because",)}), step, {"A2": ("",)}, Press.CONTINUE)
    assert draft.fields == {}
