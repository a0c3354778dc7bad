"""Rules of files that are not Python: templates, and addresses that belong in no file."""

import re
from collections.abc import Iterator

TEMPLATE_LINES = 80


def template_offences(path: str, text: str) -> Iterator[str]:
    """Templates over their size, or that switch escaping off."""
    if text.count("\n") > TEMPLATE_LINES:
        yield f"{path}: {text.count(chr(10))} lines, at most {TEMPLATE_LINES}"
    for number, line in enumerate(text.splitlines(), 1):
        if re.search(r"\|\s*safe\b|autoescape\s+false", line):
            yield f"{path}:{number}: escaping switched off"


def addresses(path: str, text: str) -> Iterator[str]:
    """Addresses of package registries, options that name one, and paths of one machine."""
    hosts = (
        "pypi" + r"\.org",
        "python" + r"hosted\.org",
        "npm" + r"js\.org",
        "deb" + r"ian\.org",
        "yarn" + r"pkg\.com",
    )
    options = ("--(extra-)?index" + "-url", "--find" + "-links", '"resolved": *"http')
    folders = "(?<![\\w.:/-])/(root|home|work|opt|Users)/"
    for number, line in enumerate(text.splitlines(), 1):
        if re.search("|".join((*hosts, *options, folders)), line):
            yield f"{path}:{number}: a registry's address or a machine's path: {line.strip()[:80]}"
