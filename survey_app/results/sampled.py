"""What is known of the samples of a round, counted: weights in each way that is asked for, and who came back.

It is a plain value, so that a snapshot keeps it for viewers beside their other figures.
"""

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np
from msgspec import Struct

from survey_app.results.columns import ColumnSet
from survey_app.results.disclosure import Level
from survey_app.results.overview import population
from survey_app.results.sampled_figures import Sampling
from survey_app.results.views import Weights
from survey_app.results.weighing import Mask, Sampled, Standing, Way, Weighing, by_links, types_of, weighing
from survey_app.results.weighted import WeightedTally, weighted_tallies
from survey_app.results.weighting.refusals import Cause, Refused
from survey_app.surveys.samples import BY_CHANCE, Stratum

MIXED: Final = (
    "Some people were drawn by chance and others chose to take part. To protect people, weighted figures of such a "
    "round are for analysts alone."
)
NOT_DRAWN: Final = "Nobody of this list was drawn: everybody on it was invited."


class WeightedPart(Struct, frozen=True):
    """The weights of a round in one way, and every variable counted with them."""

    standing: Standing
    tallies: tuple[WeightedTally, ...]


class Returned(Struct, frozen=True):
    """One stratum, and how many of its people are in the figures."""

    stratum: Stratum
    people: int


class Samples(Struct, frozen=True):
    """The samples of a round. `parts` are by way; `refused` says by way why there is none."""

    types: tuple[str, ...] = ()
    parts: tuple[WeightedPart, ...] = ()
    refused: Mapping[str, Refused] = {}
    returned: tuple[Returned, ...] = ()

    @property
    def evenly(self) -> bool:
        """Whether everybody in the figures was drawn by chance at one rate, so that plain percentages are estimates."""
        found = self.part("drawn")
        return found is not None and found.standing.evenly

    def part(self, way: str) -> WeightedPart | None:
        """The weights in one way, None where there are none."""
        return next((each for each in self.parts if each.standing.way == way), None)

    def sampling(self, weights: Weights, level: Level) -> Sampling | None:
        """What figures say besides; None where it is nothing more than that people chose to take part.

        Likely ends stand beside plain percentages only where everybody was drawn at one rate: otherwise those are not
        what the sample says of everybody, and the figures with weights are.
        """
        part = self.part(weights or "drawn")
        if part is None or (weights and self.why_not(weights, level)):
            return None
        standing = part.standing
        if not weights:
            middles = {each.key: each.middle for each in part.tallies if each.middle is not None}
            return Sampling(standing, ends=True, middles=middles) if self.evenly else None
        tallies: dict[tuple[str, str], WeightedTally] = {(each.key, each.measure): each for each in part.tallies}
        middles = {each.key: each.middle for each in part.tallies if each.middle is not None}
        return Sampling(standing, tallies, standing.by_chance, middles)

    def why_not(self, weights: Weights, level: Level) -> str:
        """Why figures have no weights in a way, in words; empty where they have."""
        part = self.part(weights)
        if part is None:
            found = self.refused.get(weights)
            return NOT_DRAWN if found is None else found.words
        return MIXED if level is not Level.WORKING and not part.standing.whole else ""


def samples_in(
    columns: ColumnSet, wave_id: int, sampled: Sampled, ways: Sequence[Way], among: Mask | None = None, fewest: int = 1
) -> tuple[Samples, Mapping[Way, Weighing]]:
    """The samples of a round, with its weights; `among` are the people whose figures are counted, of
    everybody; `fewest` is as `weighted_tallies` has it."""
    people = population(columns, wave_id)
    parts: list[WeightedPart] = []
    refused: dict[str, Refused] = {}
    made: dict[Way, Weighing] = {}
    for way in ways:
        found = weighing(columns, people, sampled, way)
        if isinstance(found, Refused):
            refused[way] = found
        elif way == "drawn" and found.standing.kind not in BY_CHANCE:
            refused[way] = Refused(Cause.SAMPLE_TYPE, NOT_DRAWN)
        else:
            made[way] = found
            rows = found.people if among is None else found.people & among
            parts.append(WeightedPart(found.standing, weighted_tallies(columns, rows, found.weights, fewest)))
    types = tuple(sorted(types_of(columns, people, sampled.links)))
    return Samples(types, tuple(parts), refused, _returned(columns, people, sampled)), made


def _returned(columns: ColumnSet, people: Mask, sampled: Sampled) -> tuple[Returned, ...]:
    strata = {link.stratum.name: link.stratum for link in sampled.links if link.stratum is not None}
    ids = {name: [link.collector.id for link in sampled.links if link.stratum == each] for name, each in strata.items()}
    return tuple(
        Returned(each, int(np.count_nonzero(people & by_links(columns, ids[name])))) for name, each in strata.items()
    )
