"""Questionnaires, conditions and answers of any content, for laws that must always hold."""

from typing import TypeVar

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from survey_app.questionnaire.conditions import (
    All,
    Answers,
    AnyOf,
    ChannelIs,
    Circumstances,
    Condition,
    CountAtLeast,
    Includes,
    Is,
    IsAnyOf,
    Not,
    NumberBetween,
    VariantIs,
)
from survey_app.questionnaire.definition import (
    Asked,
    Ending,
    Information,
    Item,
    Items,
    LongText,
    Many,
    Number,
    One,
    Option,
    Questionnaire,
    Role,
    Scale,
    Section,
    ShortText,
    Start,
    Thanks,
)
from survey_app.questionnaire.question import Rewording

IDS = st.sampled_from(["R1", "R2", "R3", "R4.row"])
CODES = st.sampled_from(["a", "b", "c", "d"])
WORDS = st.text(st.characters(codec="utf-8"), max_size=20)
NUMBERS = st.floats(-1e6, 1e6)
VARIANTS = st.sampled_from(["en", "pl"])
CHANNELS = st.sampled_from(["web", "paper"])


def conditions() -> SearchStrategy[Condition]:
    """Any condition that a stored version can hold."""
    leaves: SearchStrategy[Condition] = st.one_of(
        st.builds(Is, IDS, CODES),
        st.builds(IsAnyOf, IDS, st.lists(CODES, max_size=3).map(tuple)),
        st.builds(Includes, IDS, CODES),
        st.builds(CountAtLeast, IDS, st.integers(1, 4)),
        st.builds(NumberBetween, IDS, NUMBERS, NUMBERS),
        st.builds(VariantIs, VARIANTS),
        st.builds(ChannelIs, CHANNELS),
    )
    return st.recursive(leaves, _joined, max_leaves=6)


def _joined(inner: SearchStrategy[Condition]) -> SearchStrategy[Condition]:
    several = st.lists(inner, max_size=3).map(tuple)
    return st.one_of(st.builds(All, several), st.builds(AnyOf, several), st.builds(Not, inner))


def answers() -> SearchStrategy[Answers]:
    """Answers of every type, absent ones among them."""
    value = st.one_of(st.none(), CODES, st.lists(CODES, unique=True).map(tuple), NUMBERS, st.integers(-5, 5))
    return st.dictionaries(IDS, value)


def circumstances() -> SearchStrategy[Circumstances]:
    """Any wording and channel."""
    return st.builds(Circumstances, VARIANTS, CHANNELS)


def questionnaires() -> SearchStrategy[Questionnaire]:
    """Any questionnaire of the right shape, sensible or not."""
    return st.builds(
        Questionnaire,
        title=WORDS,
        audience=st.sampled_from(["residents", "staff", "everyone"]),
        start=st.builds(
            Start, about=_several(WORDS), minutes=st.integers(), kilobytes=st.integers(), privacy=_several(WORDS)
        ),
        thanks=st.builds(Thanks, next=_several(WORDS)),
        sections=_several(_sections()),
        characteristics=_several(IDS),
    )


Each = TypeVar("Each")


def _several(each: SearchStrategy[Each]) -> SearchStrategy[tuple[Each, ...]]:
    return st.lists(each, max_size=2).map(tuple)


def _sections() -> SearchStrategy[Section]:
    return st.builds(
        Section,
        id=WORDS,
        when=st.none() | conditions(),
        questions=_several(_questions()),
        ends=st.none() | st.builds(Ending, title=WORDS, text=_several(WORDS)),
    )


def _questions() -> SearchStrategy[Asked]:
    labels = st.dictionaries(CODES, WORDS, max_size=2)
    rewordings = _several(st.builds(Rewording, when=conditions(), label=WORDS, options=labels, items=labels))
    words = {"id": WORDS, "label": WORDS, "hint": WORDS, "when": st.none() | conditions(), "rewordings": rewordings}
    options = _several(
        st.builds(
            Option,
            code=CODES,
            label=WORDS,
            role=st.sampled_from(Role),
            exclusive=st.booleans(),
            score=st.none() | NUMBERS,
            when=st.none() | conditions(),
        )
    )
    items = _several(st.builds(Item, code=CODES, label=WORDS, when=st.none() | conditions()))
    return st.one_of(
        st.builds(One, options=options, shuffle=st.booleans(), **words),
        st.builds(Many, options=options, most=st.integers(0, 9), **words),
        st.builds(Scale, options=options, **words),
        st.builds(Items, options=options, items=items, **words),
        st.builds(ShortText, limit=st.integers(1, 4000), **words),
        st.builds(LongText, **words),
        st.builds(Number, low=NUMBERS, high=NUMBERS, bins=_several(NUMBERS), **words),
        st.builds(Information, **words),
    )
