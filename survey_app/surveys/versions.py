"""The version store: every questionnaire ever loaded, whole, by the hash of its content."""

from functools import lru_cache

from msgspec import Struct
from sqlalchemy import Connection, Row, func, insert, select, update

from survey_app.questionnaire.definition import Questionnaire
from survey_app.questionnaire.loading import content_hash, decode, encode
from survey_app.tables.surveys import survey, version


class Version(Struct, frozen=True):
    """One immutable questionnaire of a survey. `published_at` is UTC seconds, None before it is published."""

    id: int
    survey_id: int
    number: int
    questionnaire: Questionnaire
    published_at: int | None


def versions_of(connection: Connection, survey_id: int) -> tuple[Version, ...]:
    """Every version of a survey, oldest first."""
    rows = connection.execute(select(version).where(version.c.survey_id == survey_id).order_by(version.c.number))
    return tuple(_version(row) for row in rows)


def version_by_id(connection: Connection, version_id: int) -> Version | None:
    """One version, or None."""
    row = connection.execute(select(version).where(version.c.id == version_id)).one_or_none()
    return None if row is None else _version(row)


def reworded(connection: Connection) -> frozenset[int]:
    """The surveys of which more than one version has been published."""
    published = select(version.c.survey_id).where(version.c.published_at.is_not(None))
    return frozenset(connection.scalars(published.group_by(version.c.survey_id).having(func.count() > 1)))


def store_version(connection: Connection, survey_id: int, questionnaire: Questionnaire) -> tuple[Version, bool]:
    """Store a questionnaire under the hash of its content; the second value says whether it is new."""
    digest = content_hash(questionnaire)
    same = select(version).where(version.c.survey_id == survey_id, version.c.content_hash == digest)
    row = connection.execute(same).one_or_none()
    if row is not None:
        return _version(row), False
    numbers = select(func.coalesce(func.max(version.c.number), 0)).where(version.c.survey_id == survey_id)
    connection.execute(
        insert(version).values(
            survey_id=survey_id,
            number=connection.execute(numbers).scalar_one() + 1,
            content_hash=digest,
            content=encode(questionnaire).decode(),
        )
    )
    return _version(connection.execute(same).one()), True


def publish(connection: Connection, chosen: Version, now: int) -> None:
    """Make a version the one that new starts are given, and its title the survey's. Drafts under way keep theirs."""
    connection.execute(
        update(version).where(version.c.id == chosen.id, version.c.published_at.is_(None)).values(published_at=now)
    )
    connection.execute(
        update(survey)
        .where(survey.c.id == chosen.survey_id)
        .values(published_version_id=chosen.id, title=chosen.questionnaire.title)
    )


def _version(row: Row[int, int, int, str, str, int | None]) -> Version:
    return Version(row.id, row.survey_id, row.number, _decoded(row.content_hash, row.content), row.published_at)


@lru_cache(maxsize=64)
def _decoded(_: str, content: str) -> Questionnaire:
    """A version never changes, so it is decoded once; 64 is more than a council has under way."""
    return decode(content.encode())
