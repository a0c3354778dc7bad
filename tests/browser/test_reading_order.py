"""A page with a problem as a screen reader and a keyboard meet it, in English and Urdu: its order, names and words."""

from collections.abc import Iterator

import pytest
from msgspec import Struct
from playwright.sync_api import Browser, Page, expect

from survey_app.questionnaire.definition import One, Questionnaire
from survey_app.questionnaire.languages import LANGUAGES
from survey_app.questionnaire.phrases import phrase
from survey_app.questionnaire.variants import in_variant
from survey_app.web.tongues import Tongue, tongue_of
from tests.browser.conftest import TIMEOUT_MILLISECONDS
from tests.respond.wholes import whole
from tests.serving import Served

pytestmark = pytest.mark.browser

LANGUAGE = "each => each.closest('[lang]').lang"
"""Its own, or that of what it stands in."""

READ = """() => [...document.querySelectorAll(
    '#problem h2, #problem a, main .q, legend, main .x, main .h, main label, main button')]
  .filter(each => each.checkVisibility({visibilityProperty: true}))
  .map(each => each.textContent.trim().replace(/\\s+/g, ' '))"""

STOPS = """() => {
  const all = [...document.querySelectorAll('a[href], button, input:not([type=hidden]), textarea, select, summary')];
  const first = each => all.find(other => other.type === 'radio' && other.name === each.name);
  return all.filter(each => each.type !== 'radio' || each === first(each)).map(each => each.outerHTML);
}"""
"""What Tab must stop at, in the order of the document: of radios of which none is chosen, the first."""

FOREIGN = """() => {
  const found = [], walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const parent = walk.currentNode.parentElement;
    const own = parent.closest('[lang]').lang === document.documentElement.lang;
    if (own && !parent.closest('script') && /[A-Za-z]{2,}\\s+[A-Za-z]{2,}/.test(walk.currentNode.data))
      found.push(walk.currentNode.data.trim());
  }
  return found;
}"""
"""Words in Latin letters that stand there as if they were of the page's own language."""


class Met(Struct, frozen=True):
    """The first question of the residents' survey sent without an answer: the page, and what its words should be."""

    page: Page
    variant: str
    questionnaire: Questionnaire
    tongue: Tongue

    @property
    def question(self) -> One:
        """Who is filling this in."""
        found = self.questionnaire.sections[0].questions[0]
        assert isinstance(found, One)
        return found

    @property
    def problem(self) -> str:
        """What to do about it."""
        return self.question.needed


@pytest.fixture(scope="module", params=["en", "ur"])
def met(served: Served, browser: Browser, request: pytest.FixtureRequest) -> Iterator[Met]:
    """The page, opened once in each language."""
    variant = request.param
    context = browser.new_context(locale="en-GB")
    context.set_default_timeout(TIMEOUT_MILLISECONDS)
    page = context.new_page()
    page.goto(f"{served.address}/residents{'' if variant == 'en' else f'/{variant}'}")
    for which in ("[name=on][value=own]", ":not([name])"):
        with page.expect_navigation():
            page.locator(f"main button{which}").first.click()
    yield Met(page, variant, in_variant(whole("residents"), variant), tongue_of(variant))
    context.close()


def test_the_title_begins_with_the_word_for_an_error_in_the_pages_language(met: Met) -> None:
    begins = met.tongue.say(phrase("Error: {title}", title=met.question.label))
    assert met.page.title().startswith(begins)
    assert met.variant == "en" or not begins.startswith("Error")


def test_the_focus_is_on_the_summary(met: Met) -> None:
    expect(met.page.locator("#problem")).to_be_focused()


def test_the_page_says_its_language_and_direction_and_so_does_every_word_of_another(met: Met) -> None:
    language = LANGUAGES[met.variant]
    assert met.page.evaluate("document.documentElement.lang") == language.tag
    assert met.page.evaluate("getComputedStyle(document.body).direction") == language.direction
    assert met.variant == "en" or met.page.evaluate(FOREIGN) == []


def test_words_of_another_language_are_found_where_nothing_says_so(met: Met) -> None:
    if met.variant == "ur":
        met.page.evaluate("document.querySelector('header b').lang = 'ur'")
        assert met.page.evaluate(FOREIGN) == ["Lancashire County Council"]


def test_every_language_is_named_in_its_own_language_and_direction(met: Met) -> None:
    names = met.page.locator("#language button")
    found = [
        (each.inner_text(), each.evaluate(LANGUAGE), each.evaluate("each => getComputedStyle(each).direction"))
        for each in names.all()
    ]
    others = [each for each in ("en", "pl", "ur") if each != met.variant]
    wanted = [(LANGUAGES[each].own_name, each, LANGUAGES[each].direction) for each in others]
    assert found == [*wanted, ("Easy Read", "en", "ltr")]


def test_what_is_read_comes_in_order_problem_question_answers_buttons(met: Met) -> None:
    read = met.page.evaluate(READ)
    say = [met.tongue.say(phrase(each)) for each in ("There is a problem", "Continue")]
    order = [say[0], met.problem, met.question.label, met.problem, met.question.options[0].label, say[1]]
    places: list[int] = []
    for words in order:
        after = places[-1] + 1 if places else 0
        places.append(read.index(words, after))
    assert places[:2] == [0, 1], "the summary stands before everything else"
    options = [option.label for option in met.question.options]
    assert read[places[4] : places[4] + len(options)] == options


def test_the_question_is_the_heading_and_the_name_of_its_group(met: Met) -> None:
    heading = met.page.get_by_role("heading", level=1)
    expect(heading).to_have_text(met.question.label)
    assert heading.evaluate("each => each.parentElement.tagName") == "LEGEND"
    group = met.page.get_by_role("group", name=met.question.label, exact=True)
    expect(group).to_have_accessible_description(" ".join(each for each in (met.question.hint, met.problem) if each))
    for option in met.question.options:
        expect(group.get_by_role("radio", name=option.label, exact=True)).to_have_count(1)


def test_the_summary_is_told_at_once_and_leads_to_the_first_answer(met: Met) -> None:
    alert = met.page.get_by_role("alert")
    expect(alert.get_by_role("heading", level=2)).to_have_text(met.tongue.say(phrase("There is a problem")))
    link = alert.get_by_role("link", name=met.problem, exact=True)
    link.click()
    expect(met.page.get_by_role("radio").first).to_be_focused()


def test_tab_stops_at_everything_in_the_order_of_the_page(met: Met) -> None:
    met.page.goto(met.page.url.partition("#")[0])
    wanted = met.page.evaluate(STOPS)
    assert len(wanted) > 8
    stops = []
    for _ in wanted:
        met.page.keyboard.press("Tab")
        stops.append(met.page.evaluate("document.activeElement.outerHTML"))
    assert stops == wanted
