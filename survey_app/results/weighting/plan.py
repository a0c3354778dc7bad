"""How a survey is weighted: its margins' source, and which answers stand for which of their categories.

One file for each survey that is weighted, `margins/<its short address>.toml`; numbers stand beside it in the Lancashire
margins file, or in the file itself, as the totals of a list do.
"""

from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct

from survey_app.results.weighting.census import STUDENTS, UnknownMargin, margin_rows
from survey_app.results.weighting.targets import Target

TOTALS: Final = "totals"


class Crossed(Struct, frozen=True, forbid_unknown_fields=True):
    """A second question by which a margin is crossed, with what its answers are called in the margins file."""

    question: str
    answers: dict[str, str]


class PlannedMargin(Struct, frozen=True, forbid_unknown_fields=True):
    """One margin. `answers` has for each option code of the question its row of the margins file, or with `totals`
    how many people of the population it is. `merge` are the codes that are put together, before anything is tested."""

    name: str
    question: str
    answers: dict[str, str] = {}
    totals: dict[str, float] = {}
    by: str = TOTALS
    crossed: Crossed | None = None
    merge: tuple[tuple[str, ...], ...] = ()


class Plan(Struct, frozen=True, forbid_unknown_fields=True):
    """The margins of one survey's weights, with whom they are of, where they come from and of what day."""

    population: str
    source: str
    date: str
    margins: tuple[PlannedMargin, ...]
    file: str = ""


class Category(Struct, frozen=True):
    """One category of a margin, by the option codes that make it: in each of them one for each question."""

    codes: tuple[tuple[str, ...], ...]
    label: str
    number: float


class ReadMargin(Struct, frozen=True):
    """One margin as it was read: its questions, its categories in order, and the places that are put together."""

    name: str
    questions: tuple[str, ...]
    categories: tuple[Category, ...]
    merges: tuple[tuple[int, ...], ...]

    @property
    def target(self) -> Target:
        """What raking needs of it before anything is merged."""
        labels = tuple(each.label for each in self.categories)
        return Target(self.name, labels, tuple(each.number for each in self.categories))


class ReadPlan(Struct, frozen=True):
    """A plan with its numbers. `notes` are what must be said beside weighted figures."""

    population: str
    source: str
    date: str
    margins: tuple[ReadMargin, ...]
    notes: tuple[str, ...] = ()


class FaultyPlan(ValueError):
    """A plan that cannot be used: it says which file, where and what to do."""


def read_plan(folder: Path, slug: str) -> ReadPlan | None:
    """The plan of a survey, by its short address; None where there is none. Raises FaultyPlan."""
    path = folder / f"{slug}.toml"
    plan = read_written(folder, slug)
    if plan is None:
        return None
    try:
        margins = tuple(_read(folder / plan.file, each) for each in plan.margins)
    except (msgspec.MsgspecError, UnknownMargin, KeyError, OSError) as fault:
        raise FaultyPlan(f"{path}: {fault}. See docs/guide/weights-and-intervals.md.") from None
    if not margins:
        raise FaultyPlan(f"{path}: it has no margins. Take the file away, or name one.")
    notes = (STUDENTS,) if any(each.by == "district" for each in plan.margins) else ()
    return ReadPlan(plan.population, plan.source, plan.date, margins, notes)


def read_written(folder: Path, slug: str) -> Plan | None:
    """The plan of a survey as it is written, without its numbers. Raises FaultyPlan."""
    path = folder / f"{slug}.toml"
    if not path.exists():
        return None
    try:
        return msgspec.toml.decode(path.read_bytes(), type=Plan)
    except msgspec.MsgspecError as fault:
        raise FaultyPlan(f"{path}: {fault}. See docs/guide/weights-and-intervals.md.") from None


def _read(file: Path, planned: PlannedMargin) -> ReadMargin:
    questions = (planned.question,) if planned.crossed is None else (planned.question, planned.crossed.question)
    categories = _categories(file, planned)
    if planned.crossed is not None and planned.merge:
        raise UnknownMargin(f"the margin {planned.name} is crossed, so nothing of it is merged")
    places = {codes: place for place, each in enumerate(categories) for codes in each.codes}
    merges = tuple(tuple(places[code,] for code in group) for group in planned.merge)
    together = [place for group in merges for place in group]
    if len(together) != len(set(together)) or any(len(group) < 2 for group in merges):
        raise UnknownMargin(f"the margin {planned.name} merges one answer twice, or alone")
    return ReadMargin(planned.name, questions, categories, merges)


def _categories(file: Path, planned: PlannedMargin) -> tuple[Category, ...]:
    """The categories with their numbers. Every row of the file has an answer that stands for it: left out, its people
    would be missing from the whole that shares are of."""
    if planned.by == TOTALS:
        return tuple(Category(((code,),), code, number) for code, number in planned.totals.items())
    rows = margin_rows(file, planned.by)
    pairs = [((code,), row) for code, row in planned.answers.items()]
    if planned.crossed is not None:
        others = planned.crossed.answers.items()
        pairs = [((*codes, code), f"{row} {other}") for codes, row in pairs for code, other in others]
    if off := {*rows} ^ {row for _, row in pairs}:
        raise UnknownMargin(
            f"the margin {planned.name} and the file do not have the same rows: {', '.join(sorted(off))}"
        )
    by_row = {row: tuple(codes for codes, each in pairs if each == row) for _, row in pairs}
    return tuple(Category(codes, row, float(rows[row])) for row, codes in by_row.items())
