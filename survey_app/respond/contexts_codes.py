"""What the pages on which a code is typed are given to show, named field by field."""

from msgspec import Struct

from survey_app.questionnaire.phrases import Said
from survey_app.respond.contexts import Frame


class CodePage(Struct, frozen=True, kw_only=True):
    """Where a code to carry on is typed."""

    frame: Frame
    typed: str
    problem: Said


class CarryOnPage(Struct, frozen=True, kw_only=True):
    """After a code: where they are in the survey, and which kind of computer this is."""

    frame: Frame
    clears_at: str
    where: Said


class TakeBackPage(Struct, frozen=True, kw_only=True):
    """Where a receipt code is typed."""

    frame: Frame
    typed: str
    problem: Said
