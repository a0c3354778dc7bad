"""Kinds of question by which somebody could be found: what they say is never part of a response."""

from survey_app.questionnaire.question import Question


class Email(Question, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True, tag="email"):
    """An e-mail address, in a section of part `contact` only."""


class Phone(Question, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True, tag="phone"):
    """A telephone number, in a section of part `contact` only."""
