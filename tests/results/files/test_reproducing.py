"""Figures are made again from their manifest: the same, data since changed, or different, which is an error."""

import json
from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace
from sqlalchemy import select, update

from survey_app.file_commands import read_manifest
from survey_app.results.files.manifest import Manifest
from survey_app.results.files.reproducing import Reproduced, Verdict, reproduce
from survey_app.results.files.reproducing_answers import reproduce_answers
from survey_app.tables.results import snapshot
from tests.results.sample import change_state, people, store
from tests.results.site import KEYS, OVER, Place
from tests.results.test_pages_tables import fill
from tests.trials import Command

TABLES = "/team/surveys/{}/tables.json{}"


def manifest_of(place: Place, survey: str = "residents", query: str = "") -> Manifest:
    """What the service says of the files of a round that is over, to 101 people's answers."""
    fill(place)
    place.wait_until(OVER)
    response = place.read(place.cast.viewer, TABLES.format(survey, query))
    assert response.status_code == 200
    return msgspec.json.decode(response.content, type=Manifest)


def again(place: Place, given: Manifest) -> Reproduced:
    return place.database.read_blocking(reproduce, KEYS, given, OVER)


@pytest.mark.parametrize(("survey", "query"), [("residents", ""), ("staff", ""), ("residents", "?by=Q7")])
def test_the_same_figures_come_out_again(sqlite_place: Place, survey: str, query: str) -> None:
    found = again(sqlite_place, manifest_of(sqlite_place, survey, query))
    assert (found.verdict, found.words[0][:9]) == (Verdict.SAME, "The same:")
    assert found.tables


def test_it_holds_on_postgresql_too(place: Place) -> None:
    assert again(place, manifest_of(place)).verdict is Verdict.SAME


def test_where_answers_were_taken_back_since_the_frozen_copy_is_shown(sqlite_place: Place) -> None:
    given = manifest_of(sqlite_place)
    before = again(sqlite_place, given)
    with sqlite_place.database.write() as connection:
        (gone,) = store(connection, sqlite_place.residents, people(1, Q1="daily"))
        change_state(connection, gone, "withdrawn")
    found = again(sqlite_place, given)
    assert found.verdict is Verdict.FROZEN
    assert "withdrawn: 0 then, 1 now" in found.words
    assert found.tables == before.tables


@pytest.mark.parametrize("since", [False, True])
def test_a_figure_that_was_changed_in_the_file_is_an_error(sqlite_place: Place, since: bool) -> None:
    given = manifest_of(sqlite_place)
    if since:
        with sqlite_place.database.write() as connection:
            (gone,) = store(connection, sqlite_place.residents, people(1, Q1="daily"))
            change_state(connection, gone, "withdrawn")
    found = again(sqlite_place, replace(given, bases={**given.bases, "Q1": 120}))
    assert found.verdict is Verdict.DIFFERENT
    assert any("base of Q1: the manifest says 120, made again 100" in words for words in found.words)
    for changed in (replace(given, file="0" * 10), replace(given, showing="Everybody in Preston")):
        assert again(sqlite_place, changed).verdict is Verdict.DIFFERENT


def test_a_figure_that_was_changed_in_the_database_is_an_error(sqlite_place: Place) -> None:
    given = manifest_of(sqlite_place)
    with sqlite_place.database.write() as connection:
        content = connection.execute(select(snapshot.c.content)).scalars().first()
        assert content is not None
        assert content.count("[60,") >= 1
        connection.execute(update(snapshot).values(content=content.replace("[60,", "[95,", 1)))
    found = again(sqlite_place, given)
    assert (found.verdict, found.tables) == (Verdict.DIFFERENT, ())


def test_figures_renewed_since_are_said_to_be(sqlite_place: Place) -> None:
    given = manifest_of(sqlite_place)
    with sqlite_place.database.write() as connection:
        (gone,) = store(connection, sqlite_place.residents, people(1, Q1="daily"))
        change_state(connection, gone, "withdrawn")
    older = replace(given, notes=("Figures as they stood on 1 May 2026, 09:00.",))
    assert again(sqlite_place, older).verdict is Verdict.RENEWED


def test_a_manifest_of_what_is_not_here_is_told_so(sqlite_place: Place) -> None:
    given = manifest_of(sqlite_place)
    with pytest.raises(LookupError, match="no survey gone"):
        again(sqlite_place, replace(given, survey="gone"))
    with pytest.raises(LookupError, match="no figures of round 9"):
        again(sqlite_place, replace(given, view="?round=9"))


def test_of_a_file_of_answers_the_numbers_come_out_again(sqlite_place: Place) -> None:
    fill(sqlite_place)
    address = "/team/surveys/residents/answers.json"
    given = msgspec.json.decode(sqlite_place.read(sqlite_place.cast.named, address).content, type=Manifest)

    def verdict(made: Manifest) -> Verdict:
        return sqlite_place.database.read_blocking(reproduce_answers, made).verdict

    assert verdict(given) is Verdict.SAME
    assert verdict(replace(given, responses={**given.responses, "counted": 500})) is Verdict.DIFFERENT
    assert verdict(replace(given, columns=99)) is Verdict.DIFFERENT
    with sqlite_place.database.write() as connection:
        store(connection, sqlite_place.residents, people(2))
    assert verdict(given) is Verdict.FROZEN


def test_the_command_reads_a_manifest_or_a_file_of_figures_and_says_what_is_neither(
    survey: Command, tmp_path: Path
) -> None:
    place = tmp_path / "manifest.json"
    for content, words in (("{", "no manifest"), ("[]", "no manifest"), ('{"a": 1}', "no manifest")):
        place.write_text(content)
        code, printed = survey("reproduce", str(place))
        assert (code, words in printed) == (1, True)


def test_a_file_of_figures_has_its_manifest_inside(sqlite_place: Place) -> None:
    given = manifest_of(sqlite_place)
    figures = sqlite_place.read(sqlite_place.cast.viewer, "/team/surveys/residents/figures.json")
    assert replace(read_manifest(figures.content), made_at="") == replace(given, made_at="")
    assert json.loads(figures.content)["tables"][1]["groups"][0]["rows"][0] == {
        "answer": "Every day",
        "in_base": True,
        "people": 60,
        "per_cent": 60,
        "sign": None,
        "base": None,
        "average": None,
    }
