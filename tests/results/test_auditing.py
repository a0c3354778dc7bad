"""The audit tells what a list of all tables of whole numbers tells, and what it lets through tells of nobody."""

from collections.abc import Iterator, Sequence
from typing import TypeAlias

import numpy as np
import pytest
from msgspec.structs import replace
from numpy.typing import NDArray

from survey_app.results.auditing import audited
from survey_app.results.disclosure import ENOUGH, FLOOR
from survey_app.results.families import Family, Groups, Hidings, Layer, Sum, box, protected, withheld
from survey_app.results.programme import Place, Programme

Numbers: TypeAlias = NDArray[np.int64]

SECONDS = 30.0


def programme_of(family: Family) -> Programme:
    """What somebody can think who sees a family as it is."""
    made = Programme(family, SECONDS)
    for at, star in enumerate(family.stars):
        made.add(at, star)
    return made


def protected_in(family: Family) -> Iterator[Place]:
    for number, layer in enumerate(family.layers):
        for row, true in enumerate(layer.counts):
            if protected(true, hidden=layer.hidden[row]):
                yield -1 - number, row, 0
    for at, star in enumerate(family.stars):
        for row, counts in enumerate(star.counts):
            for column, true in enumerate(counts[:-1]):
                if protected(true, hidden=star.hidden[row][column]):
                    yield at, row, column


def made(seed: int, *, adds_up: bool, layers: int = 1) -> Family:
    """A small family: two answers and two groups, more hidden than need be, some snapshots before."""
    draw = np.random.default_rng(seed)
    columns = [draw.integers(0, draw.choice((6, 14, 20)), size=(2, 3))]
    for _ in range(layers - 1):
        columns.insert(0, np.maximum(0, columns[0] - draw.integers(-2, 9, size=(2, 3))))
    columns[-1][:, 2] = 0
    stacked = [_with_base(each, draw, adds_up=adds_up) for each in columns]
    made_layers: list[Layer] = []
    for each in stacked:
        counts = tuple(each.sum(axis=1).tolist())
        hidden = (counts[0] < FLOOR, *(count < FLOOR or draw.random() < 0.1 for count in counts[1:]))
        gone = 0 if not made_layers else sum(map(_fewer, made_layers[-1].counts[1:], counts[1:]))
        made_layers.append(Layer(counts, hidden, gone + int(draw.integers(0, 3)) if made_layers else 0))
    shown = stacked[-1] >= FLOOR
    shown &= draw.random(shown.shape) > 0.1
    shown[:, shown[0] == 0] = False
    shown[:, 2] = False
    star = Groups("Q7", tuple(map(tuple, stacked[-1].tolist())), tuple(map(tuple, (~shown).tolist())))
    return Family("Q1", "single" if adds_up else "many", 2, adds_up, tuple(made_layers), (star,))


def _with_base(answers: Numbers, draw: np.random.Generator, *, adds_up: bool) -> Numbers:
    most, least = answers.sum(axis=0), answers.max(axis=0)
    return np.vstack([most if adds_up else draw.integers(least, most + 1), answers])


def _fewer(before: int, after: int) -> int:
    return max(0, before - after)


def listed(family: Family) -> dict[Place, set[int]]:
    """Every value that each number takes in some table that fits what is shown, by listing all of them."""
    (star,) = family.stars
    totals = _chain(family)
    first, second = (
        _columns(family, [(star.counts[row][column], star.hidden[row][column]) for row in range(3)])
        for column in range(2)
    )
    sums = _codes(first)[:, np.newaxis] + _codes(second)
    newest = np.array([_codes(chain[-1]) for chain in totals])
    fits = np.isin(sums, newest)
    lefts, rights = np.nonzero(fits)
    reached = np.isin(newest, sums[fits])
    found: dict[Place, set[int]] = {}
    for column, numbers in enumerate((first[lefts], second[rights])):
        for row in range(3):
            found[0, row, column] = set(numbers[:, row].tolist())
    for number in range(len(family.layers)):
        layer = np.array([chain[number] for chain, fit in zip(totals, reached, strict=True) if fit])
        for row in range(3):
            found[-1 - number, row, 0] = set(layer[:, row].tolist())
    return found


def _codes(columns: Numbers) -> Numbers:
    """One number for each column of three, so that columns may be added and compared as numbers."""
    made: Numbers = columns @ np.array([1_000_000, 1_000, 1])
    return made


def _chain(family: Family) -> list[list[Numbers]]:
    """Every row of layers that fits, oldest first."""
    chains: list[list[Numbers]] = [[]]
    for number, layer in enumerate(family.layers):
        ever = [any(each.counts[row] for each in family.layers) for row in range(3)]
        known = (
            max(count, int(some and off)) for count, some, off in zip(layer.counts, ever, layer.hidden, strict=True)
        )
        cells = list(zip(known, layer.hidden, strict=True))
        columns = _columns(family, cells, exact=not layer.hidden[0])
        chains = [
            [*chain, column]
            for chain in chains
            for column in columns
            if not number or _follows(family, chain[-1], column, layer.removed)
        ]
    return chains


def _follows(family: Family, old: Numbers, new: Numbers, removed: int) -> bool:
    gone = np.maximum(0, old[1:] - new[1:])
    return bool((gone.sum() if family.adds_up else gone.max()) <= removed)


def _columns(family: Family, cells: Sequence[tuple[int, bool]], *, exact: bool = False) -> Numbers:
    most = 2 * max(max(layer.counts) for layer in family.layers) + FLOOR
    whole = cells[0][1] and cells[0][0] >= FLOOR
    spans = [
        np.arange(low, high + 1)
        for low, high in (box(true, most, hidden=hidden, whole=whole) for true, hidden in cells)
    ]
    if exact:
        spans[0] = np.array([cells[0][0]])
    grid = np.stack(np.meshgrid(*spans, indexing="ij"), axis=-1).reshape(-1, 3)
    answers = grid[:, 1:]
    fits = grid[:, 0] == answers.sum(axis=1)
    if not family.adds_up:
        fits = (answers.max(axis=1) <= grid[:, 0]) & (grid[:, 0] <= answers.sum(axis=1))
    found: Numbers = grid[fits]
    return found


@pytest.mark.parametrize(("adds_up", "layers"), [(True, 1), (True, 2), (False, 1)])
def test_the_programme_knows_what_a_list_of_all_tables_knows(adds_up: bool, layers: int) -> None:
    told = safe = 0
    for seed in range(20):
        family = made(seed, adds_up=adds_up, layers=layers)
        values, programme = listed(family), programme_of(family)
        for place in protected_in(family):
            assert programme.safe(place) == (len(values[place]) >= ENOUGH), (seed, place, values[place])
            told, safe = told + (len(values[place]) < ENOUGH), safe + (len(values[place]) >= ENOUGH)
    assert told > 10
    assert safe > 10


def after(family: Family, hidings: Hidings) -> Family:
    """A family as it is shown after its audit; a table that is withheld is not there."""
    newest = family.layers[-1]
    whole = 0 in hidings.column
    hidden = tuple(whole or was or row in hidings.column for row, was in enumerate(newest.hidden))
    sums = () if hidings.column else newest.sums
    masks = dict(hidings.stars)
    stars = tuple(
        replace(star, hidden=tuple((*row, True) for row in mask))
        for star in family.stars
        if (mask := masks[star.by]) is not None
    )
    return replace(family, layers=(*family.layers[:-1], replace(newest, hidden=hidden, sums=sums)), stars=stars)


def told_of(family: Family) -> list[Place]:
    """The numbers of 1 to 9 people that somebody could tell from what is shown."""
    programme = programme_of(family)
    return [place for place in protected_in(family) if not programme.safe(place)]


def in_turn(family: Family) -> Family:
    """A family whose snapshots were audited one after another, each with those before it as they were shown."""
    shown: tuple[Layer, ...] = ()
    for layer in family.layers[:-1]:
        shown = after(step := replace(family, layers=(*shown, layer), stars=()), audited(step)).layers
    last = replace(family, layers=(*shown, family.layers[-1]))
    return after(last, audited(last))


@pytest.mark.parametrize(("adds_up", "layers"), [(True, 1), (True, 3), (False, 2)])
def test_after_the_audit_nothing_can_be_told_and_before_it_much_could(adds_up: bool, layers: int) -> None:
    before = passed = 0
    for seed in range(100, 125):
        family = made(seed, adds_up=adds_up, layers=layers)
        shown = in_turn(family)
        assert told_of(shown) == [], seed
        before += bool(told_of(family))
        passed += bool(shown.stars)
    assert before > 5
    assert passed >= 1


def test_what_a_net_or_a_mean_tells_is_hidden_too() -> None:
    plain = Family("Q5", "number", 3, True, (Layer((100, 6, 50, 44), (False, True, False, True)),))
    assert audited(plain).column == ()
    mean = Sum((1, 2, 3), (0.0, 1.0, 2.0), 137.9, 138.1)
    told = replace(plain, layers=(replace(plain.layers[0], sums=(mean,)),))
    assert told_of(plain) == []
    assert told_of(told) == [(-1, 1, 0)]
    assert audited(told).column
    assert told_of(after(told, audited(told))) == []


def test_a_solver_that_takes_too_long_has_failed_and_everything_is_withheld() -> None:
    family = made(3, adds_up=True)
    assert audited(family, seconds=0.0) == withheld(family)


def test_a_table_that_would_tell_of_an_earlier_one_is_hidden_or_withheld() -> None:
    """Two tables of the same people: what the second tells of everybody tells of a group in the first."""
    for seed in range(12):
        family = made(seed, adds_up=True)
        (star,) = family.stars
        other = replace(star, by="Q8", counts=tuple((row[1], row[0], row[2]) for row in star.counts))
        other = replace(other, hidden=tuple((row[1], row[0], True) for row in star.hidden))
        both = replace(family, stars=(star, other))
        assert told_of(after(both, audited(both))) == []
