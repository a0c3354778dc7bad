"""Passwords that cost next to nothing, for tests that try thousands."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from argon2 import PasswordHasher

from survey_app.team import hashing, signing_in

LIGHT = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
"""Passwords cost a thousandth of real ones here, where thousands are tried; `test_hashing` holds the real cost."""


@contextmanager
def cheap_passwords() -> Iterator[None]:
    """Hash passwords lightly, those of nobody too."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(hashing, "ARGON2ID", LIGHT)
        patch.setattr(signing_in, "NOBODYS", LIGHT.hash("nobody's"))
        yield
