"""Who reads what: working figures of residents' surveys live, guarded figures, else only the number."""

import pytest

from survey_app.results.access import concerned, level_for, reads_results, strict
from survey_app.results.disclosure import Level
from survey_app.surveys.surveys import Survey
from survey_app.team.permissions import Grant, Permission


def survey(audience: str) -> Survey:
    return Survey(1, "slug", "Title", audience, None)


def level(permission: Permission, audience: str) -> Level | None:
    return level_for([Grant(permission)], survey(audience))


def test_analysts_read_residents_surveys_live() -> None:
    assert level(Permission.SEE_WORKING, "residents") is Level.WORKING


@pytest.mark.parametrize("audience", ["staff", "everyone"])
def test_where_staff_answer_analysts_are_guarded_like_everybody(audience: str) -> None:
    assert level(Permission.SEE_WORKING, audience) is Level.GUARDED


def test_viewers_read_guarded_figures() -> None:
    assert level(Permission.SEE_GUARDED, "residents") is Level.GUARDED


@pytest.mark.parametrize("permission", [Permission.MANAGE, Permission.KEY_ENTRY, Permission.MICRODATA])
def test_other_permissions_give_no_figures(permission: Permission) -> None:
    assert level(permission, "residents") is None
    assert not reads_results([Grant(permission)], survey("residents"))


def test_a_permission_for_another_survey_gives_nothing() -> None:
    other = [Grant(Permission.SEE_WORKING, survey_id=2)]
    assert level_for(other, survey("residents")) is None
    assert not concerned(other, survey("residents"))
    assert concerned([Grant(Permission.KEY_ENTRY, survey_id=1)], survey("residents"))


def test_every_question_is_guarded_as_sensitive_where_staff_answer() -> None:
    assert [strict(survey(audience)) for audience in ("residents", "staff", "everyone")] == [False, True, True]
