"""Families gathered from what a snapshot counted, and what an audit hides written back into it (contract, 35)."""

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from survey_app.questionnaire.measured import range_of
from survey_app.results.blocks import State
from survey_app.results.breakdowns import Column, Counted, hidden_rows
from survey_app.results.characteristics import Characteristic
from survey_app.results.coding import Coding, Missing
from survey_app.results.crossing import CrossTally, crossed_codings
from survey_app.results.crosstabs import gate, true_columns
from survey_app.results.disclosure import FLOOR, OFF, Level, Shown, Sign, disclose, disclose_count
from survey_app.results.families import BASE, Audited, Family, Groups, Hidings, Layer, Sum, fewest_removed
from survey_app.results.figures import Reading
from survey_app.results.outcomes import AnswerRow, answer_rows, outside_codes
from survey_app.results.own_bases import lacks_of, offered, parts_of, shown_parts, with_own_bases
from survey_app.results.renewing import Live, Snapshot
from survey_app.results.scales import nets, points
from survey_app.results.tallies import CodingTally, Tallies

GONE: Final = (State.QUARANTINED, State.WITHDRAWN, State.ERASED)
"""Where responses go that are taken out of the figures."""

ENDLESS: Final = 1e12
"""More than any sum of people."""


class Before(Struct, frozen=True):
    """One variable's column as a snapshot showed it: its rows by name, their true counts, which were hidden."""

    key: str
    measure: str
    rows: tuple[str, ...]
    layer: Layer
    lacks: tuple[tuple[int, ...], ...] = ()
    """What each part of the base was not offered, by row."""


class Earlier(Struct, frozen=True):
    """What one snapshot showed of everybody: what audits of later ones ask for."""

    states: Mapping[State, int]
    columns: tuple[Before, ...]


class Gathered(Struct, frozen=True):
    """The families of a snapshot, and what its own columns are to those that follow it."""

    families: tuple[Family, ...]
    shown: Earlier


Crossed = Mapping[str, tuple[CrossTally, ...]]


def gathered(
    taken: Snapshot,
    crossed: Crossed,
    characteristics: Sequence[Characteristic],
    codings: Sequence[Coding],
    before: Sequence[Earlier],
    *,
    strict: bool,
) -> Gathered:
    """Every family of a snapshot and its tables by groups; `before` are the snapshots that were shown, oldest first."""
    known = crossed_codings(codings)
    reading = Reading(frozenset(taken.tallies.versions), Level.GUARDED, strict)
    stars = [(by, {(each.key, each.measure): each for each in crossed.get(by.key, ())}) for by in characteristics]
    counted = list(_columns(taken.tallies, codings, reading))
    met = {(coding.key, coding.measure) for coding, _, _ in counted}
    alone = {name: each for _, tables in stars for name, each in tables.items() if name not in met}
    counted += [(known[name], _everybody(each), reading) for name, each in alone.items()]
    families, columns = [], []
    for coding, column, read in counted:
        own = _shown(coding, column, read)
        tables = [
            star
            for by, made in stars
            if read is reading and (one := made.get((coding.key, coding.measure))) is not None
            for star in _star(coding, one, by, read, own)
        ]
        answers = sum(row[:1].isdecimal() for row in own.rows)
        adds_up = own.measure != "many"
        layers = _layers(own, before, taken.live)
        families.append(Family(own.key, own.measure, answers, adds_up, layers, tuple(tables), own.lacks))
        columns.append(own)
    return Gathered(tuple(families), Earlier(taken.live.states, tuple(columns)))


def _everybody(each: CrossTally) -> CodingTally:
    """Everybody's column of a table by groups that has none of its own, as a ranking's first three places."""
    return CodingTally(each.key, each.measure, each.everyone, bins=each.bins)


def hidden_by(
    taken: Snapshot, crossed: Crossed, made: Gathered, hidings: Sequence[Hidings]
) -> tuple[Snapshot, Crossed, Earlier]:
    """A snapshot, its tables by groups, and what is remembered of it, with what the audit hides of each."""
    found = {(each.key, each.measure): each for each in hidings}

    def column(each: CodingTally) -> CodingTally:
        return replace(each, hidden=found[each.key, each.measure].column)

    questions = tuple(map(column, taken.tallies.questions))
    profile = None if taken.tallies.profile is None else tuple(map(column, taken.tallies.profile))
    tables = {
        by: tuple(replace(each, audit=_audited(found.get((each.key, each.measure)), by)) for each in made_of)
        for by, made_of in crossed.items()
    }
    columns = tuple(_remembered(each, found[each.key, each.measure]) for each in made.shown.columns)
    tallies = replace(taken.tallies, questions=questions, profile=profile)
    return replace(taken, tallies=tallies, checked=True), tables, replace(made.shown, columns=columns)


def _audited(hidings: Hidings | None, by: str) -> Audited:
    return Audited() if hidings is None else Audited(hidings.column, dict(hidings.stars).get(by))


def _remembered(before: Before, hidings: Hidings) -> Before:
    whole = 0 in hidings.column
    hidden = tuple(whole or row in hidings.column or was for row, was in enumerate(before.layer.hidden))
    sums = () if hidings.column else before.layer.sums
    return replace(before, layer=replace(before.layer, hidden=hidden, sums=sums))


def _columns(
    counted: Tallies, codings: Sequence[Coding], reading: Reading
) -> Iterator[tuple[Coding, CodingTally, Reading]]:
    known = {(each.key, each.measure): each for each in codings}
    versions = frozenset(version for coding in codings for version in coding.offered)
    for each in counted.questions:
        yield known[each.key, each.measure], each, reading
    for each in counted.profile or ():
        yield known[each.key, each.measure], each, Reading(versions, reading.level, strict=True)


def _shown(coding: Coding, counted: CodingTally, reading: Reading) -> Before:
    """Everybody's column as the gate lets it through, with nets and the mean that stand beside it."""
    rows = list(answer_rows(coding, counted, reading.versions))
    names = [
        str(coding.numbers[row.option.code]) if row.option is not None else str(place)
        for place, row in enumerate(rows, start=1)
    ]
    strict = reading.strict or coding.variable.question.sensitive
    adds_up, tally = coding.measure != "many", counted.tally
    lacks, parts = lacks_of([row.number for row in rows], tally), parts_of(tally, tally)
    given = offered(tally.base, [row.count for row in rows], lacks, parts)
    gated = disclose(tally.base, given, reading.level, strict=strict, parents=counted.parents, adds_up=adds_up)
    cells = shown_parts(tally.base, given, gated, reading.level, lacks, parts, adds_up=adds_up)
    shown = with_own_bases(gated, lacks, parts, cells, reading.level)
    outside = outside_codes(coding, tally, reading.level)
    missing = tuple(disclose_count(tally.missing[code], reading.level) for code in outside)
    places = tuple(place for place, count in enumerate(given) if count is not None)
    counts = (tally.base, *(given[place] or 0 for place in places), *(tally.missing[code] for code in outside), *parts)
    rows_hidden = hidden_rows(Column(shown, missing, cells, lacks, places))
    sums = [*_nets(coding, counted, rows, shown, places, strict=strict)]
    if not shown.hidden and tally.base >= FLOOR:
        sums += _mean(coding, counted)
    named = (BASE, *(names[place] for place in places), *(_name(code) for code in outside), *map(_part_name, lacks))
    layer = Layer(counts, tuple(shown.hidden or each for each in rows_hidden), 0, tuple(sums))
    own = tuple(tuple(1 + places.index(place) for place in sorted(each) if place in places) for each in lacks)
    return Before(coding.key, coding.measure, named, layer, own)


def _nets(
    coding: Coding,
    counted: CodingTally,
    rows: Sequence[AnswerRow],
    shown: Shown,
    places: Sequence[int],
    *,
    strict: bool,
) -> Iterator[Sum]:
    """What the nets of a scale's sides tell, where they are shown."""
    scale = points(coding, [row.option for row in rows])
    named = [(row.label, row.count) for row in rows]
    sides = nets(counted.tally.base, named, scale, shown, Level.GUARDED, strict=strict)
    for side, net in zip(scale.sides, sides, strict=bool(sides)):
        inside = tuple(1 + places.index(place) for place in side if place in places)
        total = net.cell.count or 0
        yield Sum(inside, (1.0,) * len(inside), total - OFF, total + OFF)


def _part_name(places: frozenset[int]) -> str:
    return f"part without {sorted(places)}"


def _mean(coding: Coding, counted: CodingTally) -> Iterator[Sum]:
    """What a mean of 3 significant figures tells of the bins: at the least and at the most that each may hold."""
    known = range_of(coding.variable.question)
    mean = None if counted.summary is None else counted.summary.mean
    if mean is None or known is None or not counted.bins:
        return
    near = 0.5 * 10.0 ** (math.floor(math.log10(abs(mean))) - 2) if mean else 0.5
    places = tuple(range(1, 1 + len(counted.bins)))
    people = counted.tally.base
    lows = (float(known.low), *(float(low) for low, _ in counted.bins[1:]))
    highs = tuple(float(high) for _, high in counted.bins)
    least, most = ((mean - near) * people - 1e-6, (mean + near) * people + 1e-6)
    if sum(low * count for low, count in zip(lows, counted.tally.counts, strict=True)) <= most:
        yield Sum(places, lows, -ENDLESS, most)
    if sum(high * count for high, count in zip(highs, counted.tally.counts, strict=True)) >= least:
        yield Sum(places, highs, least, ENDLESS)


def _name(code: Missing) -> str:
    return f"outside {code.name.lower()}"


def _layers(own: Before, before: Sequence[Earlier], live: Live) -> tuple[Layer, ...]:
    """The column in every snapshot up to now, in its rows of now: one that was not there held nobody."""
    earlier = [(each.states, one) for each in before for one in each.columns if _same(one, own)]
    layers: list[Layer] = []
    states = [*(states for states, _ in earlier), live.states]
    adds_up = own.measure != "many"
    for number, one in enumerate([*(one for _, one in earlier), own]):
        layer = one.layer if one.rows == own.rows else _rearranged(one, own.rows)
        if number:
            gone = fewest_removed(layers[-1].counts[1:], layer.counts[1:], adds_up=adds_up)
            layer = replace(layer, removed=max(gone, _taken_out(states[number - 1], states[number])))
        layers.append(layer)
    return tuple(layers)


def _same(one: Before, other: Before) -> bool:
    return (one.key, one.measure) == (other.key, other.measure)


def _rearranged(one: Before, rows: Sequence[str]) -> Layer:
    places = {name: place for place, name in enumerate(one.rows)}
    counts = tuple(one.layer.counts[places[name]] if name in places else 0 for name in rows)
    hidden = tuple(one.layer.hidden[places[name]] if name in places else True for name in rows)
    return Layer(counts, hidden)


def _taken_out(before: Mapping[State, int], after: Mapping[State, int]) -> int:
    """How many people at most were taken out of the figures, for who sees the states as they are shown."""
    most = 0
    for state in GONE:
        (low, _), (_, high) = _span(before.get(state, 0)), _span(after.get(state, 0))
        most += max(0, high - low)
    return most


def _span(count: int) -> tuple[int, int]:
    shown = disclose_count(count, Level.GUARDED).count
    return (0, FLOOR - 1) if shown is None else (max(FLOOR, shown - OFF), shown + OFF)


def _star(coding: Coding, counted: CrossTally, by: Characteristic, reading: Reading, own: Before) -> Iterator[Groups]:
    """A table by groups as the gate lets it through; none where that withholds it already."""
    gated = gate(counted, counted.groups, coding, by, reading)
    if not gated.groups:
        return
    every, *columns = true_columns(counted, counted.groups, coding, reading)
    places = gated.everyone.places
    table = [_numbers(each, places) for each in columns]
    if _numbers(every, places) != list(own.layer.counts):
        return  # not of the same people: a table that cannot be audited is not shown
    hidden = [hidden_rows(each) for each in gated.groups]
    hidden.append([True] * len(own.rows))
    unoffered = [_unoffered(each, places, len(own.rows)) for each in gated.groups]
    unoffered.append([False] * len(own.rows))
    some = tuple(zip(*unoffered, strict=True)) if any(map(any, unoffered)) else ()
    yield Groups(by.key, tuple(zip(*table, strict=True)), tuple(zip(*hidden, strict=True)), some)


def _numbers(each: Counted, places: Sequence[int]) -> list[int]:
    return [each.base, *(each.counts[place] or 0 for place in places), *each.outside, *each.parts]


def _unoffered(column: Column, places: Sequence[int], rows: int) -> list[bool]:
    signs = [column.shown.cells[place].sign is Sign.NOT_OFFERED for place in places]
    return [False, *signs, *[False] * (rows - 1 - len(signs))]
