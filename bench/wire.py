"""Bytes on the wire: what a person's telephone pays for each page, and for the whole survey, headers and all."""

from collections.abc import Iterator

from bench.grounds import RESIDENTS, Ground
from bench.rows import Row
from tests.respond.client import Client, Exchange, Page
from tests.respond.walker import Walk
from tests.respond.wires import Connection

JOURNEYS = 5
"""Journeys by chance, of which the one with most bytes is shown."""


def wire_rows(ground: Ground) -> Iterator[Row]:
    """The first page with all that it loads, the largest later page, check answers, and the dearest whole survey."""
    with ground.serving(ground.empty) as server:
        journeys = [_journey(server.port, seed) for seed in range(min(JOURNEYS, ground.amounts.repeats))]
    dearest = max(journeys, key=_total)
    first, *rest = (each for each in dearest if not each.target.startswith("/static/"))
    later = [each for each in rest if each.wire.status == 200]
    check = [each for each in later if each.target.endswith("/check")]
    pages = [each for each in later if each not in check]
    linked = list(_linked(Page(first.target, first.wire)))
    loaded = sum(each.wire.size for each in dearest if each is first or each.target in linked)
    yield _row("first page on the wire", loaded, 10_000, f"{1 + len(linked)} request")
    yield _row("later page, the largest", max(each.wire.size for each in pages), 3_000)
    yield _row("check answers", max(each.wire.size for each in check), 6_000)
    words = f"{len(later) + 1} pages in {len(dearest)} requests, style and redirections counted"
    yield _row("residents' survey, whole", _total(dearest), 80_000, words)


def _row(name: str, size: int, budget: int, note: str = "") -> Row:
    return Row(name=name, unit="B", figure=size, budget=budget, note=note)


def _total(journey: list[Exchange]) -> int:
    return sum(each.wire.size for each in journey)


def _journey(port: int, seed: int) -> list[Exchange]:
    """Everything exchanged from the start page to the thank-you page, the linked style once, as a browser keeps it."""
    connection = Connection(port)
    client = Client(connection)
    walk = Walk(client, seed)
    try:
        last = walk.whole(RESIDENTS)
        for target in dict.fromkeys(link for page in [*walk.pages, last] for link in _linked(page)):
            client.ask("GET", target)
    finally:
        connection.close()
    return client.record


def _linked(page: Page) -> Iterator[str]:
    """The addresses of the style sheets that a page links."""
    for link in page.document.every("link"):
        if link.attributes.get("rel") == "stylesheet":
            yield link.attributes["href"]
