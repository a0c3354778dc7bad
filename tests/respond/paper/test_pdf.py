"""A PDF made by a real browser in a child process: tagged, numbered, with no question broken over two pages."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from survey_app.respond.paper import browser
from survey_app.respond.paper.sizes import Size
from tests.respond.paper.shipped import html_of

pytestmark = pytest.mark.browser


async def made(folder: Path, slug: str, variant: str = "en") -> Path:
    """The form of a questionnaire as a file; without the programs to make and read it, the test is skipped."""
    found = browser.browser()
    if found is None or shutil.which("pdftotext") is None:
        pytest.skip("Chromium or pdftotext is missing: NO PDF IS LOOKED INTO.")
    file = folder / "form.pdf"
    file.write_bytes(await browser.pdf_of(html_of(slug, variant, Size.STANDARD), found))
    return file


async def test_a_pdf_is_tagged_and_numbers_its_pages(tmp_path: Path) -> None:
    file = await made(tmp_path, "feedback")
    about, text = said("pdfinfo", file), said("pdftotext", "-layout", file)
    pages = re.search(r"Pages:\s+(\d+)", about)
    assert pages is not None
    assert 2 <= int(pages[1]) <= 6
    assert re.search(r"Tagged:\s+yes", about)
    assert [int(page) for page in re.findall(rf"Page (\d+) of {pages[1]}", text)] == list(range(1, int(pages[1]) + 1))
    assert text.count("print run abcde") == int(pages[1])


async def test_no_question_is_broken_over_two_pages(tmp_path: Path) -> None:
    file = await made(tmp_path, "residents")
    sheets = said("pdftotext", "-layout", file).split("\f")
    assert 12 <= len(sheets) - 1 <= 24
    (barriers,) = [sheet for sheet in sheets if "Does anything stop you doing more online?" in sheet]
    assert "Poor mobile signal" in barriers
    assert "Prefer not to say" in barriers


async def test_a_pdf_in_urdu_has_a_family_of_letters_with_all_of_urdus(tmp_path: Path) -> None:
    if not await browser.has_letters("ur"):
        pytest.skip("Letters for Urdu are missing: NO URDU PDF IS LOOKED INTO. Get them by `make browser`.")
    file = await made(tmp_path, "feedback", "ur")
    wanted = " ".join(f"{ord(letter):x}" for letter in browser.OWN_LETTERS["ur"])
    families = set(said("fc-list", f":charset={wanted}", "postscriptname").replace(":postscriptname=", "").split())
    embedded = re.findall(r"^\w{6}\+(\S+) .* yes +\w+ +\w+ +\d+ +\d+$", said("pdffonts", file), re.MULTILINE)
    assert families & set(embedded), embedded


def said(*words: str | Path) -> str:
    """What a program of poppler's says."""
    command = [*map(str, words)]
    command += ["-"] if words[0] == "pdftotext" else []
    return subprocess.run(command, capture_output=True, check=True, text=True, timeout=60).stdout


async def test_english_needs_no_letters_of_its_own_and_a_language_without_any_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    nothing = tmp_path / "fc-list"
    nothing.write_text("#!/bin/sh\nexit 0\n")
    nothing.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert await browser.has_letters("en")
    assert not await browser.has_letters("ur")
    nothing.write_text("#!/bin/sh\necho Some Letters\n")
    assert await browser.has_letters("ur")


async def test_a_browser_that_never_ends_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    endless = tmp_path / "endless"
    endless.write_text("#!/bin/sh\nexec tail -f /dev/null\n")
    endless.chmod(0o755)
    monkeypatch.setattr(browser, "SECONDS", 0.2)
    with pytest.raises(browser.NotPrinted):
        await browser.pdf_of("<p>", str(endless))
