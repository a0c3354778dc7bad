"""The results page put together: from the figures, the round, the view, and what the viewer may do with them."""

from collections.abc import Mapping, Sequence
from typing import Final

from msgspec import Struct

from survey_app.organisation import Entry
from survey_app.questionnaire.definition import Quadrant
from survey_app.results.benchmarks import Benchmark
from survey_app.results.contexts import Fresh, ResultsPage
from survey_app.results.disclosure import FLOOR, Level
from survey_app.results.filtering import Choice, Chooser, choosers, conditions, everybody, refusal
from survey_app.results.finding import Found, why_no_figures
from survey_app.results.headline_table import Compare, headline_table
from survey_app.results.ordering import Part, has_ambitions, parts
from survey_app.results.quadrant import QuadrantChart, quadrant_chart
from survey_app.results.renewing import FIRST
from survey_app.results.reports import Results
from survey_app.results.rounds import (
    SAMPLES,
    Step,
    answered_words,
    dates_words,
    figures_words,
    results_from,
    state_words,
)
from survey_app.results.sampled_words import SampleWords, sample_types, sample_words
from survey_app.results.tables import ways_table
from survey_app.results.views import View
from survey_app.surveys.versions import Version
from survey_app.surveys.waves import Collector, Wave
from survey_app.team.viewer import Viewer
from survey_app.web.london import plain_instant

APART: Final = (
    "These answers are kept apart from all others. Nobody can see how one group of people answered another question."
)


class Asked(Struct, frozen=True):
    """What a results page is asked for, and what the database says of its round besides answers."""

    known: Found
    view: View
    version: Version | None
    links: tuple[Collector, ...]
    """The round's links."""
    earlier: Wave | None = None
    """The newest round before this one that somebody has answered, where nobody has answered this one."""
    beside: Compare | None = None
    benchmarks: tuple[Benchmark, ...] = ()
    quadrants: tuple[Quadrant, ...] = ()
    """What the survey holds against each other in one picture."""

    @property
    def offered(self) -> tuple[Chooser, ...]:
        """The lists of characteristics by which the viewer may filter."""
        if self.version is None or self.known.level is not Level.WORKING:
            return ()
        return choosers(self.version.questionnaire, self.view, self.links)

    @property
    def samples(self) -> tuple[str, ...]:
        """The sample types of the round's links."""
        return tuple(sorted({link.sample_type for link in self.links}))

    @property
    def refused(self) -> str:
        """Why the view is not shown; empty where it may be."""
        return refusal(self.view, self.known.level, self.offered)


def results_page(
    asked: Asked, made: Results, viewer: Viewer, ambitions: Sequence[Entry], texts: Mapping[str, str]
) -> ResultsPage:
    """The page of some results."""
    known, view = asked.known, asked.view
    why_not, step = _nothing(asked, made)
    fixed = known.level is Level.GUARDED
    level = known.level or Level.GUARDED
    return ResultsPage(
        title=f"Results: {known.survey.title}",
        viewer=viewer,
        current="/team",
        address=known.address,
        query=view.query(),
        files=View(round=view.round).query(),
        round=view.round,
        dates="" if known.wave is None else dates_words(known.wave),
        answered=_answered(_total(asked, made), figures=not why_not),
        pretend=made.pretend if _total(asked, made) else "",
        samples=() if why_not else tuple(SAMPLES[kind] for kind in sample_types(made, asked.samples)),
        notes=tuple(note for note in (made.outside, made.made) if note),
        why_not=why_not,
        step=step,
        earlier=_earlier(asked),
        working=known.level is Level.WORKING,
        protected=fixed,
        showing=f"Showing {made.people:,} of {made.of:,}" if view.filters else "",
        conditions=conditions(view, asked.offered),
        choosers=_lists(asked, made, ambitions),
        fresh=None if fixed or why_not else _fresh(asked, made),
        ways=ways_table(made.ways) if made.ways else None,
        parts=_parts(made, view, ambitions),
        quadrants=_quadrants(asked, made),
        takeaway=not why_not and _takeaway(asked, made),
        comparing=_comparing(known),
        source=_source(asked, made),
        texts=dict(texts),
        headlines=headline_table(made.headlines, asked.beside, asked.benchmarks, asked.samples),
        sample=SampleWords() if why_not else sample_words(made, view, f"{known.address}/results", level),
    )


def _quadrants(asked: Asked, made: Results) -> tuple[QuadrantChart, ...]:
    questions = {each.id: each for each in made.questions}
    drawn = (quadrant_chart(each, questions) for each in asked.quadrants)
    return tuple(each for each in drawn if each is not None)


def _answered(people: int, *, figures: bool) -> str:
    """How many answered, as the page says it first; empty of nobody."""
    if not people:
        return ""
    return figures_words(people) if figures else answered_words(people)


def _total(asked: Asked, made: Results) -> int:
    """How many answered the round, whoever of them the figures are of."""
    return made.of if asked.view.filters else made.people


def _nothing(asked: Asked, made: Results) -> tuple[str, Step | None]:
    """Why there are no figures, with the one next step; empty where there are."""
    known = asked.known
    survey = Step("Look at the survey", known.address)
    if asked.refused:
        return asked.refused, Step("Show everybody", f"{known.address}/results{everybody(asked.view)}")
    if known.wave is None:
        return f"No answers yet. {state_words(known.waves, known.now)}.", Step("Try it", f"{known.address}#try")
    if _total(asked, made) == 0:
        step = known.telling if known.wave.open_at(known.now) else survey
        state = state_words((known.wave,), known.now) if known.wave.closes_at else "This round is open"
        return f"No answers yet. {state}.", step
    if known.level is None:
        return why_no_figures(known), survey
    if asked.view.filters and not made.questions:
        return (
            "Nobody in this group has answered.",
            Step("Show everybody", f"{known.address}/results{everybody(asked.view)}"),
        )
    return ("", None) if made.questions else (made.why or results_from(known.wave, known.now), survey)


def _earlier(asked: Asked) -> Step | None:
    if asked.earlier is None or asked.known.level is None:
        return None
    return Step(
        dates_words(asked.earlier), f"{asked.known.address}/results{View(round=str(asked.earlier.number)).query()}"
    )


def _lists(asked: Asked, made: Results, ambitions: Sequence[Entry]) -> tuple[Chooser, ...]:
    """The lists of the form: the round where there are several; where there are figures, their order and of whom."""
    known, view = asked.known, asked.view
    rounds = [
        Choice(str(wave.number), dates_words(wave), wave == known.wave)
        for wave in reversed(known.waves)
        if wave.opens_at <= known.now
    ]
    orders = (
        Choice("section", "In the order asked", view.grouped == "section"),
        Choice("ambition", "By ambition", view.grouped == "ambition"),
    )
    found = [Chooser("round", "", "Round", tuple(rounds))] if len(rounds) > 1 else []
    if has_ambitions(made.questions, ambitions):
        found.append(Chooser("grouped", "", "Questions", orders))
    groups = asked.offered if made.questions or view.filters else ()
    return (*found, *groups)


def _fresh(asked: Asked, made: Results) -> Fresh:
    known = asked.known
    address = f"{known.address}/results"
    moves = known.wave is not None and known.wave.accepts_at(known.now)
    query = asked.view.query()
    return Fresh(
        f"Counted on {plain_instant(known.now)}.",
        made.people,
        f"{address}{query}" if moves else "",
        f"{address}/people{query}" if moves else "",
    )


def _takeaway(asked: Asked, made: Results) -> bool:
    """Whether a round has figures that may be taken away: those of its snapshot."""
    wave = asked.known.wave
    closed = wave is not None and wave.closed_at(asked.known.now)
    return _total(asked, made) >= (FLOOR if closed else FIRST)


def _comparing(known: Found) -> bool:
    """Whether the viewer may compare groups of the round: where figures are guarded, not before it is over for good."""
    closed = known.wave is not None and known.wave.closed_at(known.now)
    return known.level is Level.WORKING or (known.level is Level.GUARDED and closed)


def _source(asked: Asked, made: Results) -> str:
    """Where figures on paper come from: survey, round, of whom, and when they were counted."""
    known = asked.known
    groups = "".join(f" Only: {each.words}." for each in conditions(asked.view, asked.offered))
    when = made.made or f"Counted on {plain_instant(known.now)}."
    dates = "" if known.wave is None else f" {dates_words(known.wave)}."
    return f"Source: {known.survey.title}.{dates} {figures_words(_total(asked, made))}.{groups} {when}"


def _parts(made: Results, view: View, ambitions: Sequence[Entry]) -> tuple[Part, ...]:
    profile = (Part("Who answered", made.profile, intro=APART),) if made.profile else ()
    return (*parts(made.questions, view.grouped, ambitions), *profile)
