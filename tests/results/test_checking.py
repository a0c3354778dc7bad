"""The audit runs in a child process, and what has not passed it is shown to nobody."""

import asyncio
import sys

import pytest

from survey_app.results.auditing import audited
from survey_app.results.checking import CHECKING, FAILED, CannotCheck, Checks, Children
from survey_app.results.families import Family, Hidings, Layer, withheld
from survey_app.results.snapshots import snapshot_of
from tests.results.fieldwork_days import come
from tests.results.site import Place
from tests.results.test_auditing import made
from tests.results.test_pages import words_of

NOW = 1_780_000_000
RESULTS = "/team/surveys/residents/results"

STUMBLES = """
import sys
from survey_app.results import audit_program
audit = audit_program.audited
def stumbling(family):
    if family.key == "Q13":
        sys.exit(9)
    return audit(family)
audit_program.audited = stumbling
audit_program.main()
"""


@pytest.fixture
def audits_in_process() -> None:
    """Here they are made by children, as in the service."""


def numbered(seed: int) -> Family:
    family = made(seed, adds_up=True)
    return Family(f"Q{seed}", family.measure, family.answers, family.adds_up, family.layers, family.stars)


def test_a_child_hides_what_the_same_audit_hides_here() -> None:
    families = [numbered(seed) for seed in range(5)]
    assert Children()(families) == tuple(map(audited, families))


def test_a_family_that_a_child_does_not_survive_is_withheld_and_the_rest_is_audited() -> None:
    families = [numbered(seed) for seed in range(12, 16)]
    made_of = Children((sys.executable, "-c", STUMBLES))(families)
    assert made_of == tuple(withheld(each) if each.key == "Q13" else audited(each) for each in families)


@pytest.mark.parametrize("program", ["import no_such_solver", "import time; time.sleep(60)"])
def test_without_a_solver_or_in_time_nothing_passes(program: str) -> None:
    with pytest.raises(CannotCheck):
        Children((sys.executable, "-c", program), longest=0.5)([numbered(1)])


def test_a_page_says_that_figures_are_being_checked_and_shows_none(
    sqlite_open_place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = sqlite_open_place
    come(place, 60)
    waiting = asyncio.Event()

    async def check(self: Checks, wave_id: int, *_: object) -> None:
        self._tasks[wave_id] = asyncio.create_task(_forever(waiting))

    monkeypatch.setattr(Checks, "check", check)
    page = words_of(place.read(place.cast.viewer, RESULTS).text)
    assert CHECKING in page
    assert "[c]" not in page
    assert place.database.read_blocking(snapshot_of, place.residents.wave.id) is None


async def _forever(waiting: asyncio.Event) -> None:
    await waiting.wait()


def test_where_nothing_can_be_checked_nothing_is_shown_and_the_page_says_why(
    sqlite_open_place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = sqlite_open_place

    def refuse(*_: object) -> tuple[Hidings, ...]:
        raise CannotCheck

    come(place, 60)
    monkeypatch.setattr(Children, "__call__", refuse)
    page = words_of(place.read(place.cast.viewer, RESULTS).text)
    assert FAILED in page
    assert place.database.read_blocking(snapshot_of, place.residents.wave.id) is None
    monkeypatch.setattr(Children, "__call__", lambda _, families: tuple(map(audited, families)))
    assert FAILED in words_of(place.read(place.cast.viewer, RESULTS).text)
    place.wait_until(int(place.site.clock.seconds) + 601)
    assert FAILED not in words_of(place.read(place.cast.viewer, RESULTS).text)
    held = place.database.read_blocking(snapshot_of, place.residents.wave.id)
    assert held is not None
    assert held.checked


def test_one_audit_of_a_wave_at_a_time_and_whoever_comes_later_joins_it() -> None:
    async def play() -> list[int]:
        begun: list[int] = []
        checks = Checks(audit=lambda families: tuple(map(audited, families)), patience=5)

        async def work() -> None:
            await asyncio.to_thread(begun.append, len(begun))

        await asyncio.gather(checks.check(1, work, NOW), checks.check(1, work, NOW), checks.check(2, work, NOW))
        await checks.close()
        return begun

    assert asyncio.run(play()) == [0, 1]


def test_a_column_of_few_is_withheld_whole() -> None:
    family = Family("Q1", "single", 1, True, (Layer((12, 12), (False, False)),))
    assert withheld(family) == Hidings("Q1", "single", (0, 1))
