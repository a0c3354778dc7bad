"""What a page of results says of how its people came to be asked, and the ways in which it may be weighted."""

from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from survey_app.results.disclosure import Level, disclose_count, rounded
from survey_app.results.lines import Line, people_words
from survey_app.results.reports import Results
from survey_app.results.sampled import Samples
from survey_app.results.views import View, Weights
from survey_app.results.weighing import WEIGHTED, Standing
from survey_app.surveys.samples import BY_CHANCE
from survey_app.web.london import plain_day

WAYS: Final[tuple[tuple[Weights, str], ...]] = (
    ("", "Without weights"),
    ("drawn", "By how people were drawn"),
    ("on", "To match the population"),
)

LIKELY: Final = (
    "“Likely between” is for everybody from whom people were drawn. If people were drawn again and again in the same "
    "way, about 95 of 100 such ranges would hold the true figure. They know nothing of people who were drawn and did "
    "not answer."
)
RATES: Final = (
    "People were drawn at different rates, so percentages without weights are of those who answered alone. Choose "
    "weights to see what they say of everybody."
)
SOME: Final = "Only {people:,} of the {of:,} people in this round were drawn by chance. {then}"
PLAIN_SOME: Final = "These figures are of all of them together. Choose weights to see those who were drawn."
WEIGHTED_SOME: Final = "The figures below are of these {people:,}."


class Way(Struct, frozen=True):
    """One way of weighting, and the address at which the same page is so."""

    words: str
    address: str
    current: bool


class Returns(Struct, frozen=True):
    """Numbers issued and returned, by stratum."""

    caption: str
    first: str
    lines: tuple[Line, ...]


class SampleWords(Struct, frozen=True):
    """What stands above the figures: sentences, the ways of weighting, why one is not had, and who came back."""

    sentences: tuple[str, ...] = ()
    ways: tuple[Way, ...] = ()
    refused: str = ""
    returned: Returns | None = None


def sample_words(made: Results, view: View, address: str, level: Level) -> SampleWords:
    """What a page says of its samples. `address` is that of the page without its query. Empty where everybody chose to
    take part and nobody asks for weights: then the standing sentence says all there is."""
    samples = made.samples or Samples()
    refused = samples.why_not(view.weights, level) if view.weights else ""
    if not set(samples.types) & {*WEIGHTED}:
        return SampleWords(refused=refused, ways=_ways(view, address, ("",)) if refused else ())
    some = set(samples.types) & BY_CHANCE
    offered: tuple[Weights, ...] = ("", "drawn", "on") if some else ("", "on")
    return SampleWords(
        tuple(_sentences(made, samples, view, level)),
        _ways(view, address, offered),
        refused,
        _returned(samples, level) if some else None,
    )


def sample_types(made: Results, links: Sequence[str]) -> tuple[str, ...]:
    """The sample types of the people in the figures; of the round's links, where that was not looked at."""
    return made.samples.types if made.samples is not None and made.samples.types else tuple(links)


def _ways(view: View, address: str, offered: tuple[Weights, ...]) -> tuple[Way, ...]:
    return tuple(
        Way(words, f"{address}{replace(view, weights=way).query()}", way == view.weights)
        for way, words in WAYS
        if way in offered
    )


def _sentences(made: Results, samples: Samples, view: View, level: Level) -> Iterator[str]:
    part = samples.part(view.weights or "drawn")
    weighted = bool(view.weights) and not samples.why_not(view.weights, level)
    if part is None:
        yield from (each.words for way, each in samples.refused.items() if way == "drawn" and not view.weights)
        return
    standing = part.standing
    if not standing.whole and level is Level.WORKING:
        then = WEIGHTED_SOME.format(people=standing.people) if weighted else PLAIN_SOME
        yield SOME.format(people=standing.people, of=standing.of, then=then)
    elif standing.by_chance and not standing.alike and not weighted:
        yield RATES
    if weighted:
        yield from weights_words(standing, level)
    if made.ends:
        yield LIKELY


def weights_words(standing: Standing, level: Level) -> Iterator[str]:
    """What must stand beside weighted figures (results contract, 17): the people, the design effect, the effective
    people, and the margins' source and date."""
    exact = level is Level.WORKING
    people = f"{standing.people:,}" if exact else f"about {people_words(disclose_count(standing.people, level))}"
    number = f"{standing.effective:,.0f}" if exact else f"about {rounded(round(standing.effective)):,}"
    yield (
        f"Weighted: {people} people count as {number} (design effect {standing.effect:.2f}). Numbers "
        "of people are as they were counted; percentages are with weights."
    )
    if standing.source:
        yield (
            f"Weights match {standing.population}. Source: {standing.source}, {plain_day(standing.date)}. They cannot "
            "speak for people who did not answer and are unlike those who did."
        )
    yield from standing.notes


def _returned(samples: Samples, level: Level) -> Returns:
    """Numbers issued and returned by stratum (results contract, 12)."""
    lines = tuple(
        Line(
            f"{each.stratum.name}: {each.stratum.size:,} in {each.stratum.frame}, drawn on "
            f"{plain_day(each.stratum.selected_on)}, {each.stratum.issued:,} invited",
            people_words(disclose_count(each.people, level)),
        )
        for each in samples.returned
    )
    return Returns("Who was drawn, and how many of them are in these figures", "Part of the sample", lines)
