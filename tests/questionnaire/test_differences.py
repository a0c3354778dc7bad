"""What a new version changed, question by question."""

import pytest

from survey_app.questionnaire.differences import Change, differences
from tests.questionnaire.examples import Edit, loaded


def changed(*edits: Edit) -> dict[str, Change]:
    """The questions that an edit of the good questionnaire changed, and how."""
    found = differences(loaded(), loaded(*edits))
    return {each.question: each.change for each in found if each.change is not Change.SAME}


def test_the_same_questionnaire_differs_in_nothing() -> None:
    assert changed() == {}
    assert [each.question for each in differences(loaded(), loaded())][:3] == ["R1", "R2", "R3"]


@pytest.mark.parametrize(
    ("question", "change", "edit"),
    [
        ("R9", Change.WORDING, ("R9.label", "How are the buses?")),
        ("R9", Change.WORDING, ("R9.options.2.label", "Poor")),
        ("R2", Change.WORDING, ("R2.rewordings.0.label", "Where does the person live?")),
        ("R4", Change.WORDING, ("R4.options.3.detail", "Tell us what you do")),
        ("R4", Change.WORDING, ("R4.shuffle", False)),
        ("R7", Change.CODES, ("R7.options.1.code", "poor")),
        ("R9", Change.CODES, ("R9.options.2.score", 0)),
        ("R9", Change.CODES, ("R9.options.3.role", "dont_know")),
        ("R9", Change.CODES, ("R9.options.+", {"code": "none", "label": "None", "role": "refused"})),
        ("R3", Change.CODES, ("R3.high", 60)),
        ("R4", Change.CODES, ("R4.dont_know", "inside")),
        ("R10", Change.CODES, ("R10.needed", "Write the line.")),
        ("R10", Change.CODES, ("R10.kind", "long")),
        ("R11", Change.ROUTE, ("R11.when", ["is", "R1", "alone"])),
        ("R10", Change.REMOVED, ("buses.questions.2", None)),
    ],
)
def test_the_gravest_change_of_a_question_is_named(question: str, change: Change, edit: Edit) -> None:
    assert changed(edit) == {question: change}


@pytest.mark.parametrize("edit", [("R9.purpose", "Another."), ("R9.ambitions", ["a1"]), ("E1.sensitive", False)])
def test_what_only_the_team_reads_is_no_difference(edit: Edit) -> None:
    assert changed(edit) == {}


def test_a_new_order_breaks_a_scale_and_no_other_question() -> None:
    options = [{"code": "bad", "label": "Bad", "score": 1}, {"code": "good", "label": "Good", "score": 2}]
    assert changed(("R7.options", options)) == {"R7": Change.CODES}
    turned = [{"code": "no", "label": "Skip to the end"}, {"code": "yes", "label": "Answer these"}]
    assert changed(("E0.options", turned)) == {"E0": Change.ORDER}


def test_a_route_that_changes_upstream_changes_everything_behind_it() -> None:
    assert changed(("conditions.urban", ["is", "R2", "south"])) == {"R6": Change.ROUTE, "R7": Change.ROUTE}
    behind_the_end = changed(("too-far.when.2", 30))
    assert set(behind_the_end.values()) == {Change.ROUTE}
    assert "R3" not in behind_the_end
    assert {"R4", "R9", "E1"} <= set(behind_the_end)


def test_a_question_that_is_new_is_added_and_one_that_is_gone_removed() -> None:
    extra = {"kind": "text", "id": "R12", "label": "Why?"}
    assert changed(("buses.questions.+", extra)) == {"R12": Change.ADDED}
    assert changed(("R11.id", "R12")) == {"R12": Change.ADDED, "R11": Change.REMOVED}
