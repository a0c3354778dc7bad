"""What tests of files share: a manifest, and LibreOffice where there is one."""

import csv
import io
import subprocess
import tempfile
from pathlib import Path

from survey_app.results.files.manifest import PUBLIC_RULES, Manifest, VersionLine
from tests.missing import office


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


def opened_in_office(content: bytes, sheet: str) -> dict[str, list[str]]:
    """The rows of a sheet as LibreOffice reads them, by their first cell."""
    program = office()
    if program is None:
        raise LookupError("LibreOffice is not here")
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        (place / "t.xlsx").write_bytes(content)
        every_sheet = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = [
            str(program),
            profile,
            "--headless",
            "--convert-to",
            every_sheet,
            "--outdir",
            folder,
            f"{folder}/t.xlsx",
        ]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        text = (place / f"t-{sheet}.csv").read_text(encoding="utf-8")
    return {row[0]: row[1:] for row in csv.reader(io.StringIO(text)) if row}
