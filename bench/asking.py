"""Pages that are asked for: what a question page costs the server, and how many first pages it gives in a second."""

import os
from collections.abc import Iterator

from bench.browser import form, opening, sending
from bench.constant import BARE, BYTES, WRAPPED
from bench.filling import Begun, store_drafts
from bench.grounds import RESIDENTS, Ground
from bench.load import Listed, Outcome, Plan, Same, load
from bench.processes import Server
from bench.rows import Row

CONNECTIONS = 8
DRAFTS = 40
"""More than connections, so that no two ever save one draft at the same time."""

FIRST_PAGES = 4
"""First pages are cheap, so so many times as many are asked for."""


def asking_rows(ground: Ground) -> Iterator[Row]:
    """The processor time of a question page opened and answered, over all pages of the residents' survey."""
    with ground.empty.opened() as database:
        drafts = store_drafts(database, ground.empty.keys, ground.surveys[RESIDENTS], ground.people[RESIDENTS], DRAFTS)
    count = ground.amounts.pages
    with ground.serving(ground.empty, WRAPPED) as server:
        least = cost(server, Same(opening(server.port, "/"), count))
    with ground.serving(ground.empty) as server:
        opened = cost(server, Listed([_opening(server.port, *each) for each in _in_turn(drafts, count)]))
        answered = cost(server, Listed([_answering(server.port, *each) for each in _in_turn(drafts, count)]))
    words = "constant bytes, same wrappers"
    yield Row(
        name="question page, server CPU, GET", unit="ms", figure=opened, limit=least, limit_words=words, budget=0.3
    )
    yield Row(
        name="question page, server CPU, POST", unit="ms", figure=answered, limit=least, limit_words=words, budget=0.6
    )


def first_page_rows(ground: Ground) -> Iterator[Row]:
    """First pages in a second, against as many constant bytes through the same wrappers, and from the server alone."""
    count = FIRST_PAGES * ground.amounts.pages
    with ground.serving(ground.empty) as server:
        first = _most(server, f"/{RESIDENTS}", count)
    os.environ[BYTES] = "8000"
    limits = []
    for target in (WRAPPED, BARE):
        with ground.serving(ground.empty, target) as server:
            limits.append(_most(server, "/", count).per_second)
    wrapped, bare = limits
    yield Row(
        name="first page",
        unit="/s",
        figure=first.per_second,
        limit=wrapped,
        limit_words="constant bytes, same wrappers",
        budget=wrapped / 3,
        better="more",
    )
    yield Row(
        name="first page", unit="/s", figure=first.per_second, limit=bare, limit_words="constant bytes, server alone"
    )


def cost(server: Server, work: Same | Listed) -> float:
    """Milliseconds of processor time that one request costs the server, all of its threads counted."""
    load(Plan(port=server.port, connections=CONNECTIONS, work=_some(work)))
    before = server.cpu_seconds()
    outcome = load(Plan(port=server.port, connections=CONNECTIONS, work=work))
    return 1000 * (server.cpu_seconds() - before) / outcome.requests


def _most(server: Server, target: str, count: int) -> Outcome:
    work = Same(opening(server.port, target), count)
    load(Plan(port=server.port, connections=2 * CONNECTIONS, work=_some(work)))
    return load(Plan(port=server.port, connections=2 * CONNECTIONS, work=work))


def _some(work: Same | Listed) -> Same | Listed:
    """A part of the work, to warm up: caches filled, every page met."""
    match work:
        case Same(request, count):
            return Same(request, count // 10)
        case Listed(requests):
            return Listed(requests[: len(requests) // 4])


def _in_turn(drafts: list[Begun], count: int) -> Iterator[tuple[Begun, str]]:
    """Pages of drafts, each draft's one after the other, all drafts in turn."""
    for place in range(count):
        draft = drafts[place % len(drafts)]
        pages = draft.person.pages
        yield draft, pages[place // len(drafts) % len(pages)][0]


def _opening(port: int, draft: Begun, section: str) -> bytes:
    return opening(port, f"/{RESIDENTS}/en/{section}", draft.cookie)


def _answering(port: int, draft: Begun, section: str) -> bytes:
    fields = dict(draft.person.pages)[section]
    return sending(port, f"/{RESIDENTS}/en/{section}", form(fields, draft.mark), draft.cookie)
