"""A column file gives back what was written, holds no more than it may, and is passed over when it is off."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from survey_app.questionnaire.definition import Option, Questionnaire, Role
from survey_app.results.blocks import arrays_of, chosen
from survey_app.results.coding import Stored
from survey_app.results.column_file import header_of, read_columns, write_columns
from survey_app.results.columns import ColumnSet
from survey_app.results.feed import Cursor
from survey_app.surveys.versions import Version
from tests.results.sample import FIRST, OFTEN, column_set, second, stored_answers, versions

NOW = Cursor("epoch", 9)
DAYS = ("2026-05-26", "2026-05-27", "2026-05-28")
TODAY = DAYS[-1]
"""The day that is not over: nothing of it may be in a file."""


def written(columns: ColumnSet, path: Path, day: str = TODAY, n: int = 1) -> bytes:
    """A file with these columns, and its bytes."""
    with path.open("wb") as file:
        write_columns(file, columns, n, day)
    return path.read_bytes()


def a_file(path: Path, count: int = 40) -> ColumnSet:
    """Columns of people who came on three days in turn, and a file of them."""
    columns = column_set([{"Q1": "daily", "Q2": ("phone",), "Q5": 7}] * count, day=lambda place: DAYS[place % 3])
    written(columns, path)
    return columns


def by_id(columns: ColumnSet) -> dict[int, list[str]]:
    """Every response by id, words and answers as they are read."""
    facts = columns.facts
    named = [[columns.words[place] for place in each] for each in (facts.channel, facts.variant, facts.help)]
    others = [array.tolist() for place, array in enumerate(arrays_of(columns.block)) if place not in {4, 5, 6}]
    rows = zip(facts.ids.tolist(), zip(*named, *others, strict=True), strict=True)
    return {each: [str(value) for value in row] for each, row in rows}


@settings(max_examples=50)
@given(st.lists(st.tuples(stored_answers(), st.sampled_from(DAYS), st.sampled_from(["web", "paper"])), max_size=30))
def test_what_is_read_is_what_was_written_of_days_that_are_over(
    tmp_path_factory: pytest.TempPathFactory, drawn: list[tuple[dict[str, Stored], str, str]]
) -> None:
    path = tmp_path_factory.mktemp("columns") / "1.columns"
    columns = column_set(
        [answers for answers, _, _ in drawn],
        day=lambda place: drawn[place][1],
        channel=lambda place: drawn[place][2],
    )
    written(columns, path)
    found = read_columns(path, versions(), NOW)
    assert found is not None
    over = {place for place, (_, day, _) in enumerate(drawn) if day < TODAY}
    assert by_id(found) == {each: row for each, row in by_id(columns).items() if each in over}
    assert (found.cursor, found.codings) == (Cursor("epoch", 1), columns.codings)
    assert set(found.words) <= set(columns.words)


def test_rows_stand_in_the_order_of_their_ids_whoever_came_first(tmp_path: Path) -> None:
    came = column_set([{"Q1": code} for code in ("daily", "weekly", "never") * 5], day=DAYS[0])
    mixed = replace(came, block=chosen(came.block, np.random.default_rng(1).permutation(15)))
    assert mixed.facts.ids.tolist() != came.facts.ids.tolist()
    assert written(came, tmp_path / "a") == written(mixed, tmp_path / "b")
    found = read_columns(tmp_path / "b", versions(), NOW)
    assert found is not None
    assert found.facts.ids.tolist() == list(range(15))


def test_the_running_day_leaves_no_trace(tmp_path: Path) -> None:
    answers: list[dict[str, Stored]] = [{"Q1": "daily"}, {"Q1": "never", "Q6": "typed words"}]
    before = column_set(answers[:1], day=DAYS[0])
    after = column_set(answers, day=lambda place: (DAYS[0], TODAY)[place], variant=lambda place: ("en", "ur")[place])
    assert written(before, tmp_path / "a") == written(after, tmp_path / "b")


def test_negative_control_a_day_that_is_over_is_in_the_file(tmp_path: Path) -> None:
    answers: list[dict[str, Stored]] = [{"Q1": "daily"}, {"Q1": "never"}]
    before = column_set(answers[:1], day=DAYS[0])
    after = column_set(answers, day=DAYS[0], variant=lambda place: ("en", "ur")[place])
    content = written(after, tmp_path / "b")
    assert written(before, tmp_path / "a") != content
    assert b'"ur"' in content


def test_typed_text_is_not_in_the_file(tmp_path: Path) -> None:
    columns = column_set([{"Q6": "my neighbour helps me", "Q2": ("other",), "Q2-detail": "a tablet"}], day=DAYS[0])
    content = written(columns, tmp_path / "a")
    assert b"neighbour" not in content
    assert b"tablet" not in content


@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param(lambda content: b"", id="empty"),
        pytest.param(lambda content: content[:-1], id="cut short"),
        pytest.param(lambda content: content[: len(content) // 2], id="cut in half"),
        pytest.param(lambda content: content + b"\0", id="too long"),
        pytest.param(lambda content: b"Other" + content[5:], id="of something else"),
        pytest.param(lambda content: content.replace(b'"rows":27', b'"rows":28'), id="other rows"),
        pytest.param(lambda content: content.replace(b'"n":1', b'"n":x'), id="no header"),
        pytest.param(lambda content: bytes(len(content)), id="blank"),
        pytest.param(lambda content: content[:-40] + bytes([content[-40] ^ 1]) + content[-39:], id="one bit"),
    ],
)
def test_a_file_that_is_damaged_is_passed_over(tmp_path: Path, spoil: Callable[[bytes], bytes]) -> None:
    path = tmp_path / "1.columns"
    a_file(path)
    whole = path.read_bytes()
    path.write_bytes(spoil(whole))
    assert path.read_bytes() != whole
    assert read_columns(path, versions(), NOW) is None
    path.write_bytes(whole)
    assert read_columns(path, versions(), NOW) is not None


@pytest.mark.parametrize("now", [Cursor("redrawn", 9), Cursor("epoch", 0)])
def test_a_file_of_a_database_that_was_restored_is_passed_over(tmp_path: Path, now: Cursor) -> None:
    a_file(tmp_path / "a")
    assert read_columns(tmp_path / "a", versions(), now) is None
    assert read_columns(tmp_path / "a", versions(), NOW) is not None


def test_a_missing_file_is_no_fault(tmp_path: Path) -> None:
    assert read_columns(tmp_path / "a", versions(), NOW) is None
    assert header_of(tmp_path / "a") is None


def other_roles() -> Questionnaire:
    """The same with one option that now counts as missing."""
    options = (Option(code="daily", label="Every day", role=Role.NOT_APPLICABLE), *OFTEN.options[1:])
    often = replace(OFTEN, options=options)
    first, *rest = FIRST.sections
    return replace(FIRST, sections=(replace(first, questions=(often,)), *rest))


@pytest.mark.parametrize("others", [(), versions(other_roles()), versions(second())])
def test_codes_that_mean_something_else_now_are_passed_over(tmp_path: Path, others: tuple[Version, ...]) -> None:
    a_file(tmp_path / "a")
    assert read_columns(tmp_path / "a", others, NOW) is None


def test_a_version_that_came_later_is_learnt_with_its_first_response(tmp_path: Path) -> None:
    columns = a_file(tmp_path / "a")
    found = read_columns(tmp_path / "a", versions(FIRST, second()), NOW)
    assert found is not None
    assert found.codings == columns.codings


def test_the_header_says_how_far_the_file_goes(tmp_path: Path) -> None:
    columns = replace(a_file(tmp_path / "a"), cursor=Cursor("epoch", 7))
    written(columns, tmp_path / "a", n=5)
    header = header_of(tmp_path / "a")
    assert header is not None
    assert (header.epoch, header.n, header.seen, header.day, header.rows) == ("epoch", 5, 7, TODAY, 27)
    assert read_columns(tmp_path / "a", versions(), Cursor("epoch", 6)) is None


def test_what_was_read_grows_like_what_was_loaded(tmp_path: Path) -> None:
    a_file(tmp_path / "a")
    found = read_columns(tmp_path / "a", versions(), NOW)
    assert found is not None
    room = found.facts.day.base
    assert isinstance(room, np.ndarray)
    assert room.size > found.block.size
    assert set(found.facts.day.tolist()) == {date.fromisoformat(day).toordinal() for day in DAYS[:2]}
