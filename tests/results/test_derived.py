"""Headlines counted person by person in plain Python, and by bits: both come to the same."""

from collections.abc import Mapping, Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from survey_app.questionnaire.headlines import AllHeadline, Answer, AnyHeadline, AnyKind, CountHeadline, parts_of
from survey_app.results.blocks import planed
from survey_app.results.coding import Stored
from survey_app.results.derived import HeadlineTally, headline_tallies
from survey_app.results.overview import population
from tests.results.sample import FIRST, column_set, people, stored_answers

DAILY = Answer(code="daily", label="Are online every day", question="Q1", codes=("daily",))
PHONE_ONLY = Answer(code="phone", label="Have a phone alone", question="Q2", codes=("phone",), without=("laptop",))
EASY = Answer(
    code="easy", label="Find it easy", question="Q3", codes=("easy",), base="everyone", not_asked_counts_as="no"
)
PAYS = Answer(
    code="pays", label="Pay alone", question="Q4.pay", codes=("alone",), left_blank_counts_as="no", base="everyone"
)
UNSURE = Answer(code="unsure", label="Do not know", question="Q1", codes=("dont_know",))
RULES: tuple[AnyKind, ...] = (
    DAILY,
    PHONE_ONLY,
    EASY,
    PAYS,
    UNSURE,
    AnyHeadline(code="one", label="Any", of=("daily", "phone", "easy")),
    AllHeadline(code="every", label="All", of=("daily", "phone"), but_not=("pays",)),
    CountHeadline(code="many", label="How many", of=("daily", "phone", "easy")),
    CountHeadline(code="few", label="At most one", of=("daily", "phone", "pays"), at_most=1),
    CountHeadline(code="two", label="Two or more", of=("daily", "phone", "pays"), at_least=2),
)

ROLES: dict[str, dict[str, str | None]] = {
    "Q1": {"refused": None},
    "Q2": {"refused": None},
    "Q3": {"no_use": "apply", "dont_know": "outside"},
    "Q4.pay": {},
}


def truth(rule: AnyKind, rules: Mapping[str, AnyKind], answers: Mapping[str, Stored]) -> bool | int | None:
    """What a rule comes to for one person, by trying everything that is not known."""
    if isinstance(rule, Answer):
        return by_answer(rule, answers)
    known = [truth(rules[part], rules, answers) for part in parts_of(rule)]
    found = {put_together(rule, dict(zip(parts_of(rule), each, strict=True))) for each in tried(known)}
    return found.pop() if len(found) == 1 else None


def tried(known: Sequence[bool | int | None]) -> list[list[bool]]:
    """Every way in which what is not known could be."""
    ways: list[list[bool]] = [[]]
    for each in known:
        ways = [[*way, value] for way in ways for value in ((True, False) if each is None else (bool(each),))]
    return ways


def put_together(rule: AnyKind, parts: Mapping[str, bool]) -> bool | int:
    match rule:
        case AnyHeadline():
            return any(parts.values())
        case AllHeadline():
            return all(parts[each] for each in rule.of) and not any(parts[each] for each in rule.but_not)
        case CountHeadline():
            number = sum(parts.values())
            if rule.at_least is None and rule.at_most is None:
                return number
            return (rule.at_least or 0) <= number <= (len(parts) if rule.at_most is None else rule.at_most)
    raise TypeError(rule)


def by_answer(rule: Answer, answers: Mapping[str, Stored]) -> bool | None:
    key = rule.question
    if key not in answers:
        return False if rule.not_asked_counts_as == "no" else None
    value = answers[key]
    if value in (None, ()):
        return False if rule.left_blank_counts_as == "no" else None
    chosen = value if isinstance(value, tuple) else (value,)
    if any(code in rule.codes for code in chosen):
        return not any(code in rule.without for code in chosen)
    roles = {ROLES[key].get(str(code), "inside") for code in chosen}
    if key == "Q2":  # ticks of a missing role count as it where a form on paper has both
        return None if "refused" in chosen else False
    role = roles.pop()
    return None if role is None or (role != "inside" and rule.base != "everyone") else False


def counted(answers: Sequence[Mapping[str, Stored]], *, by_planes: bool) -> dict[str, HeadlineTally]:
    columns = column_set(answers)
    if by_planes:
        columns = replace(columns, block=planed(columns.block, least=64))
    return {each.code: each for each in headline_tallies(columns, RULES, population(columns, 1))}


@settings(max_examples=40)
@given(st.lists(stored_answers(FIRST), min_size=1, max_size=5), st.integers(1, 40), st.booleans())
def test_every_rule_counts_whom_it_says(some: list[dict[str, Stored]], times: int, by_planes: bool) -> None:
    some = [each | {"Q7": "north"} for each in some]
    rules = {each.code: each for each in RULES}
    made = counted(some * times, by_planes=by_planes)
    for code, rule in rules.items():
        values = [truth(rule, rules, each) for each in some if not blank_again(each)]
        wanted = [True, False] if made[code].values[0] == "Yes" else list(range(4))
        if len(values) == len(some):
            counts = [times * sum(value is not None and value == each for value in values) for each in wanted]
            tally = made[code].tally
            assert tally is not None
            assert list(tally.counts) == counts


def blank_again(answers: Mapping[str, Stored]) -> bool:
    """People whose ticks mix roles, or who did not understand: told apart by tests of coding."""
    ticks = answers.get("Q2")
    return isinstance(ticks, tuple) and len(ticks) > 1 and bool({"none", "dont_know", "refused"} & set(ticks))


def test_somebody_is_left_out_only_where_what_is_missing_could_change_it() -> None:
    made = counted([{"Q1": "daily", "Q2": None}, {"Q1": "never", "Q2": None}], by_planes=False)["one"]
    assert made.tally is not None
    assert (made.tally.counts, made.tally.base, made.tally.population) == ((1, 0), 1, 2)


def test_who_skipped_a_question_counts_as_the_rule_says() -> None:
    crowd = [*people(12, Q1="never"), *people(8, Q1="daily", Q3="easy"), *people(5, Q1="daily", Q3="no_use")]
    made = counted(crowd, by_planes=False)
    assert made["easy"].tally is not None
    assert made["easy"].tally.counts == (8, 17)


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("daily", "Counted are those who answered “Every day” at question 1."),
        ("phone", "Counted are those who ticked “Phone” at question 2, but not “Laptop”."),
        ("easy", "People who were not asked or to whom it does not apply count as “no”."),
        ("every", "Not counted is whoever fits this: Pay alone (answered “On my own” at question 4, “Pay a bill”)."),
        ("few", "How many of these 3 hold, 1 or fewer:"),
    ],
)
def test_the_rule_is_said_in_words(code: str, words: str) -> None:
    assert words in counted([{"Q1": "daily"}], by_planes=False)[code].how


def test_a_rule_about_a_question_that_is_not_there_counts_nobody() -> None:
    columns = column_set(people(3, Q1="daily"))
    gone = replace(DAILY, question="Q99")
    made = headline_tallies(columns, (gone,), np.ones(3, dtype=np.bool_))
    assert made[0].tally is not None
    assert made[0].tally.base == 0
