"""The manifest of a file: what it is of, by which rules, from which answers, and by what it was made.

File and manifest name each other: both bear one mark, drawn from everything the manifest says but the moment at which
it was made. Two files with one mark say the same; where the marks differ, an answer came in between.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from importlib.metadata import version as version_of
from typing import Final

import msgspec
from msgspec import Struct

from survey_app.questionnaire.loading import content_hash
from survey_app.results.disclosure import Cell
from survey_app.settings import Keys
from survey_app.surveys.versions import Version

SOFTWARE: Final = f"Soundings {version_of('soundings')}"

PUBLIC_RULES: Final = (
    "Counts under 10, and what would tell of them, are hidden, others rounded to the nearest 5; percentages are made "
    "from rounded counts, from a base of 50. The same for everybody who takes this file."
)
ANSWERS_RULES: Final = (
    "One row a person, in an order and with names of this file alone. No typed text, no day, no receipt. "
    "Channels, links, languages and, of staff, characteristics of fewer than 10 people are hidden. Not to be passed on."
)
PRETEND: Final = "Pretend answers: nobody gave them. Do not quote a figure of this file."

MARK_BYTES: Final = 5

Amount = int | str
"""A number of people, or the sign that stands for it."""


class VersionLine(Struct, frozen=True):
    """One version of the questionnaire that somebody in the file answered."""

    number: int
    content_hash: str


class Manifest(Struct, frozen=True, kw_only=True):
    """What a file says of itself. `responses` are by what has become of them, `bases` by table."""

    file: str = ""
    """The mark that stands in the file's name, in the manifest's and in a workbook."""
    kind: str
    organisation: str
    contact: str
    survey: str
    title: str
    rounds: tuple[str, ...]
    samples: tuple[str, ...] = ()
    versions: tuple[VersionLine, ...]
    showing: str
    """Whom the figures are of, in words."""
    view: str = ""
    """The same as the page's address has it."""
    level: str
    rules: str
    responses: Mapping[str, Amount]
    reconciles: bool
    """Whether counted, held for checking, taken back and erased came to all that were stored when it was made."""
    notes: tuple[str, ...] = ()
    bases: Mapping[str, Amount] = {}
    columns: int = 0
    choices: Mapping[str, str] = {}
    pretend: str = ""
    software: str = SOFTWARE
    made_at: str = ""
    """UTC."""


def marked(made: Manifest, keys: Keys, now: int, content: bytes = b"") -> Manifest:
    """The manifest with its mark and moment. `content` is what the file holds, or what decides it.

    The mark is made under the server's key, so that nobody can find a hidden number by trying what gives the mark.
    """
    mark = mark_of(made, keys, content)
    moment = datetime.fromtimestamp(now, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return msgspec.structs.replace(made, file=mark, made_at=moment)


def mark_of(made: Manifest, keys: Keys, content: bytes) -> str:
    """The mark of a file with this manifest. What a manifest leaves empty is not in it, so that a release of the
    software that says more of a file gives the files of the last one their old marks."""
    said = [(name, getattr(made, name)) for name in Manifest.__struct_fields__ if name not in {"file", "made_at"}]
    told = [(name, value) for name, value in said if value or name == "reconciles"]
    return keys.mac("mark of a file", msgspec.json.encode(told, order="deterministic"), content)[:MARK_BYTES].hex()


def manifest_json(made: Manifest) -> bytes:
    """The manifest as a file, for people and machines."""
    return msgspec.json.format(msgspec.json.encode(made), indent=2) + b"\n"


def amount(cell: Cell) -> Amount:
    """A cell as a manifest says it."""
    return cell.sign.value if cell.sign is not None else cell.count or 0


def version_lines(versions: Sequence[Version]) -> tuple[VersionLine, ...]:
    """Versions by number and the hash of their whole content."""
    return tuple(VersionLine(each.number, content_hash(each.questionnaire)) for each in versions)
