"""Every kind that paper prints can be keyed, and what is stored is what the web stores of the same answer."""

from array import array

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey_app.questionnaire.areas import Areas
from survey_app.questionnaire.conditions import Circumstances
from survey_app.questionnaire.postcodes import number_of_postcode
from survey_app.questionnaire.variants import in_variant
from survey_app.respond.assisted.boxes import all_boxes
from survey_app.respond.assisted.differences import compared
from survey_app.respond.assisted.keying import Keyed, read_form
from survey_app.respond.assisted.reading_area import NOT_KEPT, placed, without_postcodes
from survey_app.respond.assisted.showing import meaning
from survey_app.results.coding import codings
from survey_app.results.reading import Reader
from survey_app.surveys.versions import Version
from tests.demonstration.team import form_to
from tests.questionnaire.kinds.cases import CASES, Case
from tests.respond.assisted.office import Office
from tests.respond.assisted.paper import FILLED
from tests.respond.paper.shipped import FORMS, SHIPPED, on_paper

PAPER = Circumstances("en", "paper")
AREAS = Areas(
    ("pendle",), array("Q", sorted(map(number_of_postcode, ("BB99XX", "BB99XY")))), b"\1\1", b"\1\2", frozenset({"BB9"})
)
KEYED = {
    "one": "2", "many": "1 2", "ranking": "3 1", "postcode": "bb9 9xx", "scale": "3", "text": "The 7",
    "long": "More buses", "number": "12", "money": "£12.50", "date": "28/02/2026", "month": "May 2026",
}  # fmt: skip
"""How the right answer of each case is keyed, where it is one box."""


def typed_for(case: Case) -> dict[str, str]:
    """What is keyed of a case's right answer, by box."""
    if case.kind == "items":
        return {"K1.shop": "1", "K1.park": "2"}
    return {"K2": "Fine"} if case.kind == "information" else {"K1": KEYED[case.kind]}


def keyed(kind: str, **typed: str) -> Keyed:
    """The small form of a kind as it is keyed and saved."""
    boxes = all_boxes(SHIPPED[kind])
    return read_form(SHIPPED[kind], without_postcodes(boxes, placed(boxes, typed, AREAS)), PAPER)


def odd(found: Keyed) -> list[str]:
    return [each.words for each in found.oddities]


def agree(kind: str, first: str, second: str) -> bool:
    boxes = all_boxes(SHIPPED[kind])
    return compared(boxes, *(placed(boxes, {"K1": text}, AREAS) for text in (first, second))).agreed


@pytest.mark.parametrize(("slug", "variant"), FORMS)
def test_whatever_is_printed_to_be_answered_has_a_box(slug: str, variant: str) -> None:
    asked = in_variant(SHIPPED[slug], variant)
    boxes = {box.question.id for box in all_boxes(asked)}
    answered = {key for key, each in on_paper(SHIPPED[slug], variant).items() if each.answering.kind != "read"}
    assert answered
    assert answered <= boxes


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case.kind))
def test_a_right_answer_is_stored_as_the_web_stores_it(case: Case) -> None:
    found = keyed(case.kind, **typed_for(case))
    assert msgspec.json.decode(msgspec.json.encode(found.answers)) == case.stored
    assert odd(found) == []


@pytest.mark.parametrize(
    ("kind", "text", "stored"),
    [
        ("date", "5 3 2021", "2021-03-05"),
        ("date", "05/03/2021", "2021-03-05"),
        ("date", "5.3.2021", "2021-03-05"),
        ("date", "05032021", "2021-03-05"),
        ("date", "2021-03-05", "2021-03-05"),
        ("date", "5 March 2021", "2021-03-05"),
        ("date", "\u0665/\u0663/\u0662\u0660\u0662\u0661", "2021-03-05"),
        ("month", "3 2021", "2021-03"),
        ("month", "03/2021", "2021-03"),
        ("month", "032021", "2021-03"),
        ("month", "2021-03", "2021-03"),
        ("month", "mar 2021", "2021-03"),
    ],
)
def test_a_day_is_read_however_it_is_typed(kind: str, text: str, stored: str) -> None:
    found = keyed(kind, K1=text)
    assert (found.answers, odd(found)) == ({"K1": stored}, [])
    assert agree(kind, text, stored)


@pytest.mark.parametrize(
    ("kind", "text", "words"),
    [
        ("date", "31 2 2026", "31 February is not a date. Check the day."),
        ("date", "5 3 21", "Write all four numbers of the year, like 1987."),
        ("date", "050321", "Write all four numbers of the year, like 1987."),
        ("date", "3 2021", "Enter the day as well."),
        ("date", "5 3", "Enter the year as well."),
        ("date", "2021", "Enter the day and the month as well."),
        ("date", "5 3 1961", "Enter a date from 1 January 2020 to 31 December 2030."),
        ("date", "1 2 3 2021", "Type the day, the month and the year, like 5 3 1961."),
        ("date", "--", "Type the day, the month and the year, like 5 3 1961."),
        ("month", "13 2021", "The month must be a number between 1 and 12."),
        ("month", "0321", "Enter the month as well."),
        ("month", "1 2 2021", "Type the month and the year, like 3 1961."),
    ],
)
def test_a_day_that_is_none_is_odd_in_words_and_no_answer(kind: str, text: str, words: str) -> None:
    found = keyed(kind, K1=text)
    assert found.answers == {"K1": None, "K1-keyed": "unusable"}
    assert odd(found) == [words]


@pytest.mark.parametrize(
    ("text", "places", "words"),
    [
        ("3 1 2", ("seats", "price", "speed"), []),
        ("4", ("shade", None, None), []),
        ("3 1 2 4", ("seats", "price", "speed"), ["4 are ranked, and the first 3 count."]),
        ("3 9 1", ("seats", "price", None), ["There is no option 9: the last is 4."]),
    ],
)
def test_a_ranking_is_keyed_in_order(text: str, places: tuple[str | None, ...], words: list[str]) -> None:
    found = keyed("ranking", K1=text)
    assert tuple(found.answers[f"K1.{place}"] for place in (1, 2, 3)) == places
    assert odd(found) == words


@pytest.mark.parametrize(
    ("text", "mark"), [("r", "unreadable"), ("m", "several"), ("3 3", "several"), ("9", "unusable"), ("x", "unusable")]
)
def test_a_ranking_without_an_order_is_no_answer_and_marked(text: str, mark: str) -> None:
    assert keyed("ranking", K1=text).answers == {"K1.1": None, "K1.2": None, "K1.3": None, "K1.1-keyed": mark}


def test_the_order_is_what_a_ranking_says() -> None:
    assert agree("ranking", "3 1", "3,1")
    assert not agree("ranking", "3 1", "1 3")
    found = keyed("ranking", K1="3 1")
    assert [meaning(each) for each in found.readings] == ["1. More seats; 2. A lower price"]


def test_a_postcode_gives_way_to_its_area_and_fifth_at_once() -> None:
    boxes = all_boxes(SHIPPED["postcode"])
    typed = placed(boxes, {"K1": "bb9 9xy"}, AREAS)
    number = next(place for place, option in enumerate(boxes[0].options, start=1) if option.code == "pendle")
    assert typed == {"K1": f"{number} fifth 2"}
    found = read_form(SHIPPED["postcode"], typed, PAPER)
    assert found.answers == {"K1": "pendle", "K1.fifth": "2"}
    assert [meaning(each) for each in found.readings] == ["Pendle; Second fifth"]


def test_a_postcode_of_another_town_is_outside() -> None:
    assert keyed("postcode", K1="M1 1AA").answers == {"K1": "elsewhere", "K1.fifth": None}


def test_the_area_ticked_on_the_form_is_keyed_by_its_number() -> None:
    options = all_boxes(SHIPPED["postcode"])[0].options
    assert keyed("postcode", K1="2").answers == {"K1": options[1].code, "K1.fifth": None}


@pytest.mark.parametrize("text", ["BB9 0AA", "somewhere", "Mrs Example, 1 Example Street", "BB9 9XX BB9 9XY"])
def test_what_is_no_area_is_odd_no_answer_and_not_kept(text: str) -> None:
    boxes = all_boxes(SHIPPED["postcode"])
    assert without_postcodes(boxes, placed(boxes, {"K1": text}, AREAS)) == {"K1": NOT_KEPT}
    for found in (keyed("postcode", K1=text), read_form(SHIPPED["postcode"], {"K1": text}, PAPER)):
        assert found.answers == {"K1": None, "K1.fifth": None, "K1-keyed": "unusable"}
        assert len(found.oddities) == 1


@pytest.mark.parametrize(
    ("kind", "first", "second", "same"),
    [
        ("postcode", "BB9 9XX", "bb99xx", True),
        ("postcode", "BB9 9XX", "BB9 9XY", False),
        ("postcode", "BB9 9XX", "1", False),
        ("money", "£2.50", "2.50", True),
        ("money", "2.50", "2.05", False),
        ("date", "31 2 2026", "30 2 2026", False),
        ("date", "r", "R", True),
    ],
)
def test_two_keyings_agree_where_they_say_the_same(kind: str, first: str, second: str, *, same: bool) -> None:
    assert agree(kind, first, second) is same


def test_check_looks_a_postcode_up_and_only_its_area_comes_back(sqlite_office: Office) -> None:
    client = sqlite_office.member("assistant")
    page = client.open(f"{sqlite_office.begin(client).path}/form")
    typed = {**FILLED, "Q10": "2 1", "Q11": "31 2 1990", "Q12": "BB9 9XX"}
    checked = client.press(page, "Check", typed, form_to(page, "#checked"))
    assert form_to(checked, "#checked").values()["Q12"] == ("1 fifth 2",)
    assert "BB9 9XX" not in checked.html
    for words in ("Pendle; Second fifth", "1. Time; 2. Price", "31 February is not a date. Check the day."):
        assert words in checked.words


@given(st.sampled_from(sorted(KEYED)), st.text() | st.from_regex(r"[0-9 /.rm]{1,12}", fullmatch=True))
def test_whatever_is_typed_results_can_read_it_and_no_postcode_stays(kind: str, text: str) -> None:
    boxes = all_boxes(SHIPPED[kind])
    typed = placed(boxes, {"K1": text}, AREAS)
    found = read_form(SHIPPED[kind], typed, PAPER)
    reader = Reader(codings([Version(1, 1, 1, SHIPPED[kind], 0)]))
    reader.read([msgspec.json.encode(found.answers).decode()], 1)
    assert all(found.answers[key.removesuffix("-keyed")] is None for key in found.answers if key.endswith("-keyed"))
    assert compared(boxes, typed, typed).agreed
