"""A cast of characters: an administrator, an analyst, a viewer, and an outsider whom nobody let in."""

from collections.abc import Iterator

import pytest

from survey_app.database import Database
from survey_app.settings import Keys
from survey_app.tables.surveys import survey
from survey_app.team.members import add_member, grant
from survey_app.team.permissions import Grant, Permission
from survey_app.web.places import folder
from survey_app.web.static import read_assets
from survey_app.web.templates import furnish
from tests.team.cast import NOON, RESIDENTS_SURVEY, STAFF_SURVEY, Cast
from tests.team.council import ORGANISATION
from tests.team.site import Site, running_site


@pytest.fixture
def keys() -> Keys:
    """Keys of a server in a test."""
    return Keys(bytes(range(32)))


@pytest.fixture(scope="session")
def furnished() -> None:
    """Templates that can be rendered, without an application."""
    furnish(ORGANISATION, read_assets(folder("static"), ORGANISATION.accent))


@pytest.fixture
def cast(database: Database, keys: Keys) -> Cast:
    """The cast on both databases in turn."""
    return _cast(database, keys)


@pytest.fixture
def sqlite_cast(sqlite_database: Database, keys: Keys) -> Cast:
    """The cast on SQLite alone."""
    return _cast(sqlite_database, keys)


@pytest.fixture
def site(database: Database, keys: Keys, cast: Cast) -> Iterator[Site]:
    """The team's pages at a plain address, as on one's own computer."""
    with running_site(database, keys, "http://surveys.test") as started:
        yield started


@pytest.fixture
def secure_site(sqlite_database: Database, keys: Keys) -> Iterator[Site]:
    """The team's pages at an https address, with an analyst."""
    with sqlite_database.write() as connection:
        add_member(connection, keys, "analyst@council.test", NOON)
    with running_site(sqlite_database, keys, "https://surveys.test") as started:
        yield started


def _cast(database: Database, keys: Keys) -> Cast:
    """One survey of residents, one of staff, and four members; the outsider holds nothing."""
    with database.write() as connection:
        connection.execute(
            survey.insert(),
            [
                {"id": RESIDENTS_SURVEY, "slug": "residents", "title": "Getting online", "audience": "residents"},
                {"id": STAFF_SURVEY, "slug": "staff", "title": "Your working life", "audience": "staff"},
            ],
        )
        held = {
            "administrator": (Permission.MANAGE,),
            "analyst": (Permission.SEE_GUARDED, Permission.SEE_WORKING),
            "viewer": (Permission.SEE_GUARDED,),
            "outsider": (),
        }
        members = {}
        for name, permissions in held.items():
            members[name] = add_member(connection, keys, f"{name}@council.test", NOON)
            for permission in permissions:
                grant(connection, keys, members[name].id, Grant(permission), NOON)
        return Cast(**members)
