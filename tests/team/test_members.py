"""Members and what each holds, in a real database."""

import pytest
from sqlalchemy import func, select

from survey_app.database import Database
from survey_app.settings import Keys
from survey_app.tables.team import audit, permission
from survey_app.team.members import NotAnEmail, add_member, grant, held_by, member_by_email, permissions_of, revoke
from survey_app.team.permissions import Grant, NotGrantable, Permission
from tests.team.cast import DAY, NOON, RESIDENTS_SURVEY, STAFF_SURVEY, Cast


def test_an_address_is_one_member_in_any_case(database: Database, keys: Keys, cast: Cast) -> None:
    with database.write() as connection:
        assert add_member(connection, keys, " Analyst@COUNCIL.test ", NOON) == cast.analyst
        assert member_by_email(connection, "ANALYST@council.TEST") == cast.analyst
        assert member_by_email(connection, "stranger@council.test") is None


def test_what_is_not_an_address_is_refused_in_words(database: Database, keys: Keys) -> None:
    for email in ("", "nobody", "a@b", "a b@c.test", "a@b.test\nBcc: c@d.test", "a" * 250 + "@b.test"):
        with database.write() as connection, pytest.raises(NotAnEmail, match="is not an e-mail address"):
            add_member(connection, keys, email, NOON)


def test_an_analyst_holds_two_permissions_and_an_outsider_none(database: Database, cast: Cast) -> None:
    with database.write() as connection:
        held = permissions_of(connection, cast.analyst.id, NOON)
        assert {given.permission for given in held} == {Permission.SEE_GUARDED, Permission.SEE_WORKING}
        assert permissions_of(connection, cast.outsider.id, NOON) == frozenset()


def test_all_answers_end_after_ninety_days(database: Database, keys: Keys, cast: Cast) -> None:
    with database.write() as connection:
        given = Grant(Permission.MICRODATA, RESIDENTS_SURVEY, "to answer scrutiny")
        grant(connection, keys, cast.analyst.id, given, NOON)
        last = permissions_of(connection, cast.analyst.id, NOON + 90 * DAY - 1)
        assert any(held.permission is Permission.MICRODATA for held in last)
        after = permissions_of(connection, cast.analyst.id, NOON + 90 * DAY)
        assert not any(held.permission is Permission.MICRODATA for held in after)


def test_all_answers_without_a_reason_are_not_stored(database: Database, keys: Keys, cast: Cast) -> None:
    with database.write() as connection:
        with pytest.raises(NotGrantable):
            grant(connection, keys, cast.analyst.id, Grant(Permission.MICRODATA, RESIDENTS_SURVEY), NOON)
        assert len(permissions_of(connection, cast.analyst.id, NOON)) == 2


def test_granting_again_leaves_one_row_and_one_entry_in_the_log(database: Database, keys: Keys, cast: Cast) -> None:
    with database.write() as connection:
        before = connection.execute(select(func.count()).select_from(audit)).scalar_one()
        grant(connection, keys, cast.viewer.id, Grant(Permission.SEE_GUARDED), NOON)
        rows = select(func.count()).select_from(permission).where(permission.c.member_id == cast.viewer.id)
        assert connection.execute(rows).scalar_one() == 1
        assert connection.execute(select(func.count()).select_from(audit)).scalar_one() == before


def test_granting_all_answers_again_moves_its_end(database: Database, keys: Keys, cast: Cast) -> None:
    given = Grant(Permission.MICRODATA, RESIDENTS_SURVEY, "to answer scrutiny")
    with database.write() as connection:
        grant(connection, keys, cast.outsider.id, given, NOON)
        grant(connection, keys, cast.outsider.id, given, NOON + DAY)
        (held,) = permissions_of(connection, cast.outsider.id, NOON + DAY)
        assert held.expires_at == NOON + 91 * DAY


def test_taking_a_permission_away_for_one_survey_leaves_the_other(database: Database, keys: Keys, cast: Cast) -> None:
    with database.write() as connection:
        for survey_id in (RESIDENTS_SURVEY, STAFF_SURVEY, None):
            grant(connection, keys, cast.outsider.id, Grant(Permission.SEE_GUARDED, survey_id), NOON)
        assert revoke(connection, keys, cast.outsider.id, Permission.SEE_GUARDED, RESIDENTS_SURVEY, NOON)
        assert revoke(connection, keys, cast.outsider.id, Permission.SEE_GUARDED, None, NOON)
        assert not revoke(connection, keys, cast.outsider.id, Permission.SEE_GUARDED, None, NOON)
        assert permissions_of(connection, cast.outsider.id, NOON) == {Grant(Permission.SEE_GUARDED, STAFF_SURVEY)}


def test_a_member_reads_their_permissions_with_the_surveys_titles(database: Database, keys: Keys, cast: Cast) -> None:
    given = Grant(Permission.MICRODATA, RESIDENTS_SURVEY, "to answer scrutiny")
    with database.write() as connection:
        grant(connection, keys, cast.viewer.id, given, NOON)
        first, second = held_by(connection, cast.viewer.id, NOON)
    assert (first.permission, first.survey_title) == (Permission.MICRODATA, "Getting online")
    assert (second.permission, second.survey_title, second.expires_at) == (Permission.SEE_GUARDED, None, None)
