"""The whole form as a page: its cover, QR code and foot."""

import re

import pytest
import segno
from hypothesis import given
from hypothesis import strategies as st

from survey_app.respond.paper.page import in_style, not_reviewed, paper_page, square_address, web_address
from survey_app.respond.paper.sizes import Size, size_for
from survey_app.respond.paper.square import BORDER, square_of
from survey_app.web.tongues import ENGLISH
from tests.respond.paper.shipped import FORMS, ORGANISATION, SHIPPED, printed

RUN = re.compile(r"M(\d+) (\d+)h(\d+)v1h-\d+z")


def modules(path: str, side: int) -> list[list[int]]:
    """The black modules that a path draws, without its border."""
    drawn = [[0] * side for _ in range(side)]
    for x, y, width in (map(int, found) for found in RUN.findall(path)):
        drawn[y][x : x + width] = [1] * width
    return [row[BORDER:-BORDER] for row in drawn[BORDER:-BORDER]]


def test_the_square_is_the_qr_code_of_the_address() -> None:
    address = "https://surveys.example.gov.uk/residents/from/abcde"
    drawn = square_of(address)
    code = segno.make(address, error="m", micro=False, boost_error=False)
    assert modules(drawn.path, drawn.side) == [list(row) for row in code.matrix]
    assert drawn.side == len(code.matrix) + 2 * BORDER


def test_another_address_has_another_square() -> None:
    assert square_of("https://surveys.example.gov.uk/a").path != square_of("https://surveys.example.gov.uk/b").path


def test_the_printed_address_is_the_print_runs_and_the_square_leads_to_it_in_the_forms_language() -> None:
    assert web_address(printed("residents")) == "https://surveys.example.gov.uk/residents/from/abcde"
    assert square_address(printed("residents")) == "https://surveys.example.gov.uk/residents/from/abcde"
    assert square_address(printed("residents", "pl")) == "https://surveys.example.gov.uk/residents/pl?from=abcde"


def test_every_foot_says_which_form_and_print_run_a_loose_page_is_of() -> None:
    page = paper_page(printed("residents"), ORGANISATION)
    words = ENGLISH.say(page.foot.plain)
    assert re.fullmatch(r"Getting online in Lancashire · form [0-9a-f]{6} · print run abcde", words)


def test_a_form_without_a_print_run_is_a_specimen_without_address_or_square() -> None:
    page = paper_page(printed("residents", code=""), ORGANISATION)
    assert page.cover.specimen
    assert (page.cover.address, page.cover.square) == ("", "")
    assert "specimen" in ENGLISH.say(page.foot.plain)


@given(text=st.text())
def test_no_text_can_end_the_style_that_it_stands_in(text: str) -> None:
    assert re.fullmatch(r"(?:[A-Za-z0-9]|\\[0-9a-f]{6})*", in_style(text))


@pytest.mark.parametrize(("slug", "variant"), FORMS)
def test_every_form_can_be_made_in_every_size(slug: str, variant: str) -> None:
    for size in Size:
        page = paper_page(printed(slug, variant, size), ORGANISATION)
        assert page.sections
        assert page.cover.draft is not_reviewed(SHIPPED[slug], variant)


def test_easy_read_is_never_smaller_than_large_print() -> None:
    assert size_for("standard", easy_read=True) is Size.LARGE
    assert size_for("giant", easy_read=True) is Size.GIANT
    assert size_for("nonsense", easy_read=False) is Size.STANDARD
