"""Results of people who were drawn by chance: ranges, weights, refusals in words, comparisons, and how all was made."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from survey_app.database import Database
from survey_app.results.rounds import SAMPLES
from survey_app.surveys.samples import Sample, Stratum
from survey_app.surveys.strata import set_sample
from survey_app.surveys.waves import add_collector, collectors_of
from survey_app.team.members import Member
from tests.results.sample import people, store
from tests.results.site import OVER, Place, running_place

RESULTS = "/team/surveys/residents/results"
PLAN = """
population = "everybody on the register"
source = "The register"
date = "2026-05-01"

[[margins]]
name = "Place"
question = "Q7"

[margins.totals]
north = 6000
south = 4000
"""


@pytest.fixture
def place(sqlite_database: Database, tmp_path: Path) -> Iterator[Place]:
    """400 people of one round: half of 300 in the north go online every day, and 80 of 100 in the south."""
    (tmp_path / "residents.toml").write_text(PLAN)
    with running_place(sqlite_database, tmp_path) as started:
        with sqlite_database.write() as connection:
            given = [*people(150, Q1="daily", Q7="north", Q5=3), *people(150, Q1="never", Q7="north", Q5=5)]
            given += [*people(80, Q1="daily", Q7="south", Q5=8), *people(20, Q1="never", Q7="south", Q5=9)]
            store(connection, started.residents, given)
        yield started


def sampled(place: Place, kind: str, stratum: Stratum | None = None) -> None:
    with place.database.write() as connection:
        (link,) = collectors_of(connection, place.residents.wave.id)
        set_sample(connection, link, Sample(kind, stratum))


def drawn(place: Place) -> None:
    sampled(place, "random", Stratum("Everybody", "the register", "2026-05-01", 10_000, 900))


def shown(place: Place, path: str = "", member: Member | None = None) -> str:
    reply = place.read(member or place.cast.analyst, f"{RESULTS}{path}")
    assert reply.status_code == 200
    return " ".join(re.sub(r"<[^>]+>", " ", reply.text).split())


def test_an_open_sample_says_so_has_no_ranges_and_no_weights(place: Place) -> None:
    text = shown(place, "?weights=on")
    assert SAMPLES["open"] in text
    assert "no weights can make them stand for people who did not" in text
    assert "Likely between" not in text
    assert "Every day 230 58%" in text
    assert "Without weights" in text


def test_how_the_answers_came_stands_beside_every_headline(place: Place) -> None:
    text = shown(place)
    assert "They answered: 400 online by themselves, 0 with help or by telephone, 0 on paper." in text


def test_people_drawn_by_chance_have_ranges_of_their_whole_frame(place: Place) -> None:
    drawn(place)
    text = shown(place)
    assert "Every day 230 58% 53% to 62%" in text
    assert SAMPLES["random"] in text
    assert SAMPLES["open"] not in text
    assert "900 invited 400" in text
    assert "Of everybody, the average likely lies between" in text


def test_weights_are_an_address_and_none_is_one_click_away(place: Place) -> None:
    drawn(place)
    text = shown(place, "?weights=on")
    assert "Every day 230 62% 57% to 67%" in text  # 0.6 times a half and 0.4 times 0.8
    assert "Weighted: 400 people count as 357 (design effect 1.12)" in text
    assert "Source: The register, 1 May 2026" in text
    assert "With weights, the answer given most often was “Every day”: 62%." in text
    page = place.read(place.cast.analyst, f"{RESULTS}?weights=on").text
    assert f'href="{RESULTS}"' in page
    assert f'href="{RESULTS}?weights=on" aria-current="true"' in page


def test_a_list_is_weighted_without_ranges(place: Place) -> None:
    sampled(place, "list")
    text = shown(place, "?weights=on")
    assert "Every day 230 62%" in text
    assert "Likely between" not in text


def test_margins_that_cannot_be_met_are_refused_in_words(place: Place, tmp_path: Path) -> None:
    drawn(place)
    (tmp_path / "residents.toml").write_text(PLAN.replace("south = 4000", "south = 200"))
    text = shown(place, "?weights=on")
    assert "These figures have no weights. Place: the people in “south” would need weights under 0.2 or over 5." in text
    assert "Every day 230 58%" in text


def test_a_mixed_round_shows_those_who_were_drawn_apart(place: Place) -> None:
    drawn(place)
    with place.database.write() as connection:
        other = add_collector(connection, place.residents.wave.id, code="poster")
        store(connection, place.residents, people(50, Q1="never", Q7="south"), collector_id=other.id)
    text = shown(place)
    assert "Only 400 of the 450 people in this round were drawn by chance." in text
    assert "Likely between" not in text
    assert SAMPLES["open"] in text
    weighted = shown(place, "?weights=drawn")
    assert "Every day 230 58% 53% to 62%" in weighted


def test_viewers_have_weights_by_their_own_rule(place: Place) -> None:
    drawn(place)
    place.wait_until(OVER)
    text = shown(place, "?weights=on", place.cast.viewer)
    assert "Every day 230 62% 57% to 67%" in text
    assert "Weighted: about 400 people count as about 355" in text
    plain = shown(place, "", place.cast.viewer)
    assert "Every day 230 58% 53% to 63%" in plain


def test_groups_drawn_by_chance_are_tested_allowing_for_every_comparison(place: Place) -> None:
    drawn(place)
    text = shown(place, "/Q1/by/Q7")
    assert "allowing for 6 comparisons" in text
    assert "“North”, 50% answered “Every day”, against 80% of everyone else: likely 16 to 41 points fewer" in text
    assert "No test is made" not in text


def test_groups_that_chose_to_take_part_are_never_tested(place: Place) -> None:
    text = shown(place, "/Q1/by/Q7")
    assert "No test is made" in text
    assert "allowing for" not in text


def test_how_a_figure_was_made_is_told_number_by_number(place: Place) -> None:
    drawn(place)
    page = place.read(place.cast.analyst, RESULTS).text
    assert f'href="{RESULTS}/Q1/worked-out"' in page
    text = shown(place, "/Q1/worked-out?weights=on")
    assert "In these figures: 400" in text
    assert "Every day 230 of 400, with weights 62.0% 56.9% to 66.9%" in text
    assert "No weight is under 0.2 or over 5 times the mean" in text
    assert "Wilson" in text


def test_how_a_figure_was_made_tells_viewers_of_its_rounding(place: Place) -> None:
    place.wait_until(OVER)
    text = shown(place, "/Q1/worked-out", place.cast.viewer)
    assert "Numbers of people are rounded to the nearest 5" in text
    assert "People who were asked" not in text
    assert "no range is given" in text.lower()


def test_a_question_that_is_not_there_was_worked_out_nowhere(place: Place) -> None:
    assert place.read(place.cast.analyst, f"{RESULTS}/Q99/worked-out").status_code == 404
    assert place.read(place.cast.viewer, f"{RESULTS}/Q1/worked-out?filter=Q7:north").status_code == 404
    assert place.read(place.cast.outsider, f"{RESULTS}/Q1/worked-out").status_code == 404
