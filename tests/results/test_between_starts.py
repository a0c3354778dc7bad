"""Whatever happens between starts of the service, figures from column files are those of the database."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from survey_app.database import Database
from survey_app.respond.settling import settle
from survey_app.results import keeping
from survey_app.results.coding import Stored
from survey_app.results.column_file import header_of
from survey_app.results.columns import ColumnSet, refresh
from survey_app.results.keeping import ColumnFiles
from tests.results.sample import Fieldwork, change_state, open_survey, people, store, stored_answers
from tests.results.test_column_file import by_id
from tests.results.test_keeping import TODAY, TOMORROW, YESTERDAY, file_of, loaded, take_back


@pytest.fixture(autouse=True)
def _few_are_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "ENOUGH", 10)
    monkeypatch.setattr(keeping, "NEW", 3)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.data())
def test_whatever_happens_between_starts_figures_are_those_of_a_reload(
    sqlite_database: Database, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("columns")
    with sqlite_database.write() as connection:
        fieldwork = open_survey(connection, slug=f"s{folder.name}")
        ids = store(connection, fieldwork, people(12, Q1="daily"), day=YESTERDAY)
    steps = st.sampled_from(["send", "send late", "take back", "state", "settle", "night", "keep", "start"])
    day = TODAY
    for step in data.draw(st.lists(steps, max_size=10)):
        with sqlite_database.write() as connection:
            match step:
                case "send" | "send late":
                    some: list[dict[str, Stored]] = data.draw(st.lists(stored_answers(), min_size=1, max_size=4))
                    ids += store(connection, fieldwork, some, day=day if step == "send" else YESTERDAY)
                case "take back":
                    take_back(connection, data.draw(st.sampled_from(ids)))
                case "state":
                    change_state(connection, data.draw(st.sampled_from(ids)), "quarantined")
                case "settle":
                    settle(connection, day)
        match step:
            case "night":
                day = TOMORROW
            case "keep" | "start":
                columns = started(sqlite_database, folder, fieldwork, day, reads=step == "start")
                assert by_id(columns) == by_id(loaded(sqlite_database, fieldwork))
    columns = started(sqlite_database, folder, fieldwork, day, reads=True)
    assert by_id(columns) == by_id(loaded(sqlite_database, fieldwork))
    header = header_of(file_of(folder, fieldwork))
    assert header is not None
    assert header.day <= day


def started(database: Database, folder: Path, fieldwork: Fieldwork, day: str, *, reads: bool) -> ColumnSet:
    """What a service finds that starts, whose round of jobs comes before or after somebody reads."""
    files, survey_id = ColumnFiles(database, folder), fieldwork.survey.id

    def bring() -> ColumnSet:
        return database.read_blocking(refresh, files.read(survey_id), survey_id)

    if not reads:
        files.renew(survey_id, day, bring, 0)
    columns = bring()
    files.renew(survey_id, day, lambda: columns, columns.block.size)
    return columns
