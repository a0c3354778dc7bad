"""What `survey translate` does: a wording out to translators as PO, and back into its file, with a report."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from msgspec import Struct

from survey_app.organisation import Organisation
from survey_app.questionnaire.decoding import parsed, typed, typed_wording
from survey_app.questionnaire.definition import Questionnaire
from survey_app.questionnaire.languages import LANGUAGES, tag_of
from survey_app.questionnaire.loading import read_file
from survey_app.questionnaire.variants import VARIANT
from survey_app.questionnaire.wording import Wording
from survey_app.translating.catalogues import Sheet, read, remembered, sources_in, written
from survey_app.translating.comparing import Compared, compared, taken
from survey_app.translating.writing import as_toml, heading_of

LISTED = 20
"""Places named of each sort in a report; it says how many more there are."""


class Files(Struct, frozen=True):
    """The files of a survey's wording. The PO file beside it remembers from which English each text was translated."""

    questionnaire: Path
    overlay: Path
    memory: Path


class Beside(Struct, frozen=True):
    """A questionnaire as its file says and as it is loaded, one wording of it, and from what that was translated."""

    source: Questionnaire
    whole: Questionnaire
    wording: Wording
    made_from: Mapping[str, str]


def export_words(folder: Path, organisation: Organisation, slug: str, variant: str) -> tuple[bytes, tuple[str, ...]]:
    """The PO file of a survey's variant, and the report. Raises LookupError or Faulty where there is none such."""
    known = _beside(_files(folder, slug, variant), organisation)
    found = compared(known.source, known.whole, known.wording, known.made_from)
    return written(Sheet(slug, variant, found.messages)), tuple(_report(found))


def import_words(folder: Path, organisation: Organisation, raw: bytes) -> tuple[Path, tuple[str, ...]]:
    """Write a translator's words into the wording's file; gives that file and the report.

    Raises ValueError, LookupError or Faulty, and then nothing is written.
    """
    sheet = read(raw)
    files = _files(folder, sheet.slug, sheet.variant)
    known = _beside(files, organisation)
    done = taken(known.source, known.whole, known.wording, sheet, known.made_from)
    heading = heading_of(files.overlay.read_text("utf-8")) if files.overlay.exists() else ""
    files.overlay.write_text(as_toml(done.wording, heading), "utf-8")
    files.memory.write_bytes(remembered(sheet.slug, sheet.variant, done.made_from))
    lines = [f"{done.changed} texts changed in {files.overlay.name}"]
    if done.fuzzy:
        lines.append(f"{done.fuzzy} texts are marked as fuzzy and stay as they were: take the mark off what is right")
    if known.wording.reviewed is not None and done.wording.reviewed is None:
        lines.append("It is a draft again: nobody has reviewed the new words. Write [reviewed] when somebody has.")
    after = compared(known.source, known.whole, done.wording, {place: source for place, source, _ in done.made_from})
    return files.overlay, (*lines, *_report(after))


def _files(folder: Path, slug: str, variant: str) -> Files:
    path = folder / slug / "questionnaire.toml"
    if Path(slug).name != slug or not path.is_file():
        raise LookupError(f"There is no questionnaire {path}.")
    if not VARIANT.fullmatch(variant) or tag_of(variant) not in LANGUAGES:
        raise LookupError(f"{variant} is no language of ours. Use {', '.join(LANGUAGES)}, or one with -easyread.")
    return Files(path, path.with_name(f"{variant}.toml"), path.with_name(f"{variant}.po"))


def _beside(files: Files, organisation: Organisation) -> Beside:
    overlay, memory = files.overlay, files.memory
    source = typed(parsed(files.questionnaire.read_bytes()))
    return Beside(
        source,
        read_file(files.questionnaire, organisation),
        typed_wording(parsed(overlay.read_bytes())) if overlay.exists() else Wording(),
        sources_in(memory.read_bytes()) if memory.exists() else {},
    )


def _report(found: Compared) -> Iterator[str]:
    yield from _places("changed in the source since they were translated", [each.place for each in found.changed])
    yield from _places("have no words yet", [each.place for each in found.missing])
    yield from _places("are no longer used and are left out", found.unused)
    if not (found.changed or found.missing or found.unused):
        yield "Every text has words, and none of the source has changed since."


def _places(words: str, places: list[str] | tuple[str, ...]) -> Iterator[str]:
    if places:
        yield f"{len(places)} texts {words}:"
        yield from (f"  {place}" for place in places[:LISTED])
    if len(places) > LISTED:
        yield f"  and {len(places) - LISTED} more"
