"""Why an answer is refused, in words that tell the person what to do."""

from collections.abc import Mapping
from typing import Final

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


def too_few(ticked: int, least: int) -> Phrase:
    """Under the limit of a many-choice question."""
    return phrase(
        "You ticked {ticked}. Choose at least {least}, so tick {extra} more.",
        ticked=ticked,
        least=least,
        extra=least - ticked,
    )


def exclusive_mixed(label: str) -> Phrase:
    """An exclusive option ticked with others (interaction contract, 10)."""
    return phrase("You ticked '{option}' and something else. Untick one.", option=label)


def place_given_twice(place: Said, labels: tuple[str, ...]) -> Phrase:
    """Several options of a ranking in the same place."""
    first, *others, last = (phrase("'{option}'", option=label) for label in labels)
    listed = first
    for other in others:
        listed = phrase("{listed}, {option}", listed=listed, option=other)
    return phrase(
        "You gave {place} to {others} and {last}. Give it to one of them.", place=place, others=listed, last=last
    )


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


def not_an_amount(low: str, high: str) -> Phrase:
    """Not an amount of money, or one outside its bounds."""
    return phrase("Enter an amount between {low} and {high}.", low=low, high=high)


def not_clear_amount(typed: str) -> Phrase:
    """A comma or a space that could mean two amounts."""
    return phrase("We cannot tell which amount '{typed}' is. Write pounds and pence like 2.50.", typed=typed)


def too_many_pence() -> Phrase:
    """More than two digits after the point."""
    return phrase("Write at most two numbers after the point, like 2.50.")


MISSING: Final[Mapping[tuple[str, ...], Phrase]] = {
    ("day",): phrase("Enter the day as well."),
    ("month",): phrase("Enter the month as well."),
    ("year",): phrase("Enter the year as well."),
    ("day", "month"): phrase("Enter the day and the month as well."),
    ("day", "year"): phrase("Enter the day and the year as well."),
    ("month", "year"): phrase("Enter the month and the year as well."),
}
"""A date without these parts."""


def day_not_known() -> Phrase:
    """What stands for the day is no day of any month."""
    return phrase("The day must be a number between 1 and 31.")


def month_not_known() -> Phrase:
    """What stands for the month is no month."""
    return phrase("The month must be a number between 1 and 12.")


def year_not_known() -> Phrase:
    """A year of two digits, which could be of either century, or none at all."""
    return phrase("Write all four numbers of the year, like 1987.")


def no_such_day(day: Phrase) -> Phrase:
    """A day that its month has not (interaction contract, 7)."""
    return phrase("{day} is not a date. Check the day.", day=day)


def not_in_dates(earliest: Phrase, latest: Phrase) -> Phrase:
    """A date outside its bounds."""
    return phrase("Enter a date from {earliest} to {latest}.", earliest=earliest, latest=latest)


def not_a_postcode() -> Phrase:
    """Not the form of a postcode."""
    return phrase("Enter a full postcode, like PR1 8XJ.")


def postcode_not_known(typed: str) -> Phrase:
    """The form of a postcode, of a town of the area, but not in the table."""
    return phrase("We do not know the postcode '{typed}'. Check it, or leave the box empty.", typed=typed)
