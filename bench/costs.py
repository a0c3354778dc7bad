"""What a request costs a server, in processor time and in requests a second; and what constant bytes cost it."""

from pathlib import Path

from msgspec import Struct

from bench.amounts import Amounts
from bench.browser import opening
from bench.constant import BARE, WRAPPED
from bench.load import Listed, Plan, Same, load
from bench.processes import Server, serving
from bench.sites import Site

CONNECTIONS = 8

WARMING = 1000
"""Requests of a list that warm the server up: more than there are different pages in it."""

CHEAP = 4
"""What costs little is asked for so many times as often, so that a run is long enough."""


class Constants(Struct, frozen=True):
    """What the same bytes every time cost: milliseconds of processor time, and requests in a second, through the
    wrappers and the framework; and requests in a second of the server alone."""

    cost: float
    wrapped: float
    bare: float


def constants(site: Site, folder: Path, amounts: Amounts) -> Constants:
    """Measure the constants on this machine now."""
    with serving(site, folder, WRAPPED) as server:
        least = cost(server, Same(opening(server.port, "/"), amounts.pages))
        wrapped = per_second(server, "/", amounts.pages)
    with serving(site, folder, BARE) as server:
        return Constants(least, wrapped, per_second(server, "/", amounts.pages))


def cost(server: Server, work: Same | Listed) -> float:
    """Milliseconds of processor time that one request costs the server, all of its threads counted."""
    load(Plan(port=server.port, connections=CONNECTIONS, work=_some(work)))
    before = server.cpu_seconds()
    outcome = load(Plan(port=server.port, connections=CONNECTIONS, work=work))
    return 1000 * (server.cpu_seconds() - before) / outcome.requests


def per_second(server: Server, target: str, count: int) -> float:
    """Replies in a second to one cheap request asked again and again."""
    work = Same(opening(server.port, target), count * CHEAP)
    load(Plan(port=server.port, connections=2 * CONNECTIONS, work=_some(work)))
    return load(Plan(port=server.port, connections=2 * CONNECTIONS, work=work)).per_second


def _some(work: Same | Listed) -> Same | Listed:
    """A part of the work, to warm up."""
    match work:
        case Same(request, count):
            return Same(request, count // 10)
        case Listed(requests):
            return Listed(requests[:WARMING])
