"""Who may see what, as a set of permissions and not a ladder (results contract, 26)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Struct

from survey_app.team.permissions import (
    DAY,
    WORDS,
    Grant,
    NotGrantable,
    Permission,
    checked,
    may,
    may_somewhere,
    permission_named,
)

NOW = 1_780_000_000


class ASurvey(Struct, frozen=True):
    """What the rules need to know of a survey."""

    id: int
    audience: str


RESIDENTS = ASurvey(1, "residents")
STAFF = ASurvey(2, "staff")
EVERYONE = ASurvey(3, "everyone")

ADMINISTRATOR = {Grant(Permission.MANAGE)}
ANALYST = {Grant(Permission.SEE_GUARDED), Grant(Permission.SEE_WORKING)}
VIEWER = {Grant(Permission.SEE_GUARDED)}
OUTSIDER: set[Grant] = set()

grants = st.builds(
    Grant,
    st.sampled_from(Permission),
    st.sampled_from((None, 1, 2, 3)),
    st.just("to answer scrutiny"),
    st.sampled_from((None, NOW + DAY)),
)


def test_an_analyst_reads_a_residents_survey_as_answers_come_in() -> None:
    assert may(ANALYST, Permission.SEE_WORKING, RESIDENTS)


@pytest.mark.parametrize("survey", [STAFF, EVERYONE])
def test_nobody_has_a_working_view_of_a_survey_that_staff_answer(survey: ASurvey) -> None:
    assert not may(ANALYST, Permission.SEE_WORKING, survey)
    assert not may({Grant(Permission.SEE_WORKING, survey.id)}, Permission.SEE_WORKING, survey)


def test_an_analyst_reads_a_staff_survey_under_the_guard() -> None:
    assert may(ANALYST, Permission.SEE_GUARDED, STAFF)


def test_an_administrator_sees_no_answers() -> None:
    for permission in (Permission.SEE_GUARDED, Permission.SEE_WORKING, Permission.MICRODATA, Permission.KEY_ENTRY):
        assert not may(ADMINISTRATOR, permission, RESIDENTS)
        assert not may_somewhere(ADMINISTRATOR, permission)
    assert may(ADMINISTRATOR, Permission.MANAGE, RESIDENTS)


def test_a_viewer_reads_guarded_results_and_nothing_more() -> None:
    assert may(VIEWER, Permission.SEE_GUARDED, RESIDENTS)
    assert not any(may(VIEWER, other, RESIDENTS) for other in Permission if other is not Permission.SEE_GUARDED)


def test_reading_working_figures_does_not_give_the_guarded_ones_by_itself() -> None:
    assert not may({Grant(Permission.SEE_WORKING)}, Permission.SEE_GUARDED, RESIDENTS)


def test_an_outsider_may_do_nothing() -> None:
    assert not any(may(OUTSIDER, permission, RESIDENTS) for permission in Permission)


def test_a_permission_for_one_survey_opens_that_survey_only() -> None:
    held = {Grant(Permission.SEE_GUARDED, RESIDENTS.id)}
    assert may(held, Permission.SEE_GUARDED, RESIDENTS)
    assert not may(held, Permission.SEE_GUARDED, STAFF)
    assert may_somewhere(held, Permission.SEE_GUARDED)


def test_all_answers_are_never_held_for_every_survey() -> None:
    assert not may({Grant(Permission.MICRODATA)}, Permission.MICRODATA, RESIDENTS)
    assert may({Grant(Permission.MICRODATA, RESIDENTS.id)}, Permission.MICRODATA, RESIDENTS)


@given(st.sets(grants, max_size=6), grants, st.sampled_from(Permission), st.sampled_from((RESIDENTS, STAFF, EVERYONE)))
def test_holding_more_never_takes_anything_away_and_gives_only_its_own_kind(
    held: set[Grant], more: Grant, permission: Permission, survey: ASurvey
) -> None:
    before, after = may(held, permission, survey), may({*held, more}, permission, survey)
    assert after or not before
    assert after == before or more.permission is permission


def test_all_answers_need_a_survey() -> None:
    with pytest.raises(NotGrantable, match="Say which survey"):
        checked(Grant(Permission.MICRODATA, None, "to answer scrutiny"), NOW)


@pytest.mark.parametrize("reason", ["", "  \n"])
def test_all_answers_need_a_reason(reason: str) -> None:
    with pytest.raises(NotGrantable, match="Say what they are needed for"):
        checked(Grant(Permission.MICRODATA, 1, reason), NOW)


def test_all_answers_are_given_for_ninety_days_and_no_longer() -> None:
    given = Grant(Permission.MICRODATA, 1, "to answer scrutiny")
    assert checked(given, NOW).expires_at == NOW + 90 * DAY
    sooner = Grant(Permission.MICRODATA, 1, "to answer scrutiny", NOW + DAY)
    assert checked(sooner, NOW) == sooner
    with pytest.raises(NotGrantable, match="90 days at most"):
        checked(Grant(Permission.MICRODATA, 1, "to answer scrutiny", NOW + 91 * DAY), NOW)


def test_a_permission_cannot_end_before_it_begins() -> None:
    with pytest.raises(NotGrantable, match="Choose a later one"):
        checked(Grant(Permission.SEE_GUARDED, expires_at=NOW), NOW)


def test_an_unknown_permission_is_refused_with_the_names_of_those_there_are() -> None:
    with pytest.raises(NotGrantable, match="'admin' is not a permission") as refused:
        permission_named("admin")
    assert all(name in str(refused.value) for name in Permission)
    assert permission_named("see_working") is Permission.SEE_WORKING


def test_every_permission_has_words_for_the_screen() -> None:
    assert set(WORDS) == set(Permission)
