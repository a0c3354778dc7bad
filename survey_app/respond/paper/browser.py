"""A page as a PDF file, made by a browser in a child process where the machine has one.

Chromium is the only program tried that joins Urdu's letters, numbers the pages, and says in the file what is a heading,
a list and a table (docs/decisions/0023-a-paper-form-is-a-page-that-a-browser-prints.md). It is never part of the
service: it starts for one file, in a folder of its own that is then deleted, without the service's environment.
"""

import asyncio
import os
import shutil
import signal
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Final

NAMES: Final = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge")
"""What the program is called by those who ship it."""

SECONDS: Final = 60
"""How long one file may take; 20 pages are there in 3 seconds on an idle machine."""

OPTIONS: Final = (
    "--headless",
    "--disable-gpu",
    "--disable-extensions",
    "--disable-background-networking",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--no-pdf-header-footer",
)

_turn: Final = asyncio.Semaphore(1)
"""One at a time: each takes some 300 MB for as long as it runs."""


LETTERS: Final = "fc-list"
"""The program that knows the machine's letters; it comes with Chromium."""

OWN_LETTERS: Final = {
    "pl": "ąćęłńśźż",
    "ro": "ăâîșț",
    "ur": "ٹڈڑکگںہھیے\N{ARABIC FULL STOP}",
    "pnb": "ٹڈڑکگںہھیے\N{ARABIC FULL STOP}",
    "pa": "ਅਸਹਕਪਰੀੰੱ",
    "gu": "અસહકપરીં્",
}
"""Letters and signs by language that families made for others often lack."""


class NotPrinted(Exception):
    """The browser made no file in its time; the page can still be printed by whoever looks at it."""


def browser() -> str | None:
    """Where the program is, or None."""
    return next((found for name in NAMES if (found := shutil.which(name))), None)


async def has_letters(language: str) -> bool:
    """Whether the machine has letters for a language, by its tag: without them a file would be full of empty boxes.

    Every machine that has letters has those of English. One family must have all of a language's own: the program's
    list of languages has DejaVu Sans for Urdu, which lacks three of its commonest signs.
    """
    program = shutil.which(LETTERS)
    if language not in OWN_LETTERS or program is None:
        return True
    wanted = " ".join(f"{ord(letter):x}" for letter in OWN_LETTERS[language])
    asked = (program, f":charset={wanted}", "family")
    quiet = asyncio.subprocess.DEVNULL
    child = await asyncio.create_subprocess_exec(*asked, stdout=asyncio.subprocess.PIPE, stderr=quiet)
    try:
        found, _ = await asyncio.wait_for(child.communicate(), SECONDS)
    except TimeoutError:
        child.kill()
        return True
    return bool(found.strip())


async def pdf_of(html: str, program: str) -> bytes:
    """The PDF file of a page that needs nothing beside itself. Raises NotPrinted."""
    async with _turn:
        with tempfile.TemporaryDirectory(prefix="soundings-paper-", ignore_cleanup_errors=True) as name:
            folder = Path(name)
            page, made = folder / "form.html", folder / "form.pdf"
            await asyncio.to_thread(page.write_text, html, "utf-8")
            await _run(program, folder, f"--print-to-pdf={made}", page.as_uri())
            if not made.exists():
                raise NotPrinted
            return await asyncio.to_thread(made.read_bytes)


async def _run(program: str, folder: Path, *options: str) -> None:
    # Chromium's sandbox refuses root, whom only containers and test machines run services as
    rooted = ("--no-sandbox",) if os.geteuid() == 0 else ()
    profile = f"--user-data-dir={folder / 'profile'}"
    surroundings = {"PATH": os.environ.get("PATH", os.defpath), "HOME": str(folder), "LANG": "C.UTF-8"}
    child = await asyncio.create_subprocess_exec(
        program,
        *OPTIONS,
        *rooted,
        profile,
        *options,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
        env=surroundings,
        start_new_session=True,  # its own children end with it
    )
    try:
        await asyncio.wait_for(child.wait(), SECONDS)
    except TimeoutError:
        raise NotPrinted from None
    finally:
        with suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)
        await child.wait()
