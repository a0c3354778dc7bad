"""Pretend residents are as many of each district, age and sex as in the census, and hang together."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

import numpy as np
import pytest

from survey_app.demo.answering import Answered
from survey_app.demo.margins import AGES, read_margins, shares_in_turn
from survey_app.questionnaire.conditions import Value
from tests.demonstration.crowds import MARGINS_FILE, crowd, organisation, sent

Answers = dict[str, Value]

PEOPLE = 1_200
POINTS = 0.03

OLDER = ("age_65_74", "age_75_84", "age_85_over")
SKILLS = ("R11a.", "R11b.", "R11c.", "R11d.", "R11e.", "R11f.")


@pytest.fixture(scope="module")
def residents() -> list[Answers]:
    """What 3,000 pretend residents answered."""
    return [each.answers for each in sent("residents", 3_000, early=0.0)]


def share(people: Iterable[Answers], is_so: Callable[[Answers], bool]) -> float:
    found = [is_so(each) for each in people]
    assert len(found) >= 30
    return sum(found) / len(found)


def offline(answers: Answers) -> bool:
    return answers["R04"] in {"before", "never"}


def alone(answers: Answers) -> int:
    return sum(value == "alone" for key, value in answers.items() if key.startswith(SKILLS))


def of_ages(people: Sequence[Answers], *ages: str) -> list[Answers]:
    return [each for each in people if each["R03"] in ages]


def test_the_margins_are_of_the_twelve_districts_from_sixteen() -> None:
    margins = read_margins(MARGINS_FILE)
    assert margins.districts == tuple(entry.code for entry in organisation().lists["districts"])
    assert margins.people.shape == (12, 8)
    assert margins.people.sum() == pytest.approx(1_012_926, abs=50)
    assert ((margins.women > 0.4) & (margins.women < 0.7)).all()


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_districts_ages_and_sexes_are_as_in_the_census(seed: int) -> None:
    margins = read_margins(MARGINS_FILE)
    answers = [each.answers for each in sent("residents", PEOPLE, seed)]
    for key, codes, axis in (("R02", margins.districts, 1), ("R03", tuple(AGES), 0)):
        given = Counter(each[key] for each in answers if each[key] in codes)
        expected = margins.people.sum(axis=axis) / margins.people.sum()
        for code, wanted in zip(codes, expected, strict=True):
            assert abs(given[code] / given.total() - wanted) < POINTS, code
    women = (margins.people * margins.women).sum() / margins.people.sum()
    assert abs(share((each for each in answers if each.get("E2")), lambda each: each["E2"] == "female") - women) < 0.05


def test_places_by_turns_come_as_often_as_their_weights_ask() -> None:
    weights = np.array([1.0, 0.0, 2.5, 6.5])
    counts = np.bincount(shares_in_turn(weights, 1_000, np.random.default_rng(1)), minlength=4)
    assert (abs(counts - 100 * weights) <= 1).all()
    assert counts[1] == 0


def test_being_offline_rises_with_age(residents: list[Answers]) -> None:
    shares = [
        share(of_ages(residents, *ages), offline)
        for ages in (("age_16_24", "age_25_34", "age_35_44"), ("age_55_64",), ("age_65_74",), OLDER[1:])
    ]
    assert shares == sorted(shares)
    assert shares[0] < 0.04
    assert shares[-1] > 0.2
    assert 0.03 < share(residents, offline) < 0.12


def test_who_is_offline_is_asked_no_skills_and_comes_by_other_ways() -> None:
    people = crowd("residents", 3_000)
    use, way = people.picked["R04"], people.picked["channel"]
    away = np.isin(use.places, [use.codes.index("before"), use.codes.index("never")])
    own = way.places == way.codes.index("own")
    assert own[away].mean() < 0.2 < 0.7 < own[~away].mean()
    assert (people.picked["R11a.unlock"].places[away] < 0).all()


def test_skills_fall_with_age_and_confidence_follows_skills(residents: list[Answers]) -> None:
    online = [each for each in residents if "R11a.unlock" in each]
    young, old = of_ages(online, "age_16_24", "age_25_34"), of_ages(online, *OLDER)
    assert np.mean([alone(each) for each in young]) - np.mean([alone(each) for each in old]) > 1.5

    def unsure(answers: Answers) -> bool:
        return answers.get("R12") in {"not_very", "not_at_all"}

    able = [each for each in online if alone(each) >= 11]
    unable = [each for each in online if alone(each) <= 7]
    assert share(able, unsure) + 0.25 < share(unable, unsure)


def test_only_a_smartphone_goes_with_hardship(residents: list[Answers]) -> None:
    def only_phone(answers: Answers) -> bool:
        devices = answers["R05"]
        return isinstance(devices, tuple) and "smartphone" in devices and not {"computer", "tablet"} & set(devices)

    hard = [each for each in residents if each["R09"] in {"fairly_hard", "very_hard"}]
    easy = [each for each in residents if each["R09"] in {"fairly_easy", "very_easy"}]
    assert share(easy, only_phone) + 0.05 < share(hard, only_phone)


def test_devices_and_long_forms_agree(residents: list[Answers]) -> None:
    with_screen = [each for each in residents if {"computer", "tablet"} & set(_codes(each["R05"]))]
    assert share(with_screen, lambda each: each["R06"] in {"phone_only", "nothing"}) < 0.03
    without = [each for each in residents if each["R05"] and not {"computer", "tablet"} & set(_codes(each["R05"]))]
    assert share(without, lambda each: each["R06"] == "yes") < 0.15


def test_staff_differ_by_the_work_that_they_do() -> None:
    people = [each.answers for each in sent("staff", 2_000, early=0.0)]
    out, desk = ([each for each in people if each["S02a"] == work] for work in ("out_and_about", "office_or_home"))
    assert share(desk, _has_no_computer) + 0.2 < share(out, _has_no_computer)
    assert share(out, lambda each: each["S04"] in {"all", "most"}) < share(
        desk, lambda each: each["S04"] in {"all", "most"}
    )
    care = [each for each in people if each["S01"] in {"adult_social_care", "children_social_care"}]
    assert care
    assert all(("S17" in each) == (each["S01"] in {"adult_social_care", "children_social_care"}) for each in people)


@pytest.mark.parametrize("slug", ["residents", "staff", "pulse", "feedback"])
def test_some_leave_blanks_some_prefer_not_to_say_and_some_stop(slug: str) -> None:
    people = sent(slug, 1_500, early=0.05)
    every = [value for each in people for value in (each.answers | each.profile).values()]
    assert every.count(None) > 50
    assert any(value == "refused" for value in every)
    assert any(each.reached for each in people) == (slug != "feedback")


def test_the_same_seed_makes_the_same_people_and_another_others() -> None:
    assert _all(sent("residents", 200, seed=4)) == _all(sent("residents", 200, seed=4))
    assert _all(sent("residents", 200, seed=4)) != _all(sent("residents", 200, seed=5))


def _all(people: list[Answered]) -> list[Answers]:
    return [each.answers for each in people]


def _codes(value: Value) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else ()


def _has_no_computer(answers: Answers) -> bool:
    return answers["S03"] != "council_computer"


def _has_equipment(answers: Answers) -> bool:
    return answers["S04"] in {"all", "most"}
