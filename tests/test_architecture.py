"""The house as the design says it: floors, who speaks SQL and HTTP, sizes, words, and what is never done."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.house import dangers, files, floors, words
from tests.house.sources import CHECKOUT, Source

Rule = Callable[[Source], Iterator[str]]

UNSEEN = {".git", ".venv", "var", ".mypy_cache", ".ruff_cache", ".pytest_cache", ".hypothesis", "__pycache__", "build"}
"""Folders that are made, not kept."""


def kept_files(*suffixes: str) -> Iterator[Path]:
    """Every file of the checkout that is kept, with one of the suffixes or any."""
    for folder, folders, names in os.walk(CHECKOUT):
        folders[:] = sorted(name for name in folders if name not in UNSEEN and not name.endswith(".egg-info"))
        yield from (Path(folder, name) for name in sorted(names) if not suffixes or name.endswith(suffixes))


def python_files(*folders: str) -> list[Source]:
    """The Python files below some folders of the checkout."""
    return [
        Source(path.relative_to(CHECKOUT).as_posix(), path.read_text(encoding="utf-8"))
        for path in kept_files(".py")
        if path.relative_to(CHECKOUT).parts[0] in folders
    ]


APP = python_files("survey_app")
TESTS = python_files("tests")
EVERYTHING = python_files("survey_app", "tests", "bench", "migrations")


def offences(rule: Rule, sources: list[Source]) -> list[str]:
    return [offence for source in sources for offence in rule(source)]


@pytest.mark.parametrize(
    ("rule", "sources"),
    [
        pytest.param(floors.upward_imports, APP, id="imports go down only"),
        pytest.param(floors.sql_elsewhere, APP, id="SQL is written in files named for their noun"),
        pytest.param(floors.http_elsewhere, APP, id="pages alone speak HTTP"),
        pytest.param(floors.heavy_imports, APP, id="heavy packages stay out of the service"),
        pytest.param(floors.hidden_imports, EVERYTHING, id="every import is at the top of its module"),
        pytest.param(floors.passed_on_names, EVERYTHING, id="no module passes on another's names"),
        pytest.param(words.too_long, EVERYTHING, id="modules and functions keep to their size"),
        pytest.param(words.no_opening_sentence, EVERYTHING, id="every module opens with what it is for"),
        pytest.param(dangers.unescaped, APP, id="three files may say that a text is HTML"),
        pytest.param(dangers.dangerous, EVERYTHING, id="nothing runs or unpacks what it is given"),
        pytest.param(words.empty_names, APP, id="every name says something"),
        pytest.param(dangers.unexplained, EVERYTHING, id="every waiver has its reason beside it"),
        pytest.param(dangers.waits_or_pretends, TESTS, id="tests neither sleep nor mock"),
    ],
)
def test_the_house_keeps_its_rule(rule: Rule, sources: list[Source]) -> None:
    assert sources
    assert offences(rule, sources) == []


@pytest.mark.parametrize(
    ("rule", "path", "text"),
    [
        (floors.upward_imports, "web/pages.py", "from survey_app.team.members import Member"),
        (floors.upward_imports, "web/pages.py", "import survey_app.app"),
        (floors.upward_imports, "results/rows.py", "from survey_app.respond.drafts import draft"),
        (floors.upward_imports, "respond/pages.py", "from survey_app import results"),
        (floors.upward_imports, "settings.py", "from survey_app.unheard_of import thing"),
        (floors.upward_imports, "unheard_of.py", "import re"),
        (floors.sql_elsewhere, "respond/journey.py", "from sqlalchemy import Connection, select"),
        (floors.sql_elsewhere, "app.py", "import sqlalchemy.exc"),
        (floors.http_elsewhere, "respond/journey.py", "from litestar.datastructures import Cookie"),
        (floors.http_elsewhere, "questionnaire/conditions.py", "import litestar"),
        (floors.heavy_imports, "results/columns.py", "import pandas as pd"),
        (floors.heavy_imports, "results/columns.py", "from scipy.stats import norm"),
        (floors.hidden_imports, "app.py", "def start():\n    import json"),
        (floors.hidden_imports, "app.py", "class A:\n    async def start(self):\n        from json import loads"),
        (floors.hidden_imports, "app.py", "from typing import TYPE_CHECKING"),
        (floors.passed_on_names, "web/__init__.py", '"""The web."""\nfrom survey_app.web.forms import Form'),
        (floors.passed_on_names, "web/forms.py", "from survey_app.web.fields import Field as Field"),
        (floors.passed_on_names, "web/forms.py", "from survey_app.web.fields import *"),
        (floors.passed_on_names, "web/forms.py", "__all__ = ['Form']"),
        (words.too_long, "app.py", "a = 1\n" * 301),
        (words.too_long, "app.py", "def start():\n" + "    a = 1\n" * 40),
        (words.no_opening_sentence, "app.py", "import re"),
        (words.no_opening_sentence, "app.py", '"""todo"""'),
        (dangers.unescaped, "respond/journey.py", "a = Markup(b)"),
        (dangers.dangerous, "questionnaire/loading.py", "import yaml"),
        (dangers.dangerous, "results/columns.py", "from pickle import loads"),
        (dangers.dangerous, "questionnaire/conditions.py", "eval('1')"),
        (words.empty_names, "web/form_utils.py", ""),
        (words.empty_names, "web/forms.py", "class FormManager: ..."),
        (words.empty_names, "web/forms.py", "class DraftService: ..."),
        (words.empty_names, "web/forms.py", "def _handle_form(): ..."),
        (dangers.unexplained, "app.py", "import re  # noqa: F401"),
        (dangers.unexplained, "app.py", "a = b()  # type: ignore[no-any-return]"),
        (dangers.unexplained, "app.py", "from typing import Any"),
        (dangers.unexplained, "app.py", "try:\n    a()\nexcept Exception:\n    b()"),
        (dangers.waits_or_pretends, "tests/test_app.py", "time.sleep(1)"),
        (dangers.waits_or_pretends, "tests/test_app.py", "from unittest.mock import patch"),
        (dangers.waits_or_pretends, "tests/test_app.py", "from unittest import mock"),
    ],
)
def test_an_offence_against_a_rule_is_caught(rule: Rule, path: str, text: str) -> None:
    assert list(rule(Source(f"survey_app/{path}", text)))


@pytest.mark.parametrize(
    ("rule", "path", "text"),
    [
        (floors.upward_imports, "respond/pages.py", "from survey_app.web.forms import Form"),
        (floors.sql_elsewhere, "surveys/directory.py", "from sqlalchemy import Connection"),
        (floors.sql_elsewhere, "respond/drafts.py", "from sqlalchemy import select"),
        (floors.http_elsewhere, "respond/pages_section.py", "from litestar import get"),
        (dangers.unexplained, "app.py", "import re  # noqa: F401  # Alembic looks for it here"),
        (dangers.unexplained, "app.py", "except Exception:  # whatever failed, each waiter is told"),
        (words.no_opening_sentence, "app.py", '"""Assembles the service.\n\nAnd more."""'),
    ],
)
def test_what_the_rules_allow_is_not_an_offence(rule: Rule, path: str, text: str) -> None:
    text = f"try:\n    a()\n{text}\n    b()" if text.startswith("except") else text
    assert list(rule(Source(f"survey_app/{path}", text))) == []


def test_nothing_is_inherited_but_kinds_of_struct_and_exceptions() -> None:
    assert list(words.inherited(APP)) == []


def test_a_class_that_inherits_another_is_caught() -> None:
    kinds = "class Question(Struct): ...\nclass One(Question): ...\nclass Lost(OSError): ...\nclass Plain: ...\n"
    assert list(words.inherited([Source("survey_app/a.py", kinds)])) == []
    (offence,) = words.inherited([Source("survey_app/a.py", kinds + "class Derived(Plain): ...")])
    assert offence == "survey_app/a.py:5: Derived inherits Plain"


def test_templates_keep_to_their_size_and_escape_everything() -> None:
    found = [path for path in kept_files(".html", ".svg", ".txt") if "templates" in path.parts]
    assert found
    assert [line for path in found for line in files.template_offences(path.name, path.read_text())] == []


@pytest.mark.parametrize("text", ["<p>{{ a | safe }}</p>", "{% autoescape false %}", "<p>\n" * 81])
def test_a_template_that_does_not_is_caught(text: str) -> None:
    assert list(files.template_offences("a.html", text))


def test_no_file_names_a_registry_or_a_machine() -> None:
    texts = [(path, path.read_bytes()) for path in kept_files()]
    readable = [(path, text.decode("utf-8", "replace")) for path, text in texts if b"\0" not in text]
    assert len(readable) > 50
    assert [line for path, text in readable for line in files.addresses(str(path.relative_to(CHECKOUT)), text)] == []


@pytest.mark.parametrize(
    "text",
    [
        "https://" + "pypi" + ".org/simple",
        "--index" + "-url x",
        "pip install --find" + "-links x",
        "file:///" + "opt/wheels".replace("opt", " /opt"),
        "cd /" + "work/somewhere",
        "'/" + "home/somebody'",
    ],
)
def test_a_file_that_names_one_is_caught(text: str) -> None:
    assert list(files.addresses("a.txt", text))


def test_every_folder_of_python_files_is_a_package() -> None:
    folders = {path.parent for path in kept_files(".py") if "migrations" not in path.parts}
    assert [folder for folder in sorted(folders) if not (folder / "__init__.py").exists()] == []


def test_the_service_loads_no_heavy_package() -> None:
    code = "import json, sys, survey_app.app; print(json.dumps(sorted({name.split('.')[0] for name in sys.modules})))"
    loaded = subprocess.run([sys.executable, "-c", code], cwd=CHECKOUT, capture_output=True, text=True, check=True)
    names = set(json.loads(loaded.stdout))
    assert "litestar" in names
    assert names & (floors.HEAVY | {"pytest", "playwright"}) == set()


def test_each_waiver_in_the_settings_of_ruff_has_its_reason() -> None:
    settings = (CHECKOUT / "pyproject.toml").read_text().split("[tool.ruff.lint]")[1].split("[tool.mypy]")[0]
    waivers = [line for line in settings.splitlines() if line.lstrip().startswith('"') and not line.endswith("= [")]
    assert waivers
    assert [line for line in waivers if " # " not in line.replace("  #", " #")] == []
