"""The text browser w3m at a terminal of its own: keys are pressed in it, and what follows is waited for."""

import fcntl
import os
import pty
import select
import struct
import subprocess
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from tests.respond.client import Page
from tests.respond.documents import Element

SECONDS = 30.0
"""How long what follows a key may take on a busy machine."""

ROWS, COLUMNS = 400, 100
"""Of the terminal: longer than any page, so that nothing has to be scrolled to."""

ENTER = "\r"

KEPT = "{address}\t{name}\t{value}\t4102444800\t127.0.0.1\t/\t1\t0\t\t\t\n"
"""A line of the file in which w3m keeps its cookies: until when in UTC seconds, for which host and path, in use."""


class TextBrowser:
    """One w3m. Its home is a folder of the test's, and its editor writes the same words whatever it is given.

    With another browser's cookies it has open what that one has begun.
    """

    def __init__(self, folder: Path, address: str, words: str, cookies: Mapping[str, str] | None = None) -> None:
        editor = folder / "editor"
        editor.write_text(f"#!/bin/sh\ncat > \"$1\" <<'END'\n{words}\nEND\n", encoding="utf-8")
        editor.chmod(0o700)
        if cookies:
            kept = folder / ".w3m" / "cookie"
            kept.parent.mkdir(exist_ok=True)
            lines = [KEPT.format(address=address, name=name, value=value) for name, value in cookies.items()]
            kept.write_text("".join(lines), encoding="utf-8")
        self._terminal, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        self.shown = b""
        self._process = subprocess.Popen(
            ["w3m", "-cookie", "-o", "accept_cookie=1", "-o", f"editor={editor}", address],  # noqa: S607  # as people call it
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            env={**os.environ, "HOME": str(folder), "TERM": "xterm", "LC_ALL": "C.UTF-8"},
            start_new_session=True,
        )
        os.close(theirs)

    def press(self, keys: str) -> None:
        """Press keys. They wait while a page is loading."""
        os.write(self._terminal, keys.encode())

    def wait(self, happened: Callable[[], bool], what: str) -> None:
        """Wait until something has happened. Asserts that it does."""
        deadline = time.monotonic() + SECONDS
        while not happened():
            assert time.monotonic() < deadline, f"{what}\n{self.shown[-3000:].decode(errors='replace')}"
            self._read(0.05)

    def wait_for(self, words: str) -> None:
        """Wait until words are drawn. Only what changes is drawn: what stood there on the page before never is."""
        self.wait(lambda: words.encode() in self.shown, words)
        self.shown = b""

    def close(self) -> None:
        """End it."""
        self._process.kill()
        self._process.wait()
        os.close(self._terminal)

    def _read(self, seconds: float) -> None:
        if select.select([self._terminal], [], [], seconds)[0]:
            self.shown += os.read(self._terminal, 65_536)


def stop(page: Page, wanted: Callable[[Element], bool]) -> str:
    """The keys that lead to the first thing of a page that can be pressed and is wanted, and press it."""
    stops = [
        each
        for each in page.document.every("a", "input", "textarea", "button")
        if each.attributes.get("type") != "hidden"
    ]
    place = next(place for place, each in enumerate(stops) if wanted(each))
    return "[" + "\t" * place + ENTER


def button(page: Page, words: str) -> str:
    """The keys that press a button."""
    return stop(page, lambda each: each.tag == "button" and each.words() == words)


def box(page: Page, name: str, value: str = "") -> str:
    """The keys that choose a radio, tick a checkbox or begin to type in a box."""
    return stop(
        page,
        lambda each: each.attributes.get("name") == name and (not value or each.attributes.get("value") == value),
    )


def filling(page: Page, name: str, values: Sequence[str]) -> str:
    """The keys that give a field these values: radios and ticks are chosen, words typed, or written by the editor."""
    long = any(each.attributes["name"] == name for each in page.document.every("textarea"))
    fields = [field for field in page.form.fields if field.name == name]
    if fields[0].kind == "text":
        return box(page, name) + ("" if long else values[0] + ENTER)
    return "".join(box(page, name, value) for value in values)
