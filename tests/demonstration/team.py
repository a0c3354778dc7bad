"""The whole service with two surveys that are open and one that is not yet, and members who may do more or less."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import Connection, select, update

from survey_app.database import Database
from survey_app.settings import Keys, read_keys
from survey_app.tables.respond import response
from survey_app.tables.surveys import wave
from survey_app.tables.team import audit
from survey_app.team.commands import sign_in_link
from survey_app.team.members import Member, add_member, grant
from survey_app.team.permissions import Grant, Permission
from tests.respond.client import Client, Page
from tests.respond.documents import Form, forms
from tests.respond.wires import Inside
from tests.results.sample import DAY, FIRST, NOON, Fieldwork, open_survey, people, store
from tests.web.asgi import HOST

T = TypeVar("T")

HOLDS = {
    "manager": (Grant(Permission.MANAGE), Grant(Permission.SEE_WORKING)),
    "administrator": (Grant(Permission.MANAGE),),
    "analyst": (Grant(Permission.SEE_WORKING),),
    "viewer": (Grant(Permission.SEE_GUARDED),),
    "outsider": (),
}
"""The cast: who runs the service and reads results, who only runs it, who only reads, and whom nobody let in."""

SLUGS = ("residents", "staff", "later")


class Clock:
    """The time that the service is told, in UTC seconds."""

    def __init__(self) -> None:
        self.now = float(NOON)

    def __call__(self) -> float:
        """UTC seconds."""
        return self.now


class Team(Struct, frozen=True):
    """The running service and its cast."""

    database: Database
    keys: Keys
    inside: Inside
    clock: Clock
    members: dict[str, Member]
    surveys: dict[str, Fieldwork]

    def person(self) -> Client:
        """Somebody's browser that has not been here."""
        client = Client(self.inside, self.clock)
        client.headers["origin"] = f"http://{HOST}"
        return client

    def member(self, name: str) -> Client:
        """A browser in which a member of the cast is signed in."""
        client = self.person()
        email = self.members[name].email
        link = sign_in_link(self.database, self.keys, "", email, int(self.clock.now))
        client.press(client.open(link), "Sign in")
        return client

    def read(self, select: Callable[[Connection], T]) -> T:
        """What a function reads in the database."""
        return self.database.read_blocking(select)

    def responses(self) -> list[tuple[str, bool]]:
        """The state of every response that is stored, and whether it is pretend."""
        chosen = select(response.c.state, response.c.demonstration)
        return [
            (row.state, row.demonstration) for row in self.read(lambda connection: connection.execute(chosen).all())
        ]

    def events(self, name: str) -> list[str]:
        """What the log says that a member did, but for signing in."""
        chosen = select(audit.c.event).where(audit.c.member_id == self.members[name].id).order_by(audit.c.sequence)
        events = self.read(lambda connection: list(connection.execute(chosen).scalars()))
        return [event for event in events if not event.startswith(("signed", "link", "working"))]

    def answer(self, slug: str, count: int) -> None:
        """So many real people answer."""
        with self.database.write() as connection:
            store(connection, self.surveys[slug], people(count, Q1="daily", Q2=("phone",), Q7="north"))


def assembled(address: str, folder: Path) -> Team:
    """The service, started, at the instant at which two of the surveys have just opened."""
    database, clock, keys = Database(address), Clock(), read_keys(folder / "keys")
    with database.write() as connection:
        surveys = {
            "residents": open_survey(connection),
            "staff": open_survey(connection, replace(FIRST, audience="staff", title="Your work"), "staff"),
            "later": _later(connection),
        }
        members = {name: add_member(connection, keys, f"{name}@council.test", NOON) for name in HOLDS}
        for name, grants in HOLDS.items():
            for each in grants:
                grant(connection, keys, members[name].id, each, NOON)
    return Team(database, keys, Inside(address, folder, clock), clock, members, surveys)


def form_to(page: Page, ending: str) -> Form:
    """The form of a page whose address ends like that. Raises LookupError naming those that are there."""
    found = forms(page.document)
    for form in found:
        if form.action.endswith(ending):
            return form
    raise LookupError(f"no form leads to {ending}: {[form.action for form in found]}")


def has_form_to(page: Page, ending: str) -> bool:
    """Whether a page has a form whose address ends like that."""
    return any(form.action.endswith(ending) for form in forms(page.document))


def pressed(client: Client, page: Page, ending: str) -> Page:
    """Press the button of that form."""
    form = form_to(page, ending)
    return client.send(page, form, {}, form.buttons[0])


def tried(client: Client, slug: str) -> Page:
    """The start page that a member comes to by [Try it] on a survey's page."""
    return pressed(client, client.open(f"/team/surveys/{slug}"), "/try")


def _later(connection: Connection) -> Fieldwork:
    """A survey that opens tomorrow."""
    made = open_survey(connection, replace(FIRST, title="Not open yet"), "later")
    connection.execute(update(wave).where(wave.c.id == made.wave.id).values(opens_at=NOON + DAY))
    return replace(made, wave=replace(made.wave, opens_at=NOON + DAY))
