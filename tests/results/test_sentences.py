"""One plain sentence says what may be shown, and nothing of what is hidden."""

import re
from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from survey_app.results.disclosure import HIDDEN, Cell, Level, Shown, disclose
from survey_app.results.scales import Net, Points, nets
from survey_app.results.sentences import (
    EVEN,
    NOBODY,
    NONE_SHOWN,
    PROTECTED,
    ROWS_HIDDEN,
    Row,
    number_sentence,
    rows_sentence,
    sentence,
)

LABELS = ("Every day", "Every week", "Never")
LETTERS = ("a", "b", "c", "d", "e")
SIDES = Points(sides=((0, 1), (3, 4)))

COUNTS = st.lists(st.none() | st.integers(0, 80), min_size=5, max_size=5)


def said(base: int, *counts: int, level: Level = Level.WORKING) -> str:
    return sentence(LABELS, disclose(base, counts, level), "single")


def numbers(words: str) -> set[int]:
    return {int(found) for found in re.findall(r"\d+", words)}


def told(shown: Shown, sides: Sequence[Net] = ()) -> set[int]:
    """Every number that a table says."""
    cells = (shown.base, *shown.cells, *(net.cell for net in sides))
    return {number for cell in cells for number in (cell.count, cell.percent) if number is not None}


def test_the_most_common_answer_is_named_with_its_share() -> None:
    assert said(143, 64, 50, 29) == "The most common answer was “Every day”: 45% (64 of 143 people)."


def test_ties_are_named_together_unless_there_are_many() -> None:
    assert (
        said(50, 20, 20, 10) == "The most common answers were “Every day” and “Every week”: 40% (20 of 50 people) each."
    )
    labels = ("a", "b", "c", "d")
    assert sentence(labels, disclose(40, [10] * 4, Level.WORKING), "single") == EVEN


def test_of_several_choices_it_says_chosen_most_often() -> None:
    shown = disclose(100, [60, 50, 0], Level.WORKING)
    assert sentence(LABELS, shown, "many") == "“Every day” was chosen most often: 60% (60 of 100 people)."


def test_guarded_sentences_use_the_rounded_numbers() -> None:
    assert (
        said(143, 64, 50, 29, level=Level.GUARDED) == "The most common answer was “Every day”: 45% (65 of 145 people)."
    )
    assert said(40, 22, 12, 6, level=Level.GUARDED) == "The most common answer was “Every day”: 20 of 40 people."


def test_what_is_hidden_is_said_to_be() -> None:
    assert said(9, 9, 0, 0, level=Level.GUARDED) == PROTECTED
    assert said(20, 7, 7, 6, level=Level.GUARDED) == NONE_SHOWN


def test_nobody_is_said_to_be_nobody() -> None:
    assert said(0, 0, 0, 0) == NOBODY


def test_of_a_scale_with_a_middle_both_sides_are_said() -> None:
    counts = (30, 20, 10, 25, 15)
    shown = disclose(100, counts, Level.WORKING)
    sides = nets(100, list(zip(LETTERS, counts, strict=True)), SIDES, shown, Level.WORKING, strict=False)
    assert sentence(LETTERS, shown, "single", sides) == "50% chose “a” or “b”, and 40% chose “d” or “e”, of 100 people."


def test_of_a_few_people_the_sides_are_numbers() -> None:
    sides = (Net(("a", "b"), Cell(20)), Net(("d", "e"), Cell(10)))
    shown = Shown(Cell(40), (Cell(10),) * 5)
    assert sentence(LETTERS, shown, "single", sides) == "20 of 40 people chose “a” or “b”, and 10 chose “d” or “e”."


def test_rows_are_compared_by_one_answer() -> None:
    rows = [Row("Web", Cell(60, 60)), Row("Phone", Cell(30, 30)), Row("Person", Cell(60, 60))]
    assert rows_sentence(["Easy"], rows) == (
        "“Easy” was given most often for “Web” and “Person” (60%) and least often for “Phone” (30%)."
    )
    assert rows_sentence(["Easy"], rows[:1]) == "“Easy” was given equally often for all: 60%."
    assert rows_sentence(["Easy"], [*rows, Row("Post", HIDDEN)]) == ROWS_HIDDEN
    many = [Row(str(place), Cell(50 + place // 4, 50 + place // 4)) for place in range(8)]
    assert rows_sentence(["Easy"], many) == "“Easy” was given by 50% to 51%."


def test_a_number_is_said_by_its_middle_and_its_average() -> None:
    assert number_sentence("3 hours", "5.2 hours") == (
        "Half of the people said 3 hours or less, and the average was 5.2 hours."
    )
    assert number_sentence("", "5.2 hours") == "The average was 5.2 hours."
    assert number_sentence("", "") == ""


@given(COUNTS, st.sampled_from(Level), st.booleans(), st.sampled_from(["single", "many"]), st.integers(0, 40))
def test_a_sentence_says_only_what_its_table_says(
    counts: list[int | None], level: Level, strict: bool, measure: str, others: int
) -> None:
    given_ones = [count for count in counts if count is not None]
    base = sum(given_ones) if measure == "single" else max(given_ones, default=0) + others
    shown = disclose(base, counts, level, strict=strict)
    rows = list(zip(LETTERS, counts, strict=True))
    sides = nets(base, rows, SIDES, shown, level, strict=strict) if measure == "single" else ()
    words = sentence(LETTERS, shown, "many" if measure == "many" else "single", sides)
    if words in {PROTECTED, NOBODY, NONE_SHOWN, EVEN}:
        return
    assert numbers(words) <= told(shown, sides)
    named = set(re.findall("“(.)”", words))
    assert named
    for label, cell in zip(LETTERS, shown.cells, strict=True):
        assert label not in named or cell.sign is None
    if not sides:
        most = max(cell.count or 0 for cell in shown.cells)
        assert named == {label for label, cell in zip(LETTERS, shown.cells, strict=True) if cell.count == most}


@given(st.lists(st.tuples(st.integers(0, 80), st.integers(0, 80)), min_size=1, max_size=6), st.sampled_from(Level))
def test_rows_are_compared_only_by_what_is_shown(pairs: list[tuple[int, int]], level: Level) -> None:
    cells = [disclose(one + other, [one, other], level).cells[0] for one, other in pairs]
    words = rows_sentence(["yes"], [Row(f"row{place}", cell) for place, cell in enumerate(cells)])
    shares = {cell.percent for cell in cells if cell.percent is not None}
    assert {int(found) for found in re.findall(r"(\d+)%", words)} <= shares
    if any(cell.percent is None for cell in cells):
        assert words == ROWS_HIDDEN
