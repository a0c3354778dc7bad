"""Each kind of question in a real browser on a small phone, with and without JavaScript, by keyboard and mouse."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.accessibility import violations
from tests.browser.hands import press
from tests.browser.installation import terminal, wait_for
from tests.questionnaire.kinds.cases import CASES, Case, Fields
from tests.questionnaire.kinds.files import kind_file
from tests.respond.rows import responses
from tests.respond.walker import OWN, SEND
from tests.serving import Served, serving

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def kinds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The real service with every kind's own questionnaire open."""
    with serving(tmp_path_factory.mktemp("kinds")) as service, terminal(service) as installation:
        for case in CASES:
            installation.open_survey(kind_file(case.kind))
        wait_for(f"{service.address}/{CASES[0].kind}")
        yield service


def give(page: Page, fields: Fields) -> None:
    """Give these answers as a person does: choose from lists, type into boxes, click the words beside the rest."""
    for name, values in fields.items():
        for value in values:
            beside = page.locator("label", has=page.locator(f'input[name="{name}"][value="{value}"]'))
            box = page.locator(f'[id="{name}"]')
            if beside.count():
                if not beside.locator("input").is_checked():
                    beside.click()
            elif box.evaluate("each => each.tagName") == "SELECT":
                box.select_option(value)
            else:
                page.locator(f'label[for="{name}"]').click()
                page.keyboard.press("Control+A")
                page.keyboard.insert_text(value)


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case.kind))
def test_an_answer_is_given_corrected_checked_and_stored(kinds: Served, either_page: Page, case: Case) -> None:
    either_page.goto(f"{kinds.address}/{case.kind}")
    press(either_page, OWN)
    assert violations(either_page) == []
    if case.wrong:
        give(either_page, case.wrong)
        press(either_page, "Continue")
        summary = either_page.locator("#problem")
        expect(summary).to_contain_text(case.problem)
        assert violations(either_page) == []
        summary.get_by_role("link").first.click()
        expect(either_page.locator(f'[id="{case.at}"]')).to_be_focused()
        for name in case.wrong.keys() - case.right.keys():
            either_page.locator(f'[id="{name}"]').select_option("")
    give(either_page, {name: values for name, values in case.right.items() if values != case.wrong.get(name)})
    press(either_page, "Continue")
    expect(either_page.get_by_text(case.said)).to_be_visible()
    before = responses(kinds.database)
    press(either_page, SEND)
    (stored,) = (row["answers"] for each, row in responses(kinds.database).items() if each not in before)
    assert stored == case.stored
