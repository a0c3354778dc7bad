"""The ONS Postcode Directory becomes a table: by which columns, of which rows, and what a file that is none is told."""

import csv
import io
import tracemalloc
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from string import ascii_uppercase

import pytest

from survey_app.questionnaire.area_loading import load_directory
from survey_app.questionnaire.areas import Entry, read_areas, write_areas
from survey_app.questionnaire.postcodes import number_of_postcode

DISTRICTS = {"E07000122": "pendle", "E07000123": "preston"}
HEADER = "pcd7,pcds,doterm,lad25cd,imd20ind"
ROWS = (
    "BB99XX,BB9 9XX,,E07000122,1",
    "BB99XY,BB9 9XY,200506,E07000122,32844",
    "PR18XJ,PR1 8XJ,,E07000123,",
    "BB90AA,BB9 0AA,,E06000008,900",
    "M1 1AA,M1 1AA,,E08000003,900",
    "ZZZ,none,,E07000122,5",
)


def entry(postcode: str, place: int, fifth: int) -> Entry:
    return Entry(number_of_postcode(postcode), place, fifth)


@pytest.mark.parametrize("header", [HEADER, "PCD7,PCDS,DOTERM,OSLAUA,IMD", "pcd,pcds,doterm,laua,imd19ind"])
def test_the_towns_of_the_districts_are_kept_whole_and_no_others(header: str) -> None:
    loaded = load_directory([header, *ROWS], DISTRICTS)
    assert loaded.codes == ("pendle", "preston")
    assert loaded.inside == 3
    assert sorted(loaded.entries) == sorted(
        [entry("BB99XX", 1, 1), entry("BB99XY", 1, 5), entry("PR18XJ", 2, 0), entry("BB90AA", 0, 0)]
    )


RANKS = [("1", 1), ("6569", 1), ("6570", 2), ("32844", 5), ("", 0), ("0", 0)]


@pytest.mark.parametrize(("rank", "fifth"), RANKS)
def test_fifths_are_of_england_from_the_most_deprived(rank: str, fifth: int) -> None:
    (found,) = load_directory([HEADER, f"BB99XX,BB9 9XX,,E07000122,{rank}"], DISTRICTS).entries
    assert found.fifth == fifth


@pytest.mark.parametrize("header", ["pcd7,doterm,lad25cd,imd20ind", "pcds,imd", "pcds,lad25cd", ""])
def test_a_column_that_is_missing_is_named(header: str) -> None:
    with pytest.raises(ValueError, match="no column for the"):
        load_directory([header], DISTRICTS)


def test_a_rank_of_another_index_asks_for_its_length() -> None:
    row = "BB99XX,BB9 9XX,,E07000122,33000"
    with pytest.raises(ValueError, match="--ranked"):
        load_directory([HEADER, row], DISTRICTS)
    assert load_directory([HEADER, row], DISTRICTS, 33_755).inside == 1


def many() -> Iterator[Entry]:
    """60,000 postcodes of a county."""
    letters = [*ascii_uppercase[:20]]
    towns = [f"BB{number}" for number in range(1, 16)]
    for place, (town, digit, one, two) in enumerate(product(towns, range(10), letters, letters)):
        yield entry(f"{town}{digit}{one}{two}", 1 + place % 12, 1 + place % 5)


def test_a_county_takes_little_memory(tmp_path: Path) -> None:
    path = tmp_path / "areas"
    assert write_areas(path, tuple(map(str, range(12))), many()) == 60_000
    tracemalloc.start()
    areas = read_areas(path)
    held, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert held < 800_000
    assert len(areas.outwards) == 15
    found = areas.find("bb15 9tt")
    assert found is not None
    assert found.code == str(59_999 % 12)


def test_the_sample_says_of_each_row_that_it_is_invented() -> None:
    sample = Path(__file__).parents[2] / "questionnaires" / "data" / "postcodes_sample.csv"
    rows = [*csv.DictReader(io.StringIO(sample.read_text()))]
    assert len(rows) > 200
    assert {row["note"] for row in rows} == {"invented sample"}
    assert load_directory(sample.read_text().splitlines(), DISTRICTS).inside > 30
