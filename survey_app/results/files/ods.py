"""Tables as an OpenDocument spreadsheet: the sheets of `sheets.py`, titles as headings, every text a string.

It is written here, because what the guidance asks of a spreadsheet is little XML:
docs/decisions/0027-heavy-formats-in-a-child.md.
"""

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from survey_app.results.disclosure import Sign
from survey_app.results.files.cells import Exported, in_one_line
from survey_app.results.files.manifest import Manifest
from survey_app.results.files.sheets import Sheet, Value, sheets_of
from survey_app.results.files.tables import FileTable

MEDIA: Final = "application/vnd.oasis.opendocument.spreadsheet"
CENTIMETRES: Final = 0.2
"""Of a column, for each character."""

SPACES: Final = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" '
    'xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0" '
    'xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.3"'
)
START: Final = '<?xml version="1.0" encoding="UTF-8"?>\n'

STYLES: Final = f"""{START}<office:document-styles {SPACES}><office:styles>
<style:default-style style:family="table-cell"><style:text-properties fo:language="en" fo:country="GB" \
fo:font-family="Liberation Sans" fo:font-size="11pt"/></style:default-style>
<style:style style:name="Default" style:family="table-cell"/>
<style:style style:name="Heading_20_1" style:display-name="Heading 1" style:family="table-cell" \
style:parent-style-name="Default"><style:text-properties fo:font-size="16pt" fo:font-weight="bold"/></style:style>
</office:styles><office:automatic-styles><style:page-layout style:name="page"><style:page-layout-properties \
style:scale-to-X="1" style:scale-to-Y="0"/></style:page-layout></office:automatic-styles>
<office:master-styles><style:master-page style:name="Default" style:page-layout-name="page"><style:header \
style:display="false"/><style:footer style:display="false"/></style:master-page></office:master-styles>
</office:document-styles>"""

CELL_STYLES: Final = """<number:number-style style:name="N"><number:number number:decimal-places="0" \
number:min-integer-digits="1" number:grouping="true"/></number:number-style>
<number:number-style style:name="A"><number:number number:decimal-places="2" number:min-decimal-places="0" \
number:min-integer-digits="1" number:grouping="true"/></number:number-style>
<style:style style:name="words" style:family="table-cell" style:parent-style-name="Default">\
<style:table-cell-properties fo:wrap-option="wrap" style:vertical-align="top"/></style:style>
<style:style style:name="head" style:family="table-cell" style:parent-style-name="Default">\
<style:table-cell-properties fo:wrap-option="wrap" style:vertical-align="top" fo:border-bottom="0.75pt solid #000000"/>\
<style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="number" style:family="table-cell" style:parent-style-name="Default" \
style:data-style-name="N"><style:table-cell-properties style:vertical-align="top"/></style:style>
<style:style style:name="average" style:family="table-cell" style:parent-style-name="Default" \
style:data-style-name="A"><style:table-cell-properties style:vertical-align="top"/></style:style>
<style:style style:name="sign" style:family="table-cell" style:parent-style-name="Default">\
<style:table-cell-properties style:vertical-align="top"/><style:paragraph-properties fo:text-align="end"/></style:style>
<style:style style:name="row" style:family="table-row"><style:table-row-properties \
style:use-optimal-row-height="true"/></style:style>
<style:style style:name="sheet" style:family="table" style:master-page-name="Default"/>"""

PARTS: Final = ("content.xml", "styles.xml", "meta.xml")

_SPACES = re.compile(r"^ +| +$| {2,}")
_SIGNS = frozenset(each.value for each in Sign)


def opendocument(tables: Sequence[FileTable], made: Manifest) -> bytes:
    """The workbook of some tables. The same tables and manifest give the same bytes."""
    sheets = sheets_of(tables, made)
    written = {"content.xml": "\n".join(_content(sheets)), "styles.xml": STYLES, "meta.xml": _meta(made)}
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr(zipfile.ZipInfo("mimetype"), MEDIA)  # first and not compressed, so that it names the file
        for name, text in (*written.items(), ("META-INF/manifest.xml", _parts())):
            archive.writestr(zipfile.ZipInfo(name), text.encode(), zipfile.ZIP_DEFLATED)
    return content.getvalue()


def _content(sheets: Sequence[Sheet]) -> Iterator[str]:
    widths = sorted({width for each in sheets for width in each.widths})
    yield f"{START}<office:document-content {SPACES}><office:automatic-styles>{CELL_STYLES}"
    for width in widths:
        size = f'<style:table-column-properties style:column-width="{width * CENTIMETRES:.1f}cm"/>'
        yield f'<style:style style:name="w{width}" style:family="table-column">{size}</style:style>'
    yield "</office:automatic-styles><office:body><office:spreadsheet>"
    for each in sheets:
        yield from _sheet(each)
    yield "<table:database-ranges>"
    yield from (_range(each) for each in sheets if each.headings)
    yield "</table:database-ranges></office:spreadsheet></office:body></office:document-content>"


def _sheet(each: Sheet) -> Iterator[str]:
    yield f'<table:table table:style-name="sheet" table:name={quoteattr(each.name)}>'
    yield from (f'<table:table-column table:style-name="w{width}"/>' for width in each.widths)
    yield _row([_text(each.title, "Heading_20_1")])
    for words in each.above:
        yield _row([_text(words, "Default" if each.headings else "words")])
    if each.headings:
        yield "<table:table-header-rows>"
        yield _row([_text(words, "head") for words in each.headings])
        yield "</table:table-header-rows>"
    for row in each.rows:
        cells = [_cell(value, column, link=each.links and column == 0) for column, value in enumerate(row)]
        yield _row(cells)
    yield "</table:table>"


def _row(cells: Sequence[str]) -> str:
    return f'<table:table-row table:style-name="row">{"".join(cells)}</table:table-row>'


def _cell(value: Value, column: int, *, link: bool) -> str:
    if not isinstance(value, str):
        style = "number" if value == int(value) else "average"
        typed = f'table:style-name="{style}" office:value-type="float" office:value="{value}"'
        return f"<table:table-cell {typed}><text:p>{value:,}</text:p></table:table-cell>"
    return _text(value, "sign" if column and value in _SIGNS else "words", link=link)


def _text(words: str, style: str, *, link: bool = False) -> str:
    """A cell of text, typed as a string: whatever it begins with, it is no formula."""
    said = written(in_one_line(words))
    if link:
        said = f'<text:a xlink:type="simple" xlink:href={quoteattr(f"#{_quoted(words)}.A1")}>{said}</text:a>'
    typed = f'table:style-name="{style}" office:value-type="string"'
    return f"<table:table-cell {typed}><text:p>{said}</text:p></table:table-cell>"


def written(text: Exported) -> str:
    """Text as OpenDocument writes it, which takes several spaces for one unless they are counted."""
    return _SPACES.sub(lambda found: f'<text:s text:c="{len(found[0])}"/>', escape(text))


def _range(each: Sheet) -> str:
    top = len(each.above) + 2
    last = f"{_letters(len(each.headings))}{top + len(each.rows)}"
    place = f"{_quoted(each.name)}.A{top}:{_quoted(each.name)}.{last}"
    named = f"table:name={quoteattr(each.marked)} table:target-range-address={quoteattr(place)}"
    return f'<table:database-range {named} table:contains-header="true" table:display-filter-buttons="false"/>'


def _quoted(name: str) -> str:
    return f"'{name}'"


def _letters(column: int) -> str:
    """The name of a column, 1 being A."""
    letters = ""
    while column:
        column, place = divmod(column - 1, 26)
        letters = chr(ord("A") + place) + letters
    return letters


def _meta(made: Manifest) -> str:
    said = {
        "dc:title": f"{made.title}: {made.showing}",
        "dc:subject": "; ".join(made.rounds),
        "dc:description": made.pretend or made.rules,
        "dc:language": "en-GB",
        "meta:generator": made.software,
        "meta:creation-date": made.made_at[:19],
    }
    named = "".join(f"<{name}>{escape(in_one_line(words))}</{name}>" for name, words in said.items())
    file = f'<meta:user-defined meta:name="File">{escape(in_one_line(made.file))}</meta:user-defined>'
    return f"{START}<office:document-meta {SPACES}><office:meta>{named}{file}</office:meta></office:document-meta>"


def _parts() -> str:
    entries = [f'<manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="{MEDIA}"/>']
    entries += [f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="text/xml"/>' for name in PARTS]
    space = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    opening = f'<manifest:manifest xmlns:manifest="{space}" manifest:version="1.3">'
    return f"{START}{opening}{''.join(entries)}</manifest:manifest>"
