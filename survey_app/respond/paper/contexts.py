"""What a paper form and the team's page about it are given to show, named field by field."""

from typing import Literal, TypeAlias

from msgspec import Struct

from survey_app.questionnaire.phrases import Said
from survey_app.respond.assisted.choosing import Places
from survey_app.respond.paper.routing_words import Routing
from survey_app.team.layout import TeamPage

AnsweredBy: TypeAlias = Literal["boxes", "ranks", "table", "blocks", "which", "cells", "lines", "read"]
"""How a question is answered: boxes to tick, or to write an order in; rows of an item list as a table or as blocks;
the number of an option written down; digits in cells; words on lines; or not at all."""


class PaperOption(Struct, frozen=True, kw_only=True):
    """One option with its number and box. `heading`, `alone` (the word "or") and `only` stand above it."""

    number: int
    label: str
    official: str = ""
    hint: str = ""
    detail: str = ""
    heading: str = ""
    alone: bool = False
    only: Routing | None = None
    picture: str = ""


class PaperRow(Struct, frozen=True, kw_only=True):
    """One row of an item list."""

    label: str
    official: str = ""
    only: Routing | None = None


class Cells(Struct, frozen=True):
    """Boxes for digits side by side: so many, with what they are for above them and a sign before or after them."""

    count: int
    above: Said = ""
    before: str = ""
    after: str = ""


class OtherWords(Struct, frozen=True):
    """For whom a question reads otherwise, and how."""

    whom: Routing
    label: str
    hint: str = ""


class Answering(Struct, frozen=True, kw_only=True):
    """How one question is answered with a pen. `how` says how many to tick; `columns` is in how many options stand."""

    kind: AnsweredBy
    how: Said = ""
    options: tuple[PaperOption, ...] = ()
    rows: tuple[PaperRow, ...] = ()
    also: tuple[PaperOption, ...] = ()
    """Options of an item list that are only for some: said once, above the rows."""
    cells: tuple[Cells, ...] = ()
    lines: int = 0
    columns: int = 1


class PaperQuestion(Struct, frozen=True, kw_only=True):
    """One question. `number` is empty where there is nothing to answer; `then` is where to go on, below the answers."""

    id: str
    number: str
    label: str
    hint: str = ""
    only: Routing | None = None
    others: tuple[OtherWords, ...] = ()
    answering: Answering
    then: tuple[Said, ...] = ()
    picture: str = ""


class PaperSection(Struct, frozen=True, kw_only=True):
    """Questions that stand together. `heading` opens a part of the form, `apart` one that begins on a new page."""

    heading: str = ""
    title: str = ""
    text: tuple[str, ...] = ()
    apart: bool = False
    promise: str = ""
    """What a part that begins on a new page says before its questions."""
    only: Routing | None = None
    questions: tuple[PaperQuestion, ...] = ()
    ends: tuple[str, ...] = ()
    """The words of a section in which the form ends, its title first."""


class Foot(Struct, frozen=True):
    """What every page's foot says, escaped for a style sheet: of which form the page is, and its number of how many."""

    form: str
    before: str
    between: str
    after: str
    plain: Said
    """The first for readers whose browser prints no page numbers."""


class Cover(Struct, frozen=True, kw_only=True):
    """The first page."""

    about: tuple[str, ...]
    privacy: tuple[str, ...]
    other_ways: tuple[str, ...]
    address: str
    """The short web address as people type it; empty where nobody can start yet."""
    square: str
    """The QR code of the same, as the path of an SVG picture of `side` units."""
    side: int
    last_day: Said
    return_to: tuple[str, ...]
    place: str
    draft: bool
    specimen: bool


class PaperPage(Struct, frozen=True, kw_only=True):
    """A whole form. `size` names the style: `standard`, `large` or `giant`."""

    title: str
    language: str
    direction: str
    easy_read: bool
    size: str
    back: str
    cover: Cover
    sections: tuple[PaperSection, ...]
    thanks: tuple[str, ...]
    foot: Foot


class Choice(Struct, frozen=True):
    """One thing to choose, and what it is called."""

    code: str
    words: str


class RunLine(Struct, frozen=True):
    """One print run in the list."""

    code: str
    place: str
    address: str


class PrintingPage(TeamPage, frozen=True, kw_only=True):
    """The team's page: what to print, and the print runs."""

    address: str
    survey_address: str
    why_not: str
    """Why there is nothing to print; empty where there is."""
    pdf: bool
    """Whether the service can make a PDF."""
    no_runs: str
    """Why no print run can be made; empty where one can."""
    variants: tuple[Choice, ...] = ()
    sizes: tuple[Choice, ...] = ()
    places: tuple[Places, ...] = ()
    runs: tuple[RunLine, ...] = ()
    variant: str = ""
    size: str = ""
    run: str = ""
    place: str = ""
