"""Languages and Easy Read on residents' pages: offered, switched on any page, and stored with the response."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.questionnaire.examples import loaded
from tests.respond.abroad import SLUG, Abroad, abroad, in_both
from tests.respond.client import Client, Page
from tests.respond.documents import Element
from tests.respond.rows import select
from tests.respond.walker import OWN, SHARED

POLISH_BANNER = "These words are a draft: no native reader has checked them yet."


@pytest.fixture
def live(prepared: Path, tmp_path: Path) -> Iterator[Abroad]:
    with abroad(prepared, tmp_path, drafts=False) as survey:
        yield survey


@pytest.fixture
def trial(prepared: Path, tmp_path: Path) -> Iterator[Abroad]:
    with abroad(prepared, tmp_path, drafts=True) as survey:
        yield survey


def offered(page: Page) -> list[tuple[str, str, str]]:
    """The languages at the foot: name, tag, else the page's own, and where a link leads or what a button sends."""
    foot = next(each for each in page.document.every("nav") if each.attributes.get("id") == "language")
    found = [*foot.every("a"), *foot.every("button")]
    return [
        (
            each.words(),
            each.attributes.get("lang", html(page).attributes["lang"]),
            each.attributes.get("href") or each.attributes["value"],
        )
        for each in found
    ]


def html(page: Page) -> Element:
    found = page.document.first("html")
    assert found is not None
    return found


def at(client: Client, section: str, start: str = OWN) -> Page:
    """From the start page on, with answers by code, to a section of the survey."""
    page = client.press(client.open(f"/{SLUG}"), start)
    way: list[dict[str, str | tuple[str, ...]]] = [
        {"R1": "alone"},
        {"R2": "north", "R3": "2"},
        {"R4": ("walk", "bus")},
        {"R5": "bus"},
        {"R6.shade": "very"},
        {},
        {},
        {"E0": "no"},
    ]
    for answers in way:
        if page.path.endswith(f"/{section}"):
            return page
        page = post(client, page, answers)
    assert page.path.endswith(f"/{section}"), page.path
    return page


def post(client: Client, page: Page, answers: dict[str, str | tuple[str, ...]], go: str = "") -> Page:
    """Send a page's form with these answers, by a button's value."""
    sent = {name: (value,) if isinstance(value, str) else value for name, value in answers.items()}
    mark = page.form.values()["m"]
    return client.post(page.path, {**sent, "m": mark, **({"go": (go,)} if go else {})})


def test_a_live_survey_offers_its_own_language_and_the_reviewed_ones(live: Abroad) -> None:
    client = live.client()
    page = client.open(f"/{SLUG}")
    assert offered(page) == [("polski", "pl", f"/{SLUG}/pl")]
    assert offered(client.open(f"/{SLUG}/pl")) == [("English", "en", f"/{SLUG}")]
    top = next(each for each in page.document.every("a") if each.attributes["href"] == "#language")
    assert top.words() == "polski"


@pytest.mark.parametrize("variant", ["en-easyread", "ur", "xx", "check"])
def test_a_variant_that_is_not_offered_is_not_found(live: Abroad, variant: str) -> None:
    client = live.client()
    assert client.open(f"/{SLUG}/{variant}").status == 404
    assert client.open(f"/{SLUG}/{variant}/who").status == 404
    assert client.post(f"/{SLUG}/{variant}", {"on": ("own",)}).status == 404


def test_a_trial_offers_drafts_under_a_banner(trial: Abroad) -> None:
    client = trial.client()
    assert [name for name, _, _ in offered(client.open(f"/{SLUG}"))] == ["polski", "Easy Read"]
    easy = client.open(f"/{SLUG}/en-easyread")
    assert html(easy).attributes["lang"] == "en"
    assert "People who use Easy Read have not checked them yet." in easy.html
    assert POLISH_BANNER not in client.open(f"/{SLUG}/pl").html, "those are reviewed"


def test_a_survey_is_begun_and_answered_in_the_language_of_its_start_page(live: Abroad) -> None:
    client = live.client()
    page = client.open(f"/{SLUG}/pl")
    assert (html(page).attributes["lang"], page.heading) == ("pl", "Poruszanie się: Testshire")
    page = client.send(page, page.form, {}, page.form.buttons[0])
    assert (page.path, page.heading) == (f"/{SLUG}/pl/who", "Kto wypełnia tę ankietę?")
    assert select(live.database, "SELECT variant FROM draft") == [{"variant": "pl"}]
    page = post(client, page, {})
    assert page.problems == [("R1", "Proszę wybrać, kto wypełnia tę ankietę.")]


def test_the_link_of_a_poster_is_kept_in_every_language(live: Abroad) -> None:
    client = live.client()
    page = client.open(f"/{SLUG}/from/library")
    ((_, _, href),) = offered(page)
    polish = client.open(href)
    assert polish.form.values()["from"] == ("library",)
    assert offered(polish) == [("English", "en", f"/{SLUG}/from/library")]


def test_a_switch_keeps_what_was_typed_and_the_place_and_finds_no_fault(live: Abroad) -> None:
    client = live.client()
    page = post(client, at(client, "area"), {"R2": "north", "R3": "twelve"}, "to-pl")
    assert (page.path, page.problems) == (f"/{SLUG}/pl/area", [])
    assert page.form.values()["R2"] == ("north",)
    assert page.form.values()["R3"] == ("twelve",)
    assert select(live.database, "SELECT variant FROM draft") == [{"variant": "pl"}]
    back = post(client, page, {"R2": "south", "R3": "twelve"}, "to-en")
    assert (back.path, back.form.values()["R2"]) == (f"/{SLUG}/en/area", ("south",))


def test_a_switch_to_what_is_not_offered_stores_and_stays(live: Abroad) -> None:
    client = live.client()
    page = post(client, at(client, "area"), {"R3": "twelve"}, "to-en-easyread")
    assert (page.path, page.form.values()["R3"]) == (f"/{SLUG}/en/area", ("twelve",))


def test_continue_is_the_first_button_and_languages_are_the_last(live: Abroad) -> None:
    for start in (OWN, SHARED):
        buttons = [button.value or button.words for button in at(live.client(), "area", start).form.buttons]
        assert (buttons[0], buttons[-1]) == ("Continue", "to-pl")


def test_names_that_stay_as_they_are_say_their_language(live: Abroad) -> None:
    client = live.client()
    page = post(client, at(client, "area"), {"R2": "north", "R3": "2"}, "to-pl")
    assert '<bdi lang="en" dir="ltr">North</bdi> <small><bdi lang="en" dir="ltr">North District</bdi>' in page.html
    assert "> Gdzie indziej</label>" in page.html
    assert '<b lang="en">' in page.html, "the organisation's own name"
    other = live.client()
    check = post(other, at(other, "check"), {}, "to-pl")
    assert '<dd><bdi lang="en" dir="ltr">North</bdi></dd>' in check.html


def test_where_a_variant_lacks_the_section_the_next_one_follows_and_the_page_says_so(trial: Abroad) -> None:
    client = trial.client()
    page = post(client, at(client, "walking"), {"R6.shade": "very"}, "to-en-easyread")
    assert page.path == f"/{SLUG}/en-easyread/buses"
    assert page.notices[0] == "The page that you were on is not in this version of the survey. Carry on here."
    assert client.open(f"/{SLUG}/en-easyread/walking").path == f"/{SLUG}/en-easyread/buses"
    back = post(client, page, {"R9": "bad"}, "to-en")
    assert back.path == f"/{SLUG}/en/walking"
    assert back.notices == ["This version of the survey has questions that you have not met yet. Carry on here."]
    assert back.form.values()["R6.shade"] == ("very",), "what was typed where the variant has nothing is kept"


def test_conditions_on_the_variant_follow_the_switch(trial: Abroad) -> None:
    client = trial.client()
    page = at(client, "buses")
    assert "R10" in {field.name for field in page.form.fields}
    easy = post(client, page, {"R10": "the red one"}, "to-en-easyread")
    assert "R10" not in {field.name for field in easy.form.fields}
    assert post(client, easy, {}, "to-en").form.values()["R10"] == ("the red one",)


def test_check_answers_switches_with_its_tick_and_the_response_has_the_variant_sent_in(live: Abroad) -> None:
    client = live.client()
    page = post(client, at(client, "check"), {"receipt": "1"}, "to-pl")
    assert page.path == f"/{SLUG}/pl/check"
    assert page.form.values()["receipt"] == ("1",)
    assert "Jak się Pan/Pani porusza?" in page.words
    thanks = post(client, page, {}, "send")
    assert thanks.path == f"/{SLUG}/pl/thanks"
    assert offered(thanks) == [("English", "en", f"/{SLUG}/en/thanks")]
    assert select(live.database, "SELECT variant FROM response") == [{"variant": "pl"}]


def test_a_draft_of_a_version_without_the_variant_goes_on_in_its_own_language(live: Abroad) -> None:
    live.publish(loaded())
    client = live.client()
    assert at(client, "area").document.first("nav") is None, "nothing to switch to"
    live.publish(in_both())
    found = client.open(f"/{SLUG}/pl/area")
    assert (found.status, html(found).attributes["lang"]) == (200, "en")


def test_a_draft_keeps_its_variant_when_a_new_version_no_longer_has_it(live: Abroad) -> None:
    client = live.client()
    page = post(client, at(client, "area"), {}, "to-pl")
    live.publish(loaded())
    assert client.open(page.path).heading == page.heading
    assert live.client().open(page.path).status == 404
    start = client.open(f"/{SLUG}/pl")
    again = client.send(start, start.form, {}, start.form.buttons[0])
    assert again.path == f"/{SLUG}/en/who", "what begins anew begins in the version that is published"


def test_urdu_pages_are_written_from_right_to_left_and_every_name_says_its_direction(
    prepared: Path, tmp_path: Path
) -> None:
    with abroad(prepared, tmp_path, drafts=True) as survey:
        client = survey.client()
        english = client.open("/residents")
        foot = next(each for each in english.document.every("nav") if each.attributes.get("id") == "language")
        assert {each.attributes.get("lang"): each.attributes.get("dir") for each in foot.every("a")}["ur"] == "rtl"
        urdu = client.open("/residents/ur")
        assert (html(urdu).attributes["lang"], html(urdu).attributes["dir"]) == ("ur", "rtl")
        foot = next(each for each in urdu.document.every("nav") if each.attributes.get("id") == "language")
        assert {each.attributes.get("lang"): each.attributes.get("dir") for each in foot.every("a")}["en"] == "ltr"
