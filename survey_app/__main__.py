"""The command `survey`: what serves begins at once, everything else reads in what it needs."""

import runpy
import sys
from collections.abc import Mapping
from typing import Final

AT_ONCE: Final[Mapping[str, str]] = {"serve": "survey_app.serving", "run": "survey_app.trial"}
"""Commands with a module of their own: reading in all of them takes longer than a second start may."""


def main() -> None:
    """Run the command that the first word names."""
    module = AT_ONCE.get("".join(sys.argv[1:2]))
    if module is None:
        runpy.run_module("survey_app.cli", run_name="__main__", alter_sys=True)
    else:
        del sys.argv[1]
        runpy.run_module(module, run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
