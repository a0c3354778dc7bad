"""A small questionnaire with every kind of question, in two versions, and responses stored as the service does."""

import secrets
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

import msgspec
from hypothesis import strategies as st
from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import Connection, insert, update

from survey_app.questionnaire.conditions import Is
from survey_app.questionnaire.definition import (
    Item,
    Items,
    LongText,
    Many,
    Number,
    One,
    Option,
    Questionnaire,
    Role,
    Scale,
    Section,
    Start,
    Thanks,
)
from survey_app.questionnaire.variables import Variable, variables
from survey_app.respond.responses import next_stamp
from survey_app.results.arrays import index_of
from survey_app.results.coding import Stored, StoredAnswers, codings
from survey_app.results.columns import ColumnSet, block_of
from survey_app.results.feed import Cursor, StoredResponse
from survey_app.results.reading import Reader
from survey_app.surveys.surveys import Survey, load
from survey_app.surveys.versions import Version
from survey_app.surveys.waves import Wave, add_collector, open_wave
from survey_app.tables.respond import change, response

NOON: Final = 1_780_000_000
DAY: Final = 24 * 60 * 60

DONT_KNOW = Option(code="dont_know", label="I do not know", role=Role.DONT_KNOW)
REFUSED = Option(code="refused", label="Prefer not to say", role=Role.REFUSED, exclusive=True)

OFTEN = One(
    id="Q1",
    label="How often?",
    options=(
        Option(code="daily", label="Every day"),
        Option(code="weekly", label="Every week"),
        Option(code="never", label="Never"),
        DONT_KNOW,
        REFUSED,
    ),
)
DEVICES = Many(
    id="Q2",
    label="Which devices?",
    options=(
        Option(code="phone", label="Phone"),
        Option(code="laptop", label="Laptop"),
        Option(code="other", label="Something else", detail="tell us what"),
        Option(code="none", label="None of these", role=Role.NONE, exclusive=True),
        DONT_KNOW,
        REFUSED,
    ),
)
EASE = Scale(
    id="Q3",
    label="How easy?",
    dont_know="outside",
    options=(
        Option(code="easy", label="Easy", score=3),
        Option(code="so_so", label="Neither", score=2),
        Option(code="hard", label="Hard", score=1),
        Option(code="no_use", label="I do not use it", role=Role.NOT_APPLICABLE),
        DONT_KNOW,
    ),
)
TASKS = Items(
    id="Q4",
    label="Could you do these?",
    items=(Item(code="pay", label="Pay a bill"), Item(code="find", label="Find a page")),
    options=(Option(code="alone", label="On my own"), Option(code="helped", label="With help"), DONT_KNOW),
)
HOURS = Number(id="Q5", label="How many hours?", low=0, high=40, bins=(0, 1, 5, 20), unit="hours")
IDEA = LongText(id="Q6", label="What should we do?")
PLACE = One(
    id="Q7",
    label="Where do you live?",
    options=(
        Option(code="north", label="North"),
        Option(code="south", label="South"),
        Option(code="away", label="Somewhere else", outside=True),
    ),
)
HEALTH = One(
    id="Q8",
    label="Do you have a health condition?",
    sensitive=True,
    options=(Option(code="yes", label="Yes"), Option(code="no", label="No"), REFUSED),
)

FIRST = Questionnaire(
    title="Getting online",
    audience="residents",
    start=Start(about=("About.",), minutes=5, kilobytes=20, privacy=("Private.",)),
    thanks=Thanks(next=("Soon.",)),
    characteristics=("Q1", "Q7"),
    sections=(
        Section(id="often", questions=(OFTEN,)),
        Section(id="devices", questions=(DEVICES,)),
        Section(id="ease", when=Is("Q1", "daily"), questions=(EASE,)),
        Section(id="tasks", title="Tasks", questions=(TASKS,)),
        Section(id="hours", questions=(HOURS,)),
        Section(id="idea", questions=(IDEA,)),
        Section(id="place", questions=(PLACE,)),
        Section(id="health", part="about_you", questions=(HEALTH,)),
    ),
)


def second() -> Questionnaire:
    """The next version: an option more, an option fewer, other words, and a question that the first had not."""
    often = replace(
        OFTEN,
        options=(
            Option(code="daily", label="Daily"),
            Option(code="monthly", label="Every month"),
            Option(code="never", label="Never"),
            DONT_KNOW,
            REFUSED,
        ),
    )
    new = One(id="Q9", label="New?", options=(Option(code="yes", label="Yes"), Option(code="no", label="No")))
    sections = (Section(id="new", questions=(new,)), Section(id="often", questions=(often,)), *FIRST.sections[1:])
    return replace(FIRST, sections=sections)


def people(count: int, **answers: Stored) -> list[dict[str, Stored]]:
    """So many people who gave the same answers."""
    return [dict(answers) for _ in range(count)]


def versions(*questionnaires: Questionnaire) -> tuple[Version, ...]:
    """Versions of one survey, oldest first, with ids from 11."""
    return tuple(
        Version(10 + number, 1, number, questionnaire, NOON)
        for number, questionnaire in enumerate(questionnaires or (FIRST,), start=1)
    )


def stored_answers(questionnaire: Questionnaire = FIRST) -> st.SearchStrategy[dict[str, Stored]]:
    """Answers to any questions in any combination: asked or not, answered or not."""
    keys = {variable.key: _values(variable) for variable in variables(questionnaire)}
    unclear = {f"{key}-unclear": st.just(True) for key in keys}
    return st.fixed_dictionaries({}, optional=keys | unclear)


def _values(variable: Variable) -> st.SearchStrategy[Stored]:
    codes = st.sampled_from([option.code for option in variable.options] or [""])
    match variable.measure:
        case "single":
            return st.none() | codes
        case "many":
            return st.none() | st.lists(codes, unique=True).map(tuple)
        case "number":
            return st.none() | st.integers(-3, 60) | st.floats(0, 45)
        case "date":
            return st.none() | st.dates().map(date.isoformat)
        case "text":
            return st.none() | st.text(max_size=5)


class Fieldwork(Struct, frozen=True):
    """A survey that is loaded and open."""

    survey: Survey
    version: Version
    wave: Wave
    collector_id: int


def open_survey(
    connection: Connection,
    questionnaire: Questionnaire = FIRST,
    slug: str = "residents",
    closes_at: int | None = None,
) -> Fieldwork:
    """Load a questionnaire and open its first round with one link."""
    loaded = load(connection, slug, questionnaire, NOON, publishing=True)
    wave = open_wave(connection, loaded.survey.id, NOON, closes_at)
    link = add_collector(connection, wave.id, code="open")
    return Fieldwork(loaded.survey, loaded.version, wave, link.id)


def store(
    connection: Connection,
    fieldwork: Fieldwork,
    answers: Sequence[StoredAnswers],
    *,
    ids: Sequence[int] = (),
    **others: object,
) -> list[int]:
    """Store responses under one new stamp and give their ids. `others` are columns with one value for all."""
    stamp = next_stamp(connection)
    ids = ids or [secrets.randbits(63) for _ in answers]
    usual: Mapping[str, object] = {
        "survey_id": fieldwork.survey.id,
        "version_id": fieldwork.version.id,
        "wave_id": fieldwork.wave.id,
        "collector_id": fieldwork.collector_id,
        "channel": "web",
        "place": "",
        "variant": "en",
        "help": "",
        "day": "2026-05-28",
        "pace": "",
        "state": "counted",
        "demonstration": False,
        "settled": False,
    }
    rows = [
        {**usual, "id": each, "answers": msgspec.json.encode(given).decode(), "stamp": stamp, **others}
        for each, given in zip(ids, answers, strict=True)
    ]
    connection.execute(insert(response), rows)
    return list(ids)


def change_state(connection: Connection, response_id: int, state: str) -> None:
    """Give one response another state, as a decision on one held for checking does."""
    stamp = next_stamp(connection)
    connection.execute(update(response).where(response.c.id == response_id).values(state=state, stamp=stamp))


def begin_epoch(connection: Connection, epoch: str, n: int = 0) -> None:
    """Set the change feed as a restored database has it."""
    connection.execute(update(change).where(change.c.id == 1).values(epoch=epoch, n=n))


def column_set(answers: Sequence[StoredAnswers], *, survey: Sequence[Version] = (), **others: object) -> ColumnSet:
    """Columns of counted responses to the oldest version, in round 1 by link 1, that no database holds.

    `others` are fields of every response, or functions of its place.
    """
    every = codings(survey or versions())
    usual = StoredResponse(0, 11, 1, 1, "web", "en", "", "2026-05-28", "{}", "counted", False, 1)
    rows = []
    for place, each in enumerate(answers):
        given = {name: value(place) if callable(value) else value for name, value in others.items()}
        given |= {"id": place, "answers": msgspec.json.encode(each).decode()}
        rows.append(StoredResponse(**(usual._asdict() | given)))
    words = tuple(dict.fromkeys(word for row in rows for word in (row.channel, row.variant, row.help)))
    reader = Reader(every)
    block = block_of(every, reader, 11, rows, {word: place for place, word in enumerate(words)})
    return ColumnSet(1, Cursor("epoch", 1), every, reader, words, block, index_of(block.facts.ids))
