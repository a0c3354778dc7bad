"""How the answers of a figure came, in one sentence beside it (results contract, 10)."""

from collections.abc import Sequence

from survey_app.results.disclosure import Level, disclose
from survey_app.results.lines import people_words

WORDS = ("online by themselves", "with help or by telephone", "on paper")


def came_words(ways: Sequence[int], level: Level, *, whole: bool) -> str:
    """How many came each of the ways; empty where nobody did or it is hidden.

    `whole` is whether they are all the people of the page: viewers are told of these, whom the table of ways is of,
    because the same of each question would be a table of its own.
    """
    if not sum(ways):
        return ""
    shown = disclose(sum(ways), ways, level, adds_up=True)
    if shown.hidden:
        return ""
    parts = [f"{people_words(cell)} {words}" for words, cell in zip(WORDS, shown.cells, strict=True)]
    return f"{'Everybody in these results answered' if whole else 'They answered'}: {', '.join(parts)}."
