"""Easy Read's pictures: small, drawn alike, of shapes alone, and each of use."""

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from msgspec.structs import replace

from survey_app.preparing import picture_names
from survey_app.respond.contexts import Frame
from survey_app.web.places import folder
from survey_app.web.static import Assets
from survey_app.web.styles import read_style
from survey_app.web.templates import environment
from tests.serving import CHECKOUT

PICTURES = sorted((folder("static") / "pictures").glob("*.svg"))

MOST_BYTES = 1_500
"""Interaction contract, 23."""

SVG = "{http://www.w3.org/2000/svg}"
SHAPES = {f"{SVG}{name}" for name in ("svg", "g", "path", "circle", "rect")}
DRAWN = {"viewBox", "d", "cx", "cy", "r", "x", "y", "rx", "width", "height", "transform"}
DRAWN |= {"fill", "stroke", "stroke-width", "stroke-linecap", "stroke-linejoin"}
TILE, INK, COLOUR, PAPER = "#e2eff1", "#16323a", "#00707f", "#fff"


def luminance(colour: str) -> float:
    """WCAG 2.2's relative luminance."""
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("file", PICTURES, ids=lambda file: file.stem)
def test_a_picture_is_small_and_nothing_but_shapes(file: Path) -> None:
    assert file.stat().st_size <= MOST_BYTES
    drawing = ET.fromstring(file.read_text(encoding="utf-8"))  # noqa: S314  # our own files
    assert {each.tag for each in drawing.iter()} <= SHAPES
    assert {name for each in drawing.iter() for name in each.attrib} <= DRAWN
    assert not any((each.text or "").strip() or (each.tail or "").strip() for each in drawing.iter())
    assert drawing.get("viewBox") == "0 0 96 96"


@pytest.mark.parametrize("file", PICTURES, ids=lambda file: file.stem)
def test_all_pictures_are_drawn_in_the_same_few_colours_on_the_same_tile(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert set(re.findall(r"#[0-9a-f]+", text)) <= {TILE, INK, COLOUR, PAPER}
    assert f'<rect width="96" height="96" rx="14" fill="{TILE}"/>' in text


@pytest.mark.parametrize("line", [INK, COLOUR])
@pytest.mark.parametrize("ground", [TILE, PAPER])
def test_lines_stand_out_from_what_is_behind_them(line: str, ground: str) -> None:
    assert contrast(line, ground) >= 3  # WCAG 2.2, 1.4.11


def test_every_picture_is_used_somewhere() -> None:
    words = [file.read_text(encoding="utf-8") for file in (CHECKOUT / "questionnaires").glob("*/*-easyread.toml")]
    words += [file.read_text(encoding="utf-8") for file in folder("templates").glob("**/*.html")]
    named = {name for text in words for name in re.findall(r'"([a-z-]+)"', text)}
    assert sorted(picture_names() - named) == []


def test_a_picture_has_its_folder_in_its_address_and_its_content_in_its_name(assets: Assets) -> None:
    assert re.fullmatch(r"/static/pictures/house\.[0-9a-f]{8}\.svg", assets.url("pictures/house.svg"))


def test_classes_of_easy_read_mean_nothing_in_the_other_styles() -> None:
    """Its style sheet comes after the other one: a name used in both would be styled twice."""
    styles = {
        name: set(re.findall(r"\.([a-z]+)\b", read_style(folder("static"), name, "#000")))
        for name in ("easyread.css", "resident.css")
    }
    assert styles["easyread.css"] - styles["resident.css"] == {"l", "pc", "r"}


@pytest.mark.parametrize(("direction", "turned"), [("ltr", []), ("rtl", ["computer", "form", "question"])])
def test_pictures_with_a_direction_are_turned_where_people_read_from_the_right(
    direction: str, turned: list[str]
) -> None:
    frame = Frame(slug="s", survey_title="S", start="/s", direction=direction, pictures=True)
    drawn = {name: _drawn(frame, name) for name in ("clock", "computer", "form", "money", "question", "tick")}
    assert [name for name, html in drawn.items() if ' class="r"' in html] == turned


def test_no_picture_is_drawn_where_there_is_none_or_none_is_wanted() -> None:
    frame = Frame(slug="s", survey_title="S", start="/s", pictures=True)
    assert _drawn(frame, "") == ""
    assert _drawn(replace(frame, pictures=False), "tick") == ""


def _drawn(frame: Frame, name: str) -> str:
    macros = environment.get_template("web/parts/pictures.html").module
    return str(macros.picture(frame, name))  # type: ignore[attr-defined]  # a template's macros are its attributes
