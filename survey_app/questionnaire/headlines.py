"""The headlines that a questionnaire declares: rules by which answers become one figure (results contract, 8, 9).

For each person a headline is yes, no or not known. It is not known only where an answer that the rule needs is missing
and the others do not decide it.
"""

from typing import Literal, TypeAlias

from msgspec import Struct


class Headline(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True, tag_field="rule"):
    """What every headline has. `code` never changes its meaning; `label` says what the figure is, as "Are offline"."""

    code: str
    label: str
    printed: bool = True
    """False for a part of other headlines that is no figure of its own."""


class Answer(Headline, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True, tag="answer"):
    """Those who gave one of some answers to a question, the key of a row, or an item list: then one for each row."""

    question: str
    codes: tuple[str, ...]
    without: tuple[str, ...] = ()
    """Of many-choice: not counted are those who ticked any of these as well."""
    base: Literal["answered", "everyone"] = "answered"
    """Whether those to whom the question does not apply are left out, or count as "no"."""
    not_asked_counts_as: Literal["no", "excluded"] = "excluded"
    """What those count as whom the route led past the question."""
    left_blank_counts_as: Literal["no", "excluded"] = "excluded"


class AnyHeadline(Headline, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True, tag="any"):
    """Those of whom any of some headlines holds."""

    of: tuple[str, ...]


class AllHeadline(Headline, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True, tag="all"):
    """Those of whom all of some headlines hold, and none of others."""

    of: tuple[str, ...]
    but_not: tuple[str, ...] = ()


class CountHeadline(Headline, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True, tag="count"):
    """How many of some headlines hold: for how many people each number, or only whether it is within bounds."""

    of: tuple[str, ...]
    at_least: int | None = None
    at_most: int | None = None


class MostHeadline(Headline, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True, tag="most"):
    """The answers to a question that most people gave, the most common first."""

    question: str
    top: int = 3


AnyKind: TypeAlias = Answer | AnyHeadline | AllHeadline | CountHeadline | MostHeadline
"""A headline by any rule."""


def parts_of(headline: AnyKind) -> tuple[str, ...]:
    """The codes of the headlines that a headline is made of; none for those made of answers."""
    match headline:
        case AllHeadline():
            return (*headline.of, *headline.but_not)
        case AnyHeadline() | CountHeadline():
            return headline.of
    return ()
