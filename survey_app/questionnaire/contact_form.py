"""What a questionnaire says of contact details: why they are asked for, for which purposes, and how long they stay."""

from typing import Final, Literal, TypeAlias

from msgspec import Struct

MOST_DAYS: Final = 183
"""How long after the close of a round contact details may be kept: 6 months (results contract, 43)."""

Way: TypeAlias = Literal["email", "phone"]
"""How somebody can be reached."""


class Purpose(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One thing for which people may be written to or phoned: talking more, a prize draw."""

    code: str
    label: str


class ContactForm(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """The form that is offered after sending, never on a shared computer; what it takes is sealed."""

    why: tuple[str, ...]
    purposes: tuple[Purpose, ...]
    ways: tuple[Way, ...] = ("email", "phone")
    erase_after_days: int = 30
    """Days after the close of the round."""
