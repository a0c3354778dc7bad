"""The processes of a service that a test started."""

import os
from pathlib import Path


def processes_of(leader: int) -> list[int]:
    """A process that leads a session, and those that it started."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                session = os.getsid(int(entry.name))
            except ProcessLookupError:
                continue
            if session == leader:
                found.append(int(entry.name))
    return found
