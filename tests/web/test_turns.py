"""Turns: after so many tries each waits for its own, in a row, without stalling anybody; too many are told so."""

import asyncio
from collections.abc import Coroutine
from typing import TypeVar

from survey_app.web.limits import Limit, Tries
from survey_app.web.turns import Patience, Turns

T = TypeVar("T")

HERE, THERE = "192.0.2.1", "192.0.2.2"


class Hall:
    """Where requests wait until the test says that time has passed."""

    def __init__(self, most: int = 10) -> None:
        self.now = 0.0
        self.waiting: list[tuple[float, asyncio.Future[None]]] = []
        self.turns = Turns(Tries({"code": Limit(2, 20.0)}), Patience(lambda: self.now, self.wait), most)

    async def wait(self, seconds: float) -> None:
        """Wait until the test says so."""
        ends: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.waiting.append((self.now + seconds, ends))
        await ends

    def begin(self, key: str = HERE) -> "asyncio.Task[bool]":
        """A request that asks for its turn."""
        return asyncio.get_running_loop().create_task(self.turns.take("code", key))

    async def until(self, now: float) -> None:
        """Let time pass and everybody whose turn it is go on."""
        self.now = now
        for ends, future in self.waiting:
            if ends <= now and not future.done():
                future.set_result(None)
        await settled()


async def settled() -> None:
    """Let every task run until it waits."""
    loop = asyncio.get_running_loop()
    for _ in range(5):
        rest: asyncio.Future[None] = loop.create_future()
        loop.call_soon(rest.set_result, None)
        await rest


def run(test: Coroutine[object, object, T]) -> T:
    return asyncio.run(test)


async def _in_a_row() -> list[list[bool]]:
    hall, seen = Hall(), []
    tasks = [hall.begin() for _ in range(4)]
    for now in (0.0, 19.0, 20.0, 39.0, 40.0):
        await hall.until(now)
        seen.append([task.done() for task in tasks])
    return seen


def test_turns_of_one_address_are_twenty_seconds_apart_however_many_come_at_once() -> None:
    two, three, four = [True, True, False, False], [True, True, True, False], [True] * 4
    assert run(_in_a_row()) == [two, two, three, three, four]


async def _elsewhere() -> tuple[bool, bool]:
    hall = Hall()
    held = [hall.begin() for _ in range(3)]
    other = hall.begin(THERE)
    await settled()
    done = other.done(), held[-1].done()
    await hall.until(20.0)
    return done


def test_nobody_else_waits_for_an_address_that_does() -> None:
    assert run(_elsewhere()) == (True, False)


async def _too_many(most: int, *keys: str) -> list[bool | None]:
    hall = Hall(most)
    tasks = [hall.begin(key) for key in keys]
    await settled()
    told = [task.result() if task.done() else None for task in tasks]
    await hall.until(100.0)
    assert all(task.result() for task, each in zip(tasks, told, strict=True) if each is None)
    return told


def test_a_third_of_one_address_is_told_to_come_again_rather_than_held_for_a_minute() -> None:
    assert run(_too_many(10, *[HERE] * 6)) == [True, True, None, None, False, False]


def test_no_more_are_held_in_all_than_may_be() -> None:
    assert run(_too_many(1, *[HERE] * 3, *[THERE] * 3)) == [True, True, None, True, True, False]


async def _given_back() -> list[float]:
    hall = Hall()
    for _ in range(6):
        await hall.turns.take("code", HERE)
        hall.turns.give_back("code", HERE)
    return [ends for ends, _ in hall.waiting]


def test_what_is_given_back_is_not_counted() -> None:
    assert run(_given_back()) == []


async def _cancelled() -> bool:
    hall = Hall(1)
    held = [hall.begin() for _ in range(3)]
    await settled()
    held[-1].cancel()
    await settled()
    other = [hall.begin(THERE) for _ in range(3)]
    await settled()
    waits = not other[-1].done()
    await hall.until(100.0)
    return waits


def test_who_hangs_up_makes_room() -> None:
    assert run(_cancelled())
