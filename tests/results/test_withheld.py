"""The team can read what was hidden, by table, rule and day, and never of how many people."""

import re

from survey_app.results.pages_withheld import HidingLog
from survey_app.results.withholdings import Withholding, keep, newest
from survey_app.web.withheld import Kept, Withheld, kept
from tests.results.fieldwork_days import come
from tests.results.site import Place
from tests.results.test_pages import words_of

PAGE = "/team/withheld"
DAY = "2026-05-28"


def test_a_page_that_hides_something_is_in_the_log_once_a_day(sqlite_open_place: Place) -> None:
    place = sqlite_open_place
    come(place, 60)
    log = HidingLog()
    for day in (DAY, DAY, "2026-05-29"):
        place.read(place.cast.viewer, "/team/surveys/residents/results")
        store(place, log, day)
    found = place.database.read_blocking(newest, None, 500)
    assert {each.day for each in found} == {DAY, "2026-05-29"}
    assert len(found) == len(set(found))
    assert {each.kept.survey for each in found} == {"residents"}


def store(place: Place, log: HidingLog, day: str) -> None:
    portal = place.site.client.blocking_portal
    assert portal is not None
    portal.call(log.store, place.site.client.app, place.site.service.writer, day)


def test_who_runs_the_service_reads_it_and_nobody_else(sqlite_place: Place) -> None:
    place = sqlite_place
    with place.database.write() as connection:
        keep(connection, [Withholding(DAY, Kept("residents", "Q1 by Q7", rule, "guarded")) for rule in "bf"])
        keep(connection, [Withholding(DAY, Kept("residents", "whole page", "35", "public"))])
    page = words_of(place.read(place.cast.administrator, PAGE).text)
    assert "fewer than 10 people gave the answer; could have been worked out from other figures" in page
    assert "The whole page" in page
    assert re.search(r"Q1 by Q7", page)
    for member in (place.cast.viewer, place.cast.analyst, place.cast.outsider):
        assert place.read(member, PAGE).status_code in {403, 404}


def test_an_entry_is_kept_for_a_year_and_stored_once(sqlite_place: Place) -> None:
    entry = Withholding(DAY, Kept("residents", "Q1", "b", "guarded"))
    later = Withholding("2027-06-01", entry.kept)
    with sqlite_place.database.write() as connection:
        keep(connection, [entry])
        keep(connection, [entry])
    assert sqlite_place.database.read_blocking(newest, None, 500) == [entry]
    with sqlite_place.database.write() as connection:
        keep(connection, [later])
    assert sqlite_place.database.read_blocking(newest, None, 500) == [later]
    assert sqlite_place.database.read_blocking(newest, "2027-06-01", 500) == []


def test_an_entry_names_a_table_and_one_rule() -> None:
    assert kept(Withheld("residents", "guarded", hidden={"Q1": "bf"})) == {
        Kept("residents", "Q1", "b", "guarded"),
        Kept("residents", "Q1", "f", "guarded"),
    }
    assert kept(Withheld("residents", "public", "28")) == {Kept("residents", "whole page", "28", "public")}
