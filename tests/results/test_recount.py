"""The demonstration's figures equal an independent recount from its file of answers, also after edits and withdrawals.

Whatever view is looked at: a round, filters, a question by a characteristic. The recount is `tests/results/plain.py`,
which shares nothing with the results room but the questionnaire's definition. What the file coarsens is recounted from
the stored rows: age, which the file has in five bands.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import Connection, select, update

from survey_app.database import Database
from survey_app.demo.filling import fill
from survey_app.questionnaire.variables import Variable, variables
from survey_app.respond.responses import next_stamp
from survey_app.results import crossing, tallies
from survey_app.results.coding import Coded, Coding
from survey_app.results.columns import ColumnSet, refresh
from survey_app.results.comparable import by_key
from survey_app.results.compared import live
from survey_app.results.crosstabs import CrossTable, Row
from survey_app.results.disclosure import Cell, Level
from survey_app.results.files.answers import answers_file
from survey_app.results.reports import results
from survey_app.results.tabulate import Rows, Tally, tabulate
from survey_app.results.views import Filter, View
from survey_app.surveys.surveys import load
from survey_app.surveys.versions import Version
from survey_app.surveys.waves import add_collector, open_wave, waves_of
from survey_app.tables.respond import response
from tests.demonstration.crowds import QUESTIONNAIRES, organisation, questionnaire
from tests.respond.conftest import MORNING
from tests.results import plain
from tests.results.plain import Person, Plain

NOW = int(MORNING)
PEOPLE = 400
EASY = "en-easyread"
COARSE = {"R03"}
"""Questions that the file has less of than is stored."""

Step = str
STEPS: tuple[Step, ...] = ("as filled", "after edits", "after withdrawals")

BELOW = {
    "Did not know": "dont_know",
    "Preferred not to say": "refused",
    "Does not apply": "not_applicable",
    "Left blank": "left blank",
    "Did not understand the question": "not understood",
    "Not asked": "not asked",
    "Had a version without this question": "not offered",
}


class Demonstrated(Struct, frozen=True):
    """The pretend survey at one step: the columns as the service holds them, and everybody twice over."""

    columns: ColumnSet
    file: list[Person]
    stored: list[Person]
    rounds: dict[int, int]
    version: Version

    def source(self, used: set[str]) -> list[Person]:
        """The people of the file, or where it says too little of what is used the stored ones."""
        return self.stored if used & COARSE else self.file


@cache
def asked() -> tuple[Variable, ...]:
    """Every variable of the residents' survey that has options."""
    return tuple(each for each in variables(questionnaire("residents")) if each.options)


@cache
def offers() -> dict[str, dict[str, set[str]]]:
    """What each language, and Easy Read, offers."""
    return plain.offers_of(questionnaire("residents"))


@pytest.fixture
def steps(database: Database) -> list[Demonstrated]:
    """The survey as filled, after edits, and after withdrawals, the columns brought from each to the next."""
    with database.write() as connection:
        loaded = load(connection, "residents", questionnaire("residents"), NOW, publishing=True)
        wave = open_wave(connection, loaded.survey.id, NOW - 3600)
        add_collector(connection, wave.id, code="open")
    fill(database.write, QUESTIONNAIRES, organisation(), "residents", PEOPLE, 1, NOW)
    found: list[Demonstrated] = []
    for change in (lambda _: None, edit, withdraw):
        with database.write() as connection:
            change(connection)
        columns = database.read_blocking(refresh, found[-1].columns if found else None, loaded.survey.id)
        waves = database.read_blocking(waves_of, loaded.survey.id)
        rounds = {each.id: each.number for each in waves}
        file = b"".join(answers_file(columns, rounds, {0: ""}, (), strict=False))
        stored = database.read_blocking(plain.from_stored, loaded.version, rounds)
        found.append(Demonstrated(columns, plain.from_file(file), stored, rounds, loaded.version))
    return found


def edit(connection: Connection) -> None:
    """Every ninth person turns out to have answered what another did, every tenth in Easy Read; their place and time
    stay."""
    rows = connection.execute(select(response.c.id, response.c.answers).order_by(response.c.id)).all()
    stamp = next_stamp(connection)
    for place in range(0, len(rows) - 1, 9):
        answers = json.loads(rows[place + 1].answers) | {"R04": None}
        changed = {"answers": json.dumps(answers), "stamp": stamp}
        connection.execute(update(response).where(response.c.id == rows[place].id).values(changed))
    offered = offers()[EASY]
    for row in rows[1::10]:
        changed = {"answers": json.dumps(_in_easy_read(json.loads(row.answers), offered)), "variant": EASY}
        connection.execute(update(response).where(response.c.id == row.id).values(changed | {"stamp": stamp}))


def _in_easy_read(answers: dict[str, object], offered: dict[str, set[str]]) -> dict[str, object]:
    """The answers of somebody who had less to choose from."""
    kept: dict[str, object] = {}
    for key, value in answers.items():
        if codes := offered.get(key):
            several = [code for code in value if code in codes] if isinstance(value, list) else []
            kept[key] = several or (value if isinstance(value, str) and value in codes else None)
        elif key in offered:
            kept[key] = value
    return kept


def withdraw(connection: Connection) -> None:
    """Every seventh takes the answers back, every eleventh is held for checking."""
    ids = list(connection.execute(select(response.c.id).order_by(response.c.id)).scalars())
    stamp = next_stamp(connection)
    for state, some in (("withdrawn", ids[::7]), ("quarantined", ids[::11])):
        values = {"state": state, "stamp": stamp}
        connection.execute(update(response).where(response.c.id.in_(some)).values(values))


@st.composite
def views(draw: st.DrawFn) -> tuple[int, list[tuple[Variable, str]], Variable | None]:
    """A round, up to two filters, and a one-answer question to compare by, None for how answers were collected."""
    filters = draw(st.lists(st.sampled_from(asked()), max_size=2, unique_by=lambda each: each.key))
    chosen = [(each, draw(st.sampled_from([option.code for option in each.options]))) for each in filters]
    single = [each for each in asked() if each.measure == "single"]
    return draw(st.integers(0, 2)), chosen, draw(st.none() | st.sampled_from(single))


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(view=views(), step=st.sampled_from(range(len(STEPS))))
def test_every_figure_of_a_view_equals_the_recount(
    steps: list[Demonstrated], view: tuple[int, list[tuple[Variable, str]], Variable | None], step: int
) -> None:
    at, filters, by = view
    assert list(differences(steps[step], at, filters)) == []
    assert list(crossed_differences(steps[step], at, filters, by)) == []


def test_every_question_is_shown_and_edits_and_withdrawals_show(steps: list[Demonstrated]) -> None:
    """Each step is another count, so that the recount of a later one is none of an earlier."""
    for step in steps:
        for at in range(len(step.rounds)):
            assert list(differences(step, at, [])) == []
    assert len(steps[0].file) == PEOPLE
    assert len(steps[2].file) < PEOPLE
    answers = [plain.counted(asked()[3], step.stored, offers()).counts for step in steps]
    assert len({tuple(sorted(each.items())) for each in answers}) == len(STEPS)


@pytest.mark.parametrize("room", [tallies, crossing])
def test_negative_control_an_engine_that_counts_one_too_many_is_noticed(
    steps: list[Demonstrated], monkeypatch: pytest.MonkeyPatch, room: object
) -> None:
    def one_too_many(coding: Coding, column: Coded, rows: Rows) -> Tally:
        tally = tabulate(coding, column, rows)
        return replace(tally, counts=(tally.counts[0] + 1, *tally.counts[1:])) if tally.counts else tally

    monkeypatch.setattr(room, "tabulate", one_too_many)
    found = [*differences(steps[0], 0, []), *crossed_differences(steps[0], 0, [], None)]
    assert len(found) > 50


def differences(
    step: Demonstrated, at: int, filters: Sequence[tuple[Variable, str]]
) -> Iterator[tuple[str, object, object]]:
    """Where the page of results says otherwise than the recount, of every question and of the number of people."""
    number, wave_id = _round(step, at)
    view = View(filters=tuple(Filter(each.key, code) for each, code in filters))
    shown = results(step.columns, wave_id, Level.WORKING, None, strict=False, view=view)
    used = {each.key for each, _ in filters}
    people = plain.people_of(step.source(used), number, filters)
    if shown.people != len(people):
        yield ("people", shown.people, len(people))
    if not people:
        return
    figures = {each.key: each for question in shown.questions for each in question.figures}
    for variable in asked():
        some = plain.people_of(step.source(used | {variable.key}), number, filters)
        true = plain.counted(variable, some, offers())
        figure = figures[variable.key]
        labels = {option.label: option.code for option in variable.options}
        said = {labels[line.label]: _said(line.cell, figure.base_cell) for line in figure.lines if line.cell}
        expected = _expected(said, true)
        below = {BELOW[line.label]: int(line.people.replace(",", "")) for line in figure.below}
        if (figure.base_cell.count, said, below) != (true.base, expected, _below(below, true)):
            yield (variable.key, (figure.base_cell.count, said, below), (true.base, expected, true.outside))


def crossed_differences(
    step: Demonstrated, at: int, filters: Sequence[tuple[Variable, str]], by: Variable | None
) -> Iterator[tuple[str, object, object]]:
    """The same of the page of groups, column by column, of every question."""
    number, wave_id = _round(step, at)
    chosen = tuple(Filter(each.key, code) for each, code in filters)
    key = "how" if by is None else by.key
    characteristic = by_key(step.columns.codings, key)
    assert characteristic is not None
    used = {each.key for each, _ in filters} | {key}
    for variable in asked():
        if by is not None and by.question.id == variable.question.id:
            continue
        people = plain.people_of(step.source(used | {variable.key}), number, filters)
        shown = live(step.columns, wave_id, variable.question.id, characteristic, chosen)
        table = next((each for each in shown.tables if each.key == variable.key), None)
        if table is not None:
            yield from _table_differences(table, variable, by, people)
        elif people:
            yield (variable.key, "no table", len(people))


def _table_differences(
    table: CrossTable, variable: Variable, by: Variable | None, people: list[Person]
) -> Iterator[tuple[str, object, object]]:
    groups = plain.by_way(people) if by is None else plain.by_answer(by, people)
    names = {option.code: option.label for option in by.options} if by is not None else {}
    columns = {"Everybody": people} | {names.get(code, code): some for code, some in groups.items() if some}
    known = {id(each) for some in groups.values() for each in some}
    if len(known) < len(people):
        columns["Not known"] = [each for each in people if id(each) not in known]
    if set(table.columns) != set(columns):
        yield (variable.key, table.columns, tuple(columns))
        return
    labels = {option.label: option.code for option in variable.options}
    for place, name in enumerate(table.columns):
        true = plain.counted(variable, columns[name], offers())
        said = {labels[row.label]: _said(row.cells[place], table.base.cells[place]) for row in table.rows}
        below = {BELOW[row.label]: _count(row, place) for row in table.below}
        expected = _expected(said, true)
        if (_count(table.base, place), said, below) != (true.base, expected, _below(below, true)):
            yield (f"{variable.key} {name}", (_count(table.base, place), said, below), true)


def _said(cell: Cell, base: Cell) -> tuple[int | None, int | None]:
    """How many gave an answer, of how many; None of what nobody was offered."""
    return cell.count, None if cell.count is None else base.count if cell.of is None else cell.of


def _expected(said: Mapping[str, object], true: Plain) -> dict[str, tuple[int | None, int | None]]:
    own = {code: true.own[code] if true.base else 0 for code in said}
    return {code: (None, None) if true.base and not own[code] else (true.counts[code], own[code]) for code in said}


def _below(said: dict[str, int], true: Plain) -> dict[str, int]:
    """The recount's reasons, in the page's; one that the page leaves out must have nobody."""
    return {why: true.outside[why] for why in said} | {why: count for why, count in true.outside.items() if count}


def _count(row: Row, place: int) -> int:
    count = row.cells[place].count
    assert count is not None
    return count


def _round(step: Demonstrated, at: int) -> tuple[int, int]:
    """The number and the wave of a round, the first, second or last."""
    pairs = sorted((number, wave_id) for wave_id, number in step.rounds.items())
    return pairs[min(at, len(pairs) - 1)]
