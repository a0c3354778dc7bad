"""What breaks a series between two rounds, and what is only said beside it (results contract, 25)."""

import pytest
from msgspec.structs import replace

from survey_app.questionnaire.conditions import Is
from survey_app.questionnaire.definition import Asked, Option, Questionnaire
from survey_app.questionnaire.wording import Wording
from survey_app.results.breaks import Between, Facts, between
from survey_app.results.charts_trends import trend
from tests.results.sample import DEVICES, EASE, FIRST, OFTEN, versions

NEW = Option(code="tablet", label="Tablet")


def facts(*questionnaires: Questionnaire, **other: object) -> Facts:
    return replace(Facts(1, versions(*questionnaires)[-1:], ("open",), (80, 10, 10)), **other)


def put(question: Asked, **other: object) -> Questionnaire:
    """The sample with one question changed."""
    sections = tuple(
        replace(
            section,
            questions=tuple(replace(each, **other) if each.id == question.id else each for each in section.questions),
        )
        for section in FIRST.sections
    )
    return replace(FIRST, sections=sections)


def found(new: Questionnaire, question: str, signed: dict[tuple[int, str], str] | None = None) -> Between:
    return between(facts(FIRST), facts(FIRST, new), (question,), signed or {})


def test_the_same_version_breaks_nothing() -> None:
    assert between(facts(FIRST), facts(FIRST), ("Q1", "Q2"), {}) == Between()


@pytest.mark.parametrize(
    ("new", "question", "words"),
    [
        (put(OFTEN, label="How often do you?"), "Q1", "the words of question Q1 changed"),
        (put(DEVICES, options=(*DEVICES.options, NEW)), "Q2", "the answers of question Q2 changed"),
        (put(DEVICES, options=DEVICES.options[1:]), "Q2", "the answers of question Q2 changed"),
        (put(EASE, options=EASE.options[::-1]), "Q3", "the answers of question Q3 changed"),
        (put(DEVICES, when=Is("Q1", "daily")), "Q2", "other people were asked question Q2"),
        (put(DEVICES, dont_know="outside"), "Q2", "the answers of question Q2 changed"),
        (replace(FIRST, sections=FIRST.sections[:-1]), "Q8", "question Q8 was not asked any more"),
    ],
)
def test_what_changes_the_figure_breaks_it(new: Questionnaire, question: str, words: str) -> None:
    assert found(new, question).breaks == (words,)
    assert found(new, "Q5").breaks == ()


def test_changed_words_that_somebody_signed_are_a_note() -> None:
    new = put(OFTEN, label="How often do you?")
    assert found(new, "Q1").unsigned == ((12, "Q1"),)
    signed = found(new, "Q1", {(12, "Q1"): "a word was left out"})
    assert signed == Between((), ("the words of question Q1 changed and mean the same: a word was left out",), ())
    assert found(put(DEVICES, options=DEVICES.options[1:]), "Q2", {(12, "Q2"): "no"}).breaks != ()


def test_another_order_of_answers_on_no_scale_is_a_note() -> None:
    made = found(put(DEVICES, options=DEVICES.options[::-1]), "Q2")
    assert made == Between((), ("the answers of question Q2 stand in another order",))


def test_other_people_or_weights_break_and_other_ways_are_a_note() -> None:
    before = facts(FIRST)
    assert between(before, replace(before, samples=("random",)), ("Q1",), {}).breaks != ()
    assert between(before, replace(before, weighted=True), ("Q1",), {}).breaks != ()
    assert between(before, replace(before, ways=(70, 20, 10)), ("Q1",), {}).notes != ()
    assert between(before, replace(before, ways=(71, 19, 10)), ("Q1",), {}) == Between()


def test_a_language_that_is_new_is_a_note() -> None:
    made = found(replace(FIRST, wordings={"pl": Wording()}), "Q1")
    assert made == Between((), ("new: pl",))


def test_a_version_that_only_lies_between_does_not_break_what_neither_round_answered() -> None:
    made = between(facts(FIRST), facts(FIRST, put(OFTEN, label="Else?"), FIRST), ("Q1",), {})
    assert made == Between()


def test_a_line_is_cut_at_a_break_and_where_a_round_shows_nothing() -> None:
    drawn = trend(["Round 1", "Round 2", "Round 3", "Round 4"], [0, 50, 100, None], [False, True, False])
    assert [(each.x1 < each.x2, each.y1 > each.y2) for each in drawn.segments] == [(True, True)]
    assert len(drawn.cuts) == 1
    assert drawn.dots[1].x < drawn.cuts[0] < drawn.dots[2].x
    assert [each.words for each in drawn.dots] == ["0%", "50%", "100%", ""]
    assert [each.y for each in drawn.levels] == [drawn.dots[0].y, drawn.dots[1].y, drawn.dots[2].y]
    assert all(0 < each.x < drawn.width for each in drawn.dots)
