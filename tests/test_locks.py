"""The two locks: whole, hashed, agreeing with each other and with pyproject.toml."""

import re
import tomllib

import pytest

from tests.house.sources import CHECKOUT

LOCKS = ("requirements.txt", "requirements-dev.txt")


def pinned(lock: str) -> dict[str, list[str]]:
    """The hashes of each pinned requirement of a lock, by its line without them."""
    text = re.sub(r"\\\n\s*", "", (CHECKOUT / lock).read_text())
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return {line.split(" --hash=")[0].strip(): re.findall("--hash=(sha256:[0-9a-f]{64})", line) for line in lines}


def asked_for(*groups: str) -> set[str]:
    """The names of what pyproject.toml asks for, without extras and versions."""
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text())
    asked = project["project"]["dependencies"] if "run" in groups else []
    for group in groups:
        asked = [*asked, *project["dependency-groups"].get(group, [])]
    return {re.split(r"[\[<>=~! ;]", name)[0] for name in asked if isinstance(name, str)}


@pytest.mark.parametrize("lock", LOCKS)
def test_every_requirement_is_pinned_to_one_version_with_its_hashes(lock: str) -> None:
    requirements = pinned(lock)
    assert requirements
    assert [line for line, hashes in requirements.items() if "==" not in line or not hashes] == []


@pytest.mark.parametrize(
    ("lock", "asked"),
    [(LOCKS[0], asked_for("run", "build")), (LOCKS[1], asked_for("run", "build", "dev"))],
    ids=LOCKS,
)
def test_a_lock_holds_all_that_is_asked_for(lock: str, asked: set[str]) -> None:
    names = {line.split("==")[0] for line in pinned(lock)}
    assert asked - names == set()


def test_tests_run_on_the_versions_that_the_service_runs_on() -> None:
    assert pinned("requirements.txt").items() <= pinned("requirements-dev.txt").items()


@pytest.mark.parametrize("lock", LOCKS)
def test_no_lock_names_an_address(lock: str) -> None:
    assert re.findall(r"(?m)^-.*|\S*://\S*", (CHECKOUT / lock).read_text()) == []
