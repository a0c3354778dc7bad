"""Making a trial installation ready: what is new is loaded, and what has no round gets its first.

Alembic, numpy and the pages are not read in here: a second start finds nothing new, and begins the sooner.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection

from survey_app.database import Database
from survey_app.organisation import Organisation, read_organisation
from survey_app.questionnaire.area_loading import NEIGHBOURHOODS, load_directory
from survey_app.questionnaire.areas import write_areas
from survey_app.questionnaire.differences import Change, differences
from survey_app.questionnaire.loading import read_file
from survey_app.schema import check_known
from survey_app.settings import Settings
from survey_app.surveys.feedback_links import add_feedback_links
from survey_app.surveys.quarters import quarter_end, withdraw_by
from survey_app.surveys.surveys import Loaded, Survey, load, published_version, survey_by_slug
from survey_app.surveys.waves import add_collector, open_wave, waves_of
from survey_app.web.places import folder


@contextmanager
def opened(settings: Settings) -> Iterator[Database]:
    """The database, of this release's schema, closed at the end."""
    database = Database(settings.database)
    try:
        check_known(database)
        yield database
    finally:
        database.close_blocking()


def make_ready(database: Database, settings: Settings, questionnaires: Path, now: int) -> None:
    """Load what is new into a database of this release, and open a first round of what has none."""
    organisation = read_organisation(settings.organisation)
    for file in questionnaire_files(questionnaires):
        slug = slug_of(file)
        if database.read_blocking(survey_by_slug, slug) is None:
            load_file(database, file, organisation, now, publishing=True)
        with database.write() as connection:
            _open_first(connection, slug, now)
    with database.write() as connection:
        add_feedback_links(connection)


def questionnaire_files(path: Path) -> tuple[Path, ...]:
    """The questionnaires at a path: a file, a survey's folder, or a folder of such folders.

    Raises LookupError when there are none.
    """
    if path.is_file():
        return (path,)
    files = tuple(sorted([*path.glob("questionnaire.toml"), *path.glob("*/questionnaire.toml")]))
    if not files:
        raise LookupError(f"There is no questionnaire.toml in {path}. Give a questionnaire's file or folder.")
    return files


def slug_of(file: Path) -> str:
    """The short address of a questionnaire's survey: the name of its folder."""
    return file.absolute().parent.name


def picture_names() -> frozenset[str]:
    """The names of the pictures that Easy Read wordings may use."""
    return frozenset(file.stem for file in (folder("static") / "pictures").glob("*.svg"))


def load_file(database: Database, file: Path, organisation: Organisation, now: int, *, publishing: bool) -> str:
    """Store one questionnaire and say what became of it."""
    slug, questionnaire = slug_of(file), read_file(file, organisation)
    with database.write() as connection:
        before = survey_by_slug(connection, slug)
        old = None if before is None else published_version(connection, before)
        loaded = load(connection, slug, questionnaire, now, publishing=publishing)
    changed = [] if old is None or not loaded.new_version else differences(old.questionnaire, questionnaire)
    lines = [f"  {each.question}: {each.change.value}" for each in changed if each.change is not Change.SAME]
    return "\n".join([_said(loaded), *lines])


def load_area_file(settings: Settings, file: Path, ranked: int = NEIGHBOURHOODS) -> tuple[int, int]:
    """Make the table of postcodes from a directory; gives how many lie in a district, and how many beside.

    Raises ValueError where the file is no such directory, or the organisation's file says no district's `gss`.
    """
    entries = read_organisation(settings.organisation).lists.get("districts", ())
    districts = {entry.gss: entry.code for entry in entries if entry.gss}
    with file.open(encoding="utf-8", errors="replace", newline="") as lines:
        loaded = load_directory(lines, districts, ranked)
    if not loaded.inside:
        raise ValueError(f"{file} has no postcode of a district whose `gss` the organisation's file says.")
    kept = write_areas(settings.areas, loaded.codes, loaded.entries)
    return loaded.inside, kept - loaded.inside


def known_survey(found: Survey | None, slug: str) -> Survey:
    """What was found under a short address. Raises LookupError where there is none."""
    if found is None:
        raise LookupError(f"There is no survey {slug}. Load its questionnaire first.")
    return found


def _open_first(connection: Connection, slug: str, now: int) -> None:
    survey = known_survey(survey_by_slug(connection, slug), slug)
    version = published_version(connection, survey)
    if version is None or waves_of(connection, survey.id):
        return
    end = quarter_end(now) if version.questionnaire.always_open else None
    wave = open_wave(connection, survey.id, now, end, None if end is None else withdraw_by(end))
    add_collector(connection, wave.id, code="open")


def _said(loaded: Loaded) -> str:
    what = "stored" if loaded.new_version else "already stored"
    return f"{loaded.survey.slug}: version {loaded.version.number} {what}{', published' if loaded.published else ''}"
