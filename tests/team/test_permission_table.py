"""The permission table in the guide, against the rules. To refresh it: `python -m tests.team.test_permission_table`."""

import re

from survey_app.team.permissions import Permission
from tests.house.sources import CHECKOUT
from tests.team.permission_table import ALLOWS, HOLDERS, permission_table

GUIDE = CHECKOUT / "docs/guide/members.md"
MARKED = re.compile(
    r"(?<=<!-- permissions: printed by the rules -->\n\n).*?(?=\n<!-- end of the permissions -->)", re.S
)


def test_the_guide_has_the_table_that_the_rules_print() -> None:
    found = MARKED.search(GUIDE.read_text())
    assert found is not None
    assert found[0] == permission_table(), "Refresh the guide: python -m tests.team.test_permission_table"


def test_every_permission_has_its_line_and_words() -> None:
    assert set(HOLDERS) == set(ALLOWS) == set(Permission)
    assert permission_table().count("\n") == len(Permission) + 2


def test_the_table_says_what_the_contract_says() -> None:
    lines = {line.split("`")[1]: line for line in permission_table().splitlines()[2:]}
    assert lines["see_working"].split(" | ")[3:5] == ["yes", "no"]
    assert "for one survey, with a reason, for 90 days at most" in lines["microdata"]
    assert "no answers" in lines["manage"]


if __name__ == "__main__":
    GUIDE.write_text(MARKED.sub(lambda _: permission_table(), GUIDE.read_text()))
