"""Every pretend answer is one that the product would have stored: walked again, and sent through the real pages."""

from collections.abc import Mapping
from urllib.parse import urljoin

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from survey_app.demo.answering import Answered
from survey_app.demo.model import Made, Model, Rounds
from survey_app.questionnaire.conditions import Circumstances, Value
from survey_app.questionnaire.definition import Questionnaire
from survey_app.questionnaire.unclear import SUFFIX, TICKED
from survey_app.questionnaire.variables import variables
from survey_app.respond.journey import Draft, walk
from survey_app.respond.sending import kind_of_help
from tests.demonstration.crowds import SLUGS, crowd, questionnaire, sent
from tests.respond.client import Client
from tests.respond.conftest import House
from tests.respond.rows import profile_answers, responses
from tests.respond.walker import OWN, SEND, SENT

PEOPLE = 400


def again(asked: Questionnaire, person: Answered) -> Draft:
    """A draft with what is stored of somebody, typed in again."""
    fields: dict[str, tuple[str, ...]] = {}
    for key, value in (person.answers | person.profile).items():
        if key.endswith(SUFFIX):
            fields[f"{key.removesuffix(SUFFIX).partition('.')[0]}{SUFFIX}"] = (TICKED,)
            continue
        name = key.replace("-comment", "-detail")
        if value is not None and not key.endswith("-order"):
            fields[name] = value if isinstance(value, tuple) else (str(value),)
    sections = [section.id for section in asked.sections]
    passed = sections if person.reached is None else sections[: sections.index(person.reached)]
    return Draft(sections=dict.fromkeys(passed, "passed"), fields=fields)


def plain(answers: Mapping[str, Value]) -> dict[str, Value]:
    """Answers without the orders shown, which are by chance."""
    return {key: value for key, value in answers.items() if not key.endswith("-order")}


@pytest.mark.parametrize("slug", SLUGS)
def test_what_is_stored_is_what_walking_it_again_would_store(slug: str) -> None:
    asked = questionnaire(slug)
    people = sent(slug, PEOPLE)
    assert len(people) == PEOPLE
    for person in people:
        journey = walk(asked, again(asked, person), Circumstances("en"))
        assert [problem for step in journey.steps for problem in step.problems] == []
        reached = [step.answers for step in journey.steps if step.state is not None]
        expected = {key: value for answers in reached for key, value in answers.items()}
        assert expected == plain(person.answers | person.profile)
        unreached = journey.first_open()
        assert (None if unreached is None else unreached.section.id) == person.reached


@pytest.mark.parametrize("slug", SLUGS)
def test_help_and_what_stands_apart_are_as_the_product_says(slug: str) -> None:
    asked = questionnaire(slug)
    about_you = {each.key for each in variables(asked) if each.section.part == "about_you"}
    for person in sent(slug, PEOPLE):
        assert person.help == kind_of_help(asked, person.answers)
        assert {key.partition("-")[0] for key in person.profile} <= about_you
        if person.reached is None:
            assert bool(person.profile) == (slug == "staff")


@pytest.mark.parametrize("slug", SLUGS)
def test_a_questionnaire_without_any_rule_is_answered_too(slug: str) -> None:
    ruleless = Made(Model(Rounds(1, 1, 1, (1,)), {}, {}), {})
    people = crowd(slug, 100, made_of=ruleless)
    for key, column in people.picked.items():
        assert (column.places >= 0).any() or key.startswith(("E", "P1a", "F1a")), key


@settings(max_examples=10)
@given(st.integers(0, 2**32))
def test_nothing_that_anybody_makes_up_is_refused(seed: int) -> None:
    assert sent("residents", 60, seed)


@pytest.mark.parametrize("slug", SLUGS)
def test_sent_through_the_pages_they_are_stored_the_same(house: House, slug: str) -> None:
    people = [person for person in sent(slug, 8, early=0.0) if person.reached is None][:3]
    for person in people:
        type_in(house.client(), slug, person)
    rows = list(responses(house.database).values())
    assert len(rows) == len(people) == 3
    stored = sorted((str(plain(row["answers"])), row["help"]) for row in rows)
    assert stored == sorted((str(_as_json(plain(person.answers))), person.help) for person in people)
    apart = [(key, value) for person in people for key, value in _as_json(plain(person.profile)).items()]
    found = [(row["question"], row["answer"]) for row in profile_answers(house.database).values()]
    assert sorted(map(str, found)) == sorted(map(str, apart))


def type_in(client: Client, slug: str, person: Answered) -> None:
    """Answer page after page as somebody did, and send."""
    page = client.press(client.open(f"/{slug}"), OWN)
    while page.path.rpartition("/")[2] != "check":
        hidden: dict[str, tuple[str, ...]] = {
            field.name: (field.value,) for field in page.form.fields if field.kind == "hidden"
        }
        names = {field.name for field in page.form.fields} | {button.name for button in page.form.buttons}
        typed = {name: values for name, values in person.draft.fields.items() if name in names}
        page = client.post(urljoin(page.target, page.form.action), hidden | typed)
    assert client.press(page, SEND).heading == SENT


def _as_json(answers: Mapping[str, Value]) -> dict[str, object]:
    return {key: list(value) if isinstance(value, tuple) else value for key, value in answers.items()}
