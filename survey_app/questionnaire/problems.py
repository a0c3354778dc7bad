"""Why an answer is refused, in words that tell the person what to do."""

from msgspec import Struct

from survey_app.questionnaire.phrases import Phrase, Said, phrase


class Problem(Struct, frozen=True):
    """One refusal. `key` is the field to go to: its name is also the id of its first input."""

    key: str
    words: Said


def too_many(ticked: int, most: int) -> Phrase:
    """Over the limit of a many-choice question (interaction contract, 10)."""
    return phrase(
        "You ticked {ticked}. Choose up to {most}, so untick {extra}.", ticked=ticked, most=most, extra=ticked - most
    )


def exclusive_mixed(label: str) -> Phrase:
    """An exclusive option ticked with others (interaction contract, 10)."""
    return phrase("You ticked '{option}' and something else. Untick one.", option=label)


def too_long(length: int, limit: int) -> Phrase:
    """A text over its limit (interaction contract, 5)."""
    return phrase("Your answer is {length} characters. Shorten it by {extra}.", length=length, extra=length - limit)


def not_between(low: int | str, high: int | str) -> Phrase:
    """Not a number, or one outside its bounds (interaction contract, 7)."""
    return phrase("Enter a number between {low} and {high}.", low=low, high=high)


def not_whole(low: int | str, high: int | str) -> Phrase:
    """Not a whole number where only those count."""
    return phrase("Enter a whole number between {low} and {high}.", low=low, high=high)


def point_needed(low: int | str, high: int | str) -> Phrase:
    """The same where digits may follow a point."""
    return phrase("Enter a number between {low} and {high}. Write a point, as in 2.5.", low=low, high=high)


def not_clear(typed: str, remedy: Phrase) -> Phrase:
    """A comma or a space that could mean two numbers: `2,5` is 2.5 to some, and a slip for 25 to others."""
    return phrase("We cannot tell which number '{typed}' is. {remedy}", typed=typed, remedy=remedy)


def not_one() -> Phrase:
    """More than one answer where there can be one: no page of ours sends that."""
    return phrase("Choose one answer.")


def not_an_email() -> Phrase:
    """No e-mail address."""
    return phrase("Enter an email address like name@example.com.")


def not_a_phone() -> Phrase:
    """No telephone number."""
    return phrase("Enter a phone number like 01632 960001 or +44 7700 900982.")


def row_left_out(row: str) -> Phrase:
    """A row of a needed item list without an answer. It names the row, so that no two lines of a summary read alike."""
    return phrase("Choose an answer for '{row}'.", row=row)


def row_not_one(row: str) -> Phrase:
    """More than one answer in a row: no page of ours sends that."""
    return phrase("Choose one answer for '{row}'.", row=row)
