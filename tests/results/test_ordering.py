"""Questions stand under their headings, each once, and the equality part last."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from survey_app.organisation import Entry
from survey_app.results.figures import QuestionFigures
from survey_app.results.ordering import ABOUT, EVERY, OTHER, has_ambitions, parts

AMBITIONS = tuple(Entry(code=code, label=f"Ambition {code}") for code in ("a1", "a2", "a3"))
CODES = st.lists(st.sampled_from(["a1", "a2", "a3", "old"]), unique=True)


def question(name: str, *ambitions: str, section: str = "", part: str = "main") -> QuestionFigures:
    return QuestionFigures(name, name, name, (), section=section, part=part, ambitions=ambitions)


def made(questions: Sequence[QuestionFigures], *, ambition: bool) -> list[tuple[str, list[str], list[str]]]:
    grouped = parts(questions, "ambition" if ambition else "section", AMBITIONS)
    return [(each.title, [one.id for one in each.questions], [one.id for one in each.also]) for each in grouped]


def test_a_heading_stands_above_its_section_and_those_after_it() -> None:
    some = [question("Q1"), question("Q2", section="Skills"), question("Q3"), question("Q4", section="Care")]
    assert made(some, ambition=False) == [("", ["Q1"], []), ("Skills", ["Q2", "Q3"], []), ("Care", ["Q4"], [])]


def test_by_ambition_a_question_stands_under_its_first_and_the_others_lead_to_it() -> None:
    some = [question("Q1", "a2", "a1"), question("Q2", "a2"), question("Q3", "a1", "a2", "a3"), question("Q4")]
    assert made(some, ambition=True) == [
        ("Ambition a1", ["Q1"], []),
        ("Ambition a2", ["Q2"], ["Q1"]),
        (EVERY, ["Q3"], []),
        (OTHER, ["Q4"], []),
    ]


def test_the_equality_part_is_last_either_way() -> None:
    some = [question("E1", "a1", section="About you", part="about_you"), question("Q1", "a1")]
    for ambition in (True, False):
        assert made(some, ambition=ambition)[-1] == (ABOUT, ["E1"], [])


@given(st.lists(st.tuples(CODES, st.booleans())))
def test_every_question_stands_once(given_ones: list[tuple[list[str], bool]]) -> None:
    some = [
        question(f"Q{place}", *codes, part="main" if main else "about_you")
        for place, (codes, main) in enumerate(given_ones)
    ]
    for ambition in (True, False):
        stands = [name for _, names, _ in made(some, ambition=ambition) for name in names]
        assert sorted(stands) == sorted(each.id for each in some)


def test_questions_without_an_ambition_cannot_be_grouped_by_it() -> None:
    assert has_ambitions([question("Q1", "a1")], AMBITIONS)
    assert not has_ambitions([question("Q1", "old")], AMBITIONS)
