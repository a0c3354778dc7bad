"""The program that audits: families in, one a line, what is hidden of each out, in a child process of low priority.

The solver would take 5 MB of the service for as long as it runs, and a crash of it would take all of the service.
"""

import os
import sys

import msgspec

from survey_app.results.auditing import audited
from survey_app.results.families import Family

CALM = 10
"""How much nicer it is than those who answer: residents come first."""


def main() -> None:
    """Answer every line with one."""
    os.nice(CALM)
    families = msgspec.json.Decoder(Family)
    for line in sys.stdin.buffer:
        sys.stdout.buffer.write(msgspec.json.encode(audited(families.decode(line))) + b"\n")
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
