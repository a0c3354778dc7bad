"""Why an answer is refused, in words that tell the person what to do."""

from msgspec import Struct


class Problem(Struct, frozen=True):
    """One refusal. `key` is the field to go to: its name is also the id of its first input."""

    key: str
    words: str


def too_many(ticked: int, most: int) -> str:
    """Over the limit of a many-choice question (interaction contract, 10)."""
    return f"You ticked {ticked}. Choose up to {most}, so untick {ticked - most}."


def exclusive_mixed(label: str) -> str:
    """An exclusive option ticked with others (interaction contract, 10)."""
    return f"You ticked '{label}' and something else. Untick one."


def too_long(length: int, limit: int) -> str:
    """A text over its limit (interaction contract, 5)."""
    return f"Your answer is {length:,} characters. Shorten it by {length - limit:,}."


def not_between(low: str, high: str) -> str:
    """Not a number, or one outside its bounds (interaction contract, 7)."""
    return f"Enter a number between {low} and {high}."


def not_whole(low: str, high: str) -> str:
    """Not a whole number where only those count."""
    return f"Enter a whole number between {low} and {high}."


def not_clear(typed: str, remedy: str) -> str:
    """A comma or a space that could mean two numbers: `2,5` is 2.5 to some, and a slip for 25 to others."""
    return f"We cannot tell which number '{typed}' is. {remedy}"


def not_one() -> str:
    """More than one answer where there can be one: no page of ours sends that."""
    return "Choose one answer."


def row_left_out(row: str) -> str:
    """A row of a needed item list without an answer. It names the row, so that no two lines of a summary read alike."""
    return f"Choose an answer for '{row}'."


def row_not_one(row: str) -> str:
    """More than one answer in a row: no page of ours sends that."""
    return f"Choose one answer for '{row}'."
