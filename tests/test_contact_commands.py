"""`survey contacts`: sealed rows leave the installation, are opened elsewhere, and the log says that they left."""

from collections.abc import Callable
from pathlib import Path

import pytest

from survey_app.cli import main
from survey_app.database import Database
from survey_app.readying import ready
from survey_app.respond.contacts import KeptContact, keep_contact
from survey_app.respond.sealing import Contact, seal_contact
from survey_app.settings import Settings, settings_from
from survey_app.trial import CONTACT_KEYS
from tests.respond.fieldwork import in_the_field

Survey = Callable[..., tuple[int, str]]
CHECKOUT = Path(__file__).resolve().parents[1]


@pytest.fixture
def survey(
    sqlite_database: Database,
    sqlite_address: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Survey:
    """The command on a database where one survey is in the field: gives its exit code and all that it printed."""
    monkeypatch.chdir(CHECKOUT)
    monkeypatch.setenv("SOUNDINGS_DATABASE", sqlite_address)
    monkeypatch.setenv("SOUNDINGS_KEYS", str(tmp_path / "keys"))
    assert sqlite_database.sqlite

    def run(*words: str) -> tuple[int, str]:
        code = main(words)
        return code, "".join(capsys.readouterr())

    return run


def leave(database: Database, public_key: str, *emails: str) -> None:
    """People who leave their details in the only survey there is."""
    field = in_the_field(database)
    with database.write() as connection:
        for number, email in enumerate(emails):
            sealed = seal_contact(public_key, Contact(purposes=("follow_up",), email=email, phone="+447700900982"))
            new = KeptContact(
                id=number + 1, wave_id=field.wave_id, sealed=sealed, erase_by="2027-06-01", erase_after_days=30
            )
            keep_contact(connection, new)


def made(survey: Survey, folder: Path, name: str = "key") -> tuple[str, Path]:
    """The public half of a new pair, and the file that holds both."""
    code, printed = survey("contacts", "make-key")
    assert code == 0
    (folder / name).write_text(printed)
    return printed.split()[1], folder / name


def test_details_are_exported_sealed_and_opened_by_the_key_alone(
    survey: Survey, sqlite_database: Database, tmp_path: Path
) -> None:
    public, key = made(survey, tmp_path)
    leave(sqlite_database, public, "ana@example.com", "=HYPERLINK(1)@example.com")
    assert survey("contacts", "count") == (0, "one: 2\n")
    code, exported = survey("contacts", "export", "one")
    assert (code, len(exported.splitlines()), "example.com" in exported) == (0, 2, False)
    (tmp_path / "sealed").write_text(exported)
    code, opened = survey("contacts", "read", str(tmp_path / "sealed"), "--key", str(key))
    assert code == 0
    assert '"one","1","1 June 2027","follow_up","ana@example.com","\'+447700900982"' in opened
    assert '"\'=HYPERLINK(1)@example.com"' in opened
    _, wrong = made(survey, tmp_path, "another")
    refused = survey("contacts", "read", str(tmp_path / "sealed"), "--key", str(wrong))
    assert (refused[0], "does not open these contact details" in refused[1]) == (1, True)


def test_each_export_stands_in_the_log(survey: Survey, sqlite_database: Database, tmp_path: Path) -> None:
    leave(sqlite_database, made(survey, tmp_path)[0], "ana@example.com")
    assert "contact details" not in survey("audit", "list")[1]
    survey("contacts", "export", "one")
    assert "Sealed contact details exported; people: 1; One question" in survey("audit", "list")[1]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("export", "none"), "There is no survey none."),
        (("read", "none"), "Give the exported file and the key"),
        (("read", "none", "--key", "none"), "none"),
        (("read", "pyproject.toml", "--key", "pyproject.toml"), "has no line that begins with 'private'"),
    ],
)
def test_what_is_missing_is_told_in_words(survey: Survey, words: tuple[str, ...], said: str) -> None:
    code, printed = survey("contacts", *words)
    assert code == 1
    assert said in printed


def test_a_trial_makes_its_own_pair_once_and_only_its_owner_may_read_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = Settings(database=f"sqlite:///{tmp_path}/trial.db", keys=tmp_path / "keys")
    ready(settings, CHECKOUT / "questionnaires/pulse", 1_800_000_000)
    file = tmp_path / CONTACT_KEYS
    before = file.read_text()
    assert before.split()[::2] == ["public", "private"]
    assert file.stat().st_mode & 0o077 == 0
    assert str(file) in capsys.readouterr().out
    ready(settings, CHECKOUT / "questionnaires/pulse", 1_800_000_000)
    assert file.read_text() == before


@pytest.mark.parametrize("value", ["x", "0" * 63, "Z" * 64])
def test_what_is_no_public_key_is_refused_at_the_start(value: str) -> None:
    with pytest.raises(ValueError, match="survey contacts make-key"):
        settings_from({"SOUNDINGS_CONTACT_KEY": value})
    assert settings_from({"SOUNDINGS_CONTACT_KEY": "0" * 64}).contact_key == "0" * 64
