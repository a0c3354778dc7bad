"""The revisions that this release's migrations make, told by the names of their files."""

from pathlib import Path

MIGRATIONS = Path(__file__).resolve().parents[1] / "migrations"


def known_revisions() -> tuple[str, ...]:
    """The revisions of this release, oldest first: each file of the history begins with its number."""
    return tuple(sorted(path.name.partition("_")[0] for path in (MIGRATIONS / "versions").glob("[0-9]*.py")))
