"""The linear programme of a family: everything shown of it as constraints, solved by HiGHS in the child process.

Variables are whole numbers of people: of every layer its rows, who left each row since the layer before, and every
number of every table by groups. An attacker is taken to know the rules, and everybody's base (results contract, 35).
"""

import math
import time
from collections.abc import Mapping, Sequence
from typing import Final, TypeAlias

import highspy
import numpy as np
from numpy.typing import NDArray

from survey_app.results.disclosure import ENOUGH, FLOOR
from survey_app.results.families import Family, Groups, Layer, box

Place: TypeAlias = tuple[int, int, int]
"""A number of a family: table, row, column. Table -1 - n is layer n, whose column is 0; others are stars."""

CERTAIN: Final = FLOOR
"""So many numbers between the bounds of a linear programme need no check by whole ones (results contract, 35)."""

NEAR: Final = 1e-6


class TookTooLong(Exception):
    """The solver found no answer in its time: the audit has failed."""


class Programme:
    """What somebody could think who sees a family with these numbers hidden. Each star is added on its own."""

    def __init__(self, family: Family, seconds: float, *, still: bool = False) -> None:
        """`seconds` is how long all of its solving may take. `still` holds everybody's numbers, and bases of answers
        that overlap, as they truly are: what is safe then is safe whatever else is shown of everybody. One table by
        groups is then a network, whose bounds are whole and have every whole number between them."""
        self._until = time.monotonic() + seconds
        self._family = family
        self._number: dict[Place, int] = {}
        self._true: list[int] = []
        self._most = 2 * max(max(layer.counts) for layer in family.layers) + FLOOR
        self._solver = highspy.Highs()  # type: ignore[no-untyped-call]  # it says no types of its own making
        self._solver.setOptionValue("output_flag", False)  # its own way of naming options
        self._solver.setOptionValue("threads", 1)
        self._low: list[float] = []
        self._high: list[float] = []
        self._enough = ENOUGH if still else CERTAIN
        self._still = still
        self._least = np.zeros(0)
        self._greatest = np.zeros(0)
        for number, layer in enumerate(family.layers):
            self._add_layer(number, layer)
        self._forget()

    def add(self, at: int, star: Groups) -> None:
        """Show the newest layer by groups as well."""
        rows, columns = len(star.counts), len(star.counts[0])
        for row in range(rows):
            for column in range(columns):
                whole = column < columns - 1 and star.hidden[0][column] and star.counts[0][column] >= FLOOR
                self._variable(
                    (at, row, column), star.counts[row][column], hidden=star.hidden[row][column], whole=whole
                )
        everybody = -len(self._family.layers)
        for row in range(rows):
            parts = [(at, row, column) for column in range(columns)]
            self._equal([(everybody, row, 0)], parts)
        for column in range(columns):
            if self._still and not self._family.adds_up:
                self._fix((at, 0, column))
            places = [(at, row, column) for row in range(rows)]
            self._column(places)
            self._parts(places)
        self._forget()

    def hide(self, place: Place) -> None:
        """Hide one number more."""
        self._bound(place, hidden=True)

    def hide_column(self, table: int, column: int, rows: int) -> None:
        """Hide a whole column, its base too."""
        base = self._true[self._number[table, 0, column]]
        for row in range(rows):
            self._bound((table, row, column), hidden=True, whole=base >= FLOOR)

    def show(self, place: Place) -> None:
        """Show a number again that was hidden to see what it would do. What was met while it was is forgotten."""
        self._bound(place, hidden=False)
        self._forget()

    def safe(self, place: Place) -> bool:
        """Whether a number could be at least 5 whole numbers. Raises TookTooLong."""
        at = self._number[place]
        for sense in (highspy.ObjSense.kMaximize, highspy.ObjSense.kMinimize):
            if len(self._values(at)) < self._enough:
                self._solve({at: 1.0}, sense)
        values = self._values(at)
        if len(values) < ENOUGH or len(values) >= self._enough:
            return len(values) >= self._enough
        return self._whole(at, values)

    def spread(self, places: Sequence[Place]) -> None:
        """Look for tables that have many of these numbers at their most and at their least, to save single looks."""
        chosen = [self._number[place] for place in places]
        for sign in (1.0, -1.0):
            costs = {at: sign for at in chosen if len(self._values(at)) < self._enough}
            if costs:
                self._solve(costs, highspy.ObjSense.kMaximize)

    def _values(self, at: int) -> range:
        """The whole numbers between the least and the greatest that were met."""
        return range(math.ceil(self._least[at] - NEAR), math.floor(self._greatest[at] + NEAR) + 1)

    def _whole(self, at: int, values: range) -> bool:
        """Whether a table of whole numbers exists for at least 5 of these values."""
        found = {self._true[at]}
        low, high = self._low[at], self._high[at]
        try:
            for left, value in zip(range(len(values), 0, -1), values, strict=True):
                if len(found) >= ENOUGH or len(found) + left < ENOUGH:
                    break
                self._solver.changeColBounds(at, value, value)
                if value not in found and self._table_exists():
                    found.add(value)
        finally:
            self._solver.changeColBounds(at, low, high)
        return len(found) >= ENOUGH

    def _table_exists(self) -> bool:
        found = self._solve({}, highspy.ObjSense.kMinimize)
        if found is None or np.all(np.abs(found - np.round(found)) < NEAR):
            return found is not None
        count = len(self._true)
        numbers = np.arange(count, dtype=np.int32)
        whole = np.full(count, int(highspy.HighsVarType.kInteger), dtype=np.uint8)
        self._solver.changeColsIntegrality(count, numbers, whole)
        try:
            return self._solve({}, highspy.ObjSense.kMinimize) is not None
        finally:
            plain = np.full(count, int(highspy.HighsVarType.kContinuous), dtype=np.uint8)
            self._solver.changeColsIntegrality(count, numbers, plain)

    def _solve(self, costs: Mapping[int, float], sense: highspy.ObjSense) -> NDArray[np.float64] | None:
        left = self._until - time.monotonic()
        if left <= 0:
            raise TookTooLong
        count = len(self._true)
        cost = np.zeros(count)
        cost[list(costs)] = list(costs.values())
        self._solver.changeColsCost(count, np.arange(count, dtype=np.int32), cost)
        self._solver.changeObjectiveSense(sense)
        self._solver.setOptionValue("time_limit", self._solver.getRunTime() + left)
        self._solver.run()
        status = self._solver.getModelStatus()
        if status == highspy.HighsModelStatus.kInfeasible:
            return None
        if status != highspy.HighsModelStatus.kOptimal:
            raise TookTooLong
        found = np.asarray(self._solver.getSolution().col_value)
        np.minimum(self._least, found, out=self._least)
        np.maximum(self._greatest, found, out=self._greatest)
        return found

    def _forget(self) -> None:
        """Every number could be what it is; nothing else is known yet."""
        self._least, self._greatest = np.array(self._true, dtype=float), np.array(self._true, dtype=float)

    def _add_layer(self, number: int, layer: Layer) -> None:
        table = -1 - number
        places = [(table, row, 0) for row in range(len(layer.counts))]
        whole = layer.hidden[0] and layer.counts[0] >= FLOOR
        for place, true, hidden in zip(places, layer.counts, layer.hidden, strict=True):
            ever = any(each.counts[place[1]] for each in self._family.layers)
            self._variable(place, true, hidden=hidden, whole=whole, ever=ever)
        for place in places if self._still else places[: not layer.hidden[0]]:
            self._fix(place)
        self._column(places)
        self._parts(places)
        for each in layer.sums:
            terms = [(self._number[places[row]], weight) for row, weight in zip(each.rows, each.weights, strict=True)]
            self._row(terms, each.low, each.high)
        if number:
            self._follow(number, layer)

    def _follow(self, number: int, layer: Layer) -> None:
        """New = old + added - removed, all of them 0 or more."""
        before = self._family.layers[number - 1]
        more = layer.counts[0] - before.counts[0] + layer.removed
        gone = []
        for row in range(1, len(layer.counts)):
            true = max(0, before.counts[row] - layer.counts[row])
            left = self._free(true, layer.removed)
            gone.append(left)
            old, new = self._number[-number, row, 0], self._number[-1 - number, row, 0]
            known = not layer.hidden[0] and not before.hidden[0] and row <= self._family.answers
            added = layer.counts[row] - before.counts[row] + true
            self._row(
                [(new, 1.0), (old, -1.0), (left, 1.0)], 0.0, float(max(more, added)) if known else highspy.kHighsInf
            )
        if self._family.adds_up:
            self._row([(each, 1.0) for each in gone], 0.0, float(layer.removed))

    def _column(self, places: Sequence[Place]) -> None:
        """What binds a base and its answers."""
        base, answers = places[0], places[1 : 1 + self._family.answers]
        total = sum(self._true[self._number[each]] for each in answers)
        if self._family.adds_up and total == self._true[self._number[base]]:
            self._equal([base], answers)
            return
        for each in answers:
            self._row([(self._number[base], 1.0), (self._number[each], -1.0)], 0.0, highspy.kHighsInf)
        if total >= self._true[self._number[base]]:
            terms = [(self._number[each], 1.0) for each in answers]
            self._row([*terms, (self._number[base], -1.0)], 0.0, highspy.kHighsInf)

    def _parts(self, places: Sequence[Place]) -> None:
        """What binds a part of a base: its people gave an answer that it was offered, the rest what it was not."""
        lacks = self._family.lacks
        base, answers = places[0], range(1, 1 + self._family.answers)
        for part, lacked in zip(places[len(places) - len(lacks) :], lacks, strict=True):
            given = [(self._number[places[row]], -1.0) for row in answers if row not in lacked]
            self._row([(self._number[part], 1.0), *given], -highspy.kHighsInf, 0.0)
            together = [list(lacked)] if self._family.adds_up else [[row] for row in lacked]
            for rows in together or [[]]:
                terms = [(self._number[places[row]], 1.0) for row in rows]
                self._row([*terms, (self._number[part], 1.0), (self._number[base], -1.0)], -highspy.kHighsInf, 0.0)

    def _equal(self, ones: Sequence[Place], others: Sequence[Place]) -> None:
        terms = [(self._number[each], 1.0) for each in ones] + [(self._number[each], -1.0) for each in others]
        self._row(terms, 0.0, 0.0)

    def _row(self, terms: Sequence[tuple[int, float]], low: float, high: float) -> None:
        places = np.array([at for at, _ in terms], dtype=np.int32)
        weights = np.array([weight for _, weight in terms], dtype=np.float64)
        self._solver.addRow(low, high, len(terms), places, weights)

    def _variable(self, place: Place, true: int, *, hidden: bool, whole: bool, ever: bool = False) -> None:
        """`ever`: somebody gave the answer in some snapshot, so nobody can know that nobody did in this one."""
        self._number[place] = len(self._true)
        low, high = box(max(true, int(ever and hidden)), self._most, hidden=hidden, whole=whole)
        self._new(true, low, high)

    def _free(self, true: int, most: int) -> int:
        self._new(true, 0, max(true, most))
        return len(self._true) - 1

    def _new(self, true: int, low: float, high: float) -> None:
        self._true.append(true)
        self._low.append(low)
        self._high.append(high)
        self._solver.addVar(low, high)

    def _bound(self, place: Place, *, hidden: bool, whole: bool = False) -> None:
        at = self._number[place]
        self._low[at], self._high[at] = box(self._true[at], self._most, hidden=hidden, whole=whole)
        self._solver.changeColBounds(at, self._low[at], self._high[at])

    def _fix(self, place: Place) -> None:
        at = self._number[place]
        self._low[at] = self._high[at] = self._true[at]
        self._solver.changeColBounds(at, self._true[at], self._true[at])
