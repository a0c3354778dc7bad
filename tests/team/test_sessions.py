"""Sessions: made by the server only, ended by time, by their owner, or by shutting the owner out."""

import pytest
from sqlalchemy import Connection, func, select, update

from survey_app.database import Database
from survey_app.settings import Keys
from survey_app.tables.team import member, session
from survey_app.team.members import Member
from survey_app.team.permissions import Permission
from survey_app.team.sessions import (
    form_token,
    hash_of,
    same_token,
    session_by_id,
    sessions_of,
    sign_in,
    sign_out,
    sign_out_everywhere,
    write_seen,
)
from survey_app.team.sign_in_links import make_link
from survey_app.team.viewer import viewer_by_session
from tests.team.cast import HOUR, MINUTE, NOON, Cast


def signed_in(connection: Connection, keys: Keys, who: Member, at: int = NOON, replaced: str = "") -> str:
    """The id of a new session of theirs."""
    begun = sign_in(connection, keys, make_link(connection, keys, who, at), replaced, at)
    assert begun is not None
    return begun


def test_signing_in_begins_a_session(database: Database, keys: Keys, cast: Cast) -> None:
    with database.write() as connection:
        found = session_by_id(connection, keys, signed_in(connection, keys, cast.analyst), NOON)
        assert found is not None
        assert (found.member_id, found.email) == (cast.analyst.id, "analyst@council.test")
        assert (found.begun_at, found.seen_at) == (NOON, NOON)


def test_a_link_that_is_no_good_begins_nothing(database: Database, keys: Keys, cast: Cast) -> None:
    with database.write() as connection:
        assert sign_in(connection, keys, "made-up", "", NOON) is None
        assert connection.execute(select(func.count()).select_from(session)).scalar_one() == 0


def test_an_id_that_the_browser_sent_is_never_adopted(database: Database, keys: Keys, cast: Cast) -> None:
    with database.write() as connection:
        planted = "planted-by-somebody-else"
        assert signed_in(connection, keys, cast.analyst, replaced=planted) != planted
        assert session_by_id(connection, keys, planted, NOON) is None


def test_signing_in_again_in_the_same_browser_ends_the_session_before(
    database: Database, keys: Keys, cast: Cast
) -> None:
    with database.write() as connection:
        first = signed_in(connection, keys, cast.viewer)
        second = signed_in(connection, keys, cast.analyst, replaced=first)
        assert session_by_id(connection, keys, first, NOON) is None
        assert session_by_id(connection, keys, second, NOON) is not None


def test_an_id_has_256_random_bits_and_is_not_stored(database: Database, keys: Keys, cast: Cast) -> None:
    with database.write() as connection:
        session_id = signed_in(connection, keys, cast.analyst)
        (stored,) = connection.execute(select(session.c.id_hash)).scalars()
    assert len(session_id) == 43
    assert bytes(stored) == hash_of(keys, session_id)
    assert session_id.encode() not in stored


def test_a_session_ends_after_thirty_minutes_without_use(database: Database, keys: Keys, cast: Cast) -> None:
    with database.write() as connection:
        session_id = signed_in(connection, keys, cast.analyst)
        assert session_by_id(connection, keys, session_id, NOON + 30 * MINUTE - 1) is not None
        assert session_by_id(connection, keys, session_id, NOON + 30 * MINUTE) is None


def test_a_session_in_use_ends_after_eight_hours(database: Database, keys: Keys, cast: Cast) -> None:
    with database.write() as connection:
        session_id = signed_in(connection, keys, cast.analyst)
        for at in range(NOON, NOON + 8 * HOUR, 20 * MINUTE):
            assert session_by_id(connection, keys, session_id, at) is not None
            write_seen(connection, hash_of(keys, session_id), at)
        assert session_by_id(connection, keys, session_id, NOON + 8 * HOUR - 1) is not None
        assert session_by_id(connection, keys, session_id, NOON + 8 * HOUR) is None


def test_using_a_session_that_has_ended_does_not_bring_it_back(database: Database, keys: Keys, cast: Cast) -> None:
    with database.write() as connection:
        session_id = signed_in(connection, keys, cast.analyst)
        write_seen(connection, hash_of(keys, session_id), NOON + 30 * MINUTE)
        assert session_by_id(connection, keys, session_id, NOON + 30 * MINUTE) is None


def test_putting_a_clock_right_does_not_lengthen_a_session(database: Database, keys: Keys, cast: Cast) -> None:
    with database.write() as connection:
        session_id = signed_in(connection, keys, cast.analyst, NOON + 365 * 24 * HOUR)
        assert session_by_id(connection, keys, session_id, NOON) is None


def test_a_clock_a_minute_behind_finds_the_session(database: Database, keys: Keys, cast: Cast) -> None:
    with database.write() as connection:
        session_id = signed_in(connection, keys, cast.analyst)
        assert session_by_id(connection, keys, session_id, NOON - MINUTE) is not None


def test_signing_out_ends_this_session_and_no_other(database: Database, keys: Keys, cast: Cast) -> None:
    with database.write() as connection:
        here, there = signed_in(connection, keys, cast.analyst), signed_in(connection, keys, cast.analyst)
        found = session_by_id(connection, keys, here, NOON)
        assert found is not None
        sign_out(connection, keys, found, NOON)
        assert session_by_id(connection, keys, here, NOON) is None
        assert session_by_id(connection, keys, there, NOON) is not None


def test_signing_out_everywhere_ends_all_of_ones_own(database: Database, keys: Keys, cast: Cast) -> None:
    with database.write() as connection:
        mine = [signed_in(connection, keys, cast.analyst) for _ in range(3)]
        other = signed_in(connection, keys, cast.viewer)
        assert sign_out_everywhere(connection, keys, cast.analyst.id, NOON) == 3
        assert not any(session_by_id(connection, keys, session_id, NOON) for session_id in mine)
        assert session_by_id(connection, keys, other, NOON) is not None


def test_shutting_a_member_out_ends_their_sessions(database: Database, keys: Keys, cast: Cast) -> None:
    with database.write() as connection:
        session_id = signed_in(connection, keys, cast.analyst)
        connection.execute(update(member).where(member.c.id == cast.analyst.id).values(disabled_at=NOON))
        assert session_by_id(connection, keys, session_id, NOON) is None


def test_members_see_their_own_sessions_the_newest_first(database: Database, keys: Keys, cast: Cast) -> None:
    with database.write() as connection:
        signed_in(connection, keys, cast.viewer)
        ids = [signed_in(connection, keys, cast.analyst, NOON + minutes * MINUTE) for minutes in (0, 5)]
        found = sessions_of(connection, cast.analyst.id, NOON + 6 * MINUTE)
    assert [one.id_hash for one in found] == [hash_of(keys, session_id) for session_id in reversed(ids)]


def test_ended_sessions_are_forgotten_when_somebody_signs_in(database: Database, keys: Keys, cast: Cast) -> None:
    with database.write() as connection:
        signed_in(connection, keys, cast.analyst)
        signed_in(connection, keys, cast.viewer, NOON + HOUR)
        assert connection.execute(select(func.count()).select_from(session)).scalar_one() == 1


def test_a_form_token_belongs_to_one_session(database: Database, keys: Keys, cast: Cast) -> None:
    with database.write() as connection:
        here, there = (hash_of(keys, signed_in(connection, keys, cast.analyst)) for _ in range(2))
    assert same_token(form_token(keys, here, 1), form_token(keys, here, 1))
    assert not same_token(form_token(keys, here, 1), form_token(keys, there, 1))
    assert not same_token(form_token(keys, here, 1), form_token(keys, here, 2))


@pytest.mark.parametrize("given", ["", "é", "0" * 64, "\x00"])
def test_a_made_up_form_token_is_refused(keys: Keys, given: str) -> None:
    assert not same_token(form_token(keys, bytes(32), 1), given)


def test_the_viewer_is_the_member_with_the_permissions_held_now(database: Database, keys: Keys, cast: Cast) -> None:
    with database.write() as connection:
        session_id = signed_in(connection, keys, cast.viewer)
        viewer = viewer_by_session(connection, keys, session_id, NOON)
        assert viewer is not None
        assert viewer.email == "viewer@council.test"
        assert {given.permission for given in viewer.permissions} == {Permission.SEE_GUARDED}
        assert viewer_by_session(connection, keys, "made-up", NOON) is None
