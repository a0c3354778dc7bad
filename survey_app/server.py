"""The server process: Granian, its settings, and nothing of the application, which its workers import.

The commands hand over to this module in a process of its own: what they had to import would else be held in memory
beside every worker for as long as the service runs.
"""

import gc
import os
import sys

from granian import Granian
from granian.constants import HTTPModes, Interfaces, Loops
from granian.log import LogLevels

gc.disable()  # until the application stands (`app.served`): looking for garbage while reading it in took a tenth of it

BACKLOG = 4096
"""Connections that wait, and requests under way: with fewer, stalled connections keep honest people out."""

STOP_SECONDS = 20
"""How long a stopping worker may finish what it has begun before it is ended."""


def serve(target: str, port: int, workers: int) -> None:
    """Serve an application factory, `module:name`, on 127.0.0.1 until interrupted."""
    Granian(
        target,
        address="127.0.0.1",
        port=port,
        interface=Interfaces.ASGI,
        factory=True,
        workers=workers,
        loop=Loops.uvloop,
        websockets=False,
        backlog=BACKLOG,
        backpressure=BACKLOG,
        http=HTTPModes.http1,
        workers_kill_timeout=STOP_SECONDS,
        log_access=False,
        log_level=LogLevels.warning,
    ).serve()


def become(port: int, workers: int) -> None:
    """Turn this process into the server of the service."""
    os.environ.setdefault("MALLOC_ARENA_MAX", "1")  # threads that mostly wait need no heaps of their own: 6 MB less
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # nothing here multiplies matrices: no threads for it
    words = [sys.executable, "-m", "survey_app.server", str(port), str(workers)]
    os.execv(sys.executable, words)  # noqa: S606  # our own interpreter and module


if __name__ == "__main__":
    serve("survey_app.app:served", int(sys.argv[1]), int(sys.argv[2]))
