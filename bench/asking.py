"""Pages that are asked for: what a question page costs the server, and how many first pages it gives in a second."""

import os
from collections.abc import Iterator
from http.client import HTTPConnection
from itertools import cycle, islice

from msgspec import Struct

from bench.answering import Fields, on_the_way
from bench.browser import form, opening, sending
from bench.constant import BARE, BYTES, WRAPPED
from bench.filling import Begun, store_drafts
from bench.grounds import RESIDENTS, Ground
from bench.load import Listed, Outcome, Plan, Same, load
from bench.processes import Server
from bench.rows import Row

CONNECTIONS = 8
PEOPLE = 20
"""Whose every page is opened and answered: some 660 pages."""

ALL_PAGES = 1000
"""More than these people's pages: after so many requests every page has been met."""

FIRST_PAGES = 4
"""First pages are cheap, so so many times as many are asked for."""


class Coming(Struct, frozen=True):
    """Somebody who comes to a page: what opens it, and what they will answer."""

    section: str
    fields: Fields
    begun: Begun


def asking_rows(ground: Ground) -> Iterator[Row]:
    """The processor time of a question page, over all pages of the residents' survey: people on their way through it,
    each opening the page that comes next and then answering it; and the same page opened again with its answers."""
    coming = _coming(ground)
    with ground.serving(ground.empty, WRAPPED) as server:
        least = cost(server, Same(opening(server.port, "/"), ground.amounts.pages))
    with ground.serving(ground.empty) as server:
        asked = Listed(_repeated([_opening(server.port, each) for each in coming], ground.amounts.pages))
        said = Listed(_repeated([_answering(server.port, each) for each in coming], ground.amounts.pages))
        opened, answered, again = (cost(server, work) for work in (asked, said, asked))
    for name, figure, budget in (("GET", opened, 0.3), ("POST", answered, 0.6), ("GET again, answered", again, None)):
        yield Row(
            name=f"question page, server CPU, {name}",
            unit="ms",
            figure=figure,
            limit=least,
            limit_words="constant bytes, same wrappers",
            budget=budget,
        )


def first_page_rows(ground: Ground) -> Iterator[Row]:
    """First pages in a second, against as many constant bytes through the same wrappers, and from the server alone."""
    count = FIRST_PAGES * ground.amounts.pages
    with ground.serving(ground.empty) as server:
        first = _most(server, f"/{RESIDENTS}", count)
        os.environ[BYTES] = str(_size(server, f"/{RESIDENTS}"))
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


def _size(server: Server, target: str) -> int:
    """The bytes of a page as a browser gets it, headers apart."""
    connection = HTTPConnection("127.0.0.1", server.port)
    connection.request("GET", target, headers={"accept-encoding": "br"})
    size = len(connection.getresponse().read())
    connection.close()
    return size


def _some(work: Same | Listed) -> Same | Listed:
    """A part of the work, to warm up: caches filled, every page met."""
    match work:
        case Same(request, count):
            return Same(request, count // 10)
        case Listed(requests):
            return Listed(requests[:ALL_PAGES])


def _coming(ground: Ground) -> list[Coming]:
    """People at every page of their journeys, each with a draft of their own, so that none saves another's."""
    people = ground.people[RESIDENTS][:PEOPLE]
    pages = [(section, draft, dict(person.pages)) for person in people for section, draft in on_the_way(person)]
    with ground.empty.opened() as database:
        survey = ground.surveys[RESIDENTS]
        begun = store_drafts(database, ground.empty.keys, survey, [draft for _, draft, _ in pages])
    return [Coming(section, said[section], each) for (section, _, said), each in zip(pages, begun, strict=True)]


def _repeated(requests: list[bytes], count: int) -> list[bytes]:
    return list(islice(cycle(requests), count))


def _opening(port: int, coming: Coming) -> bytes:
    return opening(port, f"/{RESIDENTS}/en/{coming.section}", coming.begun.cookie)


def _answering(port: int, coming: Coming) -> bytes:
    body = form(coming.fields, coming.begun.mark)
    return sending(port, f"/{RESIDENTS}/en/{coming.section}", body, coming.begun.cookie)
