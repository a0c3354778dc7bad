"""Kinds of question whose answer is a place on a line: money, a date, a month. Their results stand in bins."""

from survey_app.questionnaire.question import Question


class Money(Question, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True, tag="money"):
    """An amount of pounds and pence between two bounds."""

    low: float = 0
    high: float
    bins: tuple[float, ...] = ()
    """Lower edges of the bins in which results are shown, in pounds."""


class Date(Question, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True, tag="date"):
    """A day, typed as day, month and year; bounds and bins are ISO, `2026-05-14`."""

    earliest: str = "1900-01-01"
    latest: str = "2100-12-31"
    bins: tuple[str, ...] = ()
    """The first day of each bin in which results are shown; a year or a month stands for its first day."""


class Month(Question, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True, tag="month"):
    """A month of a year; bounds and bins are ISO, `2026-05`."""

    earliest: str = "1900-01"
    latest: str = "2100-12"
    bins: tuple[str, ...] = ()
    """The first month of each bin in which results are shown; a year stands for its January."""
