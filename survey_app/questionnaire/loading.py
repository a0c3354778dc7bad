"""Reading a questionnaire's file, and the one form in which a version is stored and told from others."""

import hashlib
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

import msgspec
from msgspec.structs import replace

from survey_app.organisation import Organisation
from survey_app.questionnaire.checks import Place, check
from survey_app.questionnaire.checks_variants import Known
from survey_app.questionnaire.chosen_words import with_chosen_words
from survey_app.questionnaire.decoding import parsed, typed, typed_wording
from survey_app.questionnaire.definition import Questionnaire
from survey_app.questionnaire.expanding import expanded
from survey_app.questionnaire.faults import Fault, Faulty, Spot
from survey_app.questionnaire.languages import tag_of
from survey_app.questionnaire.overlays import file_of, overlay_files, stray_faults
from survey_app.questionnaire.placeholders import unknown_words, worded
from survey_app.questionnaire.places import Plain
from survey_app.questionnaire.wording import Wording


def read_file(path: Path, organisation: Organisation) -> Questionnaire:
    """The questionnaire of a file with the wordings beside it, standing alone: it needs the organisation's no more.

    Raises Faulty with every fault that stops it; faults of sense are found by `check`.
    """
    try:
        overlays = {variant: _plain_of(file, variant) for variant, file in overlay_files(path).items()}
        return from_plain(_plain_of(path), organisation, overlays)
    except Faulty as stopped:
        raise Faulty(replace(fault, file=str(file_of(fault.variant, path))) for fault in stopped.faults) from stopped


def from_plain(
    plain: Plain, organisation: Organisation, overlays: Mapping[str, Plain] = MappingProxyType({})
) -> Questionnaire:
    """The same from decoded files, the overlays by variant. Raises Faulty; its faults name no file."""
    faults = [*unknown_words(plain, organisation)]
    said = {variant: organisation.said_in(tag_of(variant)) for variant in overlays}
    for variant, overlay in overlays.items():
        faults += [replace(fault, variant=variant) for fault in unknown_words(overlay, said[variant])]
    if isinstance(plain, dict) and "wordings" in plain:
        faults.append(Spot().fault("unknown_field", "Write each variant's words in a file beside this one: pl.toml."))
    if faults:
        raise Faulty(faults)
    written = typed(worded(plain, organisation))
    whole = expanded(written, organisation)
    wordings = {
        variant: with_chosen_words(_wording(worded(overlay, said[variant]), variant), written, whole)
        for variant, overlay in overlays.items()
    }
    return replace(whole, wordings=wordings)


def faults_in(path: Path, organisation: Organisation, pictures: frozenset[str] | None = None) -> tuple[Fault, ...]:
    """Every fault of a file and of the wordings beside it, as `survey check` reports them; none means that it may be
    loaded. `pictures` are the names of those there are, None where that is not to be checked."""
    try:
        questionnaire = read_file(path, organisation)
    except Faulty as stopped:
        return stopped.faults
    strays = (replace(fault, file=str(path)) for fault in stray_faults(path))
    return (*strays, *check(questionnaire, place_of(path, organisation, pictures)))


def place_of(path: Path, organisation: Organisation, pictures: frozenset[str] | None = None) -> Place:
    """What the checks need to know of a file: its slug is the name of its folder."""
    ambitions = frozenset(entry.code for entry in organisation.lists.get("ambitions", ()))
    known = Known(names_in(organisation), pictures)
    return Place(file=str(path), slug=path.absolute().parent.name, ambitions=ambitions, known=known)


def names_in(organisation: Organisation) -> frozenset[tuple[str, str]]:
    """Codes and labels of the organisation's lists: names, which stay as they are in every wording."""
    return frozenset((entry.code, entry.label) for entries in organisation.lists.values() for entry in entries)


def encode(questionnaire: Questionnaire) -> bytes:
    """Canonical JSON: the same bytes for the same questionnaire, whatever the order of its keys was."""
    return msgspec.json.encode(questionnaire, order="sorted")


def decode(stored: bytes) -> Questionnaire:
    """The questionnaire of a stored version. Raises msgspec.ValidationError where it is of another schema."""
    return msgspec.json.decode(stored, type=Questionnaire)


def content_hash(questionnaire: Questionnaire) -> str:
    """The version's name: SHA-256 of the canonical JSON, 64 hex digits."""
    return hashlib.sha256(encode(questionnaire)).hexdigest()


def _plain_of(path: Path, variant: str = "") -> Plain:
    try:
        return parsed(_bytes_of(path))
    except Faulty as stopped:
        raise Faulty(replace(fault, variant=variant) for fault in stopped.faults) from stopped


def _wording(plain: Plain, variant: str) -> Wording:
    try:
        return typed_wording(plain)
    except Faulty as stopped:
        raise Faulty(replace(fault, variant=variant) for fault in stopped.faults) from stopped


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as refused:
        raise Faulty([Spot().fault("unreadable_file", f"It cannot be read: {refused.strerror}.")]) from refused
