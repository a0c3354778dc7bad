"""Every press stores first: whatever a page sends stands in the draft, and the button only says where to go."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from survey_app.questionnaire.conditions import Circumstances
from survey_app.questionnaire.definition import LongText, Number, ShortText
from survey_app.questionnaire.reading import field_names
from survey_app.respond.journey import Draft, walk
from survey_app.respond.posting import CHECK, START, STOP, Next, Press, next_page, taken, unknown_fields
from tests.respond.wholes import SLUGS, drafts, posted, whole

HERE = Circumstances()

SLUG = st.sampled_from(SLUGS)


@settings(max_examples=60)
@given(SLUG, st.data(), st.sampled_from(Press))
def test_what_a_page_sends_is_kept_as_it_was_typed_and_nothing_else_changes(
    slug: str, data: st.DataObject, press: Press
) -> None:
    before = data.draw(drafts(slug))
    step = data.draw(st.sampled_from(walk(whole(slug), before, HERE).steps))
    sent: dict[str, tuple[str, ...]] = {}
    for question in step.questions:
        sent |= data.draw(posted(question))
    after = taken(before, step, sent, press)
    texts = {question.id for question in step.questions if isinstance(question, ShortText | LongText | Number)}
    for name, values in sent.items():
        if press is Press.SKIP and name not in texts and not name.endswith(("-detail", "-unclear")):
            assert name not in after.fields  # Skip is the only way to unset a radio
        else:
            assert after.fields.get(name, ()) == (values if any(values) else ())
    here = {name for question in step.questions for name in field_names(question)}
    for name in {*before.fields, *after.fields} - here:
        assert after.fields.get(name) == before.fields.get(name)
    others = {*before.sections, *after.sections} - {step.section.id}
    assert all(after.sections.get(name) == before.sections.get(name) for name in others)
    assert (after.reviewed, after.begun_minute) == (before.reviewed, before.begun_minute)


@settings(max_examples=60)
@given(SLUG, st.data(), st.sampled_from([Press.BACK, Press.STOP, Press.MORE_TIME, Press.SKIP]))
def test_only_continue_finds_problems(slug: str, data: st.DataObject, press: Press) -> None:
    before = data.draw(drafts(slug))
    step = data.draw(st.sampled_from(walk(whole(slug), before, HERE).steps))
    sent = data.draw(posted(step.questions[0])) if step.questions else {}
    after = taken(before, step, sent, press)
    if press is not Press.SKIP or not any(question.needed for question in step.questions):
        assert after.sections.get(step.section.id) != "refused"
    assert next_page(whole(slug), after, step.section.id, press, HERE).fragment == "" or press is Press.SKIP


FEEDBACK = whole("feedback")
DONE = Draft(sections={"who": "passed", "what-happened": "passed"}, fields={"F1": ("staff",), "F2": ("doing",)})


@pytest.mark.parametrize(
    ("draft", "section", "press", "expected"),
    [
        (Draft(), "who", Press.CONTINUE, Next("who")),  # never posted, so it is the first open one
        (Draft(sections={"who": "passed"}), "who", Press.CONTINUE, Next("what-happened")),
        (Draft(sections={"who": "skipped"}), "who", Press.SKIP, Next("what-happened")),
        (Draft(sections={"who": "passed"}, fields={"F1": ("resident",)}), "who", Press.CONTINUE, Next("area")),
        (Draft(sections={"who": "refused"}), "who", Press.CONTINUE, Next("who", fragment="problem")),
        (Draft(), "who", Press.BACK, Next(START)),
        (DONE, "what-happened", Press.BACK, Next("who")),
        (DONE, "who", Press.STOP, Next(STOP)),
        (DONE, "who", Press.MORE_TIME, Next("who")),
        (DONE, "what-happened", Press.CONTINUE, Next(CHECK)),
        (DONE, "area", Press.CONTINUE, Next(CHECK)),  # another tab closed it
    ],
)
def test_each_button_leads_where_it_says(draft: Draft, section: str, press: Press, expected: Next) -> None:
    assert next_page(FEEDBACK, draft, section, press, HERE) == expected


def test_a_change_after_check_answers_leads_back_there_by_way_of_what_it_opened() -> None:
    reviewed = Draft(sections=DONE.sections, fields=DONE.fields, reviewed=True)
    assert next_page(FEEDBACK, reviewed, "who", Press.CONTINUE, HERE) == Next(CHECK)
    opened = Draft(sections=DONE.sections, fields={**DONE.fields, "F1": ("resident",)}, reviewed=True)
    assert next_page(FEEDBACK, opened, "who", Press.CONTINUE, HERE) == Next("area")


def test_fields_that_no_page_sends_are_named() -> None:
    step = walk(FEEDBACK, DONE, HERE).steps[-1]
    sent = {"F2": ("doing",), "F2-detail": ("",), "m": ("abc",), "go": ("",), "F9": ("x",), "F2-comment": ("y",)}
    assert unknown_fields(step, sent) == ("F9", "F2-comment")
