"""What a terminal beside the running service does, without starting a program each time."""

import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

from survey_app.database import Database
from survey_app.organisation import read_organisation
from survey_app.preparing import load_file
from survey_app.settings import Settings, read_keys
from survey_app.surveys.pretending import Work, begin
from survey_app.surveys.surveys import survey_by_slug
from survey_app.surveys.waves import add_collector, open_wave
from survey_app.team.commands import add_member_with, sign_in_link
from survey_app.team.permissions import Grant, Permission
from tests.browser.made import store_made_answers
from tests.serving import Served


class Installation:
    """The database and the keys of a running service."""

    def __init__(self, served: Served, database: Database) -> None:
        self._served = served
        self._database = database
        self._keys = read_keys(Path(served.database.removeprefix("sqlite:///")).with_name("keys"))

    def open_survey(self, file: Path) -> None:
        """Publish a questionnaire and open its first round."""
        now = int(time.time())
        load_file(self._database, file, read_organisation(Settings().organisation), now, publishing=True)
        with self._database.write() as connection:
            survey = survey_by_slug(connection, file.parent.name)
            assert survey is not None
            add_collector(connection, open_wave(connection, survey.id, now).id, code="open")

    def answer(self, slug: str, people: int) -> None:
        """Store so many people's made answers."""
        with self._database.write() as connection:
            store_made_answers(connection, slug, people)

    def begin_making(self, slug: str, people: int) -> None:
        """Let some other process be making so many pretend answers."""
        with self._database.write() as connection:
            survey = survey_by_slug(connection, slug)
            assert survey is not None
            assert begin(connection, survey.id, Work("make", "elsewhere", people), int(time.time()))

    def close_survey(self, slug: str) -> None:
        """End a survey's only round so long ago that nothing can come in any more."""
        times = "UPDATE wave SET opens_at = opens_at - 9000, closes_at = opens_at - 3600 FROM survey"
        self._change(f"{times} WHERE survey.id = wave.survey_id AND slug = '{slug}'")

    def expire_drafts(self) -> None:
        """Let the hour of every draft be over."""
        self._change("UPDATE draft SET expires_hour = 0")

    def age_sessions(self) -> None:
        """Let everybody have signed in twenty minutes ago."""
        self._change("UPDATE session SET begun_at = begun_at - 1200")

    def sign_in_link(self, email: str, *permissions: Permission) -> str:
        """A new member's sign-in link, without its host."""
        now = int(time.time())
        add_member_with(self._database, self._keys, email, [Grant(each) for each in permissions], now)
        return sign_in_link(self._database, self._keys, "", email, now)

    def _change(self, statement: str) -> None:
        with self._database.write() as connection:
            connection.exec_driver_sql(statement)


@contextmanager
def terminal(served: Served) -> Iterator[Installation]:
    """A terminal beside a running service."""
    database = Database(served.database)
    yield Installation(served, database)
    database.close_blocking()


def wait_for(address: str) -> None:
    """Until a survey or a link that was just made is found: the service looks once in a second."""
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        with suppress(HTTPError), urlopen(address) as answer:  # noqa: S310  # an address of our own service
            if answer.status == 200:
                return
    raise AssertionError(f"{address} is not open")
