"""Reading forms: each kind makes answers or problems of what was typed, and never anything else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey_app.questionnaire.conditions import Value
from survey_app.questionnaire.definition import (
    Asked,
    Information,
    Item,
    Items,
    LongText,
    Many,
    Number,
    One,
    Option,
    Role,
    Scale,
    ShortText,
)
from survey_app.questionnaire.reading import blank, field_names, read
from survey_app.questionnaire.typed_fields import Reading
from survey_app.questionnaire.variables import keys_of
from survey_app.web.tongues import ENGLISH

NEEDED = "Choose your age group, or 'Prefer not to say'."

BUS = Option(code="bus", label="Bus")
CAR = Option(code="car", label="Car")
OTHER = Option(code="other", label="Other", detail="Tell us what (you can leave this empty)")
NONE = Option(code="none", label="None of these", role=Role.NONE, exclusive=True)
DONT_KNOW = Option(code="dont_know", label="Don't know", role=Role.DONT_KNOW)

ONE = One(id="R1", label="How?", options=(BUS, CAR, OTHER))
MANY = Many(id="R2", label="Which?", options=(BUS, CAR, OTHER, DONT_KNOW, NONE), most=2)
SCALE = Scale(id="R3", label="How easy?", options=(BUS, CAR))
ITEMS = Items(
    id="R4", label="How often?", items=(Item(code="a", label="A"), Item(code="b", label="B")), options=(BUS, CAR)
)
TEXT = ShortText(id="R5", label="What?", limit=10)
LONG = LongText(id="R6", label="Why?", limit=20)
NUMBER = Number(id="R7", label="How many?", low=0, high=2500, decimals=1)
WORDS = Information(id="R8", label="Read this")

KINDS: tuple[Asked, ...] = (ONE, MANY, SCALE, ITEMS, TEXT, LONG, NUMBER, WORDS)

TYPED = st.one_of(
    st.sampled_from(
        ["bus", "car", "other", "none", "dont_know", "1", "-3", "1.5", "\u0663", " ", "\r\n", "\u2212\u0661"]
    ),
    st.text(st.characters(codec="utf-8"), max_size=30),
)
FIELDS = st.dictionaries(
    st.sampled_from([name for kind in KINDS for name in field_names(kind)]),
    st.lists(TYPED, max_size=4).map(tuple),
)


@given(FIELDS, st.sampled_from(KINDS))
def test_any_fields_are_read_into_every_key_that_was_asked(fields: dict[str, tuple[str, ...]], asked: Asked) -> None:
    reading = read(asked, fields)
    assert set(keys_of(asked)) <= set(reading.answers)
    assert set(reading.answers) <= {*keys_of(asked), f"{asked.id}-detail", f"{asked.id}-comment"}
    assert {problem.key for problem in reading.problems} <= set(field_names(asked))
    assert all(problem.words for problem in reading.problems)


@given(FIELDS, st.sampled_from([ONE, MANY, SCALE, ITEMS]))
def test_only_offered_codes_are_ever_answered(
    fields: dict[str, tuple[str, ...]], asked: One | Many | Scale | Items
) -> None:
    offered = {option.code for option in asked.options}
    for key in keys_of(asked):
        value = read(asked, fields).answers[key]
        assert value is None or set(value if isinstance(value, tuple) else (value,)) <= offered
        assert value != ()


@given(FIELDS)
def test_an_answer_of_its_kind_has_the_type_of_its_kind(fields: dict[str, tuple[str, ...]]) -> None:
    assert isinstance(read(MANY, fields).answers["R2"], tuple | None)
    assert isinstance(read(TEXT, fields).answers["R5"], str | None)
    number = read(NUMBER, fields).answers["R7"]
    assert number is None or (isinstance(number, int | float) and 0 <= number <= 2500)


@pytest.mark.parametrize("asked", KINDS, ids=lambda asked: asked.id)
def test_nothing_typed_is_no_answer_and_no_problem(asked: Asked) -> None:
    assert read(asked, {}) == Reading(blank(asked))


@pytest.mark.parametrize("asked", [ONE, MANY, SCALE, TEXT, LONG, NUMBER], ids=lambda asked: asked.id)
def test_a_needed_question_left_blank_says_its_own_words(asked: Asked) -> None:
    needed = _needed(asked)
    assert [(problem.key, ENGLISH.say(problem.words)) for problem in read(needed, {}).problems] == [(asked.id, NEEDED)]
    assert read(needed, {asked.id: ("  ",)}).problems != ()


def _needed(asked: Asked) -> Asked:
    return type(asked)(**{name: getattr(asked, name) for name in asked.__struct_fields__} | {"needed": NEEDED})


def test_each_row_of_a_needed_list_is_asked_for() -> None:
    reading = read(_needed(ITEMS), {"R4.a": ("car",)})
    assert reading.answers == {"R4.a": "car", "R4.b": None}
    assert [problem.key for problem in reading.problems] == ["R4.b"]


def test_no_two_rows_of_a_list_are_asked_for_in_the_same_words() -> None:
    assert isinstance(ITEMS, Items)
    for fields, words in (
        ({}, "Choose an answer for '{}'."),
        ({"R4.a": ("bus", "car"), "R4.b": ("bus", "car")}, "Choose one answer for '{}'."),
    ):
        told = [ENGLISH.say(problem.words) for problem in read(_needed(ITEMS), fields).problems]
        assert told == [words.format(item.label) for item in ITEMS.items]


@pytest.mark.parametrize(
    ("fields", "answers"),
    [
        ({"R1": ("bus",)}, {"R1": "bus"}),
        ({"R1": ("plane",)}, {"R1": None}),
        ({"R1": ("other",)}, {"R1": "other"}),
        ({"R1": ("other",), "R1-detail": (" a boat ",)}, {"R1": "other", "R1-detail": "a boat"}),
        ({"R1-detail": ("a boat",)}, {"R1": "other", "R1-detail": "a boat"}),
        ({"R1": ("bus",), "R1-detail": ("and a boat",)}, {"R1": "bus", "R1-comment": "and a boat"}),
        ({"R1": ("bus",), "R1-detail": (" \t ",)}, {"R1": "bus"}),
    ],
)
def test_the_box_under_other_selects_it_and_is_never_an_error(
    fields: dict[str, tuple[str, ...]], answers: dict[str, Value]
) -> None:
    assert read(ONE, fields) == Reading(answers)


@pytest.mark.parametrize(
    ("fields", "answers"),
    [
        ({"R2": ("car", "bus")}, {"R2": ("bus", "car")}),  # stored in the questionnaire's order
        ({"R2": ("car", "car", "plane")}, {"R2": ("car",)}),
        ({"R2-detail": ("a boat",)}, {"R2": ("other",), "R2-detail": "a boat"}),
        ({"R2": ("bus",), "R2-detail": ("a boat",)}, {"R2": ("bus", "other"), "R2-detail": "a boat"}),
        ({"R2": ("none",), "R2-detail": ("really",)}, {"R2": ("none",), "R2-comment": "really"}),
        ({"R2": ("bus", "car", "dont_know")}, {"R2": ("bus", "car", "dont_know")}),  # a limit counts what is chosen
    ],
)
def test_ticks_are_codes_and_text_ticks_its_box(fields: dict[str, tuple[str, ...]], answers: dict[str, Value]) -> None:
    assert read(MANY, fields) == Reading(answers)


@pytest.mark.parametrize(
    ("asked", "fields", "words"),
    [
        (MANY, {"R2": ("bus", "none")}, "You ticked 'None of these' and something else. Untick one."),
        (MANY, {"R2": ("bus", "car", "other")}, "You ticked 3. Choose up to 2, so untick 1."),
        (ONE, {"R1": ("bus", "car")}, "Choose one answer."),
        (SCALE, {"R3": ("bus", "car")}, "Choose one answer."),
        (TEXT, {"R5": ("x" * 11,)}, "Your answer is 11 characters. Shorten it by 1."),
        (LONG, {"R6": ("x" * 1021,)}, "Your answer is 1,021 characters. Shorten it by 1,001."),
        (ONE, {"R1": ("bus",), "R1-detail": ("x" * 201,)}, "Your answer is 201 characters. Shorten it by 1."),
        (NUMBER, {"R7": ("2501",)}, "Enter a number between 0 and 2,500."),
        (NUMBER, {"R7": ("-1",)}, "Enter a number between 0 and 2,500."),
        (NUMBER, {"R7": ("many",)}, "Enter a number between 0 and 2,500."),
        (NUMBER, {"R7": ("1.55",)}, "Enter a number between 0 and 2,500."),
        (NUMBER, {"R7": ("1e3",)}, "Enter a number between 0 and 2,500."),
        (NUMBER, {"R7": ("nan",)}, "Enter a number between 0 and 2,500."),
    ],
)
def test_a_problem_says_what_to_do(asked: Asked, fields: dict[str, tuple[str, ...]], words: str) -> None:
    assert [ENGLISH.say(problem.words) for problem in read(asked, fields).problems] == [words]


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("12", 12),
        (" 1 200 ", 1200),
        ("1.5", 1.5),
        ("0", 0),
        ("-0", 0),
        ("\u0661\u0662", 12),  # Arabic-Indic
        ("\u06f1\u06f2", 12),  # as in Urdu
        ("\u0a67", 1),  # Gurmukhi
        ("2500", 2500),
    ],
)
def test_numbers_are_read_in_the_digits_of_any_script(typed: str, number: float) -> None:
    assert read(NUMBER, {"R7": (typed,)}) == Reading({"R7": number})


def test_a_number_may_lie_below_nought() -> None:
    cold = Number(id="R7", label="How cold?", low=-40, high=40)
    assert [read(cold, {"R7": (typed,)}).answers["R7"] for typed in ("-5", "\u22125", "5")] == [-5, -5, 5]


def test_line_ends_count_as_one_character_and_edges_are_trimmed() -> None:
    assert read(LONG, {"R6": ("\r\n one\r\ntwo\rthree \n",)}) == Reading({"R6": "one\ntwo\nthree"})
    assert read(LONG, {"R6": ("x" * 18 + "\r\n" + "y",)}).problems == ()


def test_of_text_sent_twice_the_first_counts() -> None:
    assert read(TEXT, {"R5": ("first", "second")}).answers == {"R5": "first"}
