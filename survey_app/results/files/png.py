"""A chart as a PNG picture, twice as fine as on screen, with its alternative text inside.

Fonts: Liberation Sans or DejaVu Sans where the system has one. The font that comes with Pillow has letters from A to Z
only, no pound sign, no dash and no accent: without a system font these are written in plain letters, and the
alternative text keeps them as they are.

It runs as a program of its own, a drawing in and a picture out: Pillow would take 7 MB of the service for as long as it
runs, and every start a moment longer.
"""

import io
import sys
import unicodedata
from functools import lru_cache
from typing import Final

import msgspec
from PIL import Image, ImageDraw, ImageFont
from PIL.PngImagePlugin import PngInfo

from survey_app.results.files.cells import without_controls
from survey_app.results.files.shapes import Drawing, Weight

SCALE: Final = 2
DOTS_PER_INCH: Final = 192

FILES: Final[dict[Weight, tuple[str, ...]]] = {
    "normal": ("LiberationSans-Regular.ttf", "DejaVuSans.ttf", "Arial.ttf", "arial.ttf"),
    "bold": ("LiberationSans-Bold.ttf", "DejaVuSans-Bold.ttf", "Arial Bold.ttf", "arialbd.ttf"),
}

PLAIN: Final = str.maketrans(
    {
        "\u00a3": "GBP ",
        "\u20ac": "EUR ",
        "\u2013": "-",
        "\u2014": "-",
        "\u2212": "-",
        "\u00d7": "x",
        "\u2022": "-",
        "\u0142": "l",
        "\u0141": "L",
        "\u00f8": "o",
    }
)
"""Pound, euro, dashes, minus, times, bullet and the letters with a stroke, which have no plain part of their own."""

QUOTES: Final = "\u2018\u2019\u201c\u201d"
"""Curly quotation marks, which the font that comes with Pillow has."""

Font = ImageFont.FreeTypeFont | ImageFont.ImageFont


def png(drawn: Drawing) -> bytes:
    """The picture as a file, title and alternative text in its international text chunks."""
    picture = Image.new("RGB", (drawn.width * SCALE, drawn.height * SCALE), "#FFFFFF")
    pen = ImageDraw.Draw(picture)
    for box in drawn.boxes:
        left, top = box.x * SCALE, box.y * SCALE
        pen.rectangle((left, top, left + box.width * SCALE - 1, top + box.height * SCALE - 1), fill=box.colour)
    for words in drawn.words:
        font, plain = _font(words.weight, words.size * SCALE)
        text = without_controls(words.text)
        place = (words.x * SCALE, words.y * SCALE)
        pen.text(place, in_plain_letters(text) if plain else text, fill=words.colour, font=font, anchor="ls")
    content = io.BytesIO()
    few = picture.quantize(32, Image.Quantize.MAXCOVERAGE)  # keeps each colour as it is, in half the time of others
    few.save(content, "PNG", dpi=(DOTS_PER_INCH, DOTS_PER_INCH), pnginfo=_said(drawn))
    return content.getvalue()


def in_plain_letters(text: str) -> str:
    """Text in the letters that every font has: accents left out, signs in words."""
    spelled = unicodedata.normalize("NFKD", text.translate(PLAIN))
    kept = (each for each in spelled if not unicodedata.combining(each))
    return "".join(each if each.isascii() or each in QUOTES else "?" for each in kept)


def _said(drawn: Drawing) -> PngInfo:
    said = PngInfo()
    said.add_itxt("Title", without_controls(drawn.title), "en-GB", "Title")
    said.add_itxt("Description", without_controls(drawn.alternative), "en-GB", "Description")
    return said


@lru_cache(maxsize=16)  # five sizes, two weights
def _font(weight: Weight, size: int) -> tuple[Font, bool]:
    """A font, and whether it knows plain letters only."""
    for name in FILES[weight]:
        try:
            return ImageFont.truetype(name, size), False
        except OSError:
            continue
    return ImageFont.load_default(size), True


if __name__ == "__main__":
    sys.stdout.buffer.write(png(msgspec.msgpack.decode(sys.stdin.buffer.read(), type=Drawing)))
