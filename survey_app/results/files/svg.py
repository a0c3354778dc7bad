"""A chart as SVG that stands alone: text as text, a title and a description for screen readers, no script, no style."""

from collections.abc import Iterator
from xml.sax.saxutils import escape

from survey_app.results.files.cells import without_controls
from survey_app.results.files.shapes import Drawing

FONTS = "Arial, Helvetica, 'Liberation Sans', sans-serif"


def svg(drawn: Drawing) -> bytes:
    """The picture as a file of its own."""
    return "\n".join(_lines(drawn)).encode()


def _lines(drawn: Drawing) -> Iterator[str]:
    box = f'width="{drawn.width}" height="{drawn.height}" viewBox="0 0 {drawn.width} {drawn.height}"'
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    named = 'role="img" aria-labelledby="title description" xml:lang="en-GB"'
    yield f'<svg xmlns="http://www.w3.org/2000/svg" {box} {named} font-family="{FONTS}">'
    yield f'<title id="title">{_plain(drawn.title)}</title>'
    yield f'<desc id="description">{_plain(drawn.alternative)}</desc>'
    yield f'<rect width="{drawn.width}" height="{drawn.height}" fill="#FFFFFF"/>'
    for each in drawn.boxes:
        place = f'x="{each.x}" y="{each.y}" width="{each.width}" height="{each.height}"'
        yield f'<rect {place} fill="{each.colour}"/>'
    for words in drawn.words:
        weight = ' font-weight="bold"' if words.weight == "bold" else ""
        place = f'x="{words.x}" y="{words.y}" font-size="{words.size}"{weight} fill="{words.colour}"'
        yield f"<text {place}>{_plain(words.text)}</text>"
    yield "</svg>\n"


def _plain(text: str) -> str:
    return escape(without_controls(text))
