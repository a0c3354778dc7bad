"""Check answers, changing them, and sending them once."""

import re
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import urlencode

from tests.respond.client import Client, Page
from tests.respond.conftest import House
from tests.respond.rows import drafts, responses
from tests.respond.walker import OWN, SEND, SENT, SHARED, Walk

ONLINE = ("Me, about myself", "35 to 44", "Many times a day", "Phone", "Skip to the end")


def checking(house: House, *words: str, start: str = OWN) -> tuple[Client, Page]:
    """A browser at check answers of the residents' survey, and its page."""
    client = house.client()
    return client, Walk(client, 3, words=(*ONLINE, *words)).reach("residents", "check", start)


def answers_of(house: House) -> dict[str, Any]:
    """The answers of the only response that is stored."""
    (row,) = responses(house.database).values()
    answers: dict[str, Any] = row["answers"]
    return answers


def rows(page: Page) -> dict[str, tuple[str, str]]:
    """What check answers shows: for each printed number the answer and the words of its link."""
    shown = {}
    for row in page.document.every("div"):
        term, cells = row.first("dt"), [*row.every("dd")]
        if term is not None:
            shown[term.words().partition(". ")[0]] = (cells[0].words(), cells[1].words())
    return shown


def test_there_is_one_way_to_send_at_top_and_foot_and_none_before(house: House) -> None:
    client = house.client()
    walk = Walk(client, 3, words=ONLINE)
    page = walk.reach("residents", "check")
    assert [button.words for button in page.form.buttons].count(SEND) == 2
    earlier = [button.words for each in walk.pages[:-1] for button in each.form.buttons]
    assert not [words for words in earlier if "end" in words.lower() and words != "Skip to the end"]


def test_check_answers_shows_each_answer_and_names_what_was_left_blank(house: House) -> None:
    client = house.client()
    page = Walk(client, 3, words=ONLINE).reach("residents", "using-the-internet")
    page = client.press(page, "Continue", {"R04": "weekly"})
    page = client.press(page, "Skip this question")
    shown = rows(Walk(client, 3, words=ONLINE).onwards(page, "check"))
    assert shown["4"] == ("Every week, but not every day", "Change question 4")
    assert shown["5"] == ("Not answered", "Answer question 5")
    assert shown["11a"][0] == "2 of 2 answered"


def grouped(page: Page) -> dict[str, list[str]]:
    """The printed numbers that check answers shows under each of its headings, those under none first."""
    under: dict[str, list[str]] = {}
    heading = ""
    for each in page.document.every("h2", "dt"):
        if each.tag == "h2":
            heading = each.words()
        else:
            under.setdefault(heading, []).append(each.words().partition(". ")[0])
    return under


def test_check_answers_stands_by_section_under_the_headings_of_the_file(house: House) -> None:
    _, page = checking(house, "Very easy", "No time")
    under = grouped(page)
    assert list(under)[:3] == ["Who and where", "Getting online", "Skills"]
    assert under["Who and where"] == ["1", "2", "3"]
    assert under["Skills"] == ["11a", "11b", "11c", "11d", "11e", "11f"]
    assert "" not in under


def test_a_group_whose_first_section_is_not_asked_keeps_its_heading(house: House) -> None:
    words = ("I am answering for someone I care for, who is not with me", "35 to 44", "Skip to the end")
    page = Walk(house.client(), 5, words=words).reach("residents", "check")
    under = grouped(page)
    assert under["What helps or gets in the way"][0] == "13"
    assert all(under.values())


def test_titles_head_the_rows_of_a_questionnaire_without_headings(house: House) -> None:
    page = Walk(house.client(), 3).reach("feedback", "check")
    under = grouped(page)
    assert list(under) == ["", "Your feedback"]
    assert under["Your feedback"] == ["2", "3", "4", "5"]


def test_typed_words_stand_in_their_own_direction_and_turn_nothing_else_around(house: House) -> None:
    client = house.client()
    page = Walk(client, 3).reach("feedback", "what-happened")
    turning = "\N{RIGHT-TO-LEFT OVERRIDE}drow"
    page = client.press(page, "Continue", {"F2": "other", "F2-detail": turning, "F3": turning, "F4": "very_easy"})
    typed = [each.words() for each in page.document.every("dd") if each.attributes.get("dir") == "auto"]
    assert typed[:2] == [f"Something else: {turning}", turning]
    assert "Very easy" not in typed


def test_answers_about_the_person_are_counted_and_not_shown(house: House) -> None:
    client = house.client()
    words = ("Me, about myself", "35 to 44", "Answer these questions", "Retired", "Another language")
    page = Walk(client, 3, words=words).reach("residents", "check")
    assert re.search(r"You answered (\d+) of \1\.", page.words)
    assert "Retired" not in page.words
    assert "canary 3 E6" not in page.words


def test_changing_an_answer_leads_straight_back_to_check_answers(house: House) -> None:
    client, page = checking(house)
    page = client.press(client.follow(page, "Change question 5"), "Continue", {"R05": ("tablet",), "R05-detail": ""})
    assert page.path == "/residents/en/check"
    assert rows(page)["5"][0] == "A tablet, such as an iPad"


def test_a_change_that_opens_sections_leads_back_by_way_of_them(house: House) -> None:
    client, page = checking(house, "Very easy")
    assert "9a" not in rows(page)
    page = client.press(client.follow(page, "Change question 9"), "Continue", {"R09": "very_hard"})
    assert page.path == "/residents/en/cost"
    page = client.press(page, "Continue", {"R09a": ("paid_late",)})
    assert page.path == "/residents/en/check"
    assert rows(page)["9a"][0] == "Paid a bill late"


def test_a_change_that_closes_sections_names_them_and_keeps_their_answers_without_sending_them(house: House) -> None:
    client, page = checking(house)
    page = client.press(client.follow(page, "Change question 4"), "Continue", {"R04": "never"})
    assert page.path == "/residents/en/check"
    (notice,) = page.notices
    assert notice.startswith("Because you changed question 4, we will not send your answers to questions 7, 11a,")
    (draft,) = drafts(house.database)
    assert draft["content"]["f"]["R07"]
    client.press(page, SEND)
    assert "R07" not in answers_of(house)
    assert not [key for key in answers_of(house) if key.startswith("R11")]


def test_a_change_undone_brings_the_closed_answers_back(house: House) -> None:
    client, page = checking(house)
    before = rows(page)
    page = client.press(client.follow(page, "Change question 4"), "Continue", {"R04": "never"})
    page = client.press(client.follow(page, "Change question 4"), "Continue", {"R04": "many_a_day"})
    assert page.path == "/residents/en/check"
    assert page.notices == []
    assert rows(page) == before


def test_sending_takes_the_draft_and_stores_one_response(house: House) -> None:
    client, page = checking(house)
    page = client.press(page, SEND)
    assert page.heading == SENT
    assert drafts(house.database) == []
    assert len(responses(house.database)) == 1


def test_a_second_send_gets_the_same_reply_and_stores_nothing_more(house: House) -> None:
    client, page = checking(house)
    cookie = dict(client.cookies)
    first = client.press(page, SEND)
    second = client.press(page, SEND)  # the cookie says by now that it was sent
    client.cookies = cookie  # the first reply never came: the cookie is still the draft's
    third = client.press(page, SEND)
    sends = [each.wire for each in client.record if each.method == "POST"][-3:]
    assert {wire.status for wire in sends} == {303}
    assert {wire.header("location") for wire in sends} == {"/residents/en/thanks"}
    assert first.words == second.words == third.words
    assert len(responses(house.database)) == 1


def test_pressing_send_twice_at_once_stores_one_response_and_gives_one_reply(house: House) -> None:
    client, page = checking(house)
    body = urlencode({"m": page.form.values()["m"][0], "go": "send"}).encode()
    with ThreadPoolExecutor(8) as presses:
        wires = list(presses.map(lambda _: copy_of(client, house).ask("POST", page.path, body), range(8)))
    assert {(wire.status, wire.header("location")) for wire in wires} == {(303, "/residents/en/thanks")}
    assert len(responses(house.database)) == 1


def test_pages_saved_at_once_in_two_tabs_are_both_kept(house: House) -> None:
    client, page = checking(house)
    mark = page.form.values()["m"][0]
    given = {"devices": {"R05": "tablet"}, "larger-screen": {"R06": "sharing"}, "one-thing": {"R21": "Buses"}}
    with ThreadPoolExecutor(len(given)) as presses:
        wires = list(
            presses.map(
                lambda section: copy_of(client, house).ask(
                    "POST", f"/residents/en/{section}", urlencode({"m": mark, **given[section]}).encode()
                ),
                given,
            )
        )
    assert {wire.status for wire in wires} == {303}
    (draft,) = drafts(house.database)
    for fields in given.values():
        assert {name: [value] for name, value in fields.items()}.items() <= draft["content"]["f"].items()


def copy_of(client: Client, house: House) -> Client:
    """Another tab of the same browser."""
    tab = house.client()
    tab.cookies = dict(client.cookies)
    return tab


def test_back_after_sending_meets_a_page_that_says_so(house: House) -> None:
    client, page = checking(house)
    client.press(page, SEND)
    for address in ("check", "worries", "who"):
        back = client.open(f"/residents/en/{address}")
        assert back.heading == "These answers have been sent"
    assert client.follow(back, "See the thank-you page").heading == SENT


def test_a_page_posted_after_sending_stores_nothing_and_meets_the_same_page(house: House) -> None:
    client, page = checking(house)
    section = client.open("/residents/en/devices")
    client.press(page, SEND)
    assert client.press(section, "Continue", {"R05": ("computer",)}).heading == "These answers have been sent"
    assert drafts(house.database) == []


def test_a_page_posted_after_sending_by_a_browser_that_never_saw_the_reply_meets_the_same_page(house: House) -> None:
    client, page = checking(house)
    section = client.open("/residents/en/devices")
    cookie = dict(client.cookies)
    client.press(page, SEND)
    client.cookies = cookie
    assert client.press(section, "Continue", {"R05": ("computer",)}).heading == "These answers have been sent"
    client.cookies = cookie
    assert client.open("/residents/en/devices").heading == "These answers have been sent"
    assert drafts(house.database) == []


def test_a_receipt_code_is_shown_only_to_those_who_ask_and_the_same_again(house: House) -> None:
    client, page = checking(house)
    thanks = client.press(page, SEND, {"receipt": "1"})
    code = next(each.words() for each in thanks.document.every("bdi") if len(each.words()) == 19)
    assert code.replace(" ", "").isdigit()
    assert code in client.open("/residents/en/thanks").words
    other, page = checking(house)
    assert "receipt code" not in other.press(page, SEND).words


def test_a_new_start_after_sending_is_another_response(house: House) -> None:
    for _ in range(2):
        client, page = checking(house, start=SHARED)
        client.press(page, SEND)
    client.press(Walk(client, 4, words=ONLINE).reach("residents", "check", SHARED), SEND)
    assert len(responses(house.database)) == 3
