"""A Word report made by a child process: few at once, and never on the lane that counts."""

import asyncio
import subprocess
import sys
from importlib.util import find_spec
from typing import Final

import msgspec

from survey_app.results.files.report import Report
from survey_app.results.lane import LaneFull

PROGRAM: Final = (sys.executable, "-m", "survey_app.results.files.child.docx")
MEDIA: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

SECONDS: Final = 180
"""How long a report may take: one of 60 charts takes 4 seconds of a processor."""

MOST: Final = 2
_making: list[object] = []


def words_here() -> bool:
    """Whether this machine can make a Word document. Nothing is loaded to find out."""
    return find_spec("docx") is not None


async def word(report: Report) -> bytes:
    """The report as a Word document. Raises LaneFull where others are being made, or the machine has no room for it."""
    if len(_making) >= MOST:
        raise LaneFull
    _making.append(report)
    try:
        return await asyncio.to_thread(_made, report)
    finally:
        _making.pop()


def _made(report: Report) -> bytes:
    given = msgspec.msgpack.encode(report)
    try:
        made = subprocess.run(PROGRAM, input=given, capture_output=True, check=True, timeout=SECONDS)  # noqa: S603  # our own program
    except subprocess.SubprocessError as failed:
        raise LaneFull from failed
    return made.stdout
