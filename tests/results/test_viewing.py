"""What viewers read stands still until the rule lets it be renewed: on the real pages, on both databases."""

import asyncio
import re

import pytest
from msgspec.structs import replace
from sqlalchemy import delete, update

from survey_app.database import Database
from survey_app.results.counting import Counting
from survey_app.results.disclosure import Level
from survey_app.results.facts_crossed import HOW
from survey_app.results.finding import Found
from survey_app.results.renewing import PAUSE
from survey_app.results.snapshots import forget_snapshots, snapshot_of
from survey_app.results.viewing import Crossed, crossed_of, results_of
from survey_app.surveys.versions import store_version
from survey_app.surveys.waves import waves_of
from survey_app.tables.respond import profile_answer, response
from survey_app.writer import NotStored, Writer
from tests.results.fieldwork_days import OVER, come, figures, leave, wait
from tests.results.sample import DAY, NOON, Fieldwork, begin_epoch, second
from tests.results.site import Place
from tests.results.test_pages import words_of


def known(place: Place, fieldwork: Fieldwork) -> Found:
    """A survey as a viewer finds it."""
    waves = place.database.read_blocking(waves_of, fieldwork.survey.id)
    return Found(fieldwork.survey, waves, waves[-1], Level.GUARDED, int(place.site.clock.seconds))


async def crossed_by(place: Place, by: str) -> Crossed | str:
    """Every question by a characteristic as a process just started shows it to viewers, or why it does not."""
    counting, found = Counting(place.database), known(place, place.residents)
    try:
        return await crossed_of(place.site.service, counting, found.survey, found.waves[-1], by, found.now)
    finally:
        await counting.close()


def test_the_first_figures_are_of_fifty_people_and_stand_still(open_place: Place) -> None:
    place = open_place
    come(place, 49)
    assert "49 people have answered" in figures(place)
    assert "Results show from 50 people while this round is open" in figures(place)
    assert "Every day" not in figures(place)
    come(place, 1)
    first = figures(place)
    assert "These figures were made on 28 May 2026 at 21:26, when 50 people had answered." in first
    assert "Every day 50 100%" in first
    come(place, 24, "never")
    wait(place, 3 * PAUSE)
    assert figures(place) == first
    assert "By now 74 have." in words_of(place.read(place.cast.viewer, "/team/surveys/residents/results").text)
    come(place, 1, "never")
    second_view = figures(place)
    assert "made on 31 May 2026 at 21:26, when 75 people had answered." in second_view
    assert "Never 25 33%" in second_view


def test_a_day_must_pass_however_many_come(open_place: Place) -> None:
    place = open_place
    come(place, 60)
    first = figures(place)
    come(place, 600, "never")
    wait(place, PAUSE - 1)
    assert figures(place) == first
    wait(place, 1)
    assert "Never 600" in figures(place)


def test_those_who_come_and_those_who_leave_count_together(open_place: Place) -> None:
    place = open_place
    ids = come(place, 60)
    first = figures(place)
    wait(place, PAUSE)
    leave(place, ids[:12])
    come(place, 12, "never")
    assert figures(place) == first
    come(place, 1, "never")
    assert "Never 15" in figures(place)


def test_who_takes_an_answer_back_after_closing_does_not_change_what_is_read(open_place: Place) -> None:
    place = open_place
    ids = come(place, 40) + come(place, 35, "never")
    place.wait_until(OVER)
    first = figures(place)
    assert "Never 35" in first
    wait(place, 2 * PAUSE)
    leave(place, ids[-24:])
    assert figures(place) == first
    leave(place, ids[-30:-24])
    wait(place, 2 * PAUSE)
    assert figures(place) == first


def test_the_last_few_before_closing_are_left_out_and_the_page_says_why(open_place: Place) -> None:
    place = open_place
    come(place, 60)
    figures(place)
    come(place, 24, "never")
    place.wait_until(OVER)
    page = words_of(place.read(place.cast.viewer, "/team/surveys/residents/results").text)
    assert "Every day 60 100%" in page
    assert "By now 84 have. Figures with so few more would show what these said, so they are left out." in page


def test_every_process_shows_the_same(open_place: Place) -> None:
    place = open_place
    come(place, 60)
    first = figures(place)
    come(place, 20, "never")
    assert asyncio.run(made_elsewhere(place)) == ("28 May 2026 at 21:26", "60")
    assert figures(place) == first


async def made_elsewhere(place: Place) -> tuple[str, ...]:
    """When and of how many the figures were made that a process just started shows."""
    counting = Counting(place.database)
    made = await results_of(place.site.service, counting, known(place, place.residents))
    await counting.close()
    found = re.search(r"made on (.*), when (\d+) people", made.made)
    return () if found is None else found.groups()


def test_processes_that_take_the_first_at_once_show_the_same(open_place: Place) -> None:
    place = open_place
    come(place, 60)

    async def read_at_once() -> set[str]:
        services = [replace(place.site.service, writer=Writer(place.database)) for _ in range(4)]
        counters = [Counting(place.database) for _ in services]
        for each in services:
            each.writer.start()
        found = known(place, place.residents)
        made = await asyncio.gather(
            *(results_of(each, counting, found) for each, counting in zip(services, counters, strict=True))
        )
        for each, counting in zip(services, counters, strict=True):
            await each.writer.stop()
            await counting.close()
        return {each.made for each in made}

    assert len(asyncio.run(read_at_once())) == 1
    held = place.database.read_blocking(snapshot_of, place.residents.wave.id)
    assert held is not None
    assert held.number == 1


def test_a_restore_and_a_new_epoch_change_nothing(open_place: Place) -> None:
    place = open_place
    come(place, 60)
    first = figures(place)
    come(place, 20, "never")
    wait(place, PAUSE)
    with place.database.write() as connection:
        begin_epoch(connection, "another", 999)
        connection.execute(update(response).values(id=response.c.id - 1))
    assert figures(place) == first


def test_where_a_snapshot_cannot_be_stored_there_are_no_figures_yet(
    open_place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = open_place
    come(place, 60)

    def refuse(*_: object) -> bool:
        raise NotStored("a full disk")

    monkeypatch.setattr("survey_app.results.looking.keep_snapshot", refuse)
    assert "Every day" not in figures(place)
    monkeypatch.undo()
    assert "Every day 60" in figures(place)


def test_figures_of_a_round_outlive_its_answers(open_place: Place) -> None:
    place = open_place
    come(place, 60)
    place.wait_until(OVER)
    figures(place)
    wait(place, 730 * DAY)
    with place.database.write() as connection:
        connection.execute(update(response).values(state="erased", answers="{}"))
        begin_epoch(connection, "erased", 999)
    page = words_of(place.read(place.cast.viewer, "/team/surveys/residents/results").text)
    assert "made on 27 June 2026 at 21:41, when 60 people had answered. They stay as they are." in page
    assert "Every day 60 100%" in page


def test_a_new_version_leaves_figures_in_the_words_in_which_they_were_made(open_place: Place) -> None:
    place = open_place
    come(place, 60, "weekly")
    first = figures(place)
    with place.database.write() as connection:
        newer, _ = store_version(connection, place.residents.survey.id, second())
    come(place, 3, "monthly", version_id=newer.id)
    assert figures(place) == first
    assert "Every week 60" in first
    come(place, 30, "monthly", version_id=newer.id)
    wait(place, PAUSE)
    assert "Every month 35" in figures(place)


def test_pretend_figures_follow_pretend_answers_and_go_with_them(open_place: Place) -> None:
    place = open_place
    come(place, 60, demonstration=True)
    assert "Pretend answers" in figures(place)
    assert "Every day 60" in figures(place)
    come(place, 3, "never", demonstration=True)
    assert "when 63 people had answered" in figures(place)
    with place.database.write() as connection:
        connection.execute(delete(response).where(response.c.demonstration))
        begin_epoch(connection, "removed", 999)
        forget_snapshots(connection, place.residents.survey.id)
    assert "Every day" not in figures(place)
    assert place.database.read_blocking(snapshot_of, place.residents.wave.id) is None


def test_pretend_figures_fall_when_somebody_real_answers(open_place: Place) -> None:
    place = open_place
    come(place, 60, demonstration=True)
    assert "Every day 60" in figures(place)
    come(place, 1)
    assert "1 person has answered" in figures(place)
    assert "Every day" not in figures(place)
    come(place, 49)
    assert "Every day 50" in figures(place)


def test_groups_are_compared_when_the_round_is_closed_and_of_the_same_people(open_place: Place) -> None:
    place = open_place
    come(place, 60)
    figures(place)
    come(place, 24, "never")

    async def crossed(by: str) -> tuple[int, ...]:
        found = await crossed_by(place, by)
        return () if isinstance(found, str) else tuple({each.everyone.population for each in found.tallies})

    assert asyncio.run(crossed("Q1")) == ()
    place.wait_until(OVER)
    assert {by: asyncio.run(crossed(by)) for by in ("Q1", "Q7", HOW, "Q8")} == {
        "Q1": (60,), "Q7": (60,), HOW: (60,), "Q8": ()
    }  # fmt: skip


def test_a_profile_waits_for_twenty_five_more_of_its_own(open_place: Place) -> None:
    place = open_place

    def profile(count: int, answer: str) -> None:
        rows = [
            {"wave_id": place.staff.wave.id, "question": "Q8", "answer": f'"{answer}"', "settled": True}
            for _ in range(count)
        ]
        with place.database.write() as connection:
            start = len(connection.execute(profile_answer.select()).all())
            connection.execute(
                profile_answer.insert(), [{**row, "id": start + place_} for place_, row in enumerate(rows, start=1)]
            )

    ids = come(place, 80, slug="staff")
    profile(80, "no")
    first = figures(place, slug="staff")
    assert "No [c]" in first
    wait(place, PAUSE)
    leave(place, ids[:24])
    come(place, 12, "never", slug="staff")
    profile(12, "yes")
    changed = figures(place, slug="staff")
    assert changed != first
    assert "Yes 10" not in changed
    wait(place, PAUSE)
    come(place, 25, "never", slug="staff")
    profile(25, "yes")
    assert "Yes 35" in figures(place, slug="staff")


def test_what_is_stored_is_what_is_shown(open_place: Place) -> None:
    place = open_place
    come(place, 60)
    figures(place)
    held = place.database.read_blocking(snapshot_of, place.residents.wave.id)
    assert held is not None
    assert (held.live.people, held.tallies.people, held.taken_at) == (60, 60, NOON)
    assert isinstance(place.database, Database)
