"""What groups are made by: one coding of a one-answer question, or a fact of each response."""

from msgspec import Struct


class Heading(Struct, frozen=True):
    """One column of a cross-tab. `number` is an option's of the characteristic, a way's or wording's place from 1, or a
    link's id."""

    number: int
    label: str


class Characteristic(Struct, frozen=True):
    """What groups are made by: one coding of a one-answer question, or a fact of the response."""

    key: str
    title: str
    groups: tuple[Heading, ...]
    question: str = ""
    """The id of the question; empty for a fact of the response."""
    sensitive: bool = False
    codes: tuple[str, ...] = ()
    """Of a language or Easy Read, what each group is stored as."""
