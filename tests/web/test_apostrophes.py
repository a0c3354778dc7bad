"""Apostrophes in words that people read are straight: the other kind takes bytes that residents' pages have not."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.sources import CHECKOUT

CURLED = re.compile(".{0,20}\\w\u2019.{0,20}")

FILES = sorted(
    path
    for folder, ending in (("templates", "html"), ("survey_app", "py"), ("questionnaires", "toml"), ("static", "js"))
    for path in (CHECKOUT / folder).rglob(f"*.{ending}")
    if ending != "toml" or path.stem in {"questionnaire", "organisation"} or path.stem.startswith("en")
)
"""Ours, in English: other languages have ways of their own."""


def words_in(path: Path) -> Iterator[str]:
    """What of a file can come before people's eyes: of code and questionnaires the strings alone."""
    text = path.read_text()
    match path.suffix:
        case ".py":
            every = (node.value for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Constant))
            yield from (value for value in every if isinstance(value, str))
        case ".toml":
            yield from strings_of(tomllib.loads(text))
        case _:
            yield text


def strings_of(value: object) -> Iterator[str]:
    """The strings in tables and lists of TOML."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from strings_of(each)


def curled_in(path: Path) -> list[str]:
    """The words around each apostrophe of the other kind."""
    return [found for words in words_in(path) for found in CURLED.findall(words)]


def test_every_apostrophe_that_people_read_is_straight() -> None:
    assert len(FILES) > 250
    assert {path.name: found for path in FILES if (found := curled_in(path))} == {}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("page.html", "<p>people\u2019s answers</p>"),
        ("words.py", 'SAID = f"people\u2019s {1} answers"'),
        ("questionnaire.toml", '[[options]]\nlabel = "I don\u2019t know"'),
    ],
)
def test_negative_control_the_other_kind_is_found(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text)
    assert len(curled_in(tmp_path / name)) == 1
