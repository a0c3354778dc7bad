"""An office with a pile of forms: the whole service, two surveys, and members who may key forms or may not."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, Row, select

from survey_app.database import Database
from survey_app.questionnaire.areas import Entry, write_areas
from survey_app.questionnaire.postcodes import number_of_postcode
from survey_app.settings import Keys, read_keys
from survey_app.tables.respond import response
from survey_app.tables.team import audit
from survey_app.team.commands import sign_in_link
from survey_app.team.members import Member, add_member, grant
from survey_app.team.permissions import Grant, Permission
from tests.demonstration.team import Clock, form_to
from tests.respond.assisted.paper import FORM, STAFF_FORM
from tests.respond.client import Client, Page
from tests.respond.wires import Inside
from tests.results.sample import DAY, NOON, Fieldwork, open_survey
from tests.web.asgi import HOST

T = TypeVar("T")

CAST = ("assistant", "colleague", "elsewhere", "analyst", "outsider")
"""Two who key forms of the residents' survey, one who keys the staff's alone, who reads results, who may do nothing."""

TODAY = "2026-05-28"


class Office(Struct, frozen=True):
    """The running service and its cast."""

    database: Database
    keys: Keys
    inside: Inside
    clock: Clock
    members: dict[str, Member]
    surveys: dict[str, Fieldwork]

    def member(self, name: str) -> Client:
        """A browser in which a member of the cast is signed in."""
        client = self.person()
        link = sign_in_link(self.database, self.keys, "", self.members[name].email, int(self.clock.now))
        client.press(client.open(link), "Sign in")
        return client

    def person(self) -> Client:
        """Somebody's browser that has not been here."""
        client = Client(self.inside, self.clock)
        client.headers["origin"] = f"http://{HOST}"
        return client

    def read(self, chosen: Callable[[Connection], T]) -> T:
        """What a function reads in the database."""
        return self.database.read_blocking(chosen)

    def responses(self) -> Sequence[Row[*tuple[object, ...]]]:
        """Every response that is stored."""
        return self.read(lambda connection: connection.execute(select(response)).all())

    def answers(self) -> list[dict[str, object]]:
        """The answers of every response."""
        return [msgspec.json.decode(row.answers, type=dict[str, object]) for row in self.responses()]

    def events(self, name: str) -> list[str]:
        """What the log says that a member did with batches."""
        chosen = select(audit.c.event).where(audit.c.member_id == self.members[name].id).order_by(audit.c.sequence)
        events = self.read(lambda connection: list(connection.execute(chosen).scalars()))
        return [event for event in events if "batch" in event or "form keyed" in event]

    def begin(self, client: Client, slug: str = "residents", **chosen: str) -> Page:
        """The page of a batch that a member has just begun."""
        page = client.open(f"/team/surveys/{slug}/keying")
        form = form_to(page, "/keying")
        return client.press(page, "Begin this batch", {"way": "paper", "day": TODAY, **chosen}, form)

    def key(self, client: Client, page: Page, typed: Mapping[str, str]) -> Page:
        """Key one form of the batch whose page, or keying page, this is."""
        form_page = page if page.path.endswith("/form") else client.open(f"{page.path}/form")
        return client.press(form_page, "Save and next form", typed, form_to(form_page, "#checked"))


def opened_office(address: str, folder: Path) -> Office:
    """The office, at the instant at which its surveys have just opened. Its table has two postcodes of one area."""
    write_areas(folder / "areas", ("pendle",), (Entry(number_of_postcode(each), 1, 2) for each in ("BB99XX", "BB99XY")))
    database, clock, keys = Database(address), Clock(), read_keys(folder / "keys")
    clock.now = float(NOON + 3600)
    with database.write() as connection:
        surveys = {
            "residents": open_survey(connection, FORM, closes_at=NOON + 30 * DAY),
            "staff": open_survey(connection, STAFF_FORM, "staff"),
        }
        residents, staff = surveys["residents"].survey.id, surveys["staff"].survey.id
        holds = {
            "assistant": (Grant(Permission.KEY_ENTRY),),
            "colleague": (Grant(Permission.KEY_ENTRY, residents),),
            "elsewhere": (Grant(Permission.KEY_ENTRY, staff),),
            "analyst": (Grant(Permission.SEE_WORKING),),
            "outsider": (),
        }
        members = {name: add_member(connection, keys, f"{name}@council.test", NOON) for name in CAST}
        for name, grants in holds.items():
            for each in grants:
                grant(connection, keys, members[name].id, each, NOON)
    return Office(database, keys, Inside(address, folder, clock), clock, members, surveys)
