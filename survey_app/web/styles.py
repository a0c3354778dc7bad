"""Style sheets as they are sent: imports put in place, the organisation's colour in, comments and spare spaces out."""

import re
from functools import lru_cache
from pathlib import Path

ACCENT = "ACCENT"
"""What a style sheet writes where the organisation's colour belongs."""

IMPORT = re.compile(r'@import "([a-z0-9-]+\.css)";')

SPARE = re.compile(
    r"""("[^"]*"|'[^']*')     # a string stays as it is
    |/\*.*?\*/                # a comment goes
    |\s*;?\s*(\})\s*          # the last semicolon of a rule goes, with the spaces around its end
    |\s*([{;])\s*             # spaces around what needs none go
    |([:,])\s+
    |\s+""",
    re.DOTALL | re.VERBOSE,
)


def read_style(folder: Path, name: str, accent: str) -> str:
    """One style sheet, ready to send.

    Raises ValueError when it could end the element that it is written into.
    """
    text = _minimal(_whole(folder, name).replace(ACCENT, accent))
    if "<" in text:
        raise ValueError(f"{name} has a '<', which could end its style element. Take it out.")
    return text


def _whole(folder: Path, name: str) -> str:
    text = (folder / name).read_text(encoding="utf-8")
    return IMPORT.sub(lambda found: _whole(folder, found[1]), text)


@lru_cache(maxsize=64)  # the sheets of one folder: all else of reading them is a tenth of it
def _minimal(text: str) -> str:
    return SPARE.sub(lambda found: found[1] or found[2] or found[3] or found[4] or _gap(found[0]), text).strip()


def _gap(spare: str) -> str:
    return "" if spare.startswith("/*") else " "
