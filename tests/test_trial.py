"""A trial: what stands ready is served at once, and what does not is made ready first."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from survey_app.database import Database
from survey_app.revisions import known_revisions
from survey_app.trial import stands_ready
from tests.serving import Served, serving


def test_a_database_of_this_release_stands_ready(sqlite_database: Database, sqlite_address: str) -> None:
    assert sqlite_database.sqlite
    assert stands_ready(sqlite_address)


@pytest.mark.parametrize("revision", ["0001", "9999", None])
def test_one_of_another_release_or_of_nobody_does_not(tmp_path: Path, revision: str | None) -> None:
    path = tmp_path / "trial.db"
    assert not stands_ready(f"sqlite:///{path}")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE alembic_version (version_num TEXT)")
        if revision:
            connection.execute("INSERT INTO alembic_version VALUES (?)", (revision,))
        connection.commit()
    assert not stands_ready(f"sqlite:///{path}")


def test_a_file_that_is_no_database_and_another_database_do_not(tmp_path: Path) -> None:
    path = tmp_path / "trial.db"
    path.write_text("no database")
    assert not stands_ready(f"sqlite:///{path}")
    assert not stands_ready("postgresql://nobody@127.0.0.1/none")


NEW = (
    *("wave_target", "same_meaning", "saved_view", "benchmark", "withholding", "shown_before", "drawn", "stratum"),
    *("contact", "late_response", "sheet", "agreement", "batch"),
)
"""The tables that came since the release that the test goes back to, the newest first."""


def test_a_trial_of_an_older_release_is_migrated_before_it_is_served(tmp_path: Path) -> None:
    with serving(tmp_path) as served:
        path = Path(served.database.removeprefix("sqlite:///"))
        served.stop()
        with closing(sqlite3.connect(path)) as connection:
            for name in NEW:
                connection.execute(f"DROP TABLE {name}")
            connection.execute("ALTER TABLE wave DROP COLUMN paper_days")
            connection.execute("DROP TABLE resume_code")
            connection.execute("DROP TABLE breakdown")
            connection.execute("DROP TABLE snapshot")
            connection.execute("UPDATE alembic_version SET version_num = '0002'")
            connection.commit()
        served.start()
        with closing(sqlite3.connect(path)) as connection:
            assert connection.execute("SELECT version_num FROM alembic_version").fetchone() == (known_revisions()[-1],)


def test_a_second_start_prints_its_addresses_too(freshly_served: Served) -> None:
    before = freshly_served.log().count("Sign in once:")
    freshly_served.stop()
    freshly_served.start()
    freshly_served.wait_for("Stop with Ctrl-C.", before + 1)
    assert freshly_served.log().count("Sign in once:") == before + 1
