"""Larger groups where most numbers would be hidden: the merges that a questionnaire declares (results contract, 36).

One coding of a characteristic is shown of a round: the larger groups replace the smaller, and never stand beside them.
"""

from collections.abc import Mapping, Sequence

import numpy as np

from survey_app.questionnaire.definition import Merge
from survey_app.results.characteristics import Characteristic, Merged, in_merges
from survey_app.results.coding import Coding
from survey_app.results.columns import ColumnSet
from survey_app.results.crossing import CrossTally, characteristic, cross_tallies, crossed_codings
from survey_app.results.crosstabs import gate
from survey_app.results.disclosure import Level, Sign
from survey_app.results.figures import Reading
from survey_app.results.overview import population
from survey_app.results.tallies import Tallies


def merged_where_needed(
    columns: ColumnSet,
    wave_id: int,
    made: Mapping[str, tuple[CrossTally, ...]],
    merges: Mapping[str, Sequence[Merge]],
    counted: Tallies,
    *,
    strict: bool,
) -> dict[str, tuple[CrossTally, ...]]:
    """The same tables, by larger groups of each characteristic of which most would be hidden otherwise."""
    people = population(columns, wave_id)
    reading = Reading(frozenset(counted.versions), Level.GUARDED, strict)
    single = {coding.key: coding for coding in columns.codings if coding.measure == "single"}
    found = dict(made)
    for key, declared in merges.items():
        if key in made and key in single and mostly_hidden(made[key], characteristic(single[key]), columns, reading):
            by = in_merges(characteristic(single[key]), merged(single[key], declared))
            found[key] = cross_tallies(columns, by, people)
    return found


def merged(coding: Coding, declared: Sequence[Merge]) -> tuple[Merged, ...]:
    """Merges as option numbers and labels; of codes that this coding does not know nothing."""
    return tuple(
        Merged(
            each.label,
            tuple(coding.numbers[code] for code in each.options if code in coding.numbers),
            tuple(coding.options[coding.numbers[code] - 1].label for code in each.options if code in coding.numbers),
        )
        for each in declared
    )


def mostly_hidden(tables: Sequence[CrossTally], by: Characteristic, columns: ColumnSet, reading: Reading) -> bool:
    """Whether most of what groups answered, of the questions that somebody answered, would be hidden by the gate."""
    codings = crossed_codings(columns.codings)
    shown = every = 0
    for each in tables:
        coding = codings[each.key, each.measure]
        breakdown = gate(each, each.groups, coding, by, reading)
        rows = [cell for cell in breakdown.everyone.shown.cells if cell.count]
        every += len(rows) * len(each.groups)
        cells = (cell for group in breakdown.groups for cell in group.shown.cells)
        shown += int(np.count_nonzero([cell.sign is not Sign.HIDDEN and cell.count is not None for cell in cells]))
    return 2 * shown < every
