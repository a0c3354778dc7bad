"""Passwords as Argon2id hashes, made in threads of their own: at most two at once for the whole process."""

import asyncio
import unicodedata
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import ParamSpec, TypeVar

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

P = ParamSpec("P")
T = TypeVar("T")

ARGON2ID = PasswordHasher(time_cost=1, memory_cost=46 * 1024, parallelism=1, hash_len=32, salt_len=16)
"""46 MiB, one pass, one lane (OWASP's first choice): 50 to 64 ms of one core here, so a flood of two at once holds
92 MiB and leaves the other requests their turn."""

NOBODYS = "$argon2id$v=19$m=47104,t=1,p=1$lBKGMjxUgWq1OvH4pX84sg$XuZcD4Zg2HytdV3ra3ZdVB8Og7jhl6cuXLOFjGNI/4w"
"""The hash that is checked where there is no other, so that an unknown address takes as long as a wrong password."""

AT_ONCE, WAITING = 2, 30
"""Hashes made at once, and under way with those that wait: the last of 30 waits for one second."""

MOST_BYTES = 256
"""No password has more; what is typed beyond it is not hashed."""


class TooBusy(Exception):
    """So many passwords are being checked that one more would wait too long: the same may be sent again."""


class Hashing:
    """Checks and makes hashes in threads, so that the event loop goes on. Argon2 releases the interpreter's lock."""

    def __init__(self, at_once: int = AT_ONCE, waiting: int = WAITING) -> None:
        self._threads = ThreadPoolExecutor(at_once, thread_name_prefix="password")
        self._waiting = waiting
        self._under_way = 0

    async def hashed(self, password: str) -> str:
        """The hash to store, with its parameters and a new salt. Raises TooBusy."""
        return await self._run(ARGON2ID.hash, bytes_of(password))

    async def verified(self, stored: str, password: str) -> bool:
        """Whether this is the password of a stored hash, at the same cost either way. Raises TooBusy."""
        return await self._run(_verified, stored, bytes_of(password))

    async def _run(self, call: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        if self._under_way >= self._waiting:
            raise TooBusy
        self._under_way += 1
        try:
            future = self._threads.submit(call, *args, **kwargs)
            return await asyncio.wrap_future(future)
        finally:
            self._under_way -= 1


HASHING = Hashing()
"""The one of this process: its threads are made when the first password comes."""


def one_form(password: str) -> str:
    """A password in one form, whatever keyboard put its characters together (NIST SP 800-63B, NFKC)."""
    return unicodedata.normalize("NFKC", password)


def bytes_of(password: str) -> bytes:
    """What is hashed of it: where it is longer than the most, one byte more than that, so that it equals no shorter."""
    return one_form(password).encode("utf-8", "surrogatepass")[: MOST_BYTES + 1]


def outdated(stored: str) -> bool:
    """Whether a hash was made with other parameters than today's, so that it is made anew at the next sign-in."""
    return ARGON2ID.check_needs_rehash(stored)


def _verified(stored: str, password: bytes) -> bool:
    try:
        return ARGON2ID.verify(stored, password)
    except (VerificationError, InvalidHashError):
        return False
