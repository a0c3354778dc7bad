"""The journey: for any answers a path that holds what was asked, shows what may be visited, and comes to an end."""

from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from survey_app.questionnaire.conditions import Circumstances, Is
from survey_app.questionnaire.definition import (
    Ending,
    LongText,
    Many,
    One,
    Option,
    Questionnaire,
    Section,
    Start,
    Thanks,
)
from survey_app.questionnaire.presenting import exists
from survey_app.questionnaire.variables import keys_of
from survey_app.questionnaire.walking import items_of, options_of
from survey_app.respond.journey import Closed, Draft, Journey, closed_by_change, sent_answers, walk
from survey_app.respond.posting import CHECK, Press, first_page, next_page, taken
from survey_app.respond.steps import Step
from tests.respond.wholes import SLUGS, drafts, posted, whole

HERE = Circumstances()

SLUG = st.sampled_from(SLUGS)

MANY = settings(max_examples=40)
"""Whole drafts of whole questionnaires take longer to draw than to walk."""


@MANY
@given(SLUG, st.data())
def test_any_draft_has_a_path_of_sections_that_exist_each_once_and_in_order(slug: str, data: st.DataObject) -> None:
    questionnaire = whole(slug)
    journey = walk(questionnaire, data.draw(drafts(slug)), HERE)
    places = [questionnaire.sections.index(step.section) for step in journey.steps]
    assert places == sorted(set(places))
    for section in questionnaire.sections[: places[-1] + 1]:
        before = {key: journey.answers[key] for key in _keys_before(journey, questionnaire, section)}
        assert exists(section, before, HERE) == (journey.step(section.id) is not None)


@MANY
@given(SLUG, st.data())
def test_what_is_asked_has_a_key_and_what_is_answered_was_offered(slug: str, data: st.DataObject) -> None:
    journey = walk(whole(slug), data.draw(drafts(slug)), HERE)
    assert set(journey.answers) == {key for step in journey.steps for key in step.answers}
    for step in journey.steps:
        for question in step.questions:
            codes = {option.code for option in options_of(question)}
            for key in keys_of(question):
                value = step.answers[key]
                if codes and value is not None:
                    assert set(value if isinstance(value, tuple) else (value,)) <= codes
                    assert value


@MANY
@given(SLUG, st.data())
def test_nothing_that_is_refused_counts(slug: str, data: st.DataObject) -> None:
    journey = walk(whole(slug), data.draw(drafts(slug)), HERE)
    for step in journey.steps:
        for problem in step.problems:
            assert step.answers.get(problem.key) is None
            assert step.answers.get(problem.key.replace("-detail", "-comment")) is None
            assert step.open


@MANY
@given(SLUG, st.data())
def test_a_path_may_be_visited_up_to_the_first_open_section(slug: str, data: st.DataObject) -> None:
    journey = walk(whole(slug), data.draw(drafts(slug)), HERE)
    may = [journey.may_visit(step.section.id) for step in journey.steps]
    first = journey.first_open()
    reach = len(may) if first is None else journey.steps.index(first) + 1
    assert may == [True] * reach + [False] * (len(may) - reach)
    assert not journey.may_visit("no-such-section")


@MANY
@given(SLUG, st.data())
def test_walking_no_further_than_a_page_gives_the_same_path_as_far(slug: str, data: st.DataObject) -> None:
    questionnaire, draft = whole(slug), data.draw(drafts(slug))
    journey = walk(questionnaire, draft, HERE)
    until = data.draw(st.sampled_from(journey.steps)).section.id
    short = walk(questionnaire, draft, HERE, until)
    assert short.steps == journey.steps[: len(short.steps)]
    assert len(short.steps) == min(journey.steps.index(_of(journey, until)) + 2, len(journey.steps))


@MANY
@given(SLUG, st.data())
def test_who_answers_whatever_is_asked_comes_to_the_end(slug: str, data: st.DataObject) -> None:
    questionnaire, draft, leads = whole(slug), Draft(), first_page(walk(whole(slug), Draft(), HERE))
    for _ in range(4 * len(questionnaire.sections)):
        if leads.page == CHECK or leads.ends:
            break
        step = _of(walk(questionnaire, draft, HERE), leads.page)
        fields: dict[str, tuple[str, ...]] = {}
        for question in step.questions:
            fields |= data.draw(posted(question))
            if question.needed or step.problems:  # at the second try they answer as asked
                last = tuple(option.code for option in options_of(question)[-1:])
                fields |= dict.fromkeys(keys_of(question), last) | {f"{question.id}-detail": ()}
        draft = taken(draft, step, fields, Press.CONTINUE)
        leads = next_page(questionnaire, draft, step.section.id, Press.CONTINUE, HERE)
    assert leads.page == CHECK or leads.ends


@MANY
@given(SLUG, st.data(), st.binary(min_size=16, max_size=16))
def test_what_is_sent_is_what_was_asked_and_the_order_in_which_it_stood(
    slug: str, data: st.DataObject, seed: bytes
) -> None:
    journey = walk(whole(slug), data.draw(drafts(slug)), HERE)
    sent = sent_answers(journey.steps, seed)
    orders = {key for key in sent if key.endswith("-order")}
    assert {key: value for key, value in sent.items() if key not in orders} == journey.answers
    assert sent_answers(journey.steps, seed) == sent
    for step in journey.steps:
        for question in step.questions:
            order = sent.get(f"{question.id}-order")
            if order is not None:
                shown = [each.code for each in (items_of(question) or options_of(question))]
                assert isinstance(order, tuple)
                assert sorted(order) == sorted(shown)


def _of(journey: Journey, section_id: str) -> Step:
    step = journey.step(section_id)
    assert step is not None
    return step


def _keys_before(journey: Journey, questionnaire: Questionnaire, section: Section) -> set[str]:
    place = questionnaire.sections.index(section)
    steps = [step for step in journey.steps if questionnaire.sections.index(step.section) < place]
    return {key for step in steps for key in step.answers}


YES_NO = (Option(code="yes", label="Yes"), Option(code="no", label="No"))

SMALL = Questionnaire(
    title="Small",
    audience="everyone",
    start=Start(about=("About.",), minutes=1, kilobytes=1, privacy=("Private.",)),
    thanks=Thanks(next=("Next.",)),
    sections=(
        Section(id="age", questions=(One(id="Q1", label="Adult?", options=YES_NO, needed="Choose one."),)),
        Section(id="young", when=Is("Q1", "no"), ends=Ending(title="Sorry", text=("Not for you.",))),
        Section(id="uses", questions=(Many(id="Q2", label="Which?", options=YES_NO),)),
        Section(id="why", when=Is("Q1", "yes"), questions=(LongText(id="Q3", label="Why?"),)),
    ),
)


def small(states: Mapping[str, str], **fields: str) -> tuple[Draft, Journey]:
    draft = Draft(sections=dict(states), fields={name: (value,) for name, value in fields.items()})  # type: ignore[arg-type]  # the three states
    return draft, walk(SMALL, draft, HERE)


def ids(journey: Journey) -> list[str]:
    return [step.section.id for step in journey.steps]


def test_a_new_draft_is_at_the_first_section() -> None:
    _, journey = small({})
    first = journey.first_open()
    assert first is not None
    assert first.section.id == "age"
    assert first.problems == ()  # not asked yet, so nothing is missing
    assert journey.answers == {"Q1": None, "Q2": None}


def test_a_needed_question_passed_without_an_answer_is_open_again() -> None:
    _, journey = small({"age": "passed", "uses": "passed"})
    assert journey.first_open() == journey.steps[0]
    assert [problem.words for problem in journey.steps[0].problems] == ["Choose one."]


def test_a_section_that_ends_the_survey_ends_the_path() -> None:
    _, journey = small({"age": "passed"}, Q1="no")
    assert ids(journey) == ["age", "young"]
    assert journey.first_open() == journey.steps[-1]


def test_a_text_over_its_limit_counts_for_neither_answer_nor_comment() -> None:
    options = (*YES_NO, Option(code="other", label="Other", detail="What?"))
    section = Section(id="one", questions=(One(id="Q1", label="Which?", options=options),))
    questionnaire = replace(SMALL, sections=(section,))
    for chosen, sub_key in (("other", "Q1-detail"), ("yes", "Q1-comment")):
        draft = Draft(sections={"one": "refused"}, fields={"Q1": (chosen,), "Q1-detail": ("x" * 201,)})
        assert walk(questionnaire, draft, HERE).answers == {"Q1": chosen, sub_key: None}


def test_what_is_skipped_is_not_answered_though_it_was_typed() -> None:
    _, journey = small({"age": "passed", "uses": "passed", "why": "skipped"}, Q1="yes", Q3="Because")
    assert journey.answers == {"Q1": "yes", "Q2": None, "Q3": None}
    assert journey.first_open() is None


def test_what_was_typed_and_stored_by_back_is_answered_and_still_open() -> None:
    _, journey = small({"age": "passed", "uses": "passed"}, Q1="yes", Q3="Because")
    assert journey.answers["Q3"] == "Because"
    assert journey.first_open() == journey.step("why")


def test_before_and_after_follow_the_path() -> None:
    _, journey = small({"age": "passed"}, Q1="yes")
    assert journey.before("age") is None
    assert journey.after("age") == journey.step("uses") == journey.before("why")
    assert journey.after("why") is None


def test_what_a_change_closed_is_named_with_its_cause() -> None:
    states = {"age": "passed", "uses": "passed", "why": "passed"}
    assert closed_by_change(SMALL, *small(states, Q1="no", Q3="Because")) == (Closed(("1",), ("3",)),)
    assert closed_by_change(SMALL, *small(states, Q1="no")) == ()
    assert closed_by_change(SMALL, *small(states, Q1="yes", Q3="Because")) == ()


@pytest.mark.parametrize("slug", SLUGS)
def test_an_empty_draft_answers_nothing(slug: str) -> None:
    journey = walk(whole(slug), Draft(), HERE)
    assert set(journey.answers.values()) == {None}
    assert journey.first_open() == journey.steps[0]
