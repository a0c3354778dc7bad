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


def lives(process: int) -> bool:
    """Whether a process still runs; one that only waits for its parent to look (Z) does not."""
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state not in {"Z", "X"}
