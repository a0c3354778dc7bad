"""What is put before a person: only what is offered to them, in their words, in an order that is theirs alone."""

import secrets
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey_app.questionnaire.conditions import Circumstances, Includes, Is
from survey_app.questionnaire.definition import Asked, Item, Items, LongText, Many, One, Option, Role, Scale, Section
from survey_app.questionnaire.presenting import ORDERS, exists, offered, order_number, reworded, shuffled
from survey_app.questionnaire.question import Rewording

HERE = Circumstances()
YES = Is("R1", "yes")

FREE = tuple(Option(code=f"o{number}", label=f"Option {number}") for number in range(6))
LAST = (
    Option(code="other", label="Other", detail="What?"),
    Option(code="dont_know", label="Don't know", role=Role.DONT_KNOW),
    Option(code="refused", label="Prefer not to say", role=Role.REFUSED),
    Option(code="none", label="None of these", role=Role.NONE, exclusive=True),
)
ITEMS = tuple(Item(code=f"i{number}", label=f"Row {number}") for number in range(5))

SEEDS = st.binary(min_size=16, max_size=16)

SHUFFLED = st.sampled_from(
    [
        One(id="R2", label="Which?", options=(*FREE, *LAST), shuffle=True),
        Many(id="R3", label="Which?", options=(*FREE, *LAST), shuffle=True),
        Items(id="R4", label="How?", items=ITEMS, options=FREE, shuffle=True),
    ]
)


def codes(question: Asked) -> list[str]:
    assert isinstance(question, One | Many | Items | Scale)
    return [each.code for each in (question.items if isinstance(question, Items) else question.options)]


@given(SHUFFLED, SEEDS)
def test_a_shuffle_is_a_permutation_that_depends_on_the_seed_alone(question: Asked, seed: bytes) -> None:
    shown, order = shuffled(question, seed)
    assert list(order) == codes(shown)
    assert sorted(order) == sorted(codes(question))
    assert shuffled(question, seed) == (shown, order)


@given(SHUFFLED, SEEDS)
def test_other_and_whatever_has_a_role_keep_their_places_at_the_end(question: Asked, seed: bytes) -> None:
    if not isinstance(question, Items):
        assert shuffled(question, seed)[1][-4:] == tuple(option.code for option in LAST)


@given(SEEDS)
def test_options_of_rows_scales_and_lists_without_a_shuffle_stay(seed: bytes) -> None:
    rows = Items(id="R4", label="How?", items=ITEMS, options=FREE, shuffle=True)
    shown, _ = shuffled(rows, seed)
    assert isinstance(shown, Items)
    assert shown.options == FREE
    for fixed in (
        Scale(id="R5", label="How?", options=FREE),
        One(id="R6", label="Which?", options=FREE),
        Items(id="R7", label="How?", items=ITEMS, options=FREE),
        LongText(id="R8", label="Why?"),
    ):
        assert shuffled(fixed, seed) == (fixed, ())


@given(SEEDS)
def test_rows_that_repeat_an_earlier_list_stand_in_its_order(seed: bytes) -> None:
    first = Items(id="R4", label="How?", items=ITEMS, options=FREE, shuffle=True)
    second = Items(id="R5", label="And now?", items=ITEMS, options=FREE, shuffle_as="R4")
    assert shuffled(first, seed)[1] == shuffled(second, seed)[1]


@given(SEEDS)
def test_options_stay_under_their_heading_and_it_stands_above_the_first(seed: bytes) -> None:
    options = (
        Option(code="a1", label="A1", heading="A"),
        Option(code="a2", label="A2"),
        Option(code="b1", label="B1", heading="B"),
        Option(code="b2", label="B2"),
        Option(code="b3", label="B3"),
    )
    shown, order = shuffled(Many(id="R3", label="Which?", options=options, shuffle=True), seed)
    assert isinstance(shown, Many)
    assert {code[0] for code in order[:2]} == {"a"}
    assert [option.heading for option in shown.options] == ["A", "", "B", "", ""]


def test_every_order_is_as_likely_as_any_other() -> None:
    three = Many(id="R3", label="Which?", options=FREE[:3], shuffle=True)
    drawn = Counter(shuffled(three, secrets.token_bytes(16))[1] for _ in range(3000))
    assert len(drawn) == 6
    assert all(abs(count - 500) < 6 * 20.4 for count in drawn.values())  # six standard deviations


@pytest.mark.parametrize("count", [2, 3, 4, 5, 6, 10, 12])
def test_every_option_stands_in_every_place_equally_often(count: int) -> None:
    options = tuple(Option(code=f"o{place}", label=str(place)) for place in range(count))
    question = Many(id="R3", label="Which?", options=options, shuffle=True)
    seeds = {order_number(question, seed): seed for seed in (n.to_bytes(4, "big") for n in range(4000))}
    assert len(seeds) == ORDERS
    places = Counter((code, place) for seed in seeds.values() for place, code in enumerate(shuffled(question, seed)[1]))
    assert set(places.values()) == {ORDERS // count}


def test_two_questions_of_one_person_are_shuffled_apart() -> None:
    seed = bytes(16)
    orders = {
        shuffled(Many(id=f"R{number}", label="Which?", options=FREE, shuffle=True), seed)[1] for number in range(20)
    }
    assert len(orders) > 10


def test_only_what_is_asked_and_offered_is_put_before_the_person() -> None:
    section = Section(
        id="one",
        questions=(
            LongText(id="R2", label="Why?", when=YES),
            Many(id="R3", label="Which?", options=(FREE[0], Option(code="more", label="More", when=YES))),
            Items(
                id="R4",
                label="How?",
                items=(ITEMS[0], Item(code="more", label="More", when=YES)),
                options=(FREE[0], Option(code="more", label="More", when=Includes("R0", "a"))),
            ),
        ),
    )
    few = offered(section, {"R1": "no"}, HERE)
    assert [question.id for question in few] == ["R3", "R4"]
    assert [codes(question) for question in few] == [["o0"], ["i0"]]
    all_of_it = offered(section, {"R1": "yes", "R0": ("a",)}, HERE)
    assert all_of_it == section.questions
    rows = offered(section, {"R0": ("a",)}, HERE)[-1]
    assert isinstance(rows, Items)
    assert [option.code for option in rows.options] == ["o0", "more"]


def test_a_section_without_a_condition_exists() -> None:
    assert exists(Section(id="one"), {}, HERE)
    assert not exists(Section(id="one", when=YES), {}, HERE)
    assert exists(Section(id="one", when=YES), {"R1": "yes"}, HERE)


def test_the_first_wording_that_fits_is_used_and_codes_stay() -> None:
    question = One(
        id="R2",
        label="How do you travel?",
        hint="Any day.",
        needed="Choose how you travel.",
        options=FREE[:2],
        rewordings=(
            Rewording(when=YES, label="How does she travel?", needed="Choose.", options={"o1": "She walks"}),
            Rewording(when=YES, label="Never used"),
        ),
    )
    assert reworded(question, {}, HERE) is question
    worded = reworded(question, {"R1": "yes"}, HERE)
    assert isinstance(worded, One)
    assert (worded.label, worded.hint, worded.needed) == ("How does she travel?", "Any day.", "Choose.")
    assert [(option.code, option.label) for option in worded.options] == [("o0", "Option 0"), ("o1", "She walks")]


def test_a_wording_never_makes_a_question_needed() -> None:
    question = One(id="R2", label="How?", options=FREE, rewordings=(Rewording(when=YES, needed="Choose."),))
    assert reworded(question, {"R1": "yes"}, HERE).needed == ""


def test_rows_are_reworded_too() -> None:
    wording = Rewording(when=YES, items={"i1": "Her row"}, options={"o0": "Hers"})
    question = Items(id="R4", label="How?", items=ITEMS, options=FREE, rewordings=(wording,))
    worded = reworded(question, {"R1": "yes"}, HERE)
    assert isinstance(worded, Items)
    assert [item.label for item in worded.items[:2]] == ["Row 0", "Her row"]
    assert worded.options[0].label == "Hers"
