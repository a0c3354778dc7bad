"""Counts and bases are those of a recount in plain Python from the stored answers."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from survey_app.questionnaire.definition import Many, Number, Option, Role, Section
from survey_app.questionnaire.measured import measured_range
from survey_app.results.coding import Coded, Coding, Missing, Stored, coded, codings
from survey_app.results.tabulate import Rows, Tally, bins_of, in_base, numbers_in, rows_where, tabulate
from tests.results.recount import recount
from tests.results.sample import FIRST, HOURS, stored_answers, versions

CODINGS = {coding.key: coding for coding in codings(versions())}

Answers = list[dict[str, Stored]]


def everybody(size: int) -> Rows:
    return rows_where(np.ones(size, dtype=np.bool_))


def tallied(key: str, *values: Stored) -> Tally:
    column = column_of(key, [{key: value} for value in values])
    return tabulate(CODINGS[key], column, everybody(len(values)))


def column_of(key: str, answers: Answers) -> Coded:
    return coded(CODINGS[key], answers, 11)


def by_code(coding: Coding, counts: tuple[int, ...]) -> dict[str, int]:
    return {option.code: count for option, count in zip(coding.options, counts, strict=True) if count}


@given(st.lists(stored_answers(), max_size=40), st.data())
def test_every_count_and_base_equals_a_recount_in_plain_python(answers: Answers, data: st.DataObject) -> None:
    mask = data.draw(st.lists(st.booleans(), min_size=len(answers), max_size=len(answers)))
    chosen = [each for each, kept in zip(answers, mask, strict=True) if kept]
    rows = rows_where(np.array(mask, dtype=np.bool_))
    for coding in CODINGS.values():
        tally = tabulate(coding, coded(coding, answers, 11), rows)
        again = recount(coding.variable, chosen)
        assert (tally.population, tally.asked, tally.answered, tally.base) == (
            len(chosen), again.asked, again.answered, again.base,
        )  # fmt: skip
        if coding.measure in {"single", "many"}:
            assert by_code(coding, tally.counts) == again.counts


@given(st.lists(stored_answers(), max_size=40))
def test_one_answer_counts_add_up_to_the_base(answers: Answers) -> None:
    for coding in CODINGS.values():
        if coding.measure == "single":
            tally = tabulate(coding, coded(coding, answers, 11), everybody(len(answers)))
            inside = zip(coding.options, tally.counts, strict=True)
            assert sum(count for option, count in inside if in_base(coding, option.role)) == tally.base


@given(st.lists(stored_answers(), max_size=40))
def test_everybody_is_somewhere(answers: Answers) -> None:
    for coding in CODINGS.values():
        tally = tabulate(coding, coded(coding, answers, 11), everybody(len(answers)))
        dont_know = 0 if in_base(coding, Role.DONT_KNOW) else tally.missing[Missing.DONT_KNOW]
        others = [code for code in Missing if code is not Missing.DONT_KNOW]
        assert tally.base + dont_know + sum(tally.missing[code] for code in others) == tally.population


def test_do_not_know_is_in_the_base_unless_the_author_sets_it_outside() -> None:
    assert tallied("Q1", "daily", "dont_know", "dont_know").base == 3
    assert tallied("Q3", "easy", "dont_know", "dont_know").base == 1


def test_prefer_not_to_say_does_not_apply_and_blanks_are_not_in_the_base() -> None:
    tally = tallied("Q3", "easy", "no_use", None)
    assert (tally.asked, tally.answered, tally.base) == (3, 2, 1)
    assert tallied("Q1", "daily", "refused").base == 1


def test_the_base_of_many_is_people_with_a_tick_and_none_of_these_is_one() -> None:
    tally = tallied("Q2", ("phone", "laptop"), ("none",), ("refused",), (), None)
    assert tally.base == 2
    assert by_code(CODINGS["Q2"], tally.counts) == {"phone": 1, "laptop": 1, "none": 1, "refused": 1}


def test_numbers_are_clipped_to_their_bounds_and_binned() -> None:
    assert bins_of(measured_range(HOURS)) == ((0, 1), (1, 5), (5, 20), (20, 40))
    assert tallied("Q5", -3, 0, 0.5, 1, 19.5, 20, 60, None).counts == (3, 1, 1, 2)


def test_numbers_of_some_rows_are_those_answered() -> None:
    column = column_of("Q5", [{"Q5": 3}, {"Q5": None}, {}, {"Q5": 4}])
    assert numbers_in(column, rows_where(np.array([True, True, True, False]))).tolist() == [3.0]


@pytest.mark.parametrize("options", [1, 8, 9, 16, 17, 33, 62])
def test_ticks_of_every_width_are_counted_bit_by_bit(options: int) -> None:
    choices = tuple(Option(code=f"o{number}", label="") for number in range(options))
    wide = replace(FIRST, sections=(Section(id="s", questions=(Many(id="Q1", label="", options=choices),)),))
    (coding,) = codings(versions(wide))
    last = choices[-1].code
    answers: Answers = [{"Q1": ("o0", last) if options > 1 else ("o0",)}, {"Q1": (last,)}, {"Q1": None}]
    tally = tabulate(coding, coded(coding, answers, 11), everybody(3))
    assert by_code(coding, tally.counts) == ({"o0": 1, last: 2} if options > 1 else {"o0": 2})


def test_nobody_is_counted_without_a_fault() -> None:
    for coding in CODINGS.values():
        tally = tabulate(coding, coded(coding, [], 11), everybody(0))
        assert (tally.population, tally.base) == (0, 0)


def test_what_is_not_a_number_has_no_bins() -> None:
    assert not isinstance(CODINGS["Q6"].variable.question, Number)
    assert tallied("Q6", "text").counts == ()
