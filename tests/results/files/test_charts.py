"""A chart that is pasted says what it shows, of whom and from where, in figures that anybody may have."""

import io
import re
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from PIL import Image, ImageFont

from survey_app.results.coding import Stored
from survey_app.results.disclosure import Cell, Level
from survey_app.results.files import pictures as pictures_made
from survey_app.results.files import png as pictures
from survey_app.results.files.drawing import MARGIN, WIDTH, alternative, drawing, width_of, wrapped
from survey_app.results.files.manifest import PRETEND
from survey_app.results.files.png import in_plain_letters, png
from survey_app.results.files.shapes import Drawing
from survey_app.results.files.svg import svg
from survey_app.results.files.tables import FileTable, Row, file_tables, table_under
from survey_app.results.lane import LaneFull
from survey_app.results.reports import results
from tests.results.files.made import manifest
from tests.results.sample import column_set, people

SVG = "{http://www.w3.org/2000/svg}"


def table(key: str = "Q1") -> FileTable:
    crowd: list[dict[str, Stored]] = [*people(60, Q1="daily", Q6="x"), *people(37, Q1="weekly"), *people(4, Q1="never")]
    found = table_under(file_tables(results(column_set(crowd), 1, Level.PUBLIC, strict=False)), key)
    assert found is not None
    return found


def drawn(made: FileTable | None = None) -> Drawing:
    found = drawing(made or table(), manifest())
    assert found is not None
    return found


def words_of(content: bytes) -> str:
    return " ".join(element.text or "" for element in ET.fromstring(content).iter(f"{SVG}text"))  # noqa: S314  # a picture of ours


def test_it_says_what_it_shows_of_whom_and_from_where() -> None:
    said = words_of(svg(drawn()))
    for words in (
        "1. How often?",
        "About 100 people who were asked and answered",
        "Round 1",
        "A council",
        "0123456789",
    ):
        assert words in said
    assert re.search(r"Every day 60% Every week 35% Never \[c\]", said)
    assert "[c] hidden to protect people" in said


def test_a_screen_reader_is_told_the_same_and_there_is_no_script_or_style() -> None:
    root = ET.fromstring(svg(drawn()))  # noqa: S314  # a picture of ours
    assert (root.get("role"), root.get("aria-labelledby")) == ("img", "title description")
    title, description = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None
    assert description is not None
    assert description.text == alternative(table(), manifest())
    assert {element.tag.removeprefix(SVG) for element in root.iter()} == {"svg", "title", "desc", "rect", "text"}
    assert not any(name.startswith("on") or name == "style" for each in root.iter() for name in each.attrib)


def test_pretend_answers_are_called_so_in_the_picture_and_beside_it() -> None:
    made = replace(manifest(), pretend=PRETEND)
    found = drawing(table(), made)
    assert found is not None
    assert PRETEND in words_of(svg(found))
    assert found.alternative.startswith("Pretend answers.")


def test_bars_are_as_long_as_their_numbers_say() -> None:
    bars = {box.y: box.width for box in drawn().boxes if box.height == 24}
    first, second = (width for _, width in sorted(bars.items()))
    assert first / second == pytest.approx(60 / 35, rel=0.01)


def test_typed_text_has_no_chart() -> None:
    assert drawing(table("Q6"), manifest()) is None


def test_without_percentages_the_bars_are_of_people() -> None:
    small = table_under(file_tables(results(column_set(people(30, Q1="daily")), 1, Level.PUBLIC, strict=False)), "Q1")
    assert small is not None
    assert "Every day 30 Every week" in words_of(svg(drawn(small)))


def test_a_png_is_twice_as_fine_and_holds_its_alternative_text() -> None:
    picture = Image.open(io.BytesIO(png(drawn())))
    assert (picture.format, picture.width) == ("PNG", 2 * WIDTH)
    assert picture.info["Description"] == drawn().alternative
    assert picture.info["Title"] == "1. How often?"
    assert {colour for _, colour in picture.convert("RGB").getcolors(1000) or ()} >= {(255, 255, 255), (18, 67, 109)}


def test_without_a_font_of_the_system_accents_and_signs_are_in_plain_letters(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "FILES", {"normal": ("no.ttf",), "bold": ("no.ttf",)})
    pictures._font.cache_clear()
    assert png(drawn()).startswith(b"\x89PNG")
    pictures._font.cache_clear()
    assert in_plain_letters("\u00a35 \u2013 caf\u00e9, \u0141\u00f3d\u017a \u201cyes\u201d") == (
        "GBP 5 - cafe, Lodz \u201cyes\u201d"
    )


def test_negative_control_the_font_that_comes_along_has_no_pound_sign_or_accent() -> None:
    font = ImageFont.load_default(20)
    missing = bytes(font.getmask("\U0010ffff"))
    assert [each for each in "a\u2019\u201c\u00a3\u2013\u00e9" if bytes(font.getmask(each)) == missing] == [
        "\u00a3",
        "\u2013",
        "\u00e9",
    ]


@given(st.text(max_size=200), st.integers(0, 100))
def test_no_label_breaks_the_drawing_out_of_its_frame(label: str, percent: int) -> None:
    odd = FileTable(
        "Q1", "1", label, label, label, label, Cell(100), (Row(label, Cell(100, percent), inside=True),), ()
    )
    made = drawn(odd)
    root = ET.fromstring(svg(made))  # noqa: S314  # a picture of ours
    assert {element.tag.removeprefix(SVG) for element in root.iter()} <= {"svg", "title", "desc", "rect", "text"}
    assert all(0 < words.y < made.height for words in made.words)
    assert all(box.x + box.width <= WIDTH - MARGIN for box in made.boxes)


@given(st.lists(st.text(alphabet="abcdefgh", min_size=1, max_size=12), max_size=30).map(" ".join))
def test_lines_fit_and_lose_no_word(text: str) -> None:
    lines = wrapped(text, 15, 300)
    assert " ".join(lines) == text
    assert all(width_of(line, 15) <= 300 for line in lines)


def test_a_picture_that_cannot_be_made_now_may_be_asked_for_again(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = Drawing(10, 10, "title", "alternative", (), ())
    assert pictures_made.picture(drawn).startswith(b"\x89PNG")
    monkeypatch.setattr(pictures_made, "PROGRAM", ("false",))
    with pytest.raises(LaneFull):
        pictures_made.picture(drawn)
