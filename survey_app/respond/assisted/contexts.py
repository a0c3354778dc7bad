"""What each page of assisted entry is given to show, named field by field."""

from typing import Final

from msgspec import Struct

from survey_app.respond.assisted.boxes import Holds
from survey_app.respond.assisted.choosing import Places
from survey_app.team.layout import TeamPage


class ChoiceLine(Struct, frozen=True):
    """One thing to choose."""

    code: str
    words: str


class BatchLine(Struct, frozen=True, kw_only=True):
    """One batch in the list, in words."""

    address: str
    name: str
    way: str
    place: str
    day: str
    forms: str
    state: str


class BatchesPage(TeamPage, frozen=True, kw_only=True):
    """A survey's batches, and the form to begin one. A list with one choice is not shown."""

    address: str
    survey_address: str
    batches: tuple[BatchLine, ...]
    why_not: str
    """Why no batch can be begun; empty where one can."""
    ways: tuple[ChoiceLine, ...] = ()
    places: tuple[Places, ...] = ()
    rounds: tuple[ChoiceLine, ...] = ()
    versions: tuple[ChoiceLine, ...] = ()
    variants: tuple[ChoiceLine, ...] = ()
    way: str = ""
    place: str = ""
    round: str = ""
    version: str = ""
    variant: str = ""
    day: str = ""
    run: str = ""


class AgreementLine(Struct, frozen=True):
    """How often two keyers said the same of one question."""

    question: str
    twice: int
    agreed: int
    percent: str


class SecondLine(Struct, frozen=True):
    """One form that is keyed a second time: where it stands, and where it leads, empty where not for the viewer."""

    number: int
    state: str
    words: str
    address: str


class BatchPage(TeamPage, frozen=True, kw_only=True):
    """One batch: what was chosen for it, how far it is, and the one next step."""

    address: str
    back: str
    facts: tuple[tuple[str, str], ...]
    notice: str
    open: bool
    next_number: int
    link: str
    """The address of the pages on which somebody's answers are put in for them; empty for paper."""
    link_words: str
    seconds: tuple[SecondLine, ...]
    low: str
    """What to do where two keyers agreed too seldom; empty where they did not."""
    agreement: tuple[AgreementLine, ...]
    whole: AgreementLine | None


HOW: Final = {
    "many": "Any of",
    "ranking": "In order, first the number of what has a 1 on the form:",
    "area": "One of these, or a postcode that somebody wrote: only its area is kept.",
    "date": "In numbers: 5 3 1961, or 3 1961 where a month is asked.",
}
"""What belongs in a box, by what it holds."""


class ShownBox(Struct, frozen=True, kw_only=True):
    """One box. `reads` are the labels behind its numbers, `odd` what to look at again, both after [Check]."""

    key: str
    holds: Holds
    label: str
    typed: str
    reads: str
    odd: tuple[str, ...]


class ShownForm(Struct, frozen=True, kw_only=True):
    """One question with its boxes, and its options by number."""

    id: str
    number: str
    label: str
    options: tuple[tuple[int, str], ...]
    boxes: tuple[ShownBox, ...]

    @property
    def how(self) -> str:
        """What belongs in its boxes, where the options alone do not say it."""
        return HOW.get(self.boxes[0].holds, "")

    @property
    def rows(self) -> bool:
        """Whether each box is a row of an item list."""
        return self.boxes[0].holds == "one" and bool(self.boxes[0].label)


class ShownPart(Struct, frozen=True):
    """Questions that stand together under a heading, which may be empty."""

    title: str
    questions: tuple[ShownForm, ...]


class OddLine(Struct, frozen=True):
    """One line of the list to look at again."""

    key: str
    name: str
    words: str


class KeyingPage(TeamPage, frozen=True, kw_only=True):
    """One form to key. `checked` is whether [Check] was pressed; then `odd` lists what to look at again."""

    address: str
    back: str
    number: int
    facts: str
    mark: str
    parts: tuple[ShownPart, ...]
    save: str
    notice: str = ""
    checked: bool = False
    odd: tuple[OddLine, ...] = ()
    again: bool = False
    """Whether a colleague keyed it before."""


class ReadingLine(Struct, frozen=True):
    """What one keying typed in a box, and what it means."""

    typed: str
    reads: str


class DifferenceLine(Struct, frozen=True, kw_only=True):
    """One box in which two keyings differ, and what was chosen for it: `first`, `second`, `new` or nothing yet."""

    key: str
    name: str
    label: str
    first: ReadingLine
    second: ReadingLine
    options: tuple[tuple[int, str], ...]
    chosen: str
    new: str


class SettlingPage(TeamPage, frozen=True, kw_only=True):
    """One form's differences, side by side."""

    address: str
    back: str
    facts: str
    number: int
    notice: str
    differences: tuple[DifferenceLine, ...]
