"""All answers as a Parquet file, in row groups, with labels and the manifest in the metadata.

Choices stand as in the CSV, as dictionaries of words; numbers and months are numbers, empty where there is no answer,
and a column beside them says why: a code such as -1 among numbers would be averaged with them.
"""

from pathlib import Path

import msgspec
import pyarrow as pa
from pyarrow import parquet

from survey_app.results.files.child.rows import Batches, handed, in_words
from survey_app.results.files.converting import Given
from survey_app.results.files.described import Described

WHY = ".why_missing"


def fields(given: Given) -> list[pa.Field]:
    """The columns with their labels."""
    found: list[pa.Field] = []
    for each in given.columns:
        said = {"label": each.label, "kind": each.kind, "values": msgspec.json.encode(each.values).decode()}
        if each.kind in {"number", "month"}:
            found.append(pa.field(each.name, _type(each), metadata=said))
            if each.missing:
                why = {"label": f"Why there is none: {each.label}"}
                found.append(pa.field(each.name + WHY, pa.dictionary(pa.int8(), pa.string()), metadata=why))
        else:
            found.append(pa.field(each.name, pa.dictionary(pa.int32(), pa.string()), metadata=said))
    return found


def arrays(given: Given, batch: list[tuple[str, ...]]) -> list[pa.Array]:
    """One batch of rows as the columns have them."""
    found: list[pa.Array] = []
    for each, texts in zip(given.columns, batch, strict=True):
        if each.kind not in {"number", "month"}:
            found.append(pa.array(texts, pa.string()).dictionary_encode())
            continue
        gaps = in_words(each, words=given.words)
        found.append(pa.array([None if text in gaps else _number(text, each) for text in texts], _type(each)))
        if each.missing:
            why = pa.array([text if text in gaps else None for text in texts], pa.string())
            found.append(why.dictionary_encode().cast(pa.dictionary(pa.int8(), pa.string())))
    return found


def convert(given: Given, batches: Batches, place: Path) -> None:
    """Write the file."""
    schema = pa.schema(fields(given), metadata={"title": given.title, "manifest": given.manifest})
    with parquet.ParquetWriter(place, schema, compression="zstd") as writer:
        for batch in batches:
            writer.write_batch(pa.record_batch(arrays(given, batch), schema=schema))


def _type(column: Described) -> pa.DataType:
    return pa.int64() if column.kind == "month" or not column.decimals else pa.float64()


def _number(text: str, column: Described) -> float:
    return int(text.replace("-", "")) if column.kind == "month" else float(text) if column.decimals else int(text)


if __name__ == "__main__":
    convert(*handed())
