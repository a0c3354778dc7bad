"""The server process: Granian and its settings; the application is read in when all else stands.

The commands hand over to this module in a process of its own (`serving.become`): what they had to import would else be
held in memory for as long as the service runs.
"""

import asyncio
import gc
import os
import pkgutil
import signal
import sys

import uvloop
from granian import Granian
from granian.constants import HTTPModes, Interfaces, Loops
from granian.errors import FatalError
from granian.log import LogLevels
from granian.server.embed import Server

from survey_app.settings import settings_from

BACKLOG = 4096
"""Connections that wait, and requests under way: with fewer, stalled connections keep honest people out."""

STOP_SECONDS = 20
"""How long a stopping service may finish what it has begun before it is ended."""

STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def serve(target: str, port: int, workers: int = 1) -> int:
    """Serve an application factory, `module:name`, on 127.0.0.1 until interrupted; gives the exit code.

    A single worker is this process itself, which saves the 12 MB of one that only looks after it.
    """
    if workers > 1:
        _serve_by_workers(target, port, workers)
        return 0
    for each in STOPPING:
        signal.signal(each, signal.SIG_DFL)  # before it serves there is nothing to finish
    application: object = pkgutil.resolve_name(target)()
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        return runner.run(_serve_here(application, port))


def main() -> int:
    """Serve the product by the settings of the environment; gives the exit code. What it refuses is said in words."""
    gc.disable()  # until the application stands (`app.served`): looking for garbage while reading it in took a tenth
    port, workers = map(int, sys.argv[1:])
    try:
        settings = settings_from(os.environ)
        if settings.database.startswith("sqlite") and workers != 1:
            raise ValueError("SQLite is served by one worker. Use PostgreSQL for more.")
    except ValueError as refused:
        print(refused, file=sys.stderr)
        return 1
    return serve("survey_app.app:served", port, workers)


async def _serve_here(application: object, port: int) -> int:
    server = Server(
        application,
        address="127.0.0.1",
        port=port,
        interface=Interfaces.ASGI,
        websockets=False,
        backlog=BACKLOG,
        backpressure=BACKLOG,
        http=HTTPModes.http1,
        log_access=False,
        log_level=LogLevels.error,  # it warns at every start that embedding is new
    )

    def stop() -> None:
        signal.alarm(STOP_SECONDS)  # the system ends what has not ended by itself, whatever keeps it
        server.stop()  # type: ignore[no-untyped-call]  # granian says no types

    for each in STOPPING:
        asyncio.get_running_loop().add_signal_handler(each, stop)
    try:
        await server.serve()
    except FatalError:
        return 1  # the application could not start: it has said why
    return 0


def _serve_by_workers(target: str, port: int, workers: int) -> None:
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


if __name__ == "__main__":
    sys.exit(main())
