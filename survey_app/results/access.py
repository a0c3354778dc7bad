"""Who reads which figures (results contract, 26 and 27): working, guarded, or only the number of responses."""

from collections.abc import Iterable

from survey_app.results.disclosure import Level
from survey_app.surveys.surveys import Survey
from survey_app.team.permissions import Grant, Permission, may


def concerned(held: Iterable[Grant], survey: Survey) -> bool:
    """Whether somebody holds anything for this survey, so that they may know of it and how many answered."""
    return any(grant.survey_id in {None, survey.id} for grant in held)


def reads_results(held: Iterable[Grant], survey: Survey) -> bool:
    """Whether somebody reads results of this survey at all; who only runs the service does not."""
    readers = {Permission.SEE_GUARDED, Permission.SEE_WORKING}
    return any(grant.permission in readers and grant.survey_id in {None, survey.id} for grant in held)


def level_for(held: Iterable[Grant], survey: Survey) -> Level | None:
    """The level at which somebody reads a survey's figures, or None for the number of responses alone.

    Analysts read residents' surveys live and exactly. Everything else is guarded, and read from snapshots (`viewing`).
    """
    grants = tuple(held)
    if may(grants, Permission.SEE_WORKING, survey):
        return Level.WORKING
    return Level.GUARDED if reads_results(grants, survey) else None


def strict(survey: Survey) -> bool:
    """Whether every question is guarded like a sensitive one (rule d): wherever staff answer."""
    return survey.audience != "residents"
