"""Filling a database with made responses and drafts, past the service, in chunks."""

import secrets
import time
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Final

from msgspec import Struct
from sqlalchemy import insert

from bench.answering import Person
from bench.sites import Fieldwork
from survey_app.database import Database
from survey_app.respond.drafts import BeginDraft
from survey_app.respond.journey import Draft
from survey_app.respond.responses import next_stamp
from survey_app.respond.tokens import Held, draft_key, draft_mark, new_token, seal
from survey_app.settings import Keys
from survey_app.tables.respond import response

CHUNK: Final = 2000
DAYS: Final = 30
"""Days over which made responses came in, all of them over, so that the service has none to settle."""

DRAFT_SECONDS: Final = 24 * 60 * 60

HELP: Final = ("", "", "", "", "", "alongside")
"""One in six had help."""


class Begun(Struct, frozen=True):
    """A draft that is stored: the cookie that opens it, and the mark of its forms."""

    cookie: str
    mark: str


def store_responses(database: Database, survey: Fieldwork, people: Sequence[Person], count: int) -> None:
    """Store so many responses, the people's answers in turn, each under an id and a day by chance."""
    rows = _rows(survey, people, count)
    while chunk := list(islice(rows, CHUNK)):
        with database.write() as connection:
            stamp = next_stamp(connection)
            connection.execute(insert(response), [{**row, "stamp": stamp} for row in chunk])


def store_drafts(database: Database, keys: Keys, survey: Fieldwork, drafts: Iterable[Draft]) -> list[Begun]:
    """Store these drafts, each under a token of its own."""
    begun: list[Begun] = []
    writes: list[BeginDraft] = []
    for draft in drafts:
        token = new_token()
        cookie = f"{survey.survey.slug}={seal(keys, Held(token=token))}"
        begun.append(Begun(cookie, draft_mark(keys, token)))
        writes.append(beginning(survey, draft, draft_key(keys, token)))
    with database.write() as connection:
        BeginDraft.store(connection, writes)
    return begun


def beginning(survey: Fieldwork, draft: Draft, key: bytes) -> BeginDraft:
    """The write that begins a draft which holds all of this already."""
    return BeginDraft(
        key=key,
        wave_id=survey.wave.id,
        version_id=survey.version.id,
        collector_id=survey.collector.id,
        variant=survey.version.questionnaire.language,
        shared=False,
        content=draft,
        expires_hour=int(time.time()) + DRAFT_SECONDS,
    )


def _rows(survey: Fieldwork, people: Sequence[Person], count: int) -> Iterator[dict[str, object]]:
    today = datetime.now(UTC).date()
    days = [(today - timedelta(days=2 + ago)).isoformat() for ago in range(DAYS)]
    for place in range(count):
        yield {
            "id": secrets.randbits(63),
            "survey_id": survey.survey.id,
            "version_id": survey.version.id,
            "wave_id": survey.wave.id,
            "collector_id": survey.collector.id,
            "channel": "web",
            "place": "",
            "variant": "en",
            "help": HELP[place % len(HELP)],
            "day": days[secrets.randbelow(DAYS)],
            "answers": people[place % len(people)].answers,
            "reached": None,
            "pace": "5_to_10",
            "state": "counted",
            "demonstration": False,
            "settled": True,
        }
