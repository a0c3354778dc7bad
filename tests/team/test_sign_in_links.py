"""Sign-in links: good once, for half an hour, for a member who is let in."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import func, select, update

from survey_app.database import Database
from survey_app.settings import Keys
from survey_app.tables.team import member, sign_in_link
from survey_app.team.commands import NoSuchMember, add_member_with
from survey_app.team.commands import sign_in_link as sign_in_address
from survey_app.team.members import Member, member_by_email, permissions_of
from survey_app.team.permissions import Grant, NotGrantable, Permission
from survey_app.team.sign_in_links import LINK_SECONDS, link_owner, make_link, use_link
from tests.team.cast import MINUTE, NOON, RESIDENTS_SURVEY, Cast


def test_a_link_signs_its_owner_in_once(database: Database, keys: Keys, cast: Cast) -> None:
    with database.write() as connection:
        token = make_link(connection, keys, cast.analyst, NOON)
        assert use_link(connection, keys, token, NOON) == cast.analyst
        assert use_link(connection, keys, token, NOON) is None


def test_looking_at_a_link_does_not_use_it_up(database: Database, keys: Keys, cast: Cast) -> None:
    with database.write() as connection:
        token = make_link(connection, keys, cast.analyst, NOON)
        assert link_owner(connection, keys, token, NOON) == cast.analyst
        assert link_owner(connection, keys, token, NOON) == cast.analyst
        assert use_link(connection, keys, token, NOON) == cast.analyst


def test_a_link_is_good_for_thirty_minutes(database: Database, keys: Keys, cast: Cast) -> None:
    assert LINK_SECONDS == 30 * MINUTE
    with database.write() as connection:
        token = make_link(connection, keys, cast.analyst, NOON)
        assert link_owner(connection, keys, token, NOON + 30 * MINUTE - 1) == cast.analyst
        assert link_owner(connection, keys, token, NOON + 30 * MINUTE) is None
        assert use_link(connection, keys, token, NOON + 30 * MINUTE) is None


def test_two_links_of_one_member_are_two(database: Database, keys: Keys, cast: Cast) -> None:
    with database.write() as connection:
        first = make_link(connection, keys, cast.analyst, NOON)
        second = make_link(connection, keys, cast.analyst, NOON)
        assert first != second
        assert use_link(connection, keys, first, NOON) == cast.analyst
        assert use_link(connection, keys, second, NOON) == cast.analyst


def test_a_made_up_token_signs_nobody_in(database: Database, keys: Keys, cast: Cast) -> None:
    with database.write() as connection:
        make_link(connection, keys, cast.analyst, NOON)
        for token in ("", "x", "\x00", "é", "\udcff", "a" * 5000):
            assert use_link(connection, keys, token, NOON) is None


def test_a_member_who_was_shut_out_cannot_use_a_link(database: Database, keys: Keys, cast: Cast) -> None:
    with database.write() as connection:
        token = make_link(connection, keys, cast.analyst, NOON)
        connection.execute(update(member).where(member.c.id == cast.analyst.id).values(disabled_at=NOON))
        assert use_link(connection, keys, token, NOON) is None


def test_a_token_has_256_random_bits_and_is_not_stored(database: Database, keys: Keys, cast: Cast) -> None:
    with database.write() as connection:
        token = make_link(connection, keys, cast.analyst, NOON)
        (stored,) = connection.execute(select(sign_in_link.c.token_hash)).scalars()
    assert len(token) == 43
    assert len(stored) == 32
    assert token.encode() not in stored


def test_expired_links_are_forgotten_when_another_is_made(database: Database, keys: Keys, cast: Cast) -> None:
    with database.write() as connection:
        make_link(connection, keys, cast.analyst, NOON)
        make_link(connection, keys, cast.viewer, NOON + 31 * MINUTE)
        assert connection.execute(select(func.count()).select_from(sign_in_link)).scalar_one() == 1


def test_the_command_gives_an_address_that_signs_in(database: Database, keys: Keys, cast: Cast) -> None:
    address = sign_in_address(database, keys, "https://surveys.council.test", "Analyst@council.test", NOON)
    before, token = address.rsplit("/", 1)
    assert before == "https://surveys.council.test/team/sign-in"
    with database.write() as connection:
        assert use_link(connection, keys, token, NOON) == cast.analyst


def test_the_command_names_somebody_who_is_not_in_the_team(database: Database, keys: Keys, cast: Cast) -> None:
    with pytest.raises(NoSuchMember, match="Nobody signs in as 'stranger"):
        sign_in_address(database, keys, "https://surveys.council.test", "stranger@council.test", NOON)


def test_the_command_adds_a_member_with_permissions(database: Database, keys: Keys, cast: Cast) -> None:
    given = [Grant(Permission.SEE_GUARDED), Grant(Permission.SEE_WORKING, RESIDENTS_SURVEY)]
    added = add_member_with(database, keys, "new@council.test", given, NOON)
    with database.write() as connection:
        assert permissions_of(connection, added.id, NOON) == set(given)


def test_a_member_whose_permission_is_refused_is_not_added(database: Database, keys: Keys, cast: Cast) -> None:
    given = [Grant(Permission.SEE_GUARDED), Grant(Permission.MICRODATA)]
    with pytest.raises(NotGrantable):
        add_member_with(database, keys, "new@council.test", given, NOON)
    with database.write() as connection:
        assert member_by_email(connection, "new@council.test") is None


def test_of_eight_uses_at_once_one_signs_in(database: Database, keys: Keys, cast: Cast) -> None:
    with database.write() as connection:
        token = make_link(connection, keys, cast.analyst, NOON)

    def use(_: int) -> Member | None:
        with database.write() as connection:
            return use_link(connection, keys, token, NOON)

    with ThreadPoolExecutor(4) as threads:
        owners = list(threads.map(use, range(8)))
    assert [owner for owner in owners if owner is not None] == [cast.analyst]
