"""Each refusal and each hidden table stands in the log once a page, with its rule and never a count (contract, 40)."""

import json
import re

import pytest
from litestar.types import HTTPScope, Receive, Send

from survey_app.results.breakdowns import Counted, disclose_groups
from survey_app.results.disclosure import Level, disclose
from survey_app.team.members import Member
from survey_app.web.log import logged
from tests.results.fieldwork_days import OVER, come
from tests.results.sample import people, store
from tests.results.site import Place
from tests.web.asgi import ask, scope_of

RESULTS = "/team/surveys/residents/results"


def line_of(place: Place, member: Member, address: str) -> str:
    """The line that the log has of one page opened by a member."""
    browser = place.as_(member)
    cookie = "; ".join(f"{name}={value}" for name, value in browser.cookies.items())
    path, _, query = address.partition("?")
    scope = scope_of(path=path, query=query, headers={"host": "surveys.test", "cookie": cookie})
    client, lines = place.site.client, list[bytes]()

    async def served(scope: HTTPScope, receive: Receive, send: Send) -> None:
        await client.app(scope, receive, send)

    client.blocking_portal.call(ask, logged(served, place.site.clock, lines.append), scope)
    (line,) = lines
    return line.decode()


def withheld(place: Place, member: Member, address: str) -> object:
    """What that line says that the page kept back."""
    return json.loads(line_of(place, member, address)).get("withheld")


def answer(place: Place) -> None:
    """73 people answer; 7 of them never go online, and 4 live in the south."""
    with place.database.write() as connection:
        store(connection, place.residents, people(62, Q1="daily", Q7="north"))
        store(connection, place.residents, people(4, Q1="daily", Q7="south"))
        store(connection, place.residents, people(7, Q1="never", Q7="north"))


def test_a_page_that_hides_something_names_questions_and_rules_and_no_count(sqlite_place: Place) -> None:
    place = sqlite_place
    answer(place)
    line = line_of(place, place.cast.viewer, RESULTS)
    said = json.loads(line)["withheld"]
    assert (said["survey"], said["level"], "refused" in said) == ("residents", "guarded", False)
    assert said["hidden"]["Q1"] == "bf"
    assert said["hidden"]["Q2"] == "a"  # nobody was asked
    numbers = re.findall(r"(?<![\w.:-])\d+", line.partition('"withheld"')[2])
    assert numbers == []


def test_exact_figures_hide_nothing_and_the_line_says_nothing(sqlite_place: Place) -> None:
    answer(sqlite_place)
    assert withheld(sqlite_place, sqlite_place.cast.analyst, RESULTS) is None


def test_tables_by_groups_and_files_name_both_questions(sqlite_place: Place) -> None:
    place = sqlite_place
    answer(place)
    place.wait_until(OVER)
    compared = json.loads(line_of(place, place.cast.viewer, f"{RESULTS}/Q1/by/Q7"))["withheld"]
    assert "e" in compared["hidden"]["Q1 by Q7"] or "a" in compared["hidden"]["Q1 by Q7"]
    taken = json.loads(line_of(place, place.cast.viewer, "/team/surveys/residents/tables.csv"))["withheld"]
    assert (taken["level"], taken["hidden"]["Q1"]) == ("public", "bf")
    groups = json.loads(line_of(place, place.cast.viewer, "/team/surveys/residents/tables.csv?by=Q7"))["withheld"]
    assert set(groups["hidden"]) >= {"Q1 by Q7"}


@pytest.mark.parametrize(
    ("address", "level", "rule"),
    [
        (RESULTS, "guarded", "27"),
        (f"{RESULTS}?filter=Q7:north", "guarded", "28"),
        (f"{RESULTS}/people?filter=Q7:north", "guarded", "28"),
        (f"{RESULTS}/Q1/by/Q7", "guarded", "27"),
        (f"{RESULTS}/Q1/by/Q3", "guarded", "28"),
        (f"{RESULTS}/how-collected", "guarded", "27"),
        ("/team/surveys/residents/tables.csv", "public", "27"),
        ("/team/surveys/residents/tables.csv?filter=Q7:north", "public", "28"),
    ],
)
def test_a_view_that_is_refused_names_its_rule(sqlite_place: Place, address: str, level: str, rule: str) -> None:
    come(sqlite_place, 20)
    said = withheld(sqlite_place, sqlite_place.cast.viewer, address)
    assert said == {"survey": "residents", "level": level, "refused": rule}


def test_too_few_after_closing_are_refused_by_rule_a(sqlite_place: Place) -> None:
    come(sqlite_place, 9)
    sqlite_place.wait_until(OVER)
    for address in (RESULTS, f"{RESULTS}/Q1/by/Q7", "/team/surveys/residents/tables.csv"):
        said = withheld(sqlite_place, sqlite_place.cast.viewer, address)
        assert isinstance(said, dict)
        assert said["refused"] == "a"


def test_where_there_is_nothing_to_show_nothing_is_refused(sqlite_place: Place) -> None:
    place = sqlite_place
    assert withheld(place, place.cast.viewer, RESULTS) is None
    come(place, 60)
    assert withheld(place, place.cast.administrator, RESULTS) is None
    assert withheld(place, place.cast.viewer, "/team/surveys/nothing/results") is None


def rules(base: int, *counts: int, strict: bool = False, parents: tuple[int, ...] = (), adds_up: bool = False) -> str:
    return disclose(base, counts, Level.GUARDED, strict=strict, parents=parents, adds_up=adds_up).rules


def test_the_letters_of_the_rules_that_hide_a_column() -> None:
    assert rules(100, 50, 50) == ""
    assert rules(9, 9) == "a"
    assert rules(100, 95, 5) == "b"
    assert rules(100, 95, 15, strict=True) == "d"
    assert rules(100, 60, 40, parents=(105,)) == "e"
    assert rules(63, 54, 9, adds_up=True) == "bf"
    assert disclose(9, [9, 0], Level.WORKING, strict=True).rules == ""


def test_the_letters_of_the_rules_that_hide_of_groups() -> None:
    def of(*groups: tuple[int, int], strict: bool = False) -> str:
        counted = [Counted(sum(each), each) for each in groups]
        everybody = Counted(sum(map(sum, groups)), (sum(each[0] for each in groups), sum(each[1] for each in groups)))
        return disclose_groups(everybody, counted, Counted(0, (0, 0)), Level.GUARDED, strict=strict).rules

    assert of((60, 60), (60, 60)) == ""
    assert set(of((60, 60), (5, 3))) >= {"a", "e"}
    assert "d" in of((60, 60), (60, 2), (70, 70), strict=True)
    assert "f" in of((60, 9), (60, 9))
