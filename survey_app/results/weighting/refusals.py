"""Why weights or weighted figures are refused, each with its name and its words (results contract, 13 to 17)."""

from enum import StrEnum

from msgspec import Struct


class Cause(StrEnum):
    """The rule by which weights are refused."""

    SAMPLE_TYPE = "sample type"
    NO_SAMPLE = "sample not described"
    NO_MARGINS = "no margins"
    FEW_PEOPLE = "few people"
    MANY_UNKNOWN = "many unknown"
    SMALL_CATEGORY = "small category"
    FAR_FROM_TARGET = "far from target"
    NO_SOLUTION = "no solution"
    UNEVEN = "uneven"
    FEW_EFFECTIVE = "few effective"


class Refused(Struct, frozen=True):
    """Weights that are not made, or not shown. `names` are what was refused: margins or categories by their labels."""

    cause: Cause
    words: str
    names: tuple[str, ...] = ()
