"""A chart of one table as a drawing of boxes and words that stands alone: what it shows, of whom, from where.

One colour of the government analysis palette, and each bar is labelled with its own number, so it reads in grey and
without seeing colour. It is made from a table by the public rules: a pasted picture never holds working figures.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from survey_app.results.disclosure import Sign
from survey_app.results.files.manifest import Manifest
from survey_app.results.files.shapes import WORDS, Box, Drawing, Words
from survey_app.results.files.tables import FileTable, Row
from survey_app.results.lines import of_words

WIDTH: Final = 800
MARGIN: Final = 24
LABELS: Final = 300
"""Width of the column of answers."""

BAR: Final = 400
"""Length of a bar of 100 per cent."""

BAR_HEIGHT: Final = 24
GAP: Final = 14

BARS: Final = "#12436D"
QUIET: Final = "#3D3D3D"
"""11:1 on white."""

PUBLIC: Final = "Counts under 10, and what would tell of them, are hidden, others rounded to the nearest 5."
SIGNS: Final = {
    Sign.HIDDEN: "[c] hidden to protect people",
    Sign.NOT_OFFERED: "[z] this answer was not offered",
}

_NARROW = frozenset("iljtfrI.,:;'\u2019|!()[] ")
_WIDE = frozenset("mwMW@%—")


def drawing(table: FileTable, made: Manifest) -> Drawing | None:
    """The chart of a table; None where there is no answer to draw a bar for, as of typed text, or several groups."""
    answers = [row for row in table.rows if row.inside]
    if not answers or any(row.group for row in answers):
        return None
    head = list(_paragraphs(_head(table, made), MARGIN))
    bars, words = _bars(answers, _end(head) + 20, shares=table.shares)
    bottom = max(box.y + box.height for box in (*bars, Box(0, _end(words), 0, 0, WORDS))) + 14
    foot = list(_paragraphs(_foot(answers, table, made), bottom))
    height = _end(foot) + MARGIN - 8
    return Drawing(WIDTH, height, table.title, alternative(table, made), (*head, *words, *foot), tuple(bars))


def alternative(table: FileTable, made: Manifest) -> str:
    """The chart in one sentence, to paste as its alternative text: every number in it is in the picture."""
    said = "; ".join(f"{row.label}: {_value(row, shares=table.shares)}" for row in table.rows if row.inside)
    pretend = "Pretend answers. " if made.pretend else ""
    base = f" {table.base}." if table.base else ""
    return f"{pretend}Bar chart: {table.title} {said}.{base}"


def width_of(text: str, size: int) -> float:
    """How wide text may become, in any common sans serif: which one a reader's machine has is not known."""
    return size * sum(0.37 if each in _NARROW else 1.0 if each in _WIDE else 0.62 for each in text)


def wrapped(text: str, size: int, width: int) -> list[str]:
    """Lines of text that fit a width; a longer word stands on a line of its own."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width_of(longer, size) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _head(table: FileTable, made: Manifest) -> Iterator[Words]:
    if made.pretend:
        yield Words(0, 0, made.pretend, 15, weight="bold")
    yield Words(0, 0, table.title, 21, weight="bold")
    if table.sentence:
        yield Words(0, 0, table.sentence, 17)
    yield Words(0, 0, ". ".join(each for each in (table.base, *made.rounds, made.showing) if each), 15, QUIET)


def _foot(answers: Sequence[Row], table: FileTable, made: Manifest) -> Iterator[Words]:
    signs = {row.cell.sign for row in answers}
    said = [words for sign, words in SIGNS.items() if sign in signs]
    notes = " ".join([*table.notes, *(f"{'; '.join(said)}.",)] if said else table.notes)
    if notes:
        yield Words(0, 0, notes, 14, QUIET)
    yield Words(0, 0, f"{PUBLIC} Source: {made.organisation}, {made.title}. File {made.file}.", 14, QUIET)


def _paragraphs(paragraphs: Iterator[Words], top: int) -> Iterator[Words]:
    for each in paragraphs:
        for line in wrapped(each.text, each.size, WIDTH - 2 * MARGIN):
            top += round(1.35 * each.size)
            yield Words(MARGIN, top, line, each.size, each.colour, each.weight)
        top += 6


def _bars(answers: Sequence[Row], top: int, *, shares: bool) -> tuple[list[Box], list[Words]]:
    left = MARGIN + LABELS + 12
    most = 100 if shares else max((row.cell.count or 0 for row in answers), default=0)
    boxes, words = [], []
    start = top
    for row in answers:
        lines = wrapped(row.label, 15, LABELS)
        high = max(BAR_HEIGHT, 20 * len(lines))
        first = top + (high - 20 * len(lines)) // 2 + 15
        words += [Words(MARGIN, first + 20 * place, line, 15) for place, line in enumerate(lines)]
        amount = (row.cell.percent if shares else row.cell.count) or 0
        length = min(BAR, max(1, round(BAR * amount / most))) if amount and most else 0
        middle = top + high // 2
        if length:
            boxes.append(Box(left, middle - BAR_HEIGHT // 2, length, BAR_HEIGHT, BARS))
        words.append(Words(left + length + 6, middle + 5, _value(row, shares=shares, short=True), 15, weight="bold"))
        top += high + GAP
    boxes.append(Box(left - 2, start - 6, 2, top - start + 6 - GAP // 2, QUIET))
    return boxes, words


def _value(row: Row, *, shares: bool, short: bool = False) -> str:
    cell = row.cell
    if cell.sign is not None:
        return cell.sign.value if short else SIGNS[cell.sign].partition("] ")[2]
    if shares and cell.percent is not None:
        return f"{cell.percent}%{of_words(cell)}"
    return f"{cell.count or 0:,}{of_words(cell)}"


def _end(words: Sequence[Words]) -> int:
    return max(each.y for each in words)
