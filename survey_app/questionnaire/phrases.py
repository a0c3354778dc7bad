"""Words for a person, not yet in their language: what to say, and the values that stand in it."""

from typing import TypeAlias

from msgspec import Struct


class Phrase(Struct, frozen=True):
    """One message: its English source, which is its name in every catalogue, and the values of its `{places}`."""

    source: str
    values: tuple[tuple[str, "Said | int"], ...] = ()
    plural: str = ""
    """The English source for other numbers than one; the value `n` is the number. Empty where none decides."""


Said: TypeAlias = Phrase | str
"""Words for a person; a `str` is in their language already: a label, a hint, what they typed."""


def said(source: str) -> str:
    """The source of a message, marked for the catalogues, where the phrase is made later."""
    return source


def phrase(source: str, /, **values: Said | int) -> Phrase:
    """A message in English, to be said in the person's language."""
    return Phrase(source, tuple(values.items()))


def phrases(one: str, many: str, n: int, /, **values: Said | int) -> Phrase:
    """A message about a number, which stands in it as `{n}`: its first source is for one, its second for others."""
    return Phrase(one, (("n", n), *values.items()), many)
