"""A small survey in two languages and Easy Read, open to answer: Polish is reviewed, Easy Read a draft."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from msgspec.structs import replace

from survey_app.database import Database
from survey_app.questionnaire.definition import Questionnaire
from survey_app.surveys.surveys import load
from survey_app.surveys.waves import add_collector, open_wave
from tests.questionnaire.examples import in_words
from tests.respond.client import Client
from tests.respond.conftest import MORNING, Clock, copied
from tests.respond.wires import Inside

SLUG = "getting-about"


def in_both() -> Questionnaire:
    """The good questionnaire with its two wordings."""
    return replace(in_words("pl"), wordings=in_words("pl").wordings | in_words("en-easyread").wordings)


class Abroad:
    """The application with that survey open; `drafts` offers Easy Read too."""

    def __init__(self, folder: Path, *, drafts: bool) -> None:
        self.clock = Clock()
        self.folder = folder
        self.database = f"sqlite:///{folder}/soundings.db"
        self.drafts = drafts
        self._publish(in_both(), opening=True)
        self.inside = Inside(self.database, folder, self.clock, draft_wordings=drafts)

    def client(self) -> Client:
        """Somebody's browser; it outlives a start of the application."""
        return Client(lambda *sent: self.inside(*sent), self.clock)

    def publish(self, questionnaire: Questionnaire) -> None:
        """Stop, publish another version, start again: new starts are given it."""
        self.inside.close()
        self._publish(questionnaire, opening=False)
        self.inside = Inside(self.database, self.folder, self.clock, draft_wordings=self.drafts)

    def _publish(self, questionnaire: Questionnaire, *, opening: bool) -> None:
        database = Database(self.database)
        now = int(MORNING) - 3600
        with database.write() as connection:
            done = load(connection, SLUG, questionnaire, now, publishing=True)
            if opening:
                wave = open_wave(connection, done.survey.id, now)
                add_collector(connection, wave.id, code="open")
                add_collector(connection, wave.id, code="library", place="Library")
        database.close_blocking()


@contextmanager
def abroad(prepared: Path, folder: Path, *, drafts: bool) -> Iterator[Abroad]:
    """The application on a fresh copy of a prepared database, ended at the end."""
    survey = Abroad(copied(prepared, folder), drafts=drafts)
    try:
        yield survey
    finally:
        survey.inside.close()
