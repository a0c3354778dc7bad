"""Reading a questionnaire's file, and the one form in which a version is stored and told from others."""

import hashlib
from pathlib import Path

import msgspec
from msgspec.structs import replace

from survey_app.organisation import Organisation
from survey_app.questionnaire.checks import Place, check
from survey_app.questionnaire.decoding import parsed, typed
from survey_app.questionnaire.definition import Questionnaire
from survey_app.questionnaire.expanding import expanded
from survey_app.questionnaire.faults import Fault, Faulty, Spot
from survey_app.questionnaire.placeholders import unknown_words, worded
from survey_app.questionnaire.places import Plain


def read_file(path: Path, organisation: Organisation) -> Questionnaire:
    """The questionnaire of a file, standing alone: nothing in it needs the organisation's file any more.

    Raises Faulty with every fault that stops it; faults of sense are found by `check`.
    """
    try:
        return from_plain(parsed(_bytes_of(path)), organisation)
    except Faulty as stopped:
        raise Faulty(replace(fault, file=str(path)) for fault in stopped.faults) from stopped


def from_plain(plain: Plain, organisation: Organisation) -> Questionnaire:
    """The same from a decoded file. Raises Faulty; its faults name no file."""
    faults = tuple(unknown_words(plain, organisation))
    if faults:
        raise Faulty(faults)
    return expanded(typed(worded(plain, organisation)), organisation)


def faults_in(path: Path, organisation: Organisation) -> tuple[Fault, ...]:
    """Every fault of a file, as `survey check` reports them; none means that it may be loaded."""
    try:
        questionnaire = read_file(path, organisation)
    except Faulty as stopped:
        return stopped.faults
    return check(questionnaire, place_of(path, organisation))


def place_of(path: Path, organisation: Organisation) -> Place:
    """What the checks need to know of a file: its slug is the name of its folder."""
    ambitions = frozenset(entry.code for entry in organisation.lists.get("ambitions", ()))
    return Place(file=str(path), slug=path.absolute().parent.name, ambitions=ambitions)


def encode(questionnaire: Questionnaire) -> bytes:
    """Canonical JSON: the same bytes for the same questionnaire, whatever the order of its keys was."""
    return msgspec.json.encode(questionnaire, order="sorted")


def decode(stored: bytes) -> Questionnaire:
    """The questionnaire of a stored version. Raises msgspec.ValidationError where it is of another schema."""
    return msgspec.json.decode(stored, type=Questionnaire)


def content_hash(questionnaire: Questionnaire) -> str:
    """The version's name: SHA-256 of the canonical JSON, 64 hex digits."""
    return hashlib.sha256(encode(questionnaire)).hexdigest()


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as refused:
        raise Faulty([Spot().fault("unreadable_file", f"It cannot be read: {refused.strerror}.")]) from refused
