"""A PNG picture of a drawing, made by a child process."""

import subprocess
import sys
from typing import Final

import msgspec

from survey_app.results.files.shapes import Drawing
from survey_app.results.lane import LaneFull

PROGRAM: Final = (sys.executable, "-m", "survey_app.results.files.png")

SECONDS: Final = 20
"""How long a picture may take: it is there in a third of a second on an idle machine."""


def picture(drawn: Drawing) -> bytes:
    """The drawing as a PNG file. To be called on the lane: it waits for the child.

    Raises LaneFull when the child fails or takes too long: the machine has no room for it now.
    """
    given = msgspec.msgpack.encode(drawn)
    try:
        made = subprocess.run(PROGRAM, input=given, capture_output=True, check=True, timeout=SECONDS)  # noqa: S603  # our own program
    except subprocess.SubprocessError as failed:
        raise LaneFull from failed
    return made.stdout
