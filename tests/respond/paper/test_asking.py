"""Conditions on paper: what is left of one holds for the same people, and is said in words."""

from hypothesis import given

from survey_app.questionnaire.conditions import Answers, ChannelIs, Circumstances, Condition, Is, Not, holds
from survey_app.questionnaire.definition import Option
from survey_app.questionnaire.phrases import Phrase
from survey_app.respond.paper.asking import Asks, Between, Counted, Every, Form, Settled, Some, Ticked, settled
from survey_app.respond.paper.routing_words import Place, Routing, for_whom, only_for
from survey_app.web.tongues import ENGLISH
from tests.questionnaire.strategies import answers, conditions

CODES = ("a", "b", "c", "d")
KEYS = ("R1", "R2", "R3", "R4.row")
OPTIONS = tuple(Option(code=code, label=code.upper()) for code in CODES)
FORM = Form(Circumstances("en", "paper"), {key: frozenset(CODES) for key in KEYS})
PLACES = {key: Place(Phrase(f"question {key}"), OPTIONS) for key in KEYS}


def so(asks: Settled, given_answers: Answers) -> bool:
    """Whether what is left of a condition is true of these answers."""
    match asks:
        case bool():
            return asks
        case Ticked(key, codes, wanted):
            value = given_answers.get(key)
            ticked = value if isinstance(value, tuple) else (value,)
            return any(code in codes for code in ticked) is wanted
        case Counted(key, count, wanted):
            value = given_answers.get(key)
            return (isinstance(value, tuple) and len(value) >= count) is wanted
        case Between(key, low, high, wanted):
            value = given_answers.get(key)
            return (isinstance(value, int | float) and low <= value <= high) is wanted
        case Every(parts):
            return all(so(part, given_answers) for part in parts)
        case Some(parts):
            return any(so(part, given_answers) for part in parts)


def every_sentence(routing: Routing) -> list[str]:
    return [ENGLISH.say(routing.says), *(words for part in routing.parts for words in every_sentence(part))]


def ticks(condition: Condition, given_answers: Answers) -> bool:
    """Whether each answer is of the kind that its condition asks for: one code where `is` asks, ticks elsewhere."""
    kinds = {"Is": str, "IsAnyOf": str, "Includes": tuple, "CountAtLeast": tuple}
    wanted: dict[str, set[type]] = {}
    for leaf in _leaves(condition):
        kind = kinds.get(type(leaf).__name__)
        key = getattr(leaf, "question", "")
        if kind is not None:
            wanted.setdefault(key, set()).add(kind)
    return all(
        len(found) == 1 and isinstance(given_answers.get(key), (*found, type(None))) for key, found in wanted.items()
    )


def _leaves(condition: Condition) -> list[Condition]:
    inner = getattr(condition, "conditions", None) or (getattr(condition, "condition", None),)
    if inner == (None,):
        return [condition]
    return [leaf for each in inner if each is not None for leaf in _leaves(each)]


@given(condition=conditions(), given_answers=answers())
def test_what_is_left_of_a_condition_holds_for_the_same_people(condition: Condition, given_answers: Answers) -> None:
    if ticks(condition, given_answers):
        assert so(settled(condition, FORM), given_answers) == holds(condition, given_answers, FORM.circumstances)


@given(condition=conditions())
def test_every_condition_that_asks_for_anything_is_said(condition: Condition) -> None:
    asks = settled(condition, FORM)
    if isinstance(asks, bool):
        return
    for routing in (only_for(asks, PLACES), for_whom(asks, PLACES)):
        sentences = every_sentence(routing)
        assert all(sentence.strip() for sentence in sentences)
        assert not any("{" in sentence for sentence in sentences)


def said(asks: Asks) -> list[str]:
    return every_sentence(only_for(asks, PLACES))


def test_each_kind_of_condition_has_its_sentence() -> None:
    assert said(Ticked("R1", ("b",))) == ["Answer this only if you ticked 2 (“B”) in question R1."]
    assert said(Ticked("R1", ("a", "b", "d"))) == ["Answer this only if you ticked 1, 2 or 4 in question R1."]
    assert said(Ticked("R1", ("a", "c"), wanted=False)) == ["Do not answer this if you ticked 1 or 3 in question R1."]
    assert said(Counted("R2", 2)) == ["Answer this only if you ticked 2 or more in question R2."]
    assert said(Counted("R2", 2, wanted=False)) == ["Answer this only if you ticked fewer than 2 in question R2."]
    assert said(Between("R3", 1, 5)) == ["Answer this only if your number in question R3 is from 1 to 5."]
    assert said(Between("R3", 1, 5, wanted=False)) == [
        "Do not answer this if your number in question R3 is from 1 to 5."
    ]
    assert said(Every((Ticked("R1", ("a",)), Ticked("R2", ("a", "b"), wanted=False)))) == [
        "Answer this only if all of these are right:",
        "you ticked 1 (“A”) in question R1",
        "you did not tick 1 or 2 in question R2",
    ]
    assert said(Some((Counted("R2", 3), Between("R3", 0, 2.5)))) == [
        "Answer this if one or more of these is right:",
        "you ticked 3 or more in question R2",
        "your number in question R3 is from 0 to 2.5",
    ]


def test_the_channel_and_buttons_are_settled_before_anybody_ticks() -> None:
    pressed = Form(FORM.circumstances, FORM.offered, frozenset({"R1"}))
    assert settled(ChannelIs("paper"), FORM) is True
    assert settled(ChannelIs("web"), FORM) is False
    assert settled(Is("R1", "a"), pressed) is True
    assert settled(Not(Is("R1", "b")), pressed) is True


def test_what_a_form_does_not_offer_nobody_ticked() -> None:
    assert settled(Is("R9", "a"), FORM) is False
    assert settled(Not(Is("R1", "z")), FORM) is True
