"""A many-choice question as it is read out to a caller: yes or no to each option, stored as ticks are on the web."""

from itertools import takewhile
from typing import Final

from survey_app.questionnaire.definition import Many, Option, Role
from survey_app.questionnaire.typed_fields import Fields, typed_in

YES: Final = "yes"
NO: Final = "no"

NONE_MEANT: Final = "Every answer is no. Ask whether “{option}” is right, and tick it if so. If not, {otherwise}."
SKIP: Final = "press “Skip this question”"
CHANGE: Final = "ask again which of them is a yes"


class ManyAloud(Many, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True, tag="many-aloud"):
    """The same question with a yes and a no for each option that can go with others. No file has this kind: a call's
    questionnaire is made of the web's (interaction contract, 28)."""

    alone: bool = False
    """Whether it has a page of its own, on which Skip leaves it and nothing else out."""

    @property
    def paired(self) -> tuple[Option, ...]:
        """The options that are answered by yes or no; exclusive ones come after them, and are ticked."""
        return tuple(takewhile(lambda option: not option.exclusive, self.options))


def pair_fields(question: ManyAloud) -> tuple[str, ...]:
    """The name of each option's yes and no."""
    return tuple(f"{question.id}.{option.code}" for option in question.paired)


def as_ticked(question: ManyAloud, fields: Fields) -> Fields:
    """What the web's page would have sent: a yes is a tick; a no is none, and takes the words beside it away."""
    said = {option.code: _said(question, option, fields) for option in question.paired}
    before = tuple(fields.get(question.id, ()))  # exclusive options, and ticks from before there was a yes and a no
    ticks = (*(code for code, each in said.items() if each == YES), *(code for code in before if said.get(code) != NO))
    denied = any(option.detail and said[option.code] == NO for option in question.paired)
    words = () if denied else tuple(fields.get(f"{question.id}-detail", ()))
    return {question.id: ticks, f"{question.id}-detail": words}


def words_beside_no(question: ManyAloud, fields: Fields) -> str:
    """What was typed beside an option to which the answer is no: a comment (interaction contract, 9)."""
    denied = any(option.detail and _said(question, option, fields) == NO for option in question.paired)
    return typed_in(fields, f"{question.id}-detail") if denied else ""


def none_meant(question: ManyAloud, fields: Fields) -> str:
    """What to ask where every answer is no and “none of these” could be meant; empty anywhere else. It is put in
    words and never chosen for the person."""
    none = next((option for option in question.options if option.exclusive and option.role is Role.NONE), None)
    every = all(_said(question, option, fields) == NO for option in question.paired)
    may_go_on = question.alone or question.needed  # no way on but Skip: a radio button cannot be unset
    if none is None or not may_go_on or not question.paired or not every or any(fields.get(question.id, ())):
        return ""
    return NONE_MEANT.format(option=none.label, otherwise=CHANGE if question.needed else SKIP)


def _said(question: ManyAloud, option: Option, fields: Fields) -> str:
    sent = fields.get(f"{question.id}.{option.code}", ())
    return next((each for each in (YES, NO) if each in sent), "")
