"""CSV on the Web: what each column of a CSV holds, for programs, as the standard's metadata beside the file.

W3C, Metadata Vocabulary for Tabular Data (2015): its name is the file's with `-metadata.json` behind it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, TypeAlias

import msgspec

from survey_app.results.files.cells import guarded
from survey_app.results.files.described import Described, Value
from survey_app.results.files.fields import CODES, LABELS, PROTECTED, WORDS
from survey_app.results.files.manifest import Manifest
from survey_app.results.files.tables_csv import COLUMNS

Json: TypeAlias = str | int | bool | Sequence["Json"] | Mapping[str, "Json"]

CONTEXT: Final = ("http://www.w3.org/ns/csvw", {"@language": "en"})
DIALECT: Final[Mapping[str, Json]] = {
    "encoding": "utf-8",
    "header": True,
    "lineTerminators": ("\r\n",),
    "quoteChar": '"',
    "doubleQuote": True,
}
GAPS: Final = frozenset({*WORDS.values(), PROTECTED})

FIGURES: Final[Mapping[str, tuple[str, Json]]] = {
    "file": ("The mark of this file and its manifest", "string"),
    "survey": ("The survey, as its address has it", "string"),
    "round": ("The round and its days", "string"),
    "group": ("Whom the row is of", "string"),
    "key": ("The question's key, or the row's of a list", "string"),
    "question": ("The printed number", "string"),
    "title": ("The question", "string"),
    "row": ("The row of a list, else empty", "string"),
    "answer": ("The answer, or who is counted", "string"),
    "in_base": ("Whether percentages are of this answer among others", {"base": "boolean", "format": "1|0"}),
    "people": ("How many people, rounded; empty where a sign stands for it", "integer"),
    "per_cent": ("Whole per cent; empty where there is none", "integer"),
    "base": ("How many people the percentage is of: the group's, or the answer's own", "integer"),
    "sign": ("[c] hidden to protect people, [z] not offered, else empty", "string"),
    "average": ("Of a row that is no people: a mean, a median", "decimal"),
    "pretend": ("Whether nobody gave these answers", {"base": "boolean", "format": "1|0"}),
}

_SPECIAL = re.compile(r"[\\.^$*+?()\[\]{}|]")


def answers_csvw(columns: Sequence[Described], made: Manifest, file: str, *, words: bool) -> bytes:
    """The metadata of the file of all answers with this name. `words` is whether choices stand as words."""
    schema: Mapping[str, Json] = {
        "columns": tuple(_column(each, words=words) for each in columns),
        "primaryKey": "row",
    }
    return _metadata(schema, made, file)


def tables_csvw(made: Manifest, file: str) -> bytes:
    """The metadata of the CSV of tables with this name."""
    columns = tuple(
        {"name": name, "titles": name, "dc:description": FIGURES[name][0], "datatype": FIGURES[name][1], "null": ""}
        for name in COLUMNS
    )
    return _metadata({"columns": columns}, made, file)


def _metadata(schema: Mapping[str, Json], made: Manifest, file: str) -> bytes:
    said: Mapping[str, Json] = {
        "@context": CONTEXT,
        "url": file,
        "dc:title": f"{made.title}: {made.showing}",
        "dc:publisher": made.organisation,
        "dc:language": "en-GB",
        "dc:date": made.made_at,
        "dc:rights": made.rules,
        "dc:identifier": made.file,
        **({"dc:description": made.pretend} if made.pretend else {}),
        "dialect": DIALECT,
        "tableSchema": schema,
    }
    return msgspec.json.format(msgspec.json.encode(said), indent=1) + b"\n"


def _column(column: Described, *, words: bool) -> Mapping[str, Json]:
    return {
        "name": column.name,
        "titles": column.name,
        "dc:title": column.label,
        "datatype": _datatype(column, words=words),
        **({"dc:description": said} if (said := "; ".join(_meanings(column, words=words))) else {}),
        "null": tuple(_gaps(column, words=words)),
        **({"required": True} if column.name == "row" else {}),
    }


def _datatype(column: Described, *, words: bool) -> Json:
    match column.kind:
        case "word":
            return "string"
        case "number":
            return "decimal" if column.decimals else "integer"
        case "month":
            return "gYearMonth"
        case "tick" | "choice":
            texts = [_text(column, each, words=words) for each in _offered(column)]
            return {"base": "string", "format": "|".join(_SPECIAL.sub(r"\\\g<0>", guarded(text)) for text in texts)}


def _offered(column: Described) -> Iterator[Value]:
    yield from (each for each in column.values if each.text not in GAPS)


def _text(column: Described, value: Value, *, words: bool) -> str:
    if column.kind == "tick":
        return (LABELS if words else CODES).ticks[value.number]
    return value.label if words else value.text


def _gaps(column: Described, *, words: bool) -> Iterator[str]:
    """What stands where there is no answer: an empty cell only among the facts."""
    found = [each.text for each in column.missing if each.text in GAPS]
    yield from (LABELS.sign(text) if words else text for text in found)
    if not found:
        yield ""


def _meanings(column: Described, *, words: bool) -> Iterator[str]:
    if column.kind in {"tick", "choice"} and not words:
        yield from (f"{each.text}: {each.label}" for each in _offered(column))
    elif column.low is not None and column.high is not None:
        yield f"{column.low:g} to {column.high:g}"
