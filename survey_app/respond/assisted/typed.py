"""What a keyer types in a box: option numbers, `r` for what cannot be read, `m` for several marks, or nothing."""

import re
import unicodedata
from collections.abc import Sequence
from enum import StrEnum

LONGEST = 4
"""Digits of one option number at most: no list has ten thousand options."""

NUMBERS = re.compile(r"\d+")
BETWEEN = re.compile(r"[\s,;.+&/\u060c\u061b\u3001\uff0c]+")
"""What may stand between two numbers: white space, commas of several scripts, and what hands put there."""


class Mark(StrEnum):
    """Why a box of a form holds no answer. It is stored beside the answer, which counts as not answered."""

    UNREADABLE = "unreadable"
    """`r`: nobody can read what is there."""
    SEVERAL = "several"
    """`m`: marks that cannot all be meant: two in a one-answer question, too many, or "none" with something else."""
    UNUSABLE = "unusable"
    """Readable, and no answer: a number that the list has not, or one outside the bounds."""


KEYS = {"r": Mark.UNREADABLE, "m": Mark.SEVERAL}
"""The letters that stand for a mark (interaction contract, 27)."""

WORDS = {
    Mark.UNREADABLE: "Cannot be read",
    Mark.SEVERAL: "Several marks",
    Mark.UNUSABLE: "Cannot be used",
}


NOT_NUMBERS = "This is neither option numbers, nor r, nor m. Put a space between two numbers."
COUNTS_AS_M = "It counts as m."


def mark_in(text: str) -> Mark | None:
    """The mark that a box holds, in either case of its letter; None where it holds something else."""
    return KEYS.get(text.strip().lower())


def numbers_in(text: str) -> tuple[int, ...] | None:
    """The option numbers in a box, each once, in the order typed; none where it is empty; None where it holds
    anything else. Digits of any script, with spaces, commas or the like between: `1 3 7`, `1,3,7`."""
    listed = numbers_listed(text)
    return None if listed is None else tuple(dict.fromkeys(listed))


def numbers_listed(text: str) -> tuple[int, ...] | None:
    """The same, each as often as it stands there."""
    parts = [part for part in BETWEEN.split(plain_digits(text)) if part]
    if not all(NUMBERS.fullmatch(part) and len(part) <= LONGEST for part in parts):
        return None
    return tuple(int(part) for part in parts)


def plain_digits(text: str) -> str:
    """A text with digits of every script as 0 to 9."""
    return "".join(str(unicodedata.digit(each, each)) for each in text)


def outside_words(numbers: Sequence[int], last: int) -> str:
    """Which of the numbers a list of so many has not; empty where it has them all."""
    outside = [str(number) for number in dict.fromkeys(numbers) if not 1 <= number <= last]
    return f"There is no option {' or '.join(outside)}: the last is {last}." if outside else ""
