"""Each kind of question on its page: asked, got wrong, put right, checked, sent and stored."""

from collections.abc import Iterator

import pytest

from survey_app.organisation import read_organisation
from survey_app.preparing import load_area_file
from survey_app.questionnaire.conditions import Circumstances
from survey_app.questionnaire.loading import read_file
from survey_app.questionnaire.reading import read
from survey_app.questionnaire.walking import positions
from survey_app.respond.journey import Draft, walk
from survey_app.settings import Settings
from tests.questionnaire.kinds.cases import CASES, CONTACT, Case
from tests.questionnaire.kinds.files import FOLDER, KINDS, kind_file
from tests.respond.client import Client, Page
from tests.respond.conftest import MORNING, QUESTIONNAIRES, House
from tests.respond.rows import change, drafts, responses
from tests.respond.walker import OWN, SEND
from tests.trials import prepare

ORGANISATION = QUESTIONNAIRES / "organisation.toml"


@pytest.fixture(scope="module")
def kinds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """The application with every kind's own questionnaire open."""
    folder = tmp_path_factory.mktemp("kinds")
    settings = Settings(database=f"sqlite:///{folder}/soundings.db", organisation=ORGANISATION, areas=folder / "areas")
    load_area_file(settings, QUESTIONNAIRES / "data" / "postcodes_sample.csv")
    prepare(settings, FOLDER, int(MORNING) - 3600)
    change(settings.database, "PRAGMA wal_checkpoint(TRUNCATE)")
    house = House(folder)
    yield house
    house.inside.close()


def begun(client: Client, kind: str) -> Page:
    return client.press(client.open(f"/{kind}"), OWN)


def stored_after(house: House, client: Client, page: Page) -> dict[str, object]:
    """The answers of the response that this page sends."""
    before = set(responses(house.database))
    client.press(page, SEND)
    (stored,) = (row["answers"] for each, row in responses(house.database).items() if each not in before)
    return dict(stored)


def test_every_kind_has_a_case() -> None:
    assert sorted([*(case.kind for case in CASES), *(kind for kind, *_ in CONTACT)]) == sorted(KINDS)


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case.kind))
def test_a_right_answer_is_checked_and_stored(kinds: House, case: Case) -> None:
    client = kinds.client()
    checked = client.press(begun(client, case.kind), "Continue", case.right)
    assert checked.heading == "Check your answers"
    assert case.said in checked.words
    assert stored_after(kinds, client, checked) == case.stored


@pytest.mark.parametrize("case", [case for case in CASES if case.wrong], ids=lambda case: str(case.kind))
def test_a_wrong_answer_is_told_in_words_and_kept_as_it_was_typed(kinds: House, case: Case) -> None:
    client = kinds.client()
    refused = client.press(begun(client, case.kind), "Continue", case.wrong)
    assert refused.problems == [(case.at, case.problem)]
    assert refused.words.count(case.problem) == 2
    values = refused.form.values()
    assert {name: values.get(name) for name in case.wrong} == dict(case.wrong)
    assert client.press(refused, "Continue", case.right).heading == "Check your answers"


@pytest.mark.parametrize("case", [case for case in CASES if case.kind != "items"], ids=lambda case: str(case.kind))
def test_what_is_skipped_is_asked_and_not_answered(kinds: House, case: Case) -> None:
    client = kinds.client()
    checked = client.press(begun(client, case.kind), "Skip this question")
    assert stored_after(kinds, client, checked) == dict.fromkeys(case.stored)


def test_a_limit_is_said_before_anybody_meets_it(kinds: House) -> None:
    client = kinds.client()
    assert "Tick 2 to 3." in begun(client, "many").words
    assert "Choose up to 3." in begun(client, "ranking").words


def test_a_postcode_that_was_found_is_kept_nowhere(kinds: House) -> None:
    client = kinds.client()
    asked = begun(client, "postcode")
    checked = client.press(asked, "Continue", {"K1": ("BB9 9XX",)})
    every = [each["content"].get("f", {}) for each in drafts(kinds.database)]
    kept = [fields for fields in every if "K1.found" in fields]
    assert {str(fields) for fields in kept} == {str({"K1.found": ["pendle", "1"]})}
    again = client.follow(checked, "Change question 1")
    assert "We found: Pendle. We did not keep your postcode." in again.words
    assert again.form.values()["K1"] == ("",)
    once_more = client.press(again, "Continue")
    assert "Pendle" in once_more.words
    changed = client.press(client.follow(once_more, "Change question 1"), "Continue", {"K1": ("M1 1AA",)})
    assert "Outside Lancashire" in changed.words
    assert stored_after(kinds, client, changed) == {"K1": "elsewhere", "K1.fifth": None}


def test_what_a_page_says_it_found_is_not_believed(kinds: House) -> None:
    client = kinds.client()
    checked = client.press(begun(client, "postcode"), "Continue", {"K1.found": ("wyre", "5")})
    assert stored_after(kinds, client, checked) == {"K1": None, "K1.fifth": None}


@pytest.mark.parametrize(("kind", "wrong", "right", "words"), CONTACT)
def test_how_to_reach_somebody_is_no_part_of_the_way_and_of_no_response(
    kinds: House, kind: str, wrong: str, right: str, words: str
) -> None:
    questionnaire = read_file(kind_file(kind), read_organisation(ORGANISATION))
    question = positions(questionnaire)["C1"][1]
    (problem,) = read(question, {"C1": (wrong,)}).problems
    assert str(getattr(problem.words, "source", problem.words)) == words
    assert not read(question, {"C1": (right,)}).problems
    journey = walk(questionnaire, Draft(fields={"C1": (right,)}), Circumstances())
    assert [step.section.id for step in journey.steps] == ["asked"]
    client = kinds.client()
    checked = client.press(begun(client, kind), "Continue", {"K1": ("Benches",)})
    assert stored_after(kinds, client, checked) == {"K1": "Benches"}
    assert "C1" not in client.open(f"/{kind}/en/reach").html
