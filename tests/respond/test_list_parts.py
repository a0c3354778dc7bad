"""Long lists in Easy Read: at most six options a page, an answer on any of them, and the way on and back by buttons."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey_app.questionnaire.definition import One, Option
from survey_app.respond.list_parts import MOST, asked_for, part_of, parts_of, posted_number
from tests.respond.client import Client, Page
from tests.respond.conftest import copied
from tests.respond.rows import drafts
from tests.respond.test_easy_read import SURVEY, Easy
from tests.respond.walker import OWN, SHARED, Walk

AREA, AGE = "R02", "R03"
NOT_HERE = "My answer is not here"


@pytest.fixture
def easy(prepared: Path, tmp_path: Path) -> Iterator[Easy]:
    house = Easy(copied(prepared, tmp_path))
    yield house
    house.inside.close()


def area(client: Client, start: str = OWN) -> Page:
    """From the start page to the list of areas."""
    page = client.press(client.open(f"/{SURVEY}"), start)
    return sent(client, page, "R01", "self" if "self" in codes(page) else codes(page)[0])


def codes(page: Page) -> list[str]:
    return [field.value for field in page.form.fields if field.kind == "radio"]


def chosen(page: Page) -> list[str]:
    return [field.value for field in page.form.fields if field.kind == "radio" and field.checked]


def sent(client: Client, page: Page, name: str = "", code: str = "", words: str = "Continue") -> Page:
    """Choose an option, or none, and press a button."""
    button = next(each for each in page.form.buttons if each.words == words)
    answers = {field.name: () for field in page.form.fields if field.kind == "radio"}
    return client.send(page, page.form, {**answers, name: (code,)} if name else answers, button)


def place(page: Page) -> str:
    return next(each.words() for each in page.document.every("p") if each.attributes.get("class") == "q")


def test_every_page_of_the_survey_has_six_answers_at_most(easy: Easy) -> None:
    walk = Walk(easy.client(), 5, words=["35 to 44", "Answer these questions", "Yes"])
    walk.whole(SURVEY)
    asked = [page for page in walk.pages if page.has_form]
    assert [page.path for page in asked if len(set(codes(page))) > MOST] == []
    assert sum(bool(codes(page)) for page in asked) > 10


def test_the_pages_of_a_list_together_have_all_of_it_and_say_which_they_are(easy: Easy) -> None:
    client = easy.client()
    page, seen = area(client), list[str]()
    for number in (1, 2, 3):
        assert place(page) == f"Page 2 of 15: part {number} of 3"
        seen += codes(page)
        if number < 3:
            page = sent(client, page, words=NOT_HERE)
    assert NOT_HERE not in [each.words for each in page.form.buttons]
    whole = client.open(page.path.replace("en-easyread", "en"))
    assert seen == codes(whole)


def test_an_answer_on_a_later_page_is_the_answer_and_change_leads_to_it(easy: Easy) -> None:
    client = easy.client()
    page = sent(client, sent(client, area(client), words=NOT_HERE), AREA, "wyre")
    assert page.path.endswith("/age")
    (draft,) = drafts(easy.database)
    assert draft["content"]["f"][AREA] == ["wyre"]
    back = sent(client, page, words="Back")
    assert (chosen(back), place(back)) == (["wyre"], "Page 2 of 15: part 2 of 3")


def test_back_leads_through_the_pages_and_keeps_the_answer(easy: Easy) -> None:
    client = easy.client()
    second = client.open(
        sent(client, sent(client, area(client), words=NOT_HERE), AREA, "wyre").path.replace("age", "area")
    )
    first = sent(client, second, AREA, "wyre", words="Back")
    assert (place(first), chosen(first)) == ("Page 2 of 15: part 1 of 3", [])
    assert sent(client, first).path.endswith("/age"), "it was answered on another page"
    assert sent(client, sent(client, first, words=NOT_HERE), words="Back").path == first.path
    assert sent(client, first, words="Back").path.endswith("/who")


def test_continue_without_an_answer_goes_on_and_the_last_page_says_that_one_is_needed(easy: Easy) -> None:
    client = easy.client()
    third = sent(client, sent(client, area(client)))
    assert (place(third), third.problems) == ("Page 2 of 15: part 3 of 3", [])
    refused = sent(client, third)
    assert refused.fragment == "problem"
    assert place(refused) == place(third)
    assert [name for name, _ in refused.problems] == [AREA]
    assert sent(client, refused, AREA, codes(refused)[-1]).path.endswith("/age")


def test_who_says_that_it_is_not_here_has_chosen_none_of_these(easy: Easy) -> None:
    client = easy.client()
    page = area(client)
    second = sent(client, page, AREA, codes(page)[0], words=NOT_HERE)
    assert chosen(second) == []
    assert chosen(sent(client, second, words="Back")) == []


def test_more_time_and_other_words_keep_the_place(easy: Easy) -> None:
    client = easy.client()
    second = sent(client, area(client, SHARED), words=NOT_HERE)
    assert place(sent(client, second, words="I need more time")) == place(second)
    english = sent(client, second, AREA, codes(second)[0], words="English")
    assert len(codes(english)) == 16
    assert chosen(sent(client, english, AREA, chosen(english)[0], words="Easy Read")) == chosen(english)


@pytest.mark.parametrize(("query", "number"), [("part=9", 3), ("part=x", 1), ("part=0", 1), ("part=2&moved", 2)])
def test_an_address_may_ask_for_any_page(easy: Easy, query: str, number: int) -> None:
    client = easy.client()
    page = client.open(f"{area(client).path}?{query}")
    assert place(page) == f"Page 2 of 15: part {number} of 3"


@given(st.integers(1, 60), st.integers(0, 99), st.integers(0, 70))
def test_each_option_is_on_one_page_and_an_answer_is_found(many: int, number: int, answer: int) -> None:
    question = One(id="R1", label="Where?", options=tuple(Option(code=f"c{each}", label="x") for each in range(many)))
    parts = parts_of((question,))
    assert bool(parts) == (many > MOST)
    if parts:
        assert [code for part in parts for code in part.codes] == [option.code for option in question.options]
        assert all(1 <= len(part.codes) <= MOST and part.of == len(parts) for part in parts)
        met = part_of((question,), {"R1": (f"c{answer}",)}, number)
        assert met is not None
        assert met.number == (min(number, len(parts)) if number else answer // MOST + 1 if answer < many else 1)


@given(st.binary(max_size=12), st.text(max_size=4))
def test_any_query_and_field_asks_for_some_page_or_none(query: bytes, field: str) -> None:
    assert 0 <= asked_for(query) <= 99
    assert 0 <= posted_number({"part": (field,)}) <= 99
