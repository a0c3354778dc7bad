"""One survey in the field, straight in the database: a wave, a link, and drafts and responses as pages make them."""

import secrets
from collections.abc import Mapping

from msgspec import Struct
from sqlalchemy import Connection, select

from survey_app.database import Database
from survey_app.questionnaire.conditions import Value
from survey_app.questionnaire.definition import LongText, Questionnaire, Section, Start, Thanks
from survey_app.respond.drafts import BeginDraft, SaveDraft
from survey_app.respond.journey import Draft
from survey_app.respond.responses import NewResponse, SendResponse
from survey_app.surveys.surveys import load
from survey_app.surveys.waves import add_collector, open_wave
from survey_app.tables.respond import draft, response

OPENED = 1_800_000_000
"""When the wave opens, in UTC seconds: 15 January 2027."""

NOON = OPENED + 12 * 3600
LATER = OPENED + 30 * 24 * 3600

DAY = "2027-01-15"
NEXT_DAY = "2027-01-16"

QUESTIONNAIRE = Questionnaire(
    title="One question",
    audience="everyone",
    start=Start(about=("About.",), minutes=1, kilobytes=1, privacy=("Private.",)),
    thanks=Thanks(next=("Next.",)),
    sections=(Section(id="only", questions=(LongText(id="Q1", label="What happened?"),)),),
)


class Field(Struct, frozen=True):
    """The ids of one survey in the field."""

    survey_id: int
    version_id: int
    wave_id: int
    collector_id: int

    def begin(self, key: bytes, content: Draft | None = None, expires_hour: int = LATER) -> BeginDraft:
        """Begin a draft."""
        return BeginDraft(
            key=key,
            wave_id=self.wave_id,
            version_id=self.version_id,
            collector_id=self.collector_id,
            variant="en",
            shared=False,
            content=content or Draft(),
            expires_hour=expires_hour,
        )

    def send(
        self,
        key: bytes,
        *,
        revision: int = 1,
        text: str = "",
        now: int = NOON,
        day: str = DAY,
        withdraw_by: str | None = None,
        profile: Mapping[str, Value] | None = None,
    ) -> SendResponse:
        """Send a draft; its receipt is found under its key backwards."""
        return SendResponse(
            key=key,
            revision=revision,
            code_hash=key[::-1],
            now=now,
            response=NewResponse(
                survey_id=self.survey_id,
                version_id=self.version_id,
                wave_id=self.wave_id,
                collector_id=self.collector_id,
                channel="web",
                place="a library",
                variant="en",
                help="reader",
                day=day,
                answers={"Q1": text or key.hex(), "Q2": None, "Q3": ("a", "b")},
                reached=None,
                pace="2_to_5",
                withdraw_by=withdraw_by,
                profile=profile or {},
            ),
        )


def save(key: bytes, revision: int, text: str) -> SaveDraft:
    """Save a page into a draft that is at a revision."""
    content = Draft(sections={"only": "passed"}, fields={"Q1": (text,)})
    return SaveDraft(key=key, revision=revision, variant="en", content=content, expires_hour=LATER)


def in_the_field(database: Database, closes_at: int | None = None, withdraw_by: str | None = None) -> Field:
    """A survey with an open wave and one link."""
    with database.write() as connection:
        loaded = load(connection, "one", QUESTIONNAIRE, OPENED, publishing=True)
        wave = open_wave(connection, loaded.survey.id, OPENED, closes_at, withdraw_by)
        link = add_collector(connection, wave.id, code="open")
    return Field(loaded.survey.id, loaded.version.id, wave.id, link.id)


def new_key() -> bytes:
    """A key as a draft has it: 32 bytes that say nothing."""
    return secrets.token_bytes(32)


def stored_texts(database: Database) -> list[str]:
    """What stands in the responses, one JSON text each."""
    return database.read_blocking(_texts)


def _texts(connection: Connection) -> list[str]:
    return list(connection.execute(select(response.c.answers)).scalars())


def draft_count(database: Database) -> int:
    """How many drafts there are."""
    return database.read_blocking(lambda connection: len(connection.execute(select(draft.c.key)).all()))
