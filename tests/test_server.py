"""The server process: it finishes what it has begun, says why it does not start, and is one process."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from typing import TypeAlias

import pytest

from tests.processes import processes_of
from tests.serving import CHECKOUT, START_SECONDS, STOP_SECONDS, Served, free_port

Message: TypeAlias = Mapping[str, object]
Receive: TypeAlias = Callable[[], Awaitable[Message]]
Send: TypeAlias = Callable[[Message], Awaitable[None]]


async def waiting(scope: Message, receive: Receive, send: Send) -> None:
    """Answers `/` at once; what else is asked says so on standard output, and waits for a line."""
    if scope["type"] == "lifespan":
        await receive()
        await send({"type": "lifespan.startup.complete"})
        await receive()
        await send({"type": "lifespan.shutdown.complete"})
        return
    if scope["path"] != "/":
        sys.stdout.write("begun\n")
        sys.stdout.flush()
        await asyncio.to_thread(sys.stdin.readline)
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"0")]})
    await send({"type": "http.response.body", "body": b""})


async def failing(_: Message, receive: Receive, send: Send) -> None:
    """Cannot start."""
    await receive()
    await send({"type": "lifespan.startup.failed", "message": "no luck"})


def patient() -> object:
    return waiting


def luckless() -> object:
    return failing


def ask(port: int, path: str) -> int:
    connection = HTTPConnection("127.0.0.1", port, timeout=START_SECONDS)
    connection.request("GET", path)
    status = connection.getresponse().status
    connection.close()
    return status


def refuses(port: int) -> bool:
    try:
        ask(port, "/")
    except ConnectionError:
        return True
    return False


def until(fact: bool, port: int) -> None:
    """Wait until it refuses, or no longer refuses, to be asked."""
    deadline = time.monotonic() + START_SECONDS
    while refuses(port) != fact:
        assert time.monotonic() < deadline


@contextmanager
def server_of(target: str, port: int) -> Iterator[subprocess.Popen[str]]:
    words = [sys.executable, "-m", "bench.serve", f"tests.test_server:{target}", "--port", str(port)]
    with subprocess.Popen(
        words, cwd=CHECKOUT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def survey(*words: str, **settings: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "survey_app", *words]
    return subprocess.run(
        command, cwd=CHECKOUT, env={**os.environ, **settings}, capture_output=True, text=True, timeout=START_SECONDS
    )


@pytest.mark.parametrize("asked", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_asked_to_end_it_takes_nothing_new_and_answers_what_it_has_begun(asked: signal.Signals) -> None:
    port = free_port()
    with server_of("patient", port) as process, ThreadPoolExecutor(1) as thread:
        assert process.stdin is not None
        assert process.stdout is not None
        until(False, port)
        begun = thread.submit(ask, port, "/long")
        assert process.stdout.readline() == "begun\n"
        process.send_signal(asked)
        until(True, port)
        assert not begun.done()
        process.stdin.write("go on\n")
        process.stdin.flush()
        assert begun.result(STOP_SECONDS) == 200
        assert process.wait(STOP_SECONDS) == 0


def test_an_application_that_cannot_start_ends_the_server_with_a_fault() -> None:
    with server_of("luckless", free_port()) as process:
        said, faults = process.communicate(timeout=START_SECONDS)
        assert process.returncode == 1
    assert "no luck" in said
    assert faults == ""


def test_one_worker_is_the_server_itself(served: Served) -> None:
    assert served.pid is not None
    assert processes_of(served.pid) == [served.pid]


def test_sqlite_is_refused_several_workers_in_words(tmp_path: Path) -> None:
    refused = survey("serve", "--workers", "2", SOUNDINGS_DATABASE=f"sqlite:///{tmp_path}/none.db")
    assert refused.returncode == 1
    assert refused.stderr == "SQLite is served by one worker. Use PostgreSQL for more.\n"


def test_a_setting_that_there_is_not_is_refused_in_words() -> None:
    refused = survey("serve", SOUNDINGS_DATABSE="sqlite:///none.db")
    assert refused.returncode == 1
    assert refused.stderr.startswith("SOUNDINGS_DATABSE is not a setting.")


def test_a_database_of_another_release_is_refused_in_words(tmp_path: Path) -> None:
    refused = survey(
        "serve",
        SOUNDINGS_DATABASE=f"sqlite:///{tmp_path}/none.db",
        SOUNDINGS_KEYS=f"{tmp_path}/keys",
    )
    assert refused.returncode == 1
    assert "survey migrate" in refused.stderr
    assert "Traceback" not in refused.stderr


def test_who_imports_the_server_still_collects_garbage() -> None:
    looked = "import gc, survey_app.server; print(gc.isenabled())"
    assert subprocess.check_output([sys.executable, "-c", looked], cwd=CHECKOUT, text=True) == "True\n"
