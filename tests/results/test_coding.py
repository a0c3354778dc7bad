"""Stored answers become the codes of the results contract, whatever version they answered."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from survey_app.questionnaire.definition import Many, Option, Questionnaire, Section
from survey_app.results.coding import Coding, Missing, Stored, UnknownCode, coded, codings, ticked
from tests.results.sample import DEVICES, FIRST, OFTEN, second, stored_answers, versions


def coding(key: str, *questionnaires: Questionnaire) -> Coding:
    return next(each for each in codings(versions(*questionnaires)) if each.key == key)


def codes_of(key: str, *values: Stored) -> list[int]:
    column = coded(coding(key), [{key: value} for value in values], 11)
    return [int(code) for code in column.codes]


def test_absent_is_not_asked_and_null_is_not_answered() -> None:
    column = coded(coding("Q1"), [{}, {"Q1": None}, {"Q1": "weekly"}], 11)
    assert column.codes.tolist() == [Missing.NOT_ASKED, Missing.NOT_ANSWERED, 2]


def test_a_blank_with_i_do_not_understand_is_not_understood() -> None:
    answers: list[dict[str, Stored]] = [{"Q1": None, "Q1-unclear": True}, {"Q1": "daily", "Q1-unclear": True}]
    assert coded(coding("Q1"), answers, 11).codes.tolist() == [Missing.NOT_UNDERSTOOD, 1]


def test_options_with_a_role_keep_their_own_numbers() -> None:
    assert codes_of("Q3", "no_use", "dont_know") == [4, 5]


def test_ticks_are_one_bit_for_each_option() -> None:
    column = coded(coding("Q2"), [{"Q2": ("phone", "other")}, {"Q2": ()}, {"Q2": None}, {}], 11)
    assert column.codes.tolist() == [1, Missing.NOT_ANSWERED, Missing.NOT_ANSWERED, Missing.NOT_ASKED]
    assert column.ticks is not None
    assert column.ticks.tolist() == [0b101, 0, 0, 0]
    assert ticked(column.ticks, 3).tolist() == [True, False, False, False]


@pytest.mark.parametrize(
    ("ticks", "code"),
    [
        (("none",), 1),
        (("dont_know",), Missing.DONT_KNOW),
        (("refused",), Missing.REFUSED),
        (("dont_know", "refused"), Missing.DONT_KNOW),
        (("refused", "phone"), 1),
    ],
)
def test_ticks_of_a_missing_role_alone_count_as_that_role(ticks: tuple[str, ...], code: int) -> None:
    assert codes_of("Q2", ticks) == [code]


def test_typed_text_is_known_only_to_be_there() -> None:
    assert codes_of("Q6", "=1+1", "", None) == [1, Missing.NOT_ANSWERED, Missing.NOT_ANSWERED]


def test_numbers_keep_their_values() -> None:
    column = coded(coding("Q5"), [{"Q5": 7}, {"Q5": 2.5}, {"Q5": None}], 11)
    assert column.numbers is not None
    assert column.numbers[:2].tolist() == [7.0, 2.5]
    assert np.isnan(column.numbers[2])


def test_a_question_that_the_version_lacks_was_not_offered() -> None:
    new = coding("Q9", FIRST, second())
    assert coded(new, [{}, {}], 11).codes.tolist() == [Missing.NOT_OFFERED] * 2
    assert coded(new, [{"Q9": "no"}], 12).codes.tolist() == [2]


def test_option_numbers_are_given_once_over_versions() -> None:
    before, after = coding("Q1", FIRST), coding("Q1", FIRST, second())
    assert [option.code for option in after.options] == ["daily", "weekly", "never", "dont_know", "refused", "monthly"]
    assert [option.code for option in before.options] == [option.code for option in after.options][:5]


def test_words_and_order_are_of_the_newest_version() -> None:
    often = coding("Q1", FIRST, second())
    labels = [often.options[number - 1].label for number in often.order]
    assert labels == ["Daily", "Every month", "Never", "I do not know", "Prefer not to say", "Every week"]
    assert [each.key for each in codings(versions(FIRST, second()))][:2] == ["Q9", "Q1"]


def test_what_each_version_offers_is_known() -> None:
    offered = coding("Q1", FIRST, second()).offered
    assert offered == {11: {1, 2, 3, 4, 5}, 12: {1, 6, 3, 4, 5}}


def test_a_key_of_another_kind_is_another_column() -> None:
    many = Many(id="Q1", label="Which?", options=OFTEN.options)
    changed = replace(FIRST, sections=(Section(id="often", questions=(many,)), *FIRST.sections[1:]))
    both = [each for each in codings(versions(FIRST, changed)) if each.key == "Q1"]
    assert [each.measure for each in both] == ["many", "single"]
    assert coded(both[0], [{"Q1": ("daily",)}], 12).codes.tolist() == [1]
    assert coded(both[1], [{"Q1": ("daily",)}], 12).codes.tolist() == [Missing.NOT_OFFERED]


def test_a_code_that_no_version_offers_is_named_without_its_owner() -> None:
    with pytest.raises(UnknownCode, match="Q1 holds the code 'hourly'"):
        codes_of("Q1", "hourly")
    with pytest.raises(UnknownCode, match="Q1 holds tuple"):
        codes_of("Q1", ("daily",))
    with pytest.raises(UnknownCode, match="Q2 holds the code 'phone'"):
        codes_of("Q2", "phone")


def many_options(count: int) -> Questionnaire:
    options = tuple(Option(code=f"o{number}", label=str(number)) for number in range(count))
    question = replace(DEVICES, options=options)
    return replace(FIRST, sections=(Section(id="devices", questions=(question,)),))


def test_62_ticks_fit_and_63_are_refused() -> None:
    widest = coding("Q2", many_options(62))
    column = coded(widest, [{"Q2": ("o0", "o61")}], 11)
    assert column.ticks is not None
    assert column.ticks.tolist() == [1 | 1 << 61]
    with pytest.raises(ValueError, match="Q2 has had 63 options"):
        codings(versions(many_options(63)))


@given(st.lists(stored_answers(), max_size=6))
def test_every_answer_is_coded_by_itself(answers: list[dict[str, Stored]]) -> None:
    for each in codings(versions()):
        together = coded(each, answers, 11).codes.tolist()
        assert together == [code for alone in answers for code in coded(each, [alone], 11).codes.tolist()]
