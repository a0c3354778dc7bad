"""Between two rounds: what breaks a series, and what only belongs beside it (results contract, 25)."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final, TypeAlias

from msgspec import Struct

from survey_app.questionnaire.differences import Change, differences
from survey_app.surveys.versions import Version

MOVED: Final = 10
"""Points by which the share of a way of answering moves before it is said."""

Signed: TypeAlias = Mapping[tuple[int, str], str]
"""Why words that changed mean the same, by the version that brought them and the question."""

WORDS: Final = {
    Change.WORDING: "the words of question {} changed",
    Change.ROUTE: "other people were asked question {}",
    Change.CODES: "the answers of question {} changed",
    Change.ADDED: "question {} is new",
    Change.REMOVED: "question {} was not asked any more",
}


class Facts(Struct, frozen=True):
    """What decides whether two rounds may be compared. `versions` are those answered, oldest first; `ways` how many
    answered each way; `weighted` whether figures are."""

    number: int
    versions: tuple[Version, ...]
    samples: tuple[str, ...]
    ways: tuple[int, ...]
    weighted: bool = False


class Between(Struct, frozen=True):
    """What lies between two rounds. With any break there is no change figure. `unsigned` are the questions whose words
    alone changed, with the versions that brought these: somebody may sign that they mean the same."""

    breaks: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    unsigned: tuple[tuple[int, str], ...] = ()


def between(before: Facts, after: Facts, questions: Sequence[str], signed: Signed) -> Between:
    """What lies between two rounds for a figure that these questions, by their ids, decide."""
    breaks: list[str] = []
    notes: list[str] = []
    unsigned: list[tuple[int, str]] = []
    for version, question, change in _changes(before, after, frozenset(questions)):
        reason = signed.get((version, question), "")
        if change is Change.ORDER:
            notes.append(f"the answers of question {question} stand in another order")
        elif change is Change.WORDING and reason:
            notes.append(f"the words of question {question} changed and mean the same: {reason}")
        else:
            breaks.append(WORDS[change].format(question))
            unsigned += [(version, question)] if change is Change.WORDING else []
    breaks += _other_breaks(before, after)
    notes += _other_notes(before, after)
    return Between(tuple(dict.fromkeys(breaks)), tuple(dict.fromkeys(notes)), tuple(dict.fromkeys(unsigned)))


def _changes(before: Facts, after: Facts, questions: frozenset[str]) -> Iterator[tuple[int, str, Change]]:
    """Every step from the first version that either round answered to the last."""
    versions = sorted({each.number: each for each in (*before.versions, *after.versions)}.items())
    for (_, old), (_, new) in pairwise(versions):
        for each in differences(old.questionnaire, new.questionnaire):
            if each.question in questions and each.change is not Change.SAME:
                yield new.id, each.question, each.change


def _other_breaks(before: Facts, after: Facts) -> Iterator[str]:
    if before.samples != after.samples:
        yield "people were found in another way"
    if before.weighted != after.weighted:
        yield "figures are weighted in one round and not in the other"


def _other_notes(before: Facts, after: Facts) -> Iterator[str]:
    old, new = _variants(before), _variants(after)
    if new - old:
        yield f"new: {', '.join(sorted(new - old))}"
    if any(abs(one - other) >= MOVED for one, other in zip(_shares(before), _shares(after), strict=True)):
        yield f"the share of a way of answering moved by {MOVED} points or more"


def _variants(facts: Facts) -> set[str]:
    return {variant for version in facts.versions for variant in version.questionnaire.wordings}


def _shares(facts: Facts) -> list[float]:
    total = sum(facts.ways) or 1
    return [100 * each / total for each in facts.ways]
