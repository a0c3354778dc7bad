"""Faults of merges: the larger groups of a characteristic, used where most numbers would be hidden (contract, 36)."""

from collections import Counter
from collections.abc import Iterator, Sequence

from survey_app.questionnaire.definition import Asked, Merge, Questionnaire, Role
from survey_app.questionnaire.faults import Fault, Spot
from survey_app.questionnaire.walking import options_of, positions

GROUPED = (Role.SUBSTANTIVE, Role.NONE)
"""Options that make a group by themselves."""


def merge_faults(questionnaire: Questionnaire) -> Iterator[Fault]:
    """Every option that makes a group stands in one merge, and there are fewer merges than options."""
    known = positions(questionnaire)
    for name, merges in questionnaire.merges.items():
        spot = Spot("", name)
        if name not in questionnaire.characteristics or name not in known:
            yield spot.fault("unknown_merge", f"{name} is no characteristic. Name it there, or take its merges out.")
        else:
            yield from _options(spot, known[name][1], merges)
            yield from _labels(spot, merges)


def _options(spot: Spot, question: Asked, merges: Sequence[Merge]) -> Iterator[Fault]:
    groups = [option.code for option in options_of(question) if option.role in GROUPED and not option.outside]
    named = Counter(code for merge in merges for code in merge.options)
    for code in named:
        if code not in groups:
            yield spot.at(code).fault("unknown_merged_option", f"No group is made by {code}. Use: {', '.join(groups)}.")
    for code in groups:
        if named[code] != 1:
            yield spot.at(code).fault("unmerged_option", f"{code} stands in {named[code]} merges. Put it in one.")
    if not 1 < len(merges) < len(groups):
        yield spot.fault("too_few_merges", "Declare 2 merges or more, and fewer than there are options.")


def _labels(spot: Spot, merges: Sequence[Merge]) -> Iterator[Fault]:
    labels = [merge.label.strip() for merge in merges]
    if not all(labels) or len(set(labels)) < len(labels) or not all(merge.options for merge in merges):
        yield spot.fault("bad_merge", "Give each merge a label of its own, and options.")
