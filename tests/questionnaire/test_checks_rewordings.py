"""Rewordings that change nothing, or what is not there."""

import pytest

from tests.questionnaire.examples import Edit, shown

FAULTS: list[tuple[str, str, Edit]] = [
    ("rewording_unknown_code", "area/R2/east", ("R2.rewordings.0.options", {"east": "The east"})),
    ("rewording_unknown_code", "area/R2/a1", ("R2.rewordings.0.items", {"a1": "The paths"})),
    ("rewording_never_differs", "ways/R4", ("R4.rewordings", [{"when": ["is", "R1", "proxy"]}])),
    (
        "rewording_never_differs",
        "ways/R4",
        ("R4.rewordings", [{"when": ["is", "R1", "proxy"], "label": "How do you get about?"}]),
    ),
    (
        "rewording_needs",
        "ways/R4",
        ("R4.rewordings", [{"when": ["is", "R1", "proxy"], "label": "How?", "needed": "Tick one."}]),
    ),
]


@pytest.mark.parametrize(("name", "place", "edit"), FAULTS)
def test_a_rewording_that_cannot_be_used_is_a_fault(name: str, place: str, edit: Edit) -> None:
    assert shown(edit) == {(name, place)}
