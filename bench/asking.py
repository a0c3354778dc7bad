"""Pages that are asked for: what a question page costs the server, and how many first pages it gives in a second."""

from collections.abc import Iterator
from itertools import cycle, islice

from msgspec import Struct

from bench.answering import Fields, on_the_way
from bench.browser import form, opening, sending
from bench.costs import Constants, cost, per_second
from bench.filling import Begun, store_drafts
from bench.grounds import RESIDENTS, Ground
from bench.load import Listed
from bench.rows import Row

PEOPLE = 20
"""Whose every page is opened and answered: some 660 pages."""


class Coming(Struct, frozen=True):
    """Somebody who comes to a page: what opens it, and what they will answer."""

    section: str
    fields: Fields
    begun: Begun


def asking_rows(ground: Ground) -> Iterator[Row]:
    """Question pages over the residents' survey: people on their way through it, each opening the page that comes
    next and then answering it; the same pages opened again with their answers; and first pages."""
    coming, count, constants = _coming(ground), ground.amounts.pages, ground.constants
    with ground.serving(ground.empty) as server:
        asked = Listed(_repeated([_opening(server.port, each) for each in coming], count))
        said = Listed(_repeated([_answering(server.port, each) for each in coming], count))
        yield _cost_row("GET", cost(server, asked), constants, 0.3)
        yield _cost_row("POST", cost(server, said), constants, 0.6)
        yield _cost_row("GET again, answered", cost(server, asked), constants, None)
        firsts = per_second(server, f"/{RESIDENTS}", count)
    yield _first_row(firsts, constants.wrapped, "constant bytes, same wrappers")
    yield _first_row(firsts, constants.bare, "constant bytes, server alone")


def _cost_row(name: str, figure: float, constants: Constants, budget: float | None) -> Row:
    return Row(
        name=f"question page, server CPU, {name}",
        unit="ms",
        figure=figure,
        limit=constants.cost,
        limit_words="constant bytes, same wrappers",
        budget=budget,
    )


def _first_row(firsts: float, limit: float, words: str) -> Row:
    return Row(
        name="first page", unit="/s", figure=firsts, limit=limit, limit_words=words, budget=limit / 3, better="more"
    )


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
