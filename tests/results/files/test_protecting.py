"""In a file of staff's answers every combination of what is left is shared by ten people or more."""

from collections import Counter
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from survey_app.questionnaire.conditions import Is, IsAnyOf
from survey_app.questionnaire.definition import Section
from survey_app.results.coding import codings
from survey_app.results.files.protecting import age_band, band_words, small_groups, tell_tales
from tests.results.sample import EASE, FIRST, IDEA, versions

PEOPLE = st.lists(st.tuples(st.sampled_from([1, 1, 1, 2, 3, -2]), st.integers(1, 4), st.integers(1, 2)), max_size=150)


def masked(people: Sequence[tuple[int, ...]]) -> list[tuple[int | str, ...]]:
    columns = [np.array(values, dtype=np.int8) for values in zip(*people, strict=True)]
    hidden = small_groups(columns, np.arange(len(people)))
    return [
        tuple("c" if hide[row] else value for hide, value in zip(hidden, person, strict=True))
        for row, person in enumerate(people)
    ]


@given(PEOPLE)
def test_every_combination_is_shared_by_ten_or_all_is_hidden(people: list[tuple[int, ...]]) -> None:
    counts = Counter(masked(people))
    assert all(count >= 10 for count in counts.values()) or set(counts) == {("c", "c", "c")}


@given(PEOPLE)
def test_each_characteristic_alone_too_is_never_of_1_to_9(people: list[tuple[int, ...]]) -> None:
    if len(people) >= 10:
        for values in zip(*masked(people), strict=True):
            assert all(count >= 10 for count in Counter(values).values())


@given(st.integers(1, 30), st.integers(10, 30))
def test_large_groups_stay_as_they_are(few: int, many: int) -> None:
    left = masked([(1,)] * many + [(2,)] * (10 + few))
    assert Counter(left) == {(1,): many, (2,): 10 + few}


def test_the_next_smallest_group_joins_a_hidden_one_that_is_too_small() -> None:
    assert Counter(masked([(1,)] * 30 + [(2,)] * 12 + [(3,)] * 4)) == {(1,): 30, ("c",): 16}


def test_only_the_rows_of_the_file_are_counted() -> None:
    column = np.array([1] * 20 + [2] * 20, dtype=np.int8)
    assert small_groups([column], np.arange(25))[0].tolist() == [True] * 25
    assert not small_groups([column], np.arange(40))[0].any()


@pytest.mark.parametrize(
    ("code", "band"),
    [
        ("age_16_24", "age_16_24"),
        ("age_25_34", "age_25_44"),
        ("age_35_44", "age_25_44"),
        ("age_45_54", "age_45_64"),
        ("age_65_74", "age_65_74"),
        ("age_75_84", "age_75_over"),
        ("age_85_over", "age_75_over"),
        ("refused", "refused"),
        ("burnley", "burnley"),
    ],
)
def test_ages_are_in_five_bands(code: str, band: str) -> None:
    assert age_band(code) == band


def test_being_asked_tells_of_the_answers_that_led_there() -> None:
    after = Section(id="why", when=IsAnyOf("Q3", ("hard",)), questions=(replace(IDEA, id="Q10"),))
    nested = replace(FIRST, sections=(*FIRST.sections, after))
    causes = tell_tales(codings(versions(nested)))
    assert causes["Q3"] == {"Q1"}
    assert causes["Q10"] == {"Q3", "Q1"}
    assert causes["Q1"] == frozenset()


def test_negative_control_an_own_condition_of_a_question_counts_too() -> None:
    alone = Section(id="x", questions=(replace(EASE, id="Q11", when=Is("Q7", "north")),))
    causes = tell_tales(codings(versions(replace(FIRST, sections=(*FIRST.sections, alone)))))
    assert causes["Q11"] == {"Q7"}


def test_a_band_of_ages_has_words() -> None:
    assert [band_words(age_band(code)) for code in ("age_16_17", "age_30_34", "age_85_over")] == [
        "16 to 24",
        "25 to 44",
        "75 or over",
    ]
