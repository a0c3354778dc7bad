"""Yes and no to each option, as it is read out to a caller, are stored as ticks are on the web."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import asdict, replace

from survey_app.questionnaire.aloud import ManyAloud
from survey_app.questionnaire.definition import Many, Option, Role
from survey_app.questionnaire.reading import field_names, read
from survey_app.questionnaire.typed_fields import Reading

OPTIONS = (
    Option(code="phone", label="Phone"),
    Option(code="laptop", label="Laptop"),
    Option(code="other", label="Something else", detail="Tell us what"),
)
NONE = Option(code="none", label="None of these", role=Role.NONE, exclusive=True)
UNSURE = Option(code="unsure", label="Don't know", role=Role.DONT_KNOW, exclusive=True)
WEB = Many(id="Q", label="Which?", options=(*OPTIONS, NONE, UNSURE))
ALOUD = ManyAloud(**asdict(WEB), alone=True)
NO_TO_ALL = {"Q.phone": "no", "Q.laptop": "no", "Q.other": "no"}


def said(question: ManyAloud = ALOUD, /, **fields: str) -> Reading:
    """What is read; `__` stands for the dot of a pair, `_detail` for the words of the last option."""
    names = {"detail": "Q-detail"}
    return read(question, {names.get(key, key.replace("__", ".")): (text,) for key, text in fields.items()})


def without(*codes: str) -> ManyAloud:
    return replace(ALOUD, options=tuple(option for option in ALOUD.options if option.code not in codes))


def test_a_yes_is_a_tick_and_a_no_or_nothing_is_none() -> None:
    assert said(Q__phone="yes", Q__laptop="no") == Reading({"Q": ("phone",)})
    assert said(Q__other="yes", detail="A watch") == Reading({"Q": ("other",), "Q-detail": "A watch"})


def test_nothing_said_is_nothing_ticked() -> None:
    assert said() == read(WEB, {})


def test_no_to_some_and_nothing_of_the_rest_is_nothing_ticked() -> None:
    assert said(Q__phone="no") == Reading({"Q": None})


def test_no_to_all_asks_whether_none_is_meant_and_chooses_nothing() -> None:
    found = read(ALOUD, {key: (text,) for key, text in NO_TO_ALL.items()})
    assert found.answers == {"Q": None}
    assert [(each.key, each.words) for each in found.problems] == [
        (
            "Q",
            "Every answer is no. Ask whether “None of these” is right, and tick it if so. "
            "If not, press “Skip this question”.",
        )
    ]
    needed = read(replace(ALOUD, needed="Tick one."), {key: (text,) for key, text in NO_TO_ALL.items()})
    assert str(needed.problems[0].words).endswith("If not, ask again which of them is a yes.")


def test_beside_other_questions_it_stands_in_no_way_because_skip_would_leave_those_out_too() -> None:
    found = read(replace(ALOUD, alone=False), {key: (text,) for key, text in NO_TO_ALL.items()})
    assert found == Reading({"Q": None})


@pytest.mark.parametrize("code", ["none", "unsure"])
def test_no_to_all_with_an_exclusive_tick_is_that_tick(code: str) -> None:
    found = read(ALOUD, {**{key: (text,) for key, text in NO_TO_ALL.items()}, "Q": (code,)})
    assert found == Reading({"Q": (code,)})


def test_no_to_all_without_a_none_is_what_the_web_stores_for_no_tick() -> None:
    found = read(without("none"), {key: (text,) for key, text in NO_TO_ALL.items()})
    assert found == Reading({"Q": None})


def test_a_yes_beside_an_exclusive_tick_is_a_problem_as_on_the_web() -> None:
    both = read(ALOUD, {"Q.phone": ("yes",), "Q": ("none",)})
    assert both.problems == read(WEB, {"Q": ("phone", "none")}).problems != ()


def test_words_alone_choose_their_option_and_beside_a_no_they_are_a_comment() -> None:
    assert said(detail="A watch").answers == {"Q": ("other",), "Q-detail": "A watch"}
    assert said(Q__phone="yes", Q__other="no", detail="A watch").answers == {"Q": ("phone",), "Q-comment": "A watch"}
    assert [each.key for each in said(Q__other="no", detail="x" * 201).problems] == ["Q-detail"]


def test_ticks_from_before_there_was_a_yes_and_a_no_still_count() -> None:
    assert read(ALOUD, {"Q": ("phone", "laptop"), "Q.laptop": ("no",)}).answers == {"Q": ("phone",)}


def test_only_options_that_go_with_others_have_a_yes_and_a_no() -> None:
    assert field_names(ALOUD) == ("Q", "Q.phone", "Q.laptop", "Q.other", "Q-detail")


@given(st.sets(st.sampled_from([option.code for option in OPTIONS])), st.text())
def test_whoever_says_yes_is_stored_as_who_ticks(codes: set[str], words: str) -> None:
    pairs = {f"Q.{code}": ("yes",) for code in codes}
    assert read(ALOUD, {**pairs, "Q-detail": (words,)}) == read(WEB, {"Q": tuple(codes), "Q-detail": (words,)})
