"""Another application on the server that the service runs on, with the same settings, for limits to compare with."""

import argparse

from granian import Granian
from granian.constants import Interfaces, Loops
from granian.log import LogLevels

from survey_app.serving import BACKLOG


def main() -> None:
    """Serve an application factory, `module:name`, on 127.0.0.1 with one worker until interrupted."""
    parser = argparse.ArgumentParser(prog="python -m bench.serve")
    parser.add_argument("target")
    parser.add_argument("--port", type=int, required=True)
    asked = parser.parse_args()
    Granian(
        asked.target,
        address="127.0.0.1",
        port=asked.port,
        interface=Interfaces.ASGI,
        factory=True,
        workers=1,
        loop=Loops.uvloop,
        websockets=False,
        backlog=BACKLOG,
        backpressure=BACKLOG,
        log_access=False,
        log_level=LogLevels.warning,
    ).serve()


if __name__ == "__main__":
    main()
