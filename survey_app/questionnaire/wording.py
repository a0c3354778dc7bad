"""The words of a questionnaire in one variant, a language or Easy Read: an overlay of the same codes."""

import datetime as dt

from msgspec import Struct


class Review(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who has read the words and found them right: a role, never a name."""

    by: str
    on: dt.date


class StartWords(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """The start page's paragraphs, as many as the questionnaire has of each."""

    about: tuple[str, ...] = ()
    privacy: tuple[str, ...] = ()
    other_ways: tuple[str, ...] = ()
    last_time: tuple[str, ...] = ()


class ThanksWords(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """What the page after sending says."""

    next: tuple[str, ...] = ()


class ContactWords(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """The form for contact details: its paragraphs, and the labels of its purposes by code."""

    why: tuple[str, ...] = ()
    purposes: dict[str, str] = {}


class EndingWords(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """The words of a section that ends the survey."""

    title: str = ""
    text: tuple[str, ...] = ()


class SectionWords(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """The words of a section around its questions."""

    title: str = ""
    heading: str = ""
    text: tuple[str, ...] = ()
    ends: EndingWords | None = None


class RewordingWords(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """One rewording's own words; options and items by code."""

    label: str = ""
    hint: str = ""
    needed: str = ""
    options: dict[str, str] = {}
    items: dict[str, str] = {}


class QuestionWords(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """One question's words. What is left out stays as the questionnaire has it."""

    label: str = ""
    hint: str = ""
    needed: str = ""
    unit: str = ""
    options: dict[str, str] = {}
    """Labels by option code."""
    hints: dict[str, str] = {}
    """Options' hints by code."""
    details: dict[str, str] = {}
    """Labels of options' text boxes by code."""
    headings: dict[str, str] = {}
    """Headings above options by code."""
    items: dict[str, str] = {}
    """Labels by row code."""
    rewordings: tuple[RewordingWords, ...] = ()
    """One for each of the question's rewordings, in its order; an empty one where nothing changes."""
    offers: tuple[str, ...] = ()
    """Easy Read: the options offered. Empty means all; the others count as not offered."""
    picture: str = ""
    """Easy Read: the picture beside the question, a name in `static/pictures`."""
    pictures: dict[str, str] = {}
    """Easy Read: pictures beside options by code."""


class Wording(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A whole overlay: `pl.toml`, `en-easyread.toml`. Codes, conditions and order are always the questionnaire's."""

    title: str = ""
    reviewed: Review | None = None
    """Absent means a draft, which a live survey does not offer."""
    leaves_out: tuple[str, ...] = ()
    """Easy Read: ids of sections and questions that are not in this variant."""
    start: StartWords = StartWords()
    thanks: ThanksWords = ThanksWords()
    contact: ContactWords = ContactWords()
    sections: dict[str, SectionWords] = {}
    questions: dict[str, QuestionWords] = {}
