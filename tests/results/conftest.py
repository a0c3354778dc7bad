"""The team's pages with results, on both databases, and members who may see more or less of them."""

from collections.abc import Iterator

import pytest

from survey_app.database import Database
from survey_app.settings import Keys
from survey_app.team.members import Member, add_member, grant
from survey_app.team.permissions import Grant, Permission
from tests.results.sample import NOON, Fieldwork, open_survey, staff
from tests.results.site import Place, Readers, running_place


@pytest.fixture
def keys() -> Keys:
    """Keys of a server in a test."""
    return Keys(bytes(range(32)))


@pytest.fixture
def residents(sqlite_database: Database) -> Fieldwork:
    """A residents' survey, open for a day."""
    with sqlite_database.write() as connection:
        return open_survey(connection, days=1)
