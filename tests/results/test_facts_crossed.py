"""Who answered in which wording, and by which link: characteristics that no question asks for."""

import pytest
from msgspec.structs import replace

from survey_app.questionnaire.wording import Wording
from survey_app.results.coding import StoredAnswers, codings
from survey_app.results.comparable import by_key, by_link, choices
from survey_app.results.compared import live
from survey_app.results.disclosure import Level
from survey_app.results.facts_crossed import link_words, links_crossed, wordings
from survey_app.results.tallies import people_in
from survey_app.results.views import LANGUAGE, LINK, Filter
from survey_app.surveys.surveys import Survey, load
from survey_app.surveys.waves import Collector, add_collector
from tests.results.sample import FIRST, NOON, column_set, people, second, store, versions
from tests.results.site import OVER, Place
from tests.results.test_pages import logged, words_of

WORDED = replace(FIRST, wordings={"pl": Wording(title="Inaczej"), "en-easyread": Wording(title="Easy")})
LINKED = replace(WORDED, characteristics=("Q7", "link"))
RESIDENTS = Survey(1, "residents", "Getting online", "residents", 11)


def link(number: int, code: str = "open", place: str = "") -> Collector:
    return Collector(number, 1, code, "web", place, "open", public_computer=False)


TWO = (link(1), link(2, "poster", "Burnley library"))


def test_groups_by_wording_keep_their_places_when_a_version_brings_another() -> None:
    later = replace(second(), wordings={"ur": Wording(title="x")} | dict(WORDED.wordings))
    first, both = wordings(codings(versions(WORDED))), wordings(codings(versions(WORDED, later)))
    assert first is not None
    assert both is not None
    assert [each.label for each in first.groups] == ["English", "Easy Read", "Polish"]
    assert [each.label for each in both.groups] == ["English", "Easy Read", "Polish", "Urdu"]
    assert wordings(codings(versions())) is None


def test_links_are_called_by_code_and_place() -> None:
    assert [link_words(each) for each in (*TWO, link(3, "keyed-1"))] == [
        "The survey's own address",
        "poster (Burnley library)",
        "Paper forms",
    ]
    assert links_crossed(TWO[:1]) is None


def test_a_question_by_language_and_by_link_counts_who_answered_so() -> None:
    answers: list[StoredAnswers] = [*people(3, Q1="daily"), *people(2, Q1="never")]
    columns = column_set(
        answers,
        survey=versions(WORDED),
        variant=lambda place: "pl" if place < 2 else "en",
        collector_id=lambda place: 2 if place == 4 else 1,
    )
    by_language, by_links = (by_key(columns.codings, key, TWO) for key in (LANGUAGE, LINK))
    assert by_language is not None
    assert by_links is not None
    (table,) = live(columns, 1, "Q1", by_language).tables
    assert (table.columns, table.base.words) == (("Everybody", "English", "Polish"), ("5", "3", "2"))
    (table,) = live(columns, 1, "Q1", by_links).tables
    assert (table.columns[1:], table.base.words) == ((link_words(TWO[0]), link_words(TWO[1])), ("5", "4", "1"))
    (worded,) = live(columns, 1, "Q1", by_links).worded
    assert worded.columns == ("Everybody", "English", "Polish")
    assert people_in(columns, 1, [Filter(LINK, "1"), Filter(LANGUAGE, "pl")]) == 2


@pytest.mark.parametrize(
    ("audience", "declared", "level", "may"),
    [
        ("residents", (), Level.WORKING, True),
        ("residents", (), Level.GUARDED, False),
        ("residents", ("link",), Level.GUARDED, True),
        ("staff", ("link",), Level.GUARDED, False),
    ],
)
def test_by_link_compare_analysts_and_whom_the_survey_lets(
    audience: str, declared: tuple[str, ...], level: Level, may: bool
) -> None:
    survey = replace(RESIDENTS, audience=audience)
    assert by_link(survey, declared, level) is may
    offered = [each.key for each in choices(survey, codings(versions(LINKED)), declared, level, TWO).declared]
    assert (LINK in offered) is may
    assert LANGUAGE in offered


def test_members_compare_wordings_and_links_as_far_as_they_may(sqlite_place: Place) -> None:
    place = sqlite_place
    with place.database.write() as connection:
        version = load(connection, "residents", LINKED, NOON, publishing=True).version
        poster = add_collector(connection, place.residents.wave.id, code="poster", place="Burnley library")
        at = replace(place.residents, version=version)
        store(connection, at, people(120, Q1="daily", Q7="north"))
        store(connection, at, people(60, Q1="weekly", Q7="south"), variant="pl")
        store(connection, replace(at, collector_id=poster.id), people(40, Q1="weekly", Q7="north"))
    address = "/team/surveys/residents/results/Q1/by/"
    exact = words_of(place.read(place.cast.analyst, f"{address}link").text)
    assert "Answer Everybody The survey's own address poster (Burnley library) People who" in exact
    assert "Language or Easy Read Answer Everybody English Polish" in exact
    filtered = place.read(place.cast.analyst, f"/team/surveys/residents/results?filter=link:{poster.id}").text
    assert "Showing 40 of 220" in words_of(filtered)
    place.wait_until(OVER)
    assert "Everybody English Easy Read Polish" in words_of(place.read(place.cast.viewer, f"{address}language").text)
    shared = words_of(place.read(place.cast.viewer, f"{address}link").text)
    assert "People who were asked and answered 220 180 40" in shared
    book = place.read(place.cast.viewer, "/team/surveys/residents/tables.csv?by=language")
    assert book.status_code == 200
    assert "Polish" in book.text


def test_links_by_which_few_came_are_compared_by_nobody_but_analysts(sqlite_place: Place) -> None:
    place = sqlite_place
    with place.database.write() as connection:
        version = load(connection, "residents", LINKED, NOON, publishing=True).version
        poster = add_collector(connection, place.residents.wave.id, code="poster", place="Burnley library")
        at = replace(place.residents, version=version)
        store(connection, at, people(120, Q1="daily"))
        store(connection, replace(at, collector_id=poster.id), people(9, Q1="weekly"))
    place.wait_until(OVER)
    page = words_of(place.read(place.cast.viewer, "/team/surveys/residents/results/Q1/by/link").text)
    assert "by one of them fewer than 10 people came" in page
    assert "Burnley" not in page


def test_the_day_of_the_last_answer_is_read_by_analysts_and_logged(sqlite_place: Place) -> None:
    place = sqlite_place
    with place.database.write() as connection:
        store(connection, place.residents, people(3, Q1="daily"))
    assert "Last answer" not in place.read(place.cast.viewer, "/team").text
    assert "working figures read" not in {event for event, _ in logged(place)}
    assert "Last answer" in place.read(place.cast.analyst, "/team").text
    assert logged(place)[-1] == ("working figures read", '{"round":"1","survey":"residents"}')
