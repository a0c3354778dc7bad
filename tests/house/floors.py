"""Who may import whom: floors, who speaks SQL and HTTP, and no import that hides or is passed on."""

import ast
from collections.abc import Iterable, Iterator
from fnmatch import fnmatch

from tests.house.sources import Source, functions, imports, parsed

FLOORS = (
    ("settings", "organisation"),
    ("tables", "questionnaire"),
    ("revisions", "database", "statements", "writer", "schema", "migrating", "probing"),
    ("web",),
    ("team",),
    ("surveys",),
    ("respond", "results"),
    ("build", "reach", "act"),
    (
        "app",
        "cli",
        "commands",
        "contact_commands",
        "demo",
        "file_commands",
        "jobs",
        "preparing",
        "readying",
        "sample_commands",
        "server",
        "serving",
        "translating",
        "trial",
        "__main__",
    ),
)
"""Imports go down only, in survey_app: a room or module may import those before it, and its own floor but for APART."""

APART = {("respond", "results"), ("results", "respond")}
"""Rooms of one floor that never import each other."""

SQL_FILES = (
    "tables/*.py",
    "database.py",
    "writer.py",
    "migrating.py",
    "probing.py",
    "schema.py",
    "statements.py",
    "team/audit.py",
    "team/first_steps.py",
    "team/members.py",
    "team/passwords.py",
    "team/sessions.py",
    "team/shutting_out.py",
    "team/sign_in_links.py",
    "team/tries.py",
    "surveys/leases.py",
    "surveys/practice.py",
    "surveys/pretending.py",
    "surveys/strata.py",
    "surveys/surveys.py",
    "surveys/targets.py",
    "surveys/versions.py",
    "surveys/waves.py",
    "respond/assisted/agreements.py",
    "respond/assisted/batches.py",
    "respond/assisted/late.py",
    "respond/assisted/second_keying.py",
    "respond/assisted/sheets.py",
    "respond/contacts.py",
    "respond/drafts.py",
    "respond/erasing.py",
    "respond/receipts.py",
    "respond/responses.py",
    "respond/resume_codes.py",
    "respond/settling.py",
    "results/benchmarks.py",
    "results/feed.py",
    "results/rows.py",
    "results/same_meanings.py",
    "results/saved_views.py",
    "results/snapshots.py",
    "results/withholdings.py",
    "demo/removing.py",
    "demo/rows.py",
)
"""Who writes SQL. Any other file may name the type Connection, to hand one on, and nothing else of sqlalchemy."""

HTTP_FILES = (
    "app.py",
    "web/*.py",
    "*/pages*.py",
    "team/gate.py",
    "respond/assisted/finding.py",
    "respond/beginning.py",
    "respond/paper/finding.py",
    "respond/visit.py",
    "results/finding.py",
)
"""Who speaks HTTP, and so may import litestar. The last five hold what their room's pages share: cookie and 404."""

HEAVY = {"pandas", "pyarrow", "pyreadstat", "docx", "scipy", "highspy", "PIL"}
"""Packages that the service never loads: they take 155 MB and 1.6 s more. A child process may."""

CHILDREN = ("results/files/png.py", "results/files/child/*.py", "results/programme.py")
"""Programs that run as child processes; `test_the_service_loads_no_heavy_package` sees that the service does not."""


def upward_imports(source: Source) -> Iterator[str]:
    """Imports of a higher floor, or of a room of the same floor that is to be left alone."""
    floor = {room: number for number, rooms in enumerate(FLOORS) for room in rooms}
    if source.room == "__init__":
        return
    if source.room not in floor:
        yield f"{source.path}: no floor is said for {source.room!r}: give it one in FLOORS"
        return
    for node, module, name in imports(source):
        parts = [*module.split("."), name]
        if parts[0] != "survey_app":
            continue
        room = parts[1]
        if floor.get(room, len(FLOORS)) > floor[source.room] or (source.room, room) in APART:
            yield source.at(node, f"{source.room} imports {room}")


def sql_elsewhere(source: Source) -> Iterator[str]:
    """Imports of sqlalchemy, other than the type Connection, outside the files that write SQL."""
    if not _any_match(source.place, SQL_FILES):
        for node, module, name in imports(source):
            if module.split(".")[0] == "sqlalchemy" and (module, name) != ("sqlalchemy", "Connection"):
                yield source.at(node, f"SQL outside its files: {module}.{name}")


def http_elsewhere(source: Source) -> Iterator[str]:
    """Imports of litestar outside the files that speak HTTP."""
    if not _any_match(source.place, HTTP_FILES):
        for node, module, name in imports(source):
            if module.split(".")[0] == "litestar":
                yield source.at(node, f"HTTP outside its files: {module}.{name}")


def heavy_imports(source: Source) -> Iterator[str]:
    """Imports of packages that belong in a child process."""
    for node, module, _ in imports(source):
        if module.split(".")[0] in HEAVY and not _any_match(source.place, CHILDREN):
            yield source.at(node, f"{module} belongs in a child process")


def hidden_imports(source: Source) -> Iterator[str]:
    """Imports inside a function, and imports for type checkers alone."""
    for function in functions(source):
        for node in ast.walk(function):
            if isinstance(node, ast.Import | ast.ImportFrom):
                yield source.at(node, f"import inside {function.name}")
    for node, module, name in imports(source):
        if "TYPE_CHECKING" in {module, name}:
            yield source.at(node, "TYPE_CHECKING")


def passed_on_names(source: Source) -> Iterator[str]:
    """Names that a module gives out as its own but takes from another."""
    if source.path.endswith("__init__.py"):
        body = parsed(source.text).body
        yield from (source.at(node, "only a docstring belongs in a package's own file") for node in body[1:])
    for node in source.nodes():
        if isinstance(node, ast.Name) and node.id == "__all__":
            yield source.at(node, "__all__")
        if isinstance(node, ast.ImportFrom):
            for alias in node.names:
                if alias.name in {"*", alias.asname}:
                    yield source.at(node, f"{alias.name} is passed on")


def _any_match(place: str, patterns: Iterable[str]) -> bool:
    return any(fnmatch(place, pattern) for pattern in patterns)
