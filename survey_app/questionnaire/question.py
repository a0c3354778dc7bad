"""What every kind of question has, and other words for it when a condition holds."""

from typing import Literal

from msgspec import Struct

from survey_app.questionnaire.conditions import Condition


class Rewording(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """Other words for the same question and codes when a condition holds; the first that holds is used."""

    when: Condition
    label: str = ""
    hint: str = ""
    needed: str = ""
    options: dict[str, str] = {}
    """Labels by option code, for those that change."""
    items: dict[str, str] = {}
    """Labels by item code, for those that change."""


class Question(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True, tag_field="kind"):
    """What every kind of question has."""

    id: str
    label: str
    hint: str = ""
    number: str = ""
    """The printed number, `9a`; empty means the digits and letter of the id without zeros in front."""
    needed: str = ""
    """The words shown when the answer is missing; empty means that the question may be left blank."""
    when: Condition | None = None
    rewordings: tuple[Rewording, ...] = ()
    ambitions: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    purpose: str = ""
    """Who uses the answer, and for what."""
    source: str = ""
    licence: str = ""
    sensitive: bool = False
    special_category: str = ""
    """The data-protection condition under which a special-category question is asked."""
    dont_know: Literal["inside", "outside"] = "inside"
    """Whether "don't know" is in the base (results contract, 5)."""
    unclear: bool | None = None
    """Whether "I don't understand this question" can be ticked below it; None as the questionnaire says."""
    picture: str = ""
    """A picture beside it, a name in `static/pictures`: an Easy Read wording brings it."""
