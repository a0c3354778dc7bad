"""The shipped rules speak of what the shipped questionnaires ask, and of nothing else."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import numpy as np
import pytest

from survey_app.demo.answering import answered, asking_of
from survey_app.demo.model import BY_CHANCE, Model, Rule, Shift, read_made, rule_of
from survey_app.demo.people import SEXES
from survey_app.demo.records import crowd_of
from survey_app.questionnaire.conditions import Condition, Includes, Is, IsAnyOf, questions_in
from survey_app.questionnaire.definition import Information
from survey_app.questionnaire.loading import read_file
from survey_app.questionnaire.variables import Variable, variables
from survey_app.questionnaire.walking import leaves
from tests.demonstration.crowds import SLUGS, crowd, made, organisation, questionnaire
from tests.serving import CHECKOUT

DRAWN = {"district", "age", "sex", "round"}
"""What is known of everybody before the rules begin."""


def by_key(slug: str) -> dict[str, Variable]:
    return {each.key: each for each in variables(questionnaire(slug))}


def conditions_of(slug: str) -> Iterator[tuple[str, Condition]]:
    model, texts = made(slug).model, made(slug).texts
    for key, rule in (model.people | model.answers).items():
        yield from ((key, shift.when) for shift in rule.shift)
    for key, topics in texts.items():
        yield from ((key, topic.when) for topic in topics if topic.when is not None)


@pytest.mark.parametrize("slug", SLUGS)
def test_every_rule_is_of_a_question_or_row_that_is_asked(slug: str) -> None:
    known = by_key(slug)
    questions = {each.question.id for each in known.values()} | set(known)
    assert set(made(slug).model.answers) <= questions
    assert {key.removesuffix("-detail") for key in made(slug).texts} <= questions


@pytest.mark.parametrize("slug", SLUGS)
def test_every_question_has_a_rule_and_every_text_its_parts(slug: str) -> None:
    model = made(slug).model
    for each in by_key(slug).values():
        item = "" if each.item is None else each.item.code
        assert not isinstance(each.question, Information)
        assert rule_of(model, each.question.id, item) != Rule(), each.key
        if each.measure == "text":
            assert each.key in made(slug).texts
        if any(option.detail for option in each.options):
            assert f"{each.key}-detail" in made(slug).texts


@pytest.mark.parametrize("slug", SLUGS)
def test_every_code_of_a_rule_is_an_option_and_every_option_has_its_chance(slug: str) -> None:
    model = made(slug).model
    for each in by_key(slug).values():
        rule = rule_of(model, each.question.id, "" if each.item is None else each.item.code)
        codes = {option.code for option in each.options} | {"typed"}
        named = {*rule.weights, *rule.ticks, *rule.alone}
        assert named <= codes, each.key
        for shift in rule.shift:
            assert set(shift.times) <= codes, each.key
        for much in rule.lean.values():
            assert isinstance(much, float | int) or set(much) <= codes, each.key
        if rule.ticks:
            together = {option.code for option in each.options if not option.exclusive}
            assert set(rule.ticks) == together, each.key


@pytest.mark.parametrize("slug", SLUGS)
def test_every_condition_asks_for_codes_that_there_are(slug: str) -> None:
    model = made(slug).model
    facts = {key: set(rule.weights) for key, rule in model.people.items()}
    asked = {key: {option.code for option in each.options} for key, each in by_key(slug).items()}
    known = facts | asked | {"sex": set(SEXES), "round": {"1", "2", "3"}}
    for key, condition in conditions_of(slug):
        assert set(questions_in(condition)) <= set(known) | DRAWN, key
        for leaf in leaves(condition):
            match leaf:
                case Is(question, code) | Includes(question, code):
                    assert question in {"district", "age"} or code in known[question], (key, question, code)
                case IsAnyOf(question, codes):
                    assert question in {"district", "age"} or set(codes) <= known[question], (key, question, codes)
        many = {asked_key for asked_key, each in by_key(slug).items() if each.measure == "many"}
        for leaf in leaves(condition):
            assert not (isinstance(leaf, Is | IsAnyOf) and leaf.question in many), key
            assert not (isinstance(leaf, Includes) and leaf.question not in many), key


def test_a_rule_with_a_word_that_is_none_is_refused_with_its_place() -> None:
    with pytest.raises(msgspec.ValidationError, match="wieghts"):
        msgspec.toml.decode(
            "[rounds]\nearlier = 1\ndays = 1\nevery = 1\nshares = [1]\n[people]\n[answers.R1]\nwieghts = { a = 1 }\n",
            type=Model,
        )


def test_a_survey_without_rules_is_answered_by_chance(tmp_path: Path) -> None:
    found = read_made(tmp_path)
    assert found.model.answers == {}
    assert not found.model.margins
    assert crowd("pulse", 50, made_of=found).picked


def test_by_chance_every_needed_answer_is_given() -> None:
    asked = read_file(CHECKOUT / "tests" / "browser" / "walking" / "questionnaire.toml", organisation())
    people = crowd_of(asked, BY_CHANCE, None, (1, 2), 300, np.random.default_rng(1))
    assert len(list(answered(asking_of(asked), people, 0.1))) > 250


def test_a_row_has_its_own_words_and_its_questions_for_the_rest() -> None:
    model = made("residents").model
    basics, wifi = rule_of(model, "R11a", "unlock"), rule_of(model, "R11a", "wifi")
    assert basics.weights != wifi.weights
    assert basics.lean == wifi.lean
    assert Shift(Is("a", "b")) not in wifi.shift
