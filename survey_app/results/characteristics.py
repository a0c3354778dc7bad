"""What groups are made by: one coding of a one-answer question, or a fact of each response."""

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace


class Heading(Struct, frozen=True):
    """One column of a cross-tab. `number` is an option's of the characteristic, a way's or wording's place from 1, or a
    link's id."""

    number: int
    label: str


class Merged(Struct, frozen=True):
    """One larger group: its label, and the option numbers and the labels of those whose people stand in it."""

    label: str
    numbers: tuple[int, ...]
    labels: tuple[str, ...]


class Characteristic(Struct, frozen=True):
    """What groups are made by: one coding of a one-answer question, or a fact of the response.

    With `merged` its groups are those, by their place from 1: they stand in the stead of the options, never beside.
    """

    key: str
    title: str
    groups: tuple[Heading, ...]
    question: str = ""
    """The id of the question; empty for a fact of the response."""
    sensitive: bool = False
    codes: tuple[str, ...] = ()
    """Of a language or Easy Read, what each group is stored as."""
    merged: tuple[Merged, ...] = ()


def in_merges(by: Characteristic, merged: Sequence[Merged]) -> Characteristic:
    """The same characteristic in larger groups; as it is where there are none."""
    if not merged:
        return by
    groups = tuple(Heading(number, each.label) for number, each in enumerate(merged, start=1))
    return replace(by, groups=groups, merged=tuple(merged))
