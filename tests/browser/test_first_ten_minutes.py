"""An officer's first ten minutes by keyboard alone, with JavaScript and without; its pictures are the guide's."""

import os
import re
import shutil
import subprocess
from io import BytesIO
from pathlib import Path
from urllib.parse import unquote

import openpyxl
import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.browser.conftest import TIMEOUT_MILLISECONDS
from tests.browser.keyboard import Keyboard
from tests.browser.tour import MOST_SKIPS
from tests.respond.rows import drafts, responses
from tests.serving import CHECKOUT, Served

pytestmark = pytest.mark.browser

PICTURES = CHECKOUT / "docs" / "guide"

PHONE: ViewportSize = {"width": 375, "height": 740}
DESK: ViewportSize = {"width": 1280, "height": 900}

COLOURS = 48
"""A picture of a page has few, and is half as large with no more."""

BAND = "Practice: nothing is kept."

BANNER = "document.querySelector('body > header, [role=banner]').innerText"


class Officer:
    """Somebody new to the team at a keyboard. `taken` is whether pictures are taken for the guide."""

    def __init__(self, served: Served, page: Page, *, taken: bool) -> None:
        self.served = served
        self.page = page
        self.keys = Keyboard(page)
        self._taken = taken

    def heading(self, words: str) -> None:
        """See that this page is open."""
        expect(self.page.get_by_role("heading", level=1)).to_have_text(re.compile(words))

    def picture(self, name: str, height: int = 900, part: str = "") -> None:
        """Take a picture for the guide: of what is in a window so high, or of one part of the page."""
        if not self._taken:
            return
        page = self.page
        page.set_viewport_size({"width": (page.viewport_size or DESK)["width"], "height": height})
        page.evaluate("document.activeElement.blur()")
        shot = page.locator(part).first.screenshot() if part else page.screenshot()
        few = Image.open(BytesIO(shot)).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
        few.save(PICTURES / f"first-{name}.png", optimize=True)

    def sign_in(self) -> None:
        """By the link that the service printed."""
        found = re.search(re.escape(self.served.address) + r"/team/sign-in/\S+", self.served.log())
        assert found is not None
        self.page.goto(found[0])
        self.keys.press("Sign in", "button")
        self.heading("Surveys")

    def try_the_residents_survey(self) -> None:
        """At phone width, to the end; each page says that it is practice."""
        self.keys.press("Go to “Getting online in Lancashire”", "a")
        self.page.set_viewport_size(PHONE)
        self.keys.press("Try it", "button")
        self._is_practice()
        self.keys.press("Start on my own phone or computer", "button")
        self.picture("practice", PHONE["height"])
        for _ in range(MOST_SKIPS):
            self._is_practice()
            if self.page.title().startswith("Check your answers"):
                break
            self.keys.answer()
        self.keys.press("Send my answers", "button")
        self._is_practice()
        self.heading("Practice is over: nothing was sent")
        self.page.set_viewport_size(DESK)
        self.keys.press("Go back to the team's pages", "a")

    def fill_with_pretend_answers(self) -> None:
        """On the survey's page."""
        self.keys.press("Go to the survey and press Fill with pretend answers", "a")
        self.keys.press("Fill with pretend answers", "button")
        while self.page.get_by_role("link", name="See how far it is").count():
            self.keys.press("See how far it is", "a")
        expect(self.page.get_by_text("1,200 pretend answers are stored")).to_be_visible()
        self.picture("survey", 720)

    def read_a_result(self) -> None:
        """The sentence of a question, above its table."""
        self.keys.press("Read the results so far", "a")
        self.heading("Results: Getting online in Lancashire")
        expect(self.page.get_by_text("Do not quote a figure of this page.")).to_be_visible()
        section = self.page.locator("section[aria-labelledby=R04]")
        expect(section).to_contain_text("Many times a day")
        expect(section.locator("p").first).to_contain_text(re.compile(r"\d+%"))
        self.picture("results", part="section[aria-labelledby=R04]")

    def filter_by_district(self) -> None:
        """By the form above the questions; the address holds what is shown."""
        self.keys.unfold("Show one group of people")
        self.keys.choose("2. Which area do you live in?", "Pendle")
        self.keys.press("Apply", "button")
        assert "filter=R02:pendle" in unquote(self.page.url)
        expect(self.page.get_by_text(re.compile(r"Showing \d+ of \d+"))).to_be_visible()
        self.picture("filtered", 640)
        self.page.go_back()

    def compare_by_age(self) -> None:
        """From a question to the same question by age group."""
        self.keys.press("Compare groups in 4", "a")
        self.keys.choose("Compare by", "3. How old")
        self.keys.press("Apply", "button")
        table = self.page.get_by_role("table").first
        for words in ("16 to 24", "75 to 84", "Many times a day"):
            expect(table.get_by_text(words).first).to_be_attached()
        self.picture("by-age", part=".region")

    def open_in_excel(self, folder: Path) -> None:
        """The tables as a workbook."""
        self.page.goto(f"{self.served.address}/team/surveys/residents/results")
        download = self.keys.download("Download for Excel")
        assert download.suggested_filename.endswith(".xlsx")
        assert "pretend" in download.suggested_filename
        path = folder / "tables.xlsx"
        download.save_as(path)
        check_workbook(path)
        if self._scripted():  # LibreOffice takes seconds to start, and the file comes from the same link
            check_in_office(path)

    def copy_a_table(self) -> None:
        """A button that the script adds; without it there is none that does nothing."""
        if not self._scripted():
            assert self.page.get_by_role("button", name="Copy table").count() == 0
            return
        self.keys.reach("Copy table: How often do you use the internet", "button")
        self.page.keyboard.press("Enter")
        expect(self.page.get_by_text("Copied. Paste it into Excel or Word.")).to_be_visible()
        copied = self.page.evaluate("navigator.clipboard.readText()")
        assert "Many times a day\t" in copied
        assert len({line.count("\t") for line in copied.splitlines()}) == 1

    def see_what_is_done(self) -> None:
        """Start here has ticked what was done, and nothing else."""
        self.page.goto(f"{self.served.address}/team")
        expect(self.page.get_by_text("2 of 5 done")).to_be_visible()
        self.picture("start-here", 800)

    def sign_out(self) -> None:
        """And nobody who comes after sees anything."""
        self.keys.press("Sign out", "button")
        self.page.goto(f"{self.served.address}/team")
        self.heading("Sign in")

    def _scripted(self) -> bool:
        return not self.page.evaluate("matchMedia('(scripting: none)').matches")

    def _is_practice(self) -> None:
        # without a locator, whose script each page would have to read first
        assert BAND in self.page.evaluate(BANNER), self.page.url


def check_workbook(path: Path) -> None:
    """Its structure, by openpyxl."""
    book = openpyxl.load_workbook(path)
    assert len(book.sheetnames) > 10
    first = book.worksheets[0]
    assert any("retend" in str(cell.value) for row in first.iter_rows() for cell in row if cell.value)
    assert all(not sheet.merged_cells.ranges for sheet in book.worksheets)


def check_in_office(path: Path) -> None:
    """Whether LibreOffice opens it, where that is installed."""
    office = shutil.which("soffice")
    if office is None:
        return
    profile = f"-env:UserInstallation=file://{path.parent}/office"
    convert = [office, profile, "--headless", "--convert-to", "csv", "--outdir", str(path.parent), str(path)]
    subprocess.run(convert, capture_output=True, check=True, timeout=180)
    assert "retend" in path.with_suffix(".csv").read_text(encoding="utf-8", errors="replace")


@pytest.mark.parametrize("javascript", [False, True], ids=["without JavaScript", "with JavaScript"])
def test_an_officers_first_ten_minutes(
    freshly_served: Served, browser: Browser, tmp_path: Path, *, javascript: bool
) -> None:
    context = browser.new_context(
        java_script_enabled=javascript, viewport=DESK, locale="en-GB", accept_downloads=True, color_scheme="light"
    )
    context.set_default_timeout(TIMEOUT_MILLISECONDS)
    if javascript:
        context.grant_permissions(["clipboard-read", "clipboard-write"], origin=freshly_served.address)
    taken = javascript and os.environ.get("SCREENSHOTS") == "1"
    officer = Officer(freshly_served, context.new_page(), taken=taken)
    officer.sign_in()
    officer.try_the_residents_survey()
    assert drafts(freshly_served.database) == []
    assert responses(freshly_served.database) == {}
    officer.fill_with_pretend_answers()
    officer.read_a_result()
    officer.filter_by_district()
    officer.compare_by_age()
    officer.open_in_excel(tmp_path)
    officer.copy_a_table()
    officer.see_what_is_done()
    officer.sign_out()
    context.close()
