"""A paper form has every question with every option, numbered as they are keyed, and says where to go."""

import re

import pytest
from msgspec.structs import replace

from survey_app.questionnaire.conditions import Is
from survey_app.questionnaire.definition import Information, One, Option, Role, Section
from survey_app.questionnaire.kinds_measured import Money
from survey_app.questionnaire.numbering import numbered
from survey_app.questionnaire.pipes import has_pipes
from survey_app.questionnaire.variables import number_of
from survey_app.questionnaire.variants import in_variant
from survey_app.questionnaire.walking import items_of, options_of
from survey_app.respond.assisted.boxes import all_boxes
from survey_app.respond.paper.form import paper_form
from survey_app.respond.paper.sizes import Size
from survey_app.web.tongues import ENGLISH
from tests.respond.assisted.paper import FORM
from tests.respond.paper.shipped import FORMS, SHIPPED, asked_in, on_paper

WRITTEN = ("date", "month", "money", "number")
HIGHEST = next(each.high for each in SHIPPED["money"].sections[0].questions if isinstance(each, Money))

EVERY_SIZE = [(slug, variant, size) for slug, variant in FORMS for size in Size]


@pytest.mark.parametrize(("slug", "variant", "size"), EVERY_SIZE)
def test_every_question_is_on_the_form_with_every_option_and_row(slug: str, variant: str, size: Size) -> None:
    found = on_paper(SHIPPED[slug], variant, size)
    for question in asked_in(slug, variant):
        if isinstance(question, One) and question.buttons:
            continue
        paper = found[question.id]
        assert paper.label == question.label or has_pipes(question)
        assert paper.number == ("" if isinstance(question, Information) else number_of(question))
        assert [row.label for row in paper.answering.rows] == [item.label for item in items_of(question)]
        shown = [(option.number, option.label) for option in paper.answering.options]
        whole = [(number, option.label) for number, option in numbered(options_of(question))]
        if paper.answering.kind == "which":
            assert shown == [whole[number - 1] for number, _ in shown]
            numbers = {number for number, _ in shown}
            kept = [option for number, option in numbered(options_of(question)) if number not in numbers]
            assert all(option.role is Role.SUBSTANTIVE for option in kept)
        else:
            assert shown == whole


@pytest.mark.parametrize(("slug", "variant"), FORMS)
def test_the_numbers_on_paper_are_those_that_are_keyed(slug: str, variant: str) -> None:
    found = on_paper(SHIPPED[slug], variant)
    for box in all_boxes(in_variant(SHIPPED[slug], variant)):
        if box.numbered:
            keyed = {number: option.label for number, option in numbered(box.options)}
            paper = {option.number: option.label for option in found[box.question.id].answering.options}
            assert paper.items() <= keyed.items()


@pytest.mark.parametrize(("slug", "variant"), FORMS)
def test_a_number_written_down_means_the_same_in_both_questions(slug: str, variant: str) -> None:
    found = on_paper(SHIPPED[slug], variant)
    by_id = {question.id: question for question in asked_in(slug, variant)}
    for paper in found.values():
        if paper.answering.kind == "which":
            source = re.search(r"question (\w+)", ENGLISH.say(paper.answering.how))
            assert source is not None
            earlier = next(each for each in by_id.values() if number_of(each) == source[1])
            old = {option.code: number for number, option in numbered(options_of(earlier))}
            copies = [(n, o) for n, o in numbered(options_of(by_id[paper.id])) if o.role is Role.SUBSTANTIVE]
            assert copies
            assert all(old[option.code] == number for number, option in copies)


def test_the_residents_form_asks_for_the_number_that_matters_most() -> None:
    assert on_paper(SHIPPED["residents"], "en")["R13a"].answering.kind == "which"


def test_where_numbers_differ_the_options_are_printed_again() -> None:
    paper = on_paper(FORM, "en")["Q3a"].answering
    assert [(option.number, option.label) for option in paper.options] == [(1, "Phone"), (2, "Laptop"), (3, "Another")]


def test_a_question_that_few_are_asked_says_for_whom_it_is() -> None:
    only = on_paper(FORM, "en")["Q5"].only
    assert only is not None
    assert ENGLISH.say(only.says) == "Answer this only if you ticked 1 (“Yes”) in question 4."


def test_an_answer_that_leads_past_questions_says_where_to_go() -> None:
    found = on_paper(SHIPPED["residents"], "en")
    assert [ENGLISH.say(each) for each in found["R09"].then] == ["If you ticked 1, 2, 3, 6, 7 or 8, go to question 10."]
    assert [ENGLISH.say(each) for each in on_paper(FORM, "en")["Q4"].then] == ["If you ticked 2, go to question 6."]


def test_an_answer_that_leads_to_the_next_question_says_nothing() -> None:
    assert on_paper(FORM, "en")["Q1"].then == ()


def test_who_skips_all_that_is_left_goes_to_the_end() -> None:
    *sections, _, _ = FORM.sections
    last = Section(id="last", when=Is("Z1", "yes"), questions=(One(id="Z2", label="Why?", options=_options()),))
    before = Section(id="z", questions=(One(id="Z1", label="So?", options=_options()),))
    asked = replace(FORM, sections=(*sections, before, last))
    then = [ENGLISH.say(each) for each in on_paper(asked, "en")["Z1"].then]
    assert then == ["If you ticked 2, go to the end of this form."]


def test_a_section_that_ends_the_survey_says_for_whom_and_prints_its_words() -> None:
    ending = next(section for section in paper_form(FORM, "en", Size.STANDARD) if section.ends)
    assert ending.ends == ("For people over 16", "Sorry.")
    assert ending.only is not None
    assert ENGLISH.say(ending.only.says) == "If you ticked 1 (“Under 16”) in question 2:"


def test_equality_questions_stand_apart_with_their_promise_and_without_a_button() -> None:
    apart = [section for section in paper_form(SHIPPED["residents"], "en", Size.STANDARD) if section.apart]
    assert [section.title for section in apart] == ["A few questions about you"]
    assert "you can skip any of them" in apart[0].promise
    assert "E0" not in on_paper(SHIPPED["residents"], "en")


def test_exclusive_options_stand_behind_the_word_or_and_ticks_are_counted() -> None:
    paper = on_paper(FORM, "en")["Q3"].answering
    assert [option.label for option in paper.options if option.alone] == ["None of these"]
    assert ENGLISH.say(paper.how) == "Tick up to 2 boxes."


def test_order_is_fixed_where_the_web_shuffles() -> None:
    labels = [option.label for option in on_paper(FORM, "en")["Q3"].answering.options]
    assert labels == ["Phone", "Laptop", "Tablet", "Something else", "None of these"]


def test_large_print_has_rows_one_below_the_other() -> None:
    assert on_paper(FORM, "en")["Q6"].answering.kind == "table"
    assert on_paper(FORM, "en", Size.LARGE)["Q6"].answering.kind == "blocks"


def test_how_to_reach_somebody_is_never_asked_on_a_form_with_answers() -> None:
    assert "C1" not in on_paper(SHIPPED["phone"], "en")
    assert "C1" in {each.id for section in SHIPPED["phone"].sections for each in section.questions}


def test_each_kind_that_is_written_has_room_for_it() -> None:
    cells = {kind: [cell.count for cell in on_paper(SHIPPED[kind], "en")["K1"].answering.cells] for kind in WRITTEN}
    assert cells == {"date": [2, 2, 4], "month": [2, 4], "money": [len(str(int(HIGHEST))), 2], "number": [2]}
    assert on_paper(SHIPPED["ranking"], "en")["K1"].answering.kind == "ranks"
    assert on_paper(SHIPPED["residents"], "en")["R21"].answering.lines > 4


def test_a_place_for_an_earlier_answer_without_words_is_a_line_and_says_where_that_is() -> None:
    often = One(id="Q4", label="How often do you take {Q8}?", options=_options())
    sections = tuple(
        replace(section, questions=(often,)) if section.id == "hours" else section for section in FORM.sections
    )
    assert on_paper(replace(FORM, sections=sections), "en")["Q4"].label == (
        "How often do you take __________ (your answer in question 8)?"
    )


def test_words_for_those_who_answer_for_others_are_said_once() -> None:
    found = on_paper(SHIPPED["residents"], "en")
    assert found["R04"].others == ()
    assert len(found["R14a"].others) == 3


def _options() -> tuple[Option, ...]:
    return (Option(code="yes", label="Yes"), Option(code="no", label="No"))
