"""Tables as CSV in long form: one row for each answer of each table, numbers apart from the signs that hide them."""

from collections.abc import Iterator, Sequence

from survey_app.results.files.cells import BOM, cell, line
from survey_app.results.files.manifest import Manifest
from survey_app.results.files.tables import FileTable, Row, base_of

COLUMNS = (
    "file",
    "survey",
    "round",
    "group",
    "key",
    "question",
    "title",
    "row",
    "answer",
    "in_base",
    "people",
    "per_cent",
    "base",
    "sign",
    "pretend",
    "average",
)


def tables_csv(tables: Sequence[FileTable], made: Manifest) -> bytes:
    """The tables, header first. Numbers are bare and empty where `sign` stands for them; `base` is its group's, or the
    answer's own where not everybody was offered it. `average` is of rows that are no people: a mean, a median."""
    return (BOM + "".join(map(line, _lines(tables, made)))).encode()


def _lines(tables: Sequence[FileTable], made: Manifest) -> Iterator[list[str]]:
    yield [cell(name) for name in COLUMNS]
    before = [cell(words) for words in (made.file, made.survey, "; ".join(made.rounds))]
    pretend = cell("1" if made.pretend else "0")
    for table in tables:
        of = [cell(words) for words in (table.key, table.number, table.question, table.heading)]
        for group, rows in table.groups.items():
            base = base_of(rows)
            for row in rows:
                yield [*before, cell(group or made.showing), *of, *_figures(row, base), pretend, cell(_average(row))]


def _figures(row: Row, base: int | None) -> list[str]:
    shown = row.cell
    own = cell(_number(base if shown.of is None else shown.of))
    sign = "" if shown.sign is None else shown.sign.value
    inside = "1" if row.inside else "0"
    people, share = cell(_number(shown.count)), cell(_number(shown.percent))
    return [cell(row.label), cell(inside), people, share, own, cell(sign)]


def _average(row: Row) -> str:
    return "" if row.value is None else f"{row.value:g}"


def _number(value: int | None) -> str:
    return "" if value is None else str(value)
