"""Names loudly what the tests need and this machine has not, before they run: `python -m tests.missing`."""

import asyncio
import os
import shutil
import sys
from importlib.util import find_spec
from pathlib import Path

from survey_app.respond.paper.browser import has_letters

NU_CHECKER = Path(sys.prefix) / "vnu" / "vnu.jar"
"""Where `make test` puts the Nu HTML checker; it goes with .venv."""


EXPORTS = (
    ("pyreadstat", "NO SPSS FILE IS MADE"),
    ("pyarrow", "NO PARQUET FILE IS MADE"),
    ("docx", "NO WORD REPORT IS MADE"),
)
"""Packages of the extra `exports`, which a lean installation may do without."""


def chromium() -> Path | None:
    """Debian's Chromium, or another system's; first the same without windows and menus.

    Every page that the whole one opens makes it draw a toolbar too: tests in it took half as much time again.
    """
    whole, found = whole_chromium(), shutil.which("chromium-headless-shell")
    return Path(found) if found and whole else whole  # some tests need the whole one


def whole_chromium() -> Path | None:
    """The one that people have, with a profile on the disk, settings, and pages kept in memory for Back."""
    names = ("chromium", "chromium-browser", "google-chrome")
    found = next((path for path in map(shutil.which, names) if path), None)
    return Path(found) if found else None


def office() -> Path | None:
    """LibreOffice, which reads spreadsheets as Excel's users do."""
    found = next((path for path in map(shutil.which, ("soffice", "libreoffice")) if path), None)
    return Path(found) if found else None


def has_urdu_letters() -> bool:
    """Whether some family of letters has all of Urdu's, so that a form in it can be printed."""
    return asyncio.run(has_letters("ur"))


def writes_documents() -> bool:
    """Whether LibreOffice has its part that reads Word documents, which is a package of its own."""
    program = office()
    return program is not None and any((program.resolve().parent).glob("../program/libswlo.*"))


def browser_required() -> bool:
    """Whether a missing Chromium is a failure: `REQUIRE_BROWSER=1`, as in CI."""
    return os.environ.get("REQUIRE_BROWSER") == "1"


def missing() -> list[str]:
    """One sentence for each part that is not here: what it is, what is then not tested, how to get it."""
    sentences = []
    if chromium() is None:
        sentences.append("Chromium is missing: NO BROWSER TEST RUNS. Get it by `make browser`.")
    if shutil.which("w3m") is None:
        sentences.append("w3m is missing: no journey runs in a text browser. Get it by `make browser`.")
    if office() is None:
        sentences.append("LibreOffice is missing: no workbook is opened in it. Get it by `libreoffice-calc-nogui`.")
    if not has_urdu_letters():
        sentences.append("Letters for Urdu are missing: NO URDU PDF IS LOOKED INTO. Get them by `make browser`.")
    if not writes_documents():
        sentences.append("LibreOffice Writer is missing: no report is opened. Get it by `libreoffice-writer-nogui`.")
    if shutil.which("pspp-convert") is None:
        sentences.append("PSPP is missing: no SPSS file is opened in it. Get it by `apt-get install pspp`.")
    sentences += [f"{name} is missing: {what}. Get it by `make run`." for name, what in EXPORTS if not find_spec(name)]
    if shutil.which("java") is None:
        sentences.append("Java is missing: NO HTML IS CHECKED. Install a Java runtime, 11 or newer.")
    elif not NU_CHECKER.exists():
        sentences.append("The Nu checker is missing: NO HTML IS CHECKED. Install npm, then `make test` again.")
    return sentences


def main() -> int:
    """Print what is missing; the exit code is 1 when the browser is, and is required."""
    found = missing()
    if found:
        edge = "!" * max(map(len, found))
        sys.stdout.write("\n".join([edge, *found, edge, ""]))
    return int(chromium() is None and browser_required())


if __name__ == "__main__":
    sys.exit(main())
