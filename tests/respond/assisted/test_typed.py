"""What a keyer types in a box of option numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey_app.respond.assisted.typed import Mark, mark_in, numbers_in

ZEROS = (0x30, 0x660, 0x6F0, 0x966, 0xA66, 0xAE6, 0xFF10)
"""Where the digits of a script begin: Latin, Arabic, Urdu, Hindi, Panjabi, Gujarati, full width."""

SEPARATORS = st.sampled_from([" ", ",", ", ", ";", "/", ".", "+", "&", "\t", "\u060c", "\u00a0"])


def written(numbers: list[int], zero: int, between: list[str]) -> str:
    """Numbers in the digits of a script."""
    words = ["".join(chr(zero + int(digit)) for digit in str(number)) for number in numbers]
    return "".join(word + gap for word, gap in zip(words, [*between, ""], strict=False))


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("", ()),
        ("  ", ()),
        ("1 3 7", (1, 3, 7)),
        ("1,3,7", (1, 3, 7)),
        ("7 1", (7, 1)),
        ("\u06f1 \u06f3", (1, 3)),
        ("3 3", (3,)),
        ("03", (3,)),
    ],
)
def test_numbers_are_read_as_they_are_typed(text: str, numbers: tuple[int, ...]) -> None:
    assert numbers_in(text) == numbers


@pytest.mark.parametrize("text", ["x", "1 x", "1-3", "r 1", "12345", "½", "9" * 5000])
def test_anything_else_is_not_numbers(text: str) -> None:
    assert numbers_in(text) is None


@given(
    st.lists(st.integers(0, 9999), min_size=1, max_size=8, unique=True),
    st.sampled_from(ZEROS),
    st.lists(SEPARATORS, min_size=8, max_size=8),
)
def test_numbers_in_the_digits_of_any_script_are_read(numbers: list[int], zero: int, between: list[str]) -> None:
    assert numbers_in(written(numbers, zero, between)) == tuple(numbers)


@given(st.text())
def test_whatever_is_typed_is_numbers_or_not_and_never_fails(text: str) -> None:
    numbers = numbers_in(text)
    assert numbers is None or all(0 <= number <= 9999 for number in numbers)


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("r", Mark.UNREADABLE),
        (" R ", Mark.UNREADABLE),
        ("m", Mark.SEVERAL),
        ("M", Mark.SEVERAL),
        ("rm", None),
        ("1", None),
        ("", None),
    ],
)
def test_two_letters_are_marks_in_either_case(text: str, mark: Mark | None) -> None:
    assert mark_in(text) is mark
