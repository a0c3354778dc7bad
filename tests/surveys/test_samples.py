"""The sample of a link: what is asked of which type, what is refused, and what the database keeps."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey_app.database import Database
from survey_app.surveys.samples import BY_CHANCE, FIELDS, TYPES, Sample, Stratum, Wrong, read_sample
from survey_app.surveys.strata import links_of, set_sample
from survey_app.surveys.waves import add_collector, collectors_of
from tests.results.sample import open_survey

TODAY = "2026-06-01"
TYPED = {
    "type": "random",
    "frame": "The council tax register",
    "selected_on": "2026-05-01",
    "name": "North",
    "size": "12,000",
    "issued": "900",
    "adults": "",
}
NORTH = Stratum("North", "The council tax register", "2026-05-01", 12_000, 900)


def fields(made: object) -> list[str]:
    assert isinstance(made, tuple)
    return [each.field for each in made if isinstance(each, Wrong)]


def test_a_sample_drawn_by_chance_is_described_whole() -> None:
    assert read_sample(TYPED, TODAY, ()) == Sample("random", NORTH)


@pytest.mark.parametrize("kind", [*TYPES.keys() - BY_CHANCE])
def test_of_any_other_nothing_more_is_asked(kind: str) -> None:
    assert read_sample({"type": kind}, TODAY, ()) == Sample(kind)


def test_an_unknown_type_is_refused() -> None:
    assert fields(read_sample({"type": "quota"}, TODAY, ())) == ["type"]


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("frame", " "),
        ("frame", "x" * 301),
        ("selected_on", "1 May"),
        ("selected_on", "20260501"),
        ("selected_on", "2026-06-02"),
        ("name", ""),
        ("size", "0"),
        ("size", "many"),
        ("size", "²"),
        ("issued", "-1"),
        ("issued", "12,001"),
        ("adults", "Q1"),
    ],
)
def test_what_is_wrong_is_told_by_its_field(field: str, typed: str) -> None:
    assert field in fields(read_sample({**TYPED, field: typed}, TODAY, {"Q5"}))


def test_the_adults_of_a_household_are_a_question_with_a_number() -> None:
    made = read_sample({**TYPED, "adults": "Q5"}, TODAY, {"Q5"})
    assert isinstance(made, Sample)
    assert made.stratum is not None
    assert made.stratum.adults == "Q5"


@given(st.dictionaries(st.sampled_from(["type", *FIELDS]), st.text() | st.sampled_from([*TYPES, "5", "2026-05-01"])))
def test_whatever_is_typed_is_a_sample_or_told_in_words(typed: dict[str, str]) -> None:
    made = read_sample(typed, TODAY, {"Q5"})
    assert isinstance(made, Sample) or all(each.words for each in made)


def test_links_are_open_until_somebody_says_otherwise(database: Database) -> None:
    with database.write() as connection:
        fieldwork = open_survey(connection)
        (link,) = links_of(connection, fieldwork.wave.id)
    assert link.sample == Sample("open")


def test_a_stratum_is_one_for_all_links_of_its_name(database: Database) -> None:
    with database.write() as connection:
        wave = open_survey(connection).wave
        other = add_collector(connection, wave.id, code="paper", channel="paper")
        (first, _) = collectors_of(connection, wave.id)
        set_sample(connection, first, Sample("random", NORTH))
        later = Stratum("North", "The register", "2026-05-02", 12_100, 950)
        set_sample(connection, other, Sample("random", later))
        assert [each.stratum for each in links_of(connection, wave.id)] == [later, later]
        set_sample(connection, other, Sample("open"))
        assert [each.sample for each in links_of(connection, wave.id)] == [Sample("random", later), Sample("open")]


def test_a_stratum_without_a_link_is_forgotten(database: Database) -> None:
    with database.write() as connection:
        wave = open_survey(connection).wave
        (link,) = collectors_of(connection, wave.id)
        set_sample(connection, link, Sample("random", NORTH))
        set_sample(connection, link, Sample("open"))
        set_sample(connection, link, Sample("random", Stratum("South", "Other", "2026-05-03", 10, 5)))
        (found,) = links_of(connection, wave.id)
    assert found.stratum == Stratum("South", "Other", "2026-05-03", 10, 5)
