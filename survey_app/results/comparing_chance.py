"""Groups of people who were drawn by chance, each compared with everyone else (results contract, 22 and 23).

The difference of two groups that share nobody has Newcombe's interval, with a factor that allows for every comparison
of the page. What is spoken of is a difference whose interval leaves nought out.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from survey_app.results.crosstabs import UNKNOWN, CrossTable
from survey_app.results.intervals import Interval, Share, difference, printed, z_for

ALLOWING: Final = (
    "People were drawn by chance, so groups are compared with everyone else, allowing for {comparisons:,} comparisons: "
    "a difference is spoken of only where chance alone would hardly make one so large among so many."
)
NONE_TESTED: Final = (
    "No group is compared: that needs 30 people in a group and 30 outside it, with figures that are shown."
)
NONE_APART: Final = "No group shown differs from everyone else by more than chance would make, allowing for {many}."


class Pair(Struct, frozen=True):
    """One answer of a group beside everyone else's, by their labels."""

    group: str
    answer: str
    inside: Share
    outside: Share

    def ends(self, comparisons: int) -> Interval:
        """Between which the difference likely lies, allowing for so many comparisons."""
        return difference(self.inside, self.outside, z_for(comparisons))


def compared_by_chance(views: Sequence[Sequence[CrossTable]]) -> tuple[int, list[tuple[CrossTable, ...]]]:
    """The tables of one page, each with a sentence on which group stands out, and how many comparisons were made."""
    every = [[tuple(_pairs(table)) for table in tables] for tables in views]
    comparisons = sum(len(pairs) for tables in every for pairs in tables)
    made = [
        tuple(
            table if table.withheld else replace(table, sentence=_sentence(pairs, comparisons))
            for table, pairs in zip(tables, pairs_of, strict=True)
        )
        for tables, pairs_of in zip(views, every, strict=True)
    ]
    return comparisons, made


def _pairs(table: CrossTable) -> Iterator[Pair]:
    """Every comparison that a table allows, from what it shows: groups and everyone else of 30 people or more."""
    everybody = table.base.cells[0].count or 0
    for at, group in enumerate(table.columns[1:], start=1):
        base = table.base.cells[at].count or 0
        others = everybody - base
        if group == UNKNOWN or not (printed(base, base) and printed(others, others)):
            continue
        for row in (table.rows[place] for place in table.answers):
            count, total = row.cells[at].count, row.cells[0].count
            if count is not None and total is not None:
                rest = min(max(total - count, 0), others)  # of rounded numbers a few may seem to be missing
                yield Pair(group, row.label, Share(min(count / base, 1.0), base), Share(rest / others, others))


def _sentence(pairs: Sequence[Pair], comparisons: int) -> str:
    if not pairs:
        return NONE_TESTED
    many = "1 comparison" if comparisons == 1 else f"{comparisons:,} comparisons"
    apart = [(each, ends) for each in pairs if (ends := each.ends(comparisons)).low > 0 or ends.high < 0]
    if not apart:
        return NONE_APART.format(many=many)
    most, (low, high) = max(apart, key=lambda pair: abs(pair[0].inside.value - pair[0].outside.value))
    near, far = sorted((abs(low), abs(high)))
    more = len(apart) - 1
    figures = "other figure of this table differs" if more == 1 else "other figures of this table differ"
    rest = f" {more:,} {figures} too." if more else ""
    return (
        f"In the group “{most.group}”, {100 * most.inside.value:.0f}% answered “{most.answer}”, against "
        f"{100 * most.outside.value:.0f}% of everyone else: likely {100 * near:.0f} to {100 * far:.0f} points "
        f"{'more' if low > 0 else 'fewer'}, allowing for {many}.{rest}"
    )
