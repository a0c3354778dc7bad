"""A wording as a PO file for translators: a message for each text, with its place as its context, by Babel."""

import io
from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import Final

from babel.core import UnknownLocaleError
from babel.messages.catalog import Catalog
from babel.messages.pofile import PoFileError, read_po, write_po
from msgspec import Struct

from survey_app.questionnaire.languages import english_name_of, tag_of

PROJECT: Final = "soundings"
"""How the name of each file of ours begins: `soundings residents pl`."""

WIDTH: Final = 100


class Message(Struct, frozen=True):
    """One text to translate. `place` is where a wording has its words; `about` says what and where it is.

    `before` is the source that the words were made from, where it has changed since: then they want another look.
    """

    place: str
    source: str
    words: str = ""
    about: str = ""
    before: str = ""


class Sheet(Struct, frozen=True):
    """What a PO file holds: whose words they are, and every message."""

    slug: str
    variant: str
    messages: tuple[Message, ...]


def written(sheet: Sheet) -> bytes:
    """The PO file. What wants another look is fuzzy, with the source as it was."""
    catalogue = _catalogue(sheet)
    for message in sheet.messages:
        catalogue.add(
            message.source,
            message.words,
            context=message.place,
            auto_comments=[message.about] if message.about else [],
            flags=["fuzzy"] if message.before else [],
            previous_id=[message.before] if message.before else [],
        )
    file = io.BytesIO()
    write_po(file, catalogue, width=WIDTH, include_previous=True)
    return file.getvalue()


def read(raw: bytes) -> Sheet:
    """What a PO file holds. Raises ValueError, in words for whoever gave it, where it is none of ours."""
    try:
        catalogue = read_po(io.BytesIO(raw), abort_invalid=True)
    except (PoFileError, UnicodeDecodeError) as refused:
        raise ValueError(f"It is not a PO file: {refused}") from refused
    name = str(catalogue.project).split(" ")
    if len(name) != 3 or name[0] != PROJECT:
        raise ValueError("It was not made by survey translate export: its Project-Id-Version names no survey.")
    found = (
        Message(each.context, str(each.id), str(each.string), before=str(each.id) if each.fuzzy else "")
        for each in catalogue
        if each.id and each.context
    )
    return Sheet(name[1], name[2], tuple(found))


def sources_in(raw: bytes) -> Mapping[str, str]:
    """From which source each text was translated, by its place, as a file that was imported says."""
    return {message.place: message.source for message in read(raw).messages}


def remembered(slug: str, variant: str, made_from: Iterable[tuple[str, str, str]]) -> bytes:
    """A file that says so: place, source and words of each."""
    return written(Sheet(slug, variant, tuple(Message(place, source, words) for place, source, words in made_from)))


def _catalogue(sheet: Sheet) -> Catalog:
    name = f"{PROJECT} {sheet.slug} {sheet.variant}"
    language = tag_of(sheet.variant)
    with suppress(UnknownLocaleError, ValueError):
        return Catalog(locale=language, project=name, version="", fuzzy=False, header_comment=_heading(sheet))
    return Catalog(project=name, version="", fuzzy=False, header_comment=_heading(sheet))


def _heading(sheet: Sheet) -> str:
    return f"# The words of {sheet.slug} in {english_name_of(sheet.variant)}."
