"""Links by which people tell us about a survey: one for each survey, in the round of the survey about surveys."""

from typing import Final

from sqlalchemy import Connection

from survey_app.surveys.surveys import all_surveys, survey_by_slug
from survey_app.surveys.waves import add_collector, collectors_of, waves_of

SURVEY_FEEDBACK: Final = "survey-feedback"
"""The short address of the survey about surveys. An installation need not have it."""


def add_feedback_links(connection: Connection) -> int:
    """Add the links that are missing in its latest round; gives how many. A link's code is the survey's short address.

    The next round takes them over with the others.
    """
    about = survey_by_slug(connection, SURVEY_FEEDBACK)
    waves = () if about is None else waves_of(connection, about.id)
    if not waves:
        return 0
    there = {link.code for link in collectors_of(connection, waves[-1].id)}
    missing = [each for each in all_surveys(connection) if each.slug not in {SURVEY_FEEDBACK, *there}]
    for survey in missing:
        add_collector(connection, waves[-1].id, code=survey.slug)
    return len(missing)
