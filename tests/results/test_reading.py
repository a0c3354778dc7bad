"""Fast reading codes every answer as slow reading does, and refuses what no version offers."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from survey_app.questionnaire.definition import Many, Section
from survey_app.results.coding import Missing, Stored, UnknownCode, coded, codings
from survey_app.results.reading import Reader
from tests.results.sample import FIRST, OFTEN, second, stored_answers, versions

CODINGS = codings(versions(FIRST, second()))


def json(*answers: object) -> list[str]:
    return [msgspec.json.encode(each).decode() for each in answers]


@given(st.lists(stored_answers(), max_size=8), st.sampled_from([11, 12]))
def test_every_column_is_the_same_as_from_a_dictionary(answers: list[dict[str, Stored]], version_id: int) -> None:
    fast = Reader(CODINGS).read(json(*answers), version_id)
    for coding, column in zip(CODINGS, fast, strict=True):
        slow = coded(coding, answers, version_id)
        assert (column.codes.tolist(), column.codes.dtype) == (slow.codes.tolist(), slow.codes.dtype)
        if column.ticks is not None and slow.ticks is not None:
            assert (column.ticks.tolist(), column.ticks.dtype) == (slow.ticks.tolist(), slow.ticks.dtype)
        if column.numbers is not None and slow.numbers is not None:
            assert [str(each) for each in column.numbers] == [str(each) for each in slow.numbers]


@pytest.mark.parametrize(
    "wrong", [{"Q1": "hourly"}, {"Q1": ["daily"]}, {"Q2": "phone"}, {"Q2": ["radio"]}, {"Q5": "7"}]
)
def test_what_no_version_offers_is_named_by_its_key(wrong: dict[str, object]) -> None:
    with pytest.raises(UnknownCode, match=next(iter(wrong))):
        Reader(CODINGS).read(json(wrong), 11)


def test_keys_that_are_no_variables_are_passed_over() -> None:
    answers = {"Q1": "daily", "Q2-detail": "typed", "Q2-order": ["phone", "laptop"], "Q99": "x"}
    assert Reader(CODINGS).read(json(answers), 11)[1].codes.tolist() == [1]


def test_a_key_of_two_kinds_is_read_for_both() -> None:
    many = Many(id="Q1", label="Which?", options=OFTEN.options)
    newer = replace(FIRST, sections=(Section(id="often", questions=(many,)), *FIRST.sections[1:]))
    both = codings(versions(FIRST, newer))
    reader = Reader(both)
    of_old, of_new = reader.read(json({"Q1": "daily"}), 11), reader.read(json({"Q1": ["daily"]}), 12)
    measured = {coding.measure: place for place, coding in enumerate(both) if coding.key == "Q1"}
    assert of_old[measured["single"]].codes.tolist() == [1]
    assert of_old[measured["many"]].codes.tolist() == [Missing.NOT_OFFERED]
    assert of_new[measured["many"]].codes.tolist() == [1]


def test_a_survey_without_questions_has_no_columns() -> None:
    assert Reader(()).read(json({}), 11) == ()
