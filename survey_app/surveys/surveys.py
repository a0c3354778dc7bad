"""Surveys: what people are invited to answer, by the slug of its short address."""

from msgspec import Struct
from sqlalchemy import Connection, Row, insert, select

from survey_app.questionnaire.definition import Questionnaire
from survey_app.surveys.versions import Version, publish, store_version, version_by_id
from survey_app.tables.surveys import survey


class Survey(Struct, frozen=True):
    """What people are invited to answer. `audience` is residents, staff or everyone."""

    id: int
    slug: str
    title: str
    audience: str
    published_version_id: int | None


class Loaded(Struct, frozen=True):
    """What loading a questionnaire did."""

    survey: Survey
    version: Version
    new_version: bool
    published: bool


def all_surveys(connection: Connection) -> tuple[Survey, ...]:
    """Every survey, in the order made."""
    return tuple(_survey(row) for row in connection.execute(select(survey).order_by(survey.c.id)))


def survey_by_slug(connection: Connection, slug: str) -> Survey | None:
    """One survey, or None."""
    row = connection.execute(select(survey).where(survey.c.slug == slug)).one_or_none()
    return None if row is None else _survey(row)


def published_version(connection: Connection, chosen: Survey) -> Version | None:
    """The version that new starts are given, or None when none was published."""
    if chosen.published_version_id is None:
        return None
    return version_by_id(connection, chosen.published_version_id)


def load(connection: Connection, slug: str, questionnaire: Questionnaire, now: int, *, publishing: bool) -> Loaded:
    """Store a questionnaire as a version of the survey at `slug`, making the survey when there is none.

    A first load publishes; a later one only when `publishing`, and never by a restart. Raises ValueError when the
    survey is for another audience.
    """
    chosen = survey_by_slug(connection, slug)
    first = chosen is None
    if chosen is None:
        connection.execute(insert(survey).values(slug=slug, title=questionnaire.title, audience=questionnaire.audience))
        chosen = survey_by_slug(connection, slug)
    if chosen is None:
        raise LookupError(f"the survey {slug} could not be made")
    if questionnaire.audience != chosen.audience:
        raise ValueError(
            f"{slug} is for {chosen.audience}, and who may see its answers follows from that. "
            f"Load a questionnaire for {questionnaire.audience} as a survey of its own."
        )
    stored, new = store_version(connection, chosen.id, questionnaire)
    if first or publishing:
        publish(connection, stored, now)
    return Loaded(survey_by_slug(connection, slug) or chosen, stored, new, first or publishing)


def _survey(row: Row[int, str, str, str, int | None]) -> Survey:
    return Survey(*row)
