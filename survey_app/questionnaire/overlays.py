"""The files of a questionnaire's wordings: one a variant, beside its own."""

from collections.abc import Iterator
from pathlib import Path

from survey_app.questionnaire.faults import Fault, Spot
from survey_app.questionnaire.variants import VARIANT

OTHERS = frozenset({"questionnaire", "demonstration", "demonstration_texts"})
"""What else may stand beside it as TOML."""


def overlay_files(path: Path) -> dict[str, Path]:
    """The overlays beside a questionnaire's file, by variant."""
    return {file.stem: file for file in _beside(path) if VARIANT.fullmatch(file.stem)}


def file_of(variant: str, path: Path) -> Path:
    """Where a fault stands: in the questionnaire's file itself, or in the overlay of a variant."""
    return path.with_name(f"{variant}.toml") if variant else path


def stray_faults(path: Path) -> Iterator[Fault]:
    """A fault for each file beside a questionnaire's that nothing would read."""
    for file in _beside(path):
        if not VARIANT.fullmatch(file.stem):
            yield Spot().fault(
                "bad_variant", f"{file.name} is no wording. Name it by its language, `pl.toml` or `en-easyread.toml`."
            )


def _beside(path: Path) -> list[Path]:
    return [file for file in sorted(path.parent.glob("*.toml")) if file != path and file.stem not in OTHERS]
