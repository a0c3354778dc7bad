"""What pretend people type reads like people: varied, without names, numbers or anything that points to somebody."""

import re
from collections import Counter

import pytest

from survey_app.demo.answering import Answered
from survey_app.questionnaire.variables import variables
from tests.demonstration.crowds import SLUGS, made, organisation, questionnaire, sent

CAPITALS = {"I", "NHS", "AI", "Wi-Fi", "App", "English", "British", "Sign", "Language"}
"""Words that begin with a capital inside a sentence."""


def typed(slug: str, people: list[Answered]) -> list[tuple[str, str]]:
    """Everything typed, with its key."""
    texts = {each.key for each in variables(questionnaire(slug)) if each.measure == "text"}
    return [
        (key, value)
        for person in people
        for key, value in (person.answers | person.profile).items()
        if isinstance(value, str) and (key in texts or key.endswith("-detail"))
    ]


def capitals(part: str) -> set[str]:
    """The words of a text that begin with a capital and no sentence."""
    return {
        word for word in re.findall(r"(?:^|(?<=[.?!] )).|(?<![\w-])[A-Z][\w-]*", part) if len(word) > 1 or word == "I"
    }


def parts(slug: str) -> list[str]:
    """Every part of which texts are made."""
    return [part for topics in made(slug).texts.values() for topic in topics for some in topic.parts for part in some]


@pytest.mark.parametrize("slug", SLUGS)
def test_no_text_has_a_number_an_address_or_a_name(slug: str) -> None:
    places = {entry.label for kind in ("districts", "libraries") for entry in organisation().lists[kind]}
    assert parts(slug)
    for part in parts(slug):
        assert not re.search(r"\d|@|www|http|\b(Mr|Mrs|Ms|Dr|Road|Street|Avenue|Lane)\b", part), part
        assert not any(place in part for place in places), part
        assert capitals(part) <= CAPITALS, part


@pytest.mark.parametrize("text", ["Ring me on 01632 960180.", "My neighbour Dorothy helped me.", "I live in Chorley."])
def test_a_text_that_points_to_somebody_would_be_caught(text: str) -> None:
    assert re.search(r"\d", text) or not capitals(text) <= CAPITALS


def test_residents_say_hundreds_of_different_things() -> None:
    texts = [text for key, text in typed("residents", sent("residents", 1_200)) if key in {"R21", "R14b"}]
    assert len(texts) > 350
    assert len(set(texts)) > 300
    assert Counter(texts).most_common(1)[0][1] < len(texts) / 20
    words = [len(text.split()) for text in texts]
    assert min(words) <= 3
    assert max(words) >= 20


@pytest.mark.parametrize("slug", SLUGS)
def test_every_text_that_a_survey_asks_for_is_typed_by_some_and_left_blank_by_others(slug: str) -> None:
    people = sent(slug, 1_500)
    for each in variables(questionnaire(slug)):
        if each.measure == "text":
            values = [person.answers[each.key] for person in people if each.key in person.answers]
            assert 0 < values.count(None) < len(values), each.key


def test_people_type_with_more_or_less_care() -> None:
    texts = [text for key, text in typed("residents", sent("residents", 1_500)) if key == "R21"]
    assert 0.05 < sum(text[0].islower() for text in texts) / len(texts) < 0.3
    assert 0.15 < sum(not text.endswith((".", "?")) for text in texts) / len(texts) < 0.5


def test_texts_go_with_answers() -> None:
    people = [person.answers for person in sent("residents", 3_000) if person.answers.get("R21")]
    about_money = re.compile(r"cheap|cost|pay|afford|money|tariff|data|tablets|laptop", re.IGNORECASE)

    def shares(wanted: set[str]) -> float:
        said = [str(each["R21"]) for each in people if isinstance(each["R13"], tuple) and wanted & set(each["R13"])]
        return sum(bool(about_money.search(text)) for text in said) / len(said)

    assert shares({"cost_internet", "cost_device"}) > 0.2 + shares({"none"})
