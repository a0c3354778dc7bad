"""Who reads what: working figures of residents' surveys live, guarded totals of closed rounds, else only the number."""

import pytest

from survey_app.results.access import concerned, level_for, reads_results, strict
from survey_app.results.disclosure import Level
from survey_app.surveys.surveys import Survey
from survey_app.surveys.waves import GRACE, Wave
from survey_app.team.permissions import Grant, Permission
from tests.results.sample import DAY, NOON

CLOSES = NOON + DAY
WAVE = Wave(1, 1, 1, NOON, CLOSES, None)
OVER = CLOSES + GRACE


def survey(audience: str) -> Survey:
    return Survey(1, "slug", "Title", audience, None)


def level(permission: Permission, audience: str, now: int) -> Level | None:
    return level_for([Grant(permission)], survey(audience), WAVE, now)


def test_analysts_read_residents_surveys_live() -> None:
    assert level(Permission.SEE_WORKING, "residents", NOON) is Level.WORKING


@pytest.mark.parametrize("audience", ["staff", "everyone"])
def test_where_staff_answer_analysts_are_guarded_like_everybody(audience: str) -> None:
    assert level(Permission.SEE_WORKING, audience, NOON) is None
    assert level(Permission.SEE_WORKING, audience, OVER) is Level.GUARDED


def test_viewers_read_guarded_figures_when_the_last_drafts_can_no_longer_be_sent() -> None:
    assert level(Permission.SEE_GUARDED, "residents", NOON) is None
    assert level(Permission.SEE_GUARDED, "residents", OVER - 1) is None
    assert level(Permission.SEE_GUARDED, "residents", OVER) is Level.GUARDED


@pytest.mark.parametrize("permission", [Permission.MANAGE, Permission.KEY_ENTRY, Permission.MICRODATA])
def test_other_permissions_give_no_figures(permission: Permission) -> None:
    assert level(permission, "residents", OVER) is None
    assert not reads_results([Grant(permission)], survey("residents"))


def test_a_permission_for_another_survey_gives_nothing() -> None:
    other = [Grant(Permission.SEE_WORKING, survey_id=2)]
    assert level_for(other, survey("residents"), WAVE, OVER) is None
    assert not concerned(other, survey("residents"))
    assert concerned([Grant(Permission.KEY_ENTRY, survey_id=1)], survey("residents"))


def test_every_question_is_guarded_as_sensitive_where_staff_answer() -> None:
    assert [strict(survey(audience)) for audience in ("residents", "staff", "everyone")] == [False, True, True]
