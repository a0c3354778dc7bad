"""The catalogues of residents' words: what the code and the templates say, extracted, updated and compiled by Babel.

`make languages` runs this after words changed; `tests/web/test_catalogues.py` fails until it has been run.
"""

import io
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from survey_app.questionnaire.languages import LANGUAGES
from survey_app.web.places import folder
from survey_app.web.tongues import SOURCE

KEYWORDS: Mapping[str, tuple[int, ...] | None] = {
    "_": None,
    "n_": (1, 2),
    "phrase": None,
    "phrases": (1, 2),
    "said": None,
}
"""What says words, and which of its arguments are messages: those of `n_` and `phrases` have a plural."""

FOLDER = folder("survey_app/web/languages")
CHECKOUT = FOLDER.parents[2]


def said_words() -> Catalog:
    """Every message that the code and the templates say, in English."""
    settings = tomllib.loads((CHECKOUT / "pyproject.toml").read_text("utf-8"))
    methods = [(each["pattern"], each["method"]) for each in settings["tool"]["babel"]["mappings"]]
    found = Catalog()
    for name, _, message, comments, _ in extract_from_dir(CHECKOUT, methods, keywords=KEYWORDS):
        found.add(message, locations=[(name, 0)], auto_comments=comments)
    return found


def catalogues() -> Iterator[tuple[str, Path]]:
    """The languages that have a catalogue, each with its file."""
    for tag in LANGUAGES:
        path = FOLDER / f"{tag}.po"
        if tag != SOURCE and path.exists():
            yield tag, path


def read_catalogue(path: Path) -> Catalog:
    """One catalogue."""
    with path.open("rb") as file:
        return read_po(file, locale=path.stem)


def compiled(catalogue: Catalog) -> bytes:
    """The catalogue as the service reads it."""
    file = io.BytesIO()
    write_mo(file, catalogue)
    return file.getvalue()


def messages(catalogue: Catalog) -> list[Message]:
    """Its messages, without the header."""
    return [message for message in catalogue if message.id]


def translations(message: Message) -> tuple[str, ...]:
    """A message in the catalogue's language: one text, or one for each plural form."""
    match message.string:
        case str() as text:
            return (text,)
        case None:
            return ("",)
        case several:
            return tuple(several)


def update() -> None:
    """Give every catalogue the messages that are said now, keep what is translated, and compile it."""
    said = said_words()
    for tag, path in catalogues():
        catalogue = read_catalogue(path)
        said.creation_date = catalogue.creation_date  # a catalogue changes only when words do
        catalogue.project, catalogue.version, catalogue.msgid_bugs_address = "Soundings", "", ""
        catalogue.update(said, no_fuzzy_matching=True)
        catalogue.obsolete.clear()
        with path.open("wb") as file:
            write_po(file, catalogue, width=120, sort_by_file=True, ignore_obsolete=True, include_lineno=False)
        path.with_suffix(".mo").write_bytes(compiled(catalogue))
        missing = sum(not all(translations(message)) for message in messages(catalogue))
        print(f"{tag}: {len(messages(catalogue))} messages, {missing} not translated yet")


if __name__ == "__main__":
    update()
