"""What walking remembers: the ticks that people have in common, never what one of them typed."""

import pytest

from survey_app.questionnaire.conditions import Circumstances
from survey_app.questionnaire.reading import field_names
from survey_app.respond.journey import Draft, walk
from survey_app.respond.route import is_typed, route_of
from survey_app.respond.steps import Memory, State
from tests.respond.wholes import SLUGS, whole

HERE = Circumstances()

TYPED = "An address that nobody else has"


@pytest.mark.parametrize("slug", SLUGS)
def test_nothing_that_was_typed_is_remembered_and_what_was_ticked_is(slug: str) -> None:
    questionnaire = whole(slug)
    asked = [question for section in questionnaire.sections for question in section.questions]
    boxes = [name for question in asked for name in field_names(question) if is_typed(question, name)]
    states: dict[str, State] = {section.id: "passed" for section in questionnaire.sections}
    journey = walk(questionnaire, Draft(sections=states, fields=dict.fromkeys(boxes, (TYPED,))), HERE)
    assert TYPED in repr(journey.answers)
    remembered = [repr(stop.steps.__dict__) for stop in route_of(questionnaire, HERE).stops]
    assert any("Step(" in each for each in remembered)
    assert not any(TYPED in each for each in remembered)


def test_no_more_is_remembered_than_there_is_room_for() -> None:
    memory = Memory[str](most=2)
    for key in ("a", "b", "c"):
        memory.keep(key, key)
    assert [memory.get(key) for key in ("a", "b", "c")] == [None, None, "c"]
