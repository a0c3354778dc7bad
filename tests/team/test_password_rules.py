"""What may be a password: long enough, not what everybody guesses, and nothing else is asked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey_app.team.guessed_words import COMMON_WORDS
from survey_app.team.hashing import MOST_BYTES, bytes_of
from survey_app.team.password_rules import FEWEST, GUESSED, TOO_LONG, TOO_SHORT, own_characters, problem_with

NAMES = ("Lancashire County Council", "the county council", "Lancashire", "Soundings", "avery.quill@council.test")


@pytest.mark.parametrize(
    "password",
    [
        "violin puddle hedgehog",
        "correct horse battery staple",
        "kW7#pQ9!zR2m",
        "483920571746",
        "ہاتھی بارش کتاب دریا",
        "żółw wędruje nocą",
        "        x7Kq2m9Zp",
    ],
)
def test_three_words_random_signs_and_any_script_are_taken(password: str) -> None:
    assert problem_with(password, NAMES) == ""


@pytest.mark.parametrize(
    "password",
    [
        "password1234",
        "Password123!",
        "P@ssw0rd2026",
        "passwordpassword",
        "qwertyuiop12",
        "letmeinletmein",
        "123456789012",
        "111111111111",
        "abcdefghijkl",
        "Lancashire2026!",
        "LancashireCountyCouncil",
        "Soundings2026",
        "S0und1ngs-2026",
        "averyquill2026",
        "iloveyouiloveyou",
        "WelcomeSummer26",
        "!!!!!!!!!!!!!!",
        "            ",
    ],
)
def test_what_everybody_guesses_first_is_refused_in_words(password: str) -> None:
    assert problem_with(password, NAMES) == GUESSED


def test_the_same_password_may_be_taken_where_the_name_is_nobodys() -> None:
    assert problem_with("averyquill-22", ()) == ""
    assert problem_with("averyquill-22", NAMES) == GUESSED


def test_eleven_characters_are_too_few_and_twelve_are_enough() -> None:
    assert FEWEST == 12
    assert problem_with("kW7#pQ9!zR2", NAMES) == TOO_SHORT
    assert problem_with("kW7#pQ9!zR2m", NAMES) == ""


def test_more_than_256_bytes_are_refused_in_words() -> None:
    long = "violin puddle hedgehog " * 12
    assert problem_with(long[:MOST_BYTES], NAMES) == ""
    assert problem_with(long[: MOST_BYTES + 1], NAMES) == TOO_LONG
    assert problem_with("ے" * 129, NAMES) == TOO_LONG


@given(st.text(max_size=300))
def test_anything_typed_gets_words_or_is_taken(password: str) -> None:
    problem = problem_with(password, NAMES)
    assert problem in {"", TOO_SHORT, TOO_LONG, GUESSED}
    assert problem != "" or 12 <= len(bytes_of(password)) <= MOST_BYTES


@given(st.lists(st.sampled_from(sorted(COMMON_WORDS)), min_size=3, max_size=6), st.integers(0, 99))
def test_common_words_alone_with_a_number_are_never_taken(chosen: list[str], number: int) -> None:
    assert problem_with("".join(chosen) + str(number), NAMES) != ""


@given(st.text(st.characters(categories=["Ll", "Nd"]), max_size=40), st.sampled_from(sorted(COMMON_WORDS)))
def test_a_common_word_adds_nothing_of_ones_own(rest: str, word: str) -> None:
    assert own_characters(f"{rest} {word}", [word]) <= own_characters(rest, [])
