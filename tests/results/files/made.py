"""What tests of files share: a manifest, and LibreOffice where there is one."""

import subprocess
import tempfile
from pathlib import Path
from typing import TypeVar

import msgspec

from survey_app.results.files.manifest import PUBLIC_RULES, Manifest, VersionLine
from tests.missing import office

T = TypeVar("T")


def manifest() -> Manifest:
    """The manifest of the sample's tables, with a mark that is easy to find."""
    return Manifest(
        file="0123456789",
        kind="tables",
        organisation="A council",
        contact="somebody at the council",
        survey="residents",
        title="Getting online",
        rounds=("Round 1: 28 May 2026 to 29 May 2026",),
        samples=("People chose to take part.",),
        versions=(VersionLine(1, "abcd"),),
        showing="Everybody who answered",
        level="public",
        rules=PUBLIC_RULES,
        responses={"counted": 104, "taken back": "[c]"},
        reconciles=True,
        made_at="2026-05-29T12:00:00Z",
    )


def decoded(content: bytes, kind: type[T]) -> T:
    """What a JSON file says, read as the struct that made it."""
    return msgspec.json.decode(content, type=kind)


def opened_in_office(folder: Path) -> None:
    """Every file of a folder as LibreOffice reads it, as HTML beside it: one start for all, because each takes seconds.

    Raises LookupError where LibreOffice is not here.
    """
    program = office()
    if program is None:
        raise LookupError("LibreOffice is not here")
    files = [str(each) for each in folder.iterdir()]
    with tempfile.TemporaryDirectory() as profile:
        own = f"-env:UserInstallation=file://{profile}"
        command = [str(program), own, "--headless", "--convert-to", "html", "--outdir", str(folder), *files]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
