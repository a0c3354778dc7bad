"""Passwords are hashed by Argon2id with 46 MiB, two at once, whatever comes."""

import asyncio
import threading

import pytest
from argon2 import PasswordHasher, extract_parameters
from argon2.low_level import Type
from hypothesis import given, settings
from hypothesis import strategies as st

from survey_app.team import hashing
from survey_app.team.hashing import HASHING, MOST_BYTES, NOBODYS, Hashing, TooBusy, bytes_of, outdated

typed = st.text(max_size=60)


async def test_a_hash_is_argon2id_with_46_mib_one_pass_and_one_lane() -> None:
    known = extract_parameters(await HASHING.hashed("violin puddle hedgehog"))
    assert (known.type, known.memory_cost, known.time_cost, known.parallelism) == (Type.ID, 46 * 1024, 1, 1)


async def test_the_right_password_is_known_again_and_no_other_is() -> None:
    stored = await HASHING.hashed("violin puddle hedgehog")
    assert await HASHING.verified(stored, "violin puddle hedgehog")
    assert not await HASHING.verified(stored, "violin puddle hedgehogs")
    assert not await HASHING.verified(stored, "")


async def test_two_hashes_of_one_password_differ() -> None:
    assert await HASHING.hashed("violin puddle hedgehog") != await HASHING.hashed("violin puddle hedgehog")


async def test_what_is_no_hash_is_nobodys_password() -> None:
    assert not await HASHING.verified("", "violin puddle hedgehog")
    assert not await HASHING.verified("$argon2id$nonsense", "violin puddle hedgehog")


def test_the_hash_for_unknown_addresses_costs_what_any_other_does() -> None:
    assert not outdated(NOBODYS)


def test_a_hash_of_other_parameters_is_made_anew() -> None:
    assert outdated(PasswordHasher(time_cost=1, memory_cost=1024, parallelism=1).hash("violin puddle hedgehog"))


async def test_composed_and_decomposed_letters_are_one_password() -> None:
    assert await HASHING.verified(await HASHING.hashed("café müsli à la carte"), "café müsli à la carte")


@settings(max_examples=200)
@given(typed, typed)
def test_a_longer_password_never_equals_a_shorter_one(first: str, more: str) -> None:
    long = "x" * MOST_BYTES + first
    assert len(bytes_of(long)) <= MOST_BYTES + 1
    assert (bytes_of(long) == bytes_of("x" * MOST_BYTES)) == (first == "")
    assert bytes_of(more) == bytes_of(more)


async def test_two_are_made_at_once_and_the_others_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    going, most, guard = [0], [0], threading.Lock()
    two, ready = threading.Event(), threading.Event()

    def slowly(_: str, __: bytes) -> bool:
        with guard:
            going[0] += 1
            most[0] = max(most[0], going[0])
            if going[0] == 2:
                two.set()
        ready.wait(10)
        with guard:
            going[0] -= 1
        return True

    monkeypatch.setattr(hashing, "_verified", slowly)
    queue = Hashing()
    checks = [asyncio.create_task(queue.verified(NOBODYS, "x")) for _ in range(6)]
    assert await asyncio.to_thread(two.wait, 10)  # the loop goes on while threads hash
    ready.set()
    assert await asyncio.gather(*checks) == [True] * 6
    assert most == [2]


async def test_more_than_may_wait_are_told_to_come_again() -> None:
    queue = Hashing(at_once=1, waiting=2)
    results = await asyncio.gather(*(queue.verified(NOBODYS, "x") for _ in range(4)), return_exceptions=True)
    assert [type(each) for each in results] == [bool, bool, TooBusy, TooBusy]
    assert not await queue.verified(NOBODYS, "x")
