"""The documents are true: what there is stands in them, and what they name is there."""

import argparse
import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import get_args

import msgspec
import pytest

from survey_app.cli import commands_of
from survey_app.questionnaire.definition import Asked
from survey_app.settings import Settings
from survey_app.team.permissions import Permission

ROOT = Path(__file__).resolve().parents[1]
GUIDE = ROOT / "docs/guide"
README = (ROOT / "README.md").read_text()
RUNNING = (GUIDE / "running.md").read_text()
DECISIONS = sorted((ROOT / "docs/decisions").glob("*.md"))
DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]

BESIDE = ("", "survey_app", "static", "questionnaires/residents")
"""Where a path that a document names may begin."""

FOLDERS = "bench|docs|migrations|questionnaires|static|survey_app|templates|tests"
ROOMS = "demo|files|house|questionnaire|respond|results|surveys|tables|team|web"
FILES = "py|html|md|sql|toml|csv|css"
NAMED = re.compile(rf"`((?:(?:{FOLDERS}|{ROOMS})/[\w./-]*)|[\w/-]+\.(?:{FILES}))`")
"""What stands as a path in a document: with a folder of ours, or with an ending that files have."""


@pytest.mark.parametrize("name", Settings.__struct_fields__)
def test_every_setting_is_in_the_readme_with_its_default(name: str) -> None:
    default = getattr(Settings(), name)
    assert f"| `SOUNDINGS_{name.upper()}` | {f'`{default}`' if default else 'none'} |" in README


COMMANDS = commands_of()


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_in_the_guide_with_every_option(name: str) -> None:
    row = next(line for line in RUNNING.splitlines() if line.startswith(f"| `survey {name}"))
    assert [option for option in options_of(COMMANDS[name]) if f"`{option}" not in row] == []


@pytest.mark.parametrize("kind", get_args(Asked))
def test_every_kind_of_question_is_in_the_readme(kind: type[msgspec.Struct]) -> None:
    assert f"`{kind.__struct_config__.tag}`" in README


@pytest.mark.parametrize("permission", Permission)
def test_every_permission_is_in_the_guide_once(permission: Permission) -> None:
    pages = [page.name for page in GUIDE.glob("*.md") if f"| `{permission}` |" in page.read_text()]
    assert pages == ["members.md"]


def test_every_module_and_every_room_is_in_the_tour() -> None:
    tour = README.partition("## The tour")[2].partition("\n## ")[0]
    named = {path.strip("/").removeprefix("survey_app/") for path in re.findall(r"`([\w./-]+)`", tour)}
    there = [path.name for path in (ROOT / "survey_app").iterdir() if path.suffix == ".py" or path.is_dir()]
    assert sorted({*there} - {*named, "__init__.py", "__pycache__"}) == []


def test_every_page_of_the_guide_is_in_its_index() -> None:
    index = (GUIDE / "README.md").read_text()
    pages = {page.name for page in GUIDE.glob("*.md")} - {"README.md"}
    assert [name for name in sorted(pages) if f"({name})" not in index] == []


def test_every_path_that_a_document_names_is_there() -> None:
    assert list(chain.from_iterable(missing_in(page.read_text(), page.name) for page in DOCUMENTS)) == []


def test_a_path_that_is_not_there_is_noticed() -> None:
    text = "`team/gate.py`, `results/gone.py`, `tests/respond/test_gone.py`, `gone.py`, `test_gate.py`, `docs/guide/`"
    assert [path for _, path in missing_in(text, "")] == ["results/gone.py", "tests/respond/test_gone.py", "gone.py"]


def test_every_path_of_a_document_that_code_names_is_there() -> None:
    places = [ROOT / each for each in ("survey_app", "tests", "bench", "migrations", "questionnaires")]
    files = [file for place in places for ending in ("py", "toml") for file in place.rglob(f"*.{ending}")]
    named = [(file.name, path) for file in files for path in re.findall(r"docs/\w+/[\w-]+\.md", file.read_text())]
    assert named
    assert [each for each in named if not (ROOT / each[1]).exists()] == []


def test_every_link_and_picture_is_there() -> None:
    for page in DOCUMENTS:
        for target in re.findall(r"\]\(([^)#]+)[^)]*\)", page.read_text()):
            assert (page.parent / target).exists(), f"{page.name} links {target}"


def test_every_link_to_a_heading_finds_it() -> None:
    for page in DOCUMENTS:
        for target, heading in re.findall(r"\]\(([^)#]*)#([^)]+)\)", page.read_text()):
            text = (page.parent / target if target else page).read_text()
            headings = [words.lower().replace(" ", "-") for words in re.findall(r"^#+ (.+)$", text, re.M)]
            assert heading in headings, f"{page.name} links {target}#{heading}"


def test_the_words_on_screen_that_the_guide_quotes_are_on_a_page() -> None:
    kept = {"templates": "html", "survey_app": "py", "static": "js", "questionnaires": "toml"}
    files = [file for folder, ending in kept.items() for file in (ROOT / folder).rglob(f"*.{ending}")]
    shown = " ".join(" ".join(file.read_text() for file in files).split())
    quoted = [(page.name, words) for page in GUIDE.glob("*.md") for words in re.findall("“([^”]+)”", page.read_text())]
    assert len(quoted) > 30
    assert [each for each in quoted if " ".join(each[1].split()).strip(".") not in shown] == []


@pytest.mark.parametrize("page", DECISIONS, ids=lambda page: str(page.name[:4]))
def test_every_decision_has_its_number_says_what_was_decided_and_what_holds_it(page: Path) -> None:
    text = page.read_text()
    assert text.startswith(f"# {int(page.name[:4])}. ")
    assert text.count("**Decided:**") == 1
    assert re.search(r"\*\*Held by\*\* `", text)


def test_no_page_speaks_of_a_margin_of_error() -> None:
    """Promise 6: people choose to take part in these surveys, so no figure of theirs has one."""
    files = [*(ROOT / "templates").rglob("*.html"), *(ROOT / "survey_app").rglob("*.py"), ROOT / "static/team.js"]
    words = re.compile(r"margin of error|confidence (?:interval|level)|statistically|±|&plusmn;", re.I)
    assert [(file.name, found[0]) for file in files if (found := words.search(file.read_text()))] == []


def missing_in(text: str, name: str) -> Iterator[tuple[str, str]]:
    """The paths in a text that are not there. A file's name alone may stand for one of the product or of the tests."""
    for path in NAMED.findall(text):
        alone = "/" not in path and any(chain((ROOT / "survey_app").rglob(path), (ROOT / "tests").rglob(path)))
        if not alone and not any((ROOT / place / path).exists() for place in BESIDE):
            yield name, path


def options_of(command: argparse.ArgumentParser) -> Iterator[str]:
    """The options that a command takes."""
    for action in command._actions:
        yield from (option for option in action.option_strings if option not in {"-h", "--help"})
