"""Answers that are sent: submissions over HTTP, each acknowledged after its commit, and whole surveys answered."""

from collections.abc import Iterator
from itertools import cycle, islice
from statistics import mean

from sqlalchemy import Connection, func, select

from bench.browser import form, sending
from bench.filling import store_drafts
from bench.grounds import PULSE, RESIDENTS, Ground
from bench.journeys import Walker, requests_of
from bench.load import Journeys, Listed, Outcome, Plan, load
from bench.processes import Server
from bench.rows import Row
from bench.sites import Site
from bench.writing import sent_alone
from survey_app.tables.respond import response

MANY, FEW = 64, 8
"""Connections for the most in a second, and for how long one takes."""

ANSWERING = 16
"""People who answer whole surveys at once."""

BUDGETS = {PULSE: 150.0, RESIDENTS: 25.0}


def answering_rows(ground: Ground) -> Iterator[Row]:
    """What people who answer do, of the shortest survey and of the longest: sending, then whole surveys."""
    alone = {slug: sent_alone(ground, slug, MANY) for slug in BUDGETS}
    with ground.serving(ground.empty) as server:
        for slug, limit in alone.items():
            yield from _submission_rows(ground, server, slug, limit)
        for slug in BUDGETS:
            yield _completion_row(ground, server, slug)


def _submission_rows(ground: Ground, server: Server, slug: str, alone: float) -> Iterator[Row]:
    """Submissions in a second, and their slowest."""
    _submit(ground, server, slug, FEW, ground.amounts.sent // 4)
    many = _submit(ground, server, slug, MANY, ground.amounts.sent)
    few = _submit(ground, server, slug, FEW, ground.amounts.sent // 2)
    yield Row(
        name=f"submissions of {slug}, {MANY} connections",
        unit="/s",
        figure=many.per_second,
        limit=alone,
        limit_words=f"the writer alone, {MANY} waiters",
        budget=1500,
        better="more",
        database=ground.database,
    )
    yield Row(
        name=f"submissions of {slug}, p99 at {FEW} connections",
        unit="ms",
        figure=few.p99,
        limit=few.p50,
        limit_words="their median",
        budget=10,
        database=ground.database,
    )


def _completion_row(ground: Ground, server: Server, slug: str) -> Row:
    """Whole surveys in a second: start page, every page opened and saved, check answers, sent, thanked.

    Somebody who is half through at the end counts as half. The limit is constant bytes, one for each request.
    """
    walking(ground, ground.empty, server.port, slug, ANSWERING, ground.amounts.seconds / 5)
    before = stored(ground)
    outcome = walking(ground, ground.empty, server.port, slug, ANSWERING, ground.amounts.seconds)
    assert stored(ground) - before >= outcome.finished, "a submission was acknowledged and is not stored"
    each = mean(requests_of(person) for person in ground.people[slug])
    return Row(
        name=f"completed responses, {slug}",
        unit="/s",
        figure=outcome.per_second / each,
        limit=ground.constants.wrapped / each,
        limit_words="constant bytes, same wrappers",
        budget=BUDGETS[slug],
        better="more",
        database=ground.database,
        note=f"{each:.0f} requests each, p99 {outcome.p99:.0f} ms",
    )


def walking(ground: Ground, site: Site, port: int, slug: str, connections: int, seconds: float) -> Outcome:
    """People who answer a survey again and again for so long."""
    walkers = [Walker(slug, dict(person.pages), site.keys.secret) for person in ground.people[slug]]
    return load(Plan(port=port, connections=connections, work=Journeys(walkers), seconds=seconds))


def _submit(ground: Ground, server: Server, slug: str, connections: int, count: int) -> Outcome:
    """Send drafts that stand ready, and see that each that was acknowledged is stored."""
    with ground.empty.opened() as database:
        whole = islice(cycle(person.draft for person in ground.people[slug]), count)
        drafts = store_drafts(database, ground.empty.keys, ground.surveys[slug], whole)
    check = f"/{slug}/en/check"
    requests = [sending(server.port, check, form({}, draft.mark), draft.cookie) for draft in drafts]
    before = stored(ground)
    outcome = load(Plan(port=server.port, connections=connections, work=Listed(requests)))
    assert outcome.replies == {f"303 /{slug}/en/thanks": count}, f"not all were acknowledged: {outcome.replies}"
    assert stored(ground) - before == count, "a submission was acknowledged and is not stored"
    return outcome


def stored(ground: Ground) -> int:
    """How many responses the empty site holds by now."""
    with ground.empty.opened() as database:
        return database.read_blocking(_count)


def _count(connection: Connection) -> int:
    return connection.execute(select(func.count()).select_from(response)).scalar_one()
