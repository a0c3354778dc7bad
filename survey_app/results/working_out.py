"""How the figures of one question were worked out, in plain English: where every number comes from.

It is made from what the results page shows, so it tells nobody more than that.
"""

from collections.abc import Iterator
from typing import Final

from msgspec import Struct

from survey_app.results.disclosure import FLOOR, PERCENT_FLOOR, Level
from survey_app.results.figures import Figure, QuestionFigures
from survey_app.results.intervals import FEWEST, Z
from survey_app.results.lines import Line, people_words
from survey_app.results.reports import Results
from survey_app.results.sampled import Samples
from survey_app.results.sampled_words import weights_words
from survey_app.results.views import View
from survey_app.results.weighing import Standing
from survey_app.results.weighting.raking import ERROR, LEAST, MOST
from survey_app.surveys.samples import TYPES

ROUNDED: Final = (
    f"Numbers of people are rounded to the nearest 5, and percentages are made from the rounded numbers, from "
    f"{PERCENT_FLOOR} people on. Fewer than {FLOOR} people are hidden as [c], and so is what would tell of them. So no "
    "figure points to a person."
)
EXACT: Final = "These are working figures: only percentages are rounded, and nothing is hidden. Do not share them."
NO_ENDS: Final = (
    "No range is given in which the true figure likely lies. That can be said only of people who were drawn by chance, "
    "and of every part of the sample it must be known from what, when and how many."
)
SAME_PEOPLE: Final = "Answers and rows are of the same people: no margin is shown between them."


class Step(Struct, frozen=True):
    """One number of a sum, with what it is."""

    words: str
    people: str


class Answer(Struct, frozen=True):
    """One answer as it was worked out. `sum` is what was divided by what, empty where there is no percentage."""

    label: str
    sum: str
    share: str
    likely: str


class Worked(Struct, frozen=True):
    """One figure as it was worked out. `heading` is the row of an item list, else empty."""

    heading: str
    steps: tuple[Step, ...]
    answers: tuple[Answer, ...]
    came: str
    notes: tuple[str, ...]


class WorkedOut(Struct, frozen=True):
    """How the figures of one question were worked out. `people` and the rest are sentences, each under its heading."""

    figures: tuple[Worked, ...]
    people: tuple[str, ...]
    weights: tuple[str, ...]
    ends: tuple[str, ...]
    protection: str


def worked_out(made: Results, question: QuestionFigures, view: View, level: Level) -> WorkedOut:
    """The making of every figure of a question."""
    samples = made.samples or Samples()
    part = samples.part(view.weights) if view.weights and not samples.why_not(view.weights, level) else None
    standing = None if part is None else part.standing
    exact = level is Level.WORKING
    return WorkedOut(
        tuple(_worked(each, made, exact=exact, weighted=standing is not None) for each in question.figures),
        tuple(_people(made, samples)),
        tuple(_weights(samples, view, standing, level)),
        tuple(_ends(made)),
        EXACT if exact else ROUNDED,
    )


def _people(made: Results, samples: Samples) -> Iterator[str]:
    yield "Counted are answers that were sent in this round, from inside the area that the survey is about."
    if made.outside:
        yield made.outside
    if made.of and made.of != made.people:
        yield f"The page shows {made.people:,} of {made.of:,} people: those of the groups that were chosen."
    for kind in samples.types:
        yield f"How people came to be asked: {TYPES[kind][:1].lower()}{TYPES[kind][1:]}."
    if made.made:
        yield made.made


def _weights(samples: Samples, view: View, standing: Standing | None, level: Level) -> Iterator[str]:
    if standing is None:
        why = samples.why_not(view.weights, level) if view.weights else ""
        yield f"None: every person counts as one. {why}".rstrip()
        return
    if standing.by_chance:
        yield (
            "The first weight of each person is how many people of their part of the frame an answer stands for: those "
            "in the frame over those who answered, times the adults of the household, up to 4, where one was chosen."
        )
    if standing.way == "on":
        yield (
            "Then the weights are fitted to one margin after another, again and again, until every one is met to "
            f"{ERROR:g}. No weight is under {LEAST:g} or over {MOST:g} times the mean. People who did not say where "
            "they belong keep the share that they have."
        )
    yield from weights_words(standing, level)


def _ends(made: Results) -> Iterator[str]:
    if not made.ends:
        yield NO_ENDS
        return
    yield (
        f"The range of a percentage is Wilson's, with the number of people that the answers count as and {Z:.2f} as "
        f"the factor for 95 of 100. It is given from {FEWEST} people on. The range of an average is {Z:.2f} times its "
        "error to both sides; that of a middle value is read off the answers in order."
    )
    yield SAME_PEOPLE


def _worked(figure: Figure, made: Results, *, exact: bool, weighted: bool) -> Worked:
    steps = [Step("In these figures", f"{made.people:,}" if exact else "")] if exact else []
    steps += [Step(f"Less: {each.label.lower()}", each.people) for each in figure.below]
    base = people_words(figure.base_cell)
    steps.append(Step("The base: people who were asked and answered", base))
    answers = tuple(_answer(each, base, exact=exact, weighted=weighted) for each in figure.lines)
    return Worked(figure.heading, tuple(steps), answers, figure.came, figure.notes)


def _answer(each: Line, base: str, *, exact: bool, weighted: bool) -> Answer:
    cell = each.cell
    if cell is None or cell.count is None:
        return Answer(each.label, each.people, "", "")
    if cell.percent is None:
        return Answer(each.label, f"{each.people} of {base}", each.share, "")
    likely = "" if each.ends is None else f"{100 * each.ends[0]:.1f}% to {100 * each.ends[1]:.1f}%"
    if weighted:
        share = f"{100 * each.share_exact:.1f}%" if each.share_exact is not None else f"{cell.percent}%"
        return Answer(each.label, f"{each.people} of {base}, with weights", share, likely if exact else each.likely)
    number = int(base.replace(",", "")) if cell.of is None else cell.of
    share = f"{100 * cell.count / number:.1f}%" if exact and number else f"{cell.percent}%"
    return Answer(each.label, f"{each.people} of {number:,}", share, likely if exact else each.likely)
