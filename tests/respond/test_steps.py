"""What sections remember of the answers that they came to: codes alone, so much and no more, and only the truth."""

from hypothesis import given
from hypothesis import strategies as st

from survey_app.questionnaire.conditions import Circumstances
from survey_app.questionnaire.definition import Questionnaire
from survey_app.respond import route
from survey_app.respond.journey import Draft, walk
from survey_app.respond.route import route_of
from survey_app.respond.steps import KEPT, Memory, State
from tests.respond.wholes import whole

HERE = Circumstances()
RESIDENTS = whole("residents")
FIELDS = {name: stop for stop in route_of(RESIDENTS).stops for name in stop.names}
STATES: st.SearchStrategy[State] = st.sampled_from(["passed", "skipped", "refused"])
TYPED = "something that I would tell nobody else"


def remembered(questionnaire: Questionnaire) -> str:
    """Everything that the sections of a questionnaire remember, as text."""
    return repr([stop.steps._kept for stop in route_of(questionnaire, HERE).stops])


@given(st.data())
def test_what_is_remembered_is_what_would_be_made_anew(data: st.DataObject) -> None:
    names = data.draw(st.lists(st.sampled_from(sorted(FIELDS)), max_size=30, unique=True))
    fields = {name: _chosen(data, name) for name in names}
    sections = {FIELDS[name].section.id: data.draw(STATES) for name in names}
    draft = Draft(fields=fields, sections=sections)
    before = walk(RESIDENTS, draft, HERE)
    assert walk(RESIDENTS, draft, HERE) == before
    route._routes.clear()
    assert walk(RESIDENTS, draft, HERE) == before


def test_what_somebody_typed_is_not_remembered_wherever_it_stands() -> None:
    route._routes.clear()
    for name in FIELDS:
        walk(RESIDENTS, Draft(fields={name: (TYPED,)}, sections={FIELDS[name].section.id: "passed"}), HERE)
    assert TYPED not in remembered(RESIDENTS)
    assert "passed" not in remembered(RESIDENTS)  # nothing of those visits at all
    walk(RESIDENTS, Draft(fields={"R04": ("never",)}, sections={"use": "passed"}), HERE)
    assert "never" in remembered(RESIDENTS)


def test_a_memory_forgets_everything_when_it_is_full() -> None:
    memory: Memory[int] = Memory()
    for number in range(KEPT + 1):
        assert memory.keep(number, number) == number
    assert memory.get(KEPT) == KEPT
    assert memory.get(0) is None


def _chosen(data: st.DataObject, name: str) -> tuple[str, ...]:
    codes = sorted(FIELDS[name].codes)
    return tuple(data.draw(st.lists(st.sampled_from([*codes, TYPED]), min_size=1, max_size=3)))
