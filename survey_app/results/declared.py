"""What a survey declares for its results: the headlines of the version that new starts are given."""

from sqlalchemy import Connection

from survey_app.questionnaire.headline_rows import headlines_of
from survey_app.questionnaire.headlines import AnyKind
from survey_app.surveys.surveys import Survey, published_version


def declared_headlines(connection: Connection, survey: Survey) -> tuple[AnyKind, ...]:
    """The headlines of the published version, one by one; none before there is one."""
    version = published_version(connection, survey)
    return () if version is None else headlines_of(version.questionnaire)
