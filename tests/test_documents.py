"""The documents are true: every setting, command, kind of question, permission and promise is in them."""

import re
from pathlib import Path
from typing import get_args

import msgspec
import pytest

from survey_app.cli import command_names
from survey_app.questionnaire.definition import Asked
from survey_app.settings import Settings
from survey_app.team.permissions import Permission

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text()
GUIDE = (ROOT / "docs/guide/running.md").read_text()


@pytest.mark.parametrize("name", Settings.__struct_fields__)
def test_every_setting_is_in_the_readme(name: str) -> None:
    assert f"`SOUNDINGS_{name.upper()}`" in README


@pytest.mark.parametrize("name", command_names())
def test_every_command_is_in_the_guide(name: str) -> None:
    assert f"`survey {name}" in GUIDE


@pytest.mark.parametrize("kind", get_args(Asked))
def test_every_kind_of_question_is_in_the_readme(kind: type[msgspec.Struct]) -> None:
    assert f"`{kind.__struct_config__.tag}`" in README


@pytest.mark.parametrize("permission", Permission)
def test_every_permission_is_in_the_guide(permission: Permission) -> None:
    assert f"| `{permission}` |" in GUIDE


def test_every_path_that_a_document_names_is_there() -> None:
    for document in [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]:
        for named in re.findall(
            r"`((?:tests|survey_app|questionnaires|bench|docs|migrations)/[\w./-]*)`", document.read_text()
        ):
            assert (ROOT / named).exists(), f"{document.name} names {named}"


def test_every_link_and_picture_of_the_readme_is_there() -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", README):
        assert (ROOT / target).exists(), target
