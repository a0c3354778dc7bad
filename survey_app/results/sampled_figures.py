"""What a figure says of people who were drawn by chance: weighted percentages, and between which ends the true ones
likely lie (results contract, 17 to 21 and 33)."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from survey_app.questionnaire.definition import Number, Role
from survey_app.questionnaire.kinds_measured import Money
from survey_app.results.charts import Piece, bar, stacks
from survey_app.results.coding import Coding
from survey_app.results.coming import came_words
from survey_app.results.disclosure import STEP, Cell, Level, Shown, Sign, rounded
from survey_app.results.figures import MANY, Figure, Reading
from survey_app.results.intervals import Share, printed, wilson
from survey_app.results.lines import Line, line
from survey_app.results.numbers import amount_words
from survey_app.results.outcomes import AnswerRow, answer_rows
from survey_app.results.scales import OFF_SCALE, Net
from survey_app.results.sentences import NONE_SHOWN
from survey_app.results.tallies import CodingTally
from survey_app.results.weighing import Standing
from survey_app.results.weighted import Middle, WeightedTally
from survey_app.results.weighted_disclosure import weighted_cells, whole

MOST_NAMED: Final = 3
NO_SHARES: Final = "Percentages with weights are shown from 100 people."
NO_ENDS: Final = "Too few people were drawn by chance here to say between which figures the true one likely lies."


class Sampling(Struct, frozen=True):
    """How people of a page came to be asked, in numbers; with weighted tallies where weights are on. `ends` is whether
    the likely ends of figures may be printed at all; `middles` are means and medians of numbers with theirs."""

    standing: Standing
    tallies: Mapping[tuple[str, str], WeightedTally] = {}
    ends: bool = False
    middles: Mapping[str, Middle] = {}


def finished(
    reading: Reading, sampling: Sampling | None, ways: Sequence[int]
) -> Callable[[Coding, CodingTally, Figure], Figure]:
    """What is said of each figure besides: how its answers came, of `ways` of the whole, and what its sample allows."""

    def finish(coding: Coding, counted: CodingTally, plain: Figure) -> Figure:
        came = came_words(counted.ways or ways, reading.level, whole=not counted.ways)
        made = replace(plain, came=came)
        return made if sampling is None else with_sampling(made, coding, counted, reading, sampling)

    return finish


def with_sampling(made: Figure, coding: Coding, counted: CodingTally, reading: Reading, sampling: Sampling) -> Figure:
    """A figure with what its sample allows to be said."""
    rows = tuple(answer_rows(coding, counted, reading.versions))
    tally = sampling.tallies.get((coding.key, coding.measure))
    shares: list[float] | None = None
    if tally is not None and rows:
        shares = [_share(row, place, tally) for place, row in enumerate(rows)]
        made = _weighted(made, coding, counted, rows, shares, tally, reading.level)
    if not sampling.ends or not made.lines or made.base_cell.sign is not None:
        return made
    people = counted.tally.base if reading.level is Level.WORKING else made.base_cell.count or 0
    number = float(people) if tally is None else tally.effective
    if reading.level is not Level.WORKING:
        number = float(STEP * int(number / STEP))
    if not printed(people, number):
        return replace(made, notes=(*made.notes, NO_ENDS)) if made.shares else made
    return _with_ends(made, coding, number, shares, sampling.middles.get(coding.key), reading.level)


def _weighted(
    made: Figure,
    coding: Coding,
    counted: CodingTally,
    rows: Sequence[AnswerRow],
    shares: Sequence[float],
    tally: WeightedTally,
    level: Level,
) -> Figure:
    before = tuple(each.cell or Cell() for each in made.lines)
    counts = [row.count for row in rows]
    cells = weighted_cells(Shown(made.base_cell, before), counted.tally.base, counts, shares, level)
    nets = tuple(_net(net, made.lines, cells, shares) for net in made.nets)
    drawn = _pieces(made.tones, cells)
    said = _sentence(made, coding, cells, nets, tally, level)
    return replace(
        made,
        sentence=said,
        lines=tuple(
            _line(each, cells[place], rows[place], shares[place] if level is Level.WORKING else None)
            for place, each in enumerate(made.lines)
        ),
        shares=any(cell.percent is not None for cell in cells),
        notes=tuple(_notes(made, cells, tally, level)),
        error=0.0,
        nets=nets,
        pieces=drawn,
        stack=stacks([drawn], made.middle, OFF_SCALE)[0] if drawn else None,
        score=_score(rows, shares, cells, level) if made.score is not None else None,
    )


def _share(row: AnswerRow, place: int, tally: WeightedTally) -> float:
    """The weighted share of one row: bins come first, then options by their numbers."""
    return 0.0 if row.count is None else tally.share(_place(row, place))


def _place(row: AnswerRow, place: int) -> int:
    return place if row.option is None else row.number - 1


def _line(before: Line, cell: Cell, row: AnswerRow, exact: float | None) -> Line:
    role = Role.SUBSTANTIVE if row.option is None else row.option.role
    made = line(before.label, cell, bar(cell.percent, role))
    hidden = cell.percent is None and cell.sign is None
    return replace(made, share=Sign.HIDDEN.value if hidden else made.share, share_exact=exact)


def _net(net: Net, lines: Sequence[Line], cells: Sequence[Cell], shares: Sequence[float]) -> Net:
    """A net with its weighted percentage, where every part of it shows one."""
    parts = [place for place, each in enumerate(lines) if each.label in net.labels]
    shown = all(cells[place].percent is not None for place in parts)
    percent = whole(sum(shares[place] for place in parts)) if shown else None
    return replace(net, cell=replace(net.cell, percent=percent))


def _pieces(tones: Sequence[str], cells: Sequence[Cell]) -> tuple[Piece, ...]:
    if not tones or all(cell.percent is None for cell in cells):
        return ()
    total = max(100, sum(cell.percent or 0 for cell in cells))
    return tuple(
        Piece(100 * cell.percent / total, tone, f"{cell.percent}%")
        for tone, cell in zip(tones, cells, strict=True)
        if cell.percent
    )


def _sentence(
    made: Figure, coding: Coding, cells: Sequence[Cell], nets: Sequence[Net], tally: WeightedTally, level: Level
) -> str:
    question, middle = coding.variable.question, tally.middle
    if isinstance(question, Number | Money) and middle is not None and level is Level.WORKING:
        half, average = amount_words(middle.median, question), amount_words(round(middle.mean.value, 1), question)
        return f"With weights, half of the people said {half} or less, and the average was {average}."
    if nets and all(net.cell.percent is not None for net in nets):
        named = [" or ".join(f"“{label}”" for label in net.labels) for net in nets]
        said = ", and ".join(f"{net.cell.percent}% chose {words}" for net, words in zip(nets, named, strict=True))
        return f"With weights, {said}."
    most = max((cell.percent for cell in cells if cell.percent), default=0)
    top = [each.label for each, cell in zip(made.lines, cells, strict=True) if cell.percent == most]
    if not most:
        return NONE_SHOWN
    if len(top) > MOST_NAMED:
        return "With weights, several answers were given equally often."
    words = " and ".join(f"“{label}”" for label in top)
    return f"With weights, the answer given most often was {words}: {most}%."


def _notes(made: Figure, cells: Sequence[Cell], tally: WeightedTally, level: Level) -> Iterator[str]:
    yield from (note for note in made.notes if note == MANY)
    if all(cell.percent is None for cell in cells):
        yield NO_SHARES
        return
    number = round(tally.effective) if level is Level.WORKING else rounded(round(tally.effective))
    yield f"With weights these people count as {'' if level is Level.WORKING else 'about '}{number:,}."


def _score(rows: Sequence[AnswerRow], shares: Sequence[float], cells: Sequence[Cell], level: Level) -> float | None:
    """The weighted mean of declared scores. Outside the analysts' room from the percentages shown, if all are."""
    known = [place for place, row in enumerate(rows) if _scored(row) is not None and row.count is not None]
    if level is not Level.WORKING and any(cells[place].percent is None for place in known):
        return None
    parts = {place: shares[place] if level is Level.WORKING else float(cells[place].percent or 0) for place in known}
    total = sum(parts.values())
    return sum((_scored(rows[place]) or 0) * part for place, part in parts.items()) / total if total else None


def _scored(row: AnswerRow) -> float | None:
    return row.option.score if row.option is not None and row.option.role is Role.SUBSTANTIVE else None


def _with_ends(
    made: Figure, coding: Coding, number: float, shares: Sequence[float] | None, middle: Middle | None, level: Level
) -> Figure:
    """The figure with likely ends, of so many effective people in the whole base; an answer's own base has its part of
    them. Outside the analysts' room they are made from what is shown: rounded numbers and whole percentages."""
    base = made.base_cell.count or 0
    lines = []
    for place, each in enumerate(made.lines):
        cell = each.cell
        if cell is None or cell.percent is None or cell.count is None or not base:
            lines.append(each)
            continue
        own = base if cell.of is None else cell.of
        exact = min(cell.count / own, 1.0) if shares is None else shares[place]
        people = number * own / base
        if not printed(own, people):
            lines.append(each)
            continue
        ends = wilson(Share(exact if level is Level.WORKING else cell.percent / 100, people))
        lines.append(replace(each, ends=(ends.low, ends.high)))
    words = _middle_words(coding, middle) if level is Level.WORKING else ()
    return replace(made, lines=tuple(lines), notes=(*made.notes, *words))


def _middle_words(coding: Coding, middle: Middle | None) -> Iterator[str]:
    question = coding.variable.question
    if middle is not None and isinstance(question, Number | Money):
        ends = [amount_words(round(each, 1), question) for each in (*middle.mean_ends, *middle.median_ends)]
        yield (
            f"Of everybody, the average likely lies between {ends[0]} and {ends[1]}, and the middle value between "
            f"{ends[2]} and {ends[3]}."
        )
