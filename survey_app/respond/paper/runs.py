"""Print runs: the link that each has, so that a form and what comes by its web address can be told by place."""

import secrets
from collections.abc import Sequence

from sqlalchemy import Connection

from survey_app.surveys.waves import Collector, Wave, add_collector, collectors_of, is_pretend

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""What a code is made of: nothing that is mistaken for another when somebody copies it from paper."""

LENGTH = 5


def is_run(link: Collector) -> bool:
    """Whether a link is a print run: paper, with a code that is printed on the forms."""
    return link.channel == "paper" and len(link.code) == LENGTH and set(link.code) <= set(LETTERS)


def round_to_print(connection: Connection, waves: Sequence[Wave], now: int) -> Wave | None:
    """The round whose forms are printed: the one that is open, else the next to come. `now` is UTC seconds."""
    lasting = [wave for wave in waves if wave.closes_at is None or now < wave.closes_at]
    return next((wave for wave in lasting if not is_pretend(collectors_of(connection, wave.id))), None)


def runs_of(connection: Connection, wave: Wave) -> tuple[Collector, ...]:
    """The print runs of a round, the newest first."""
    return tuple(reversed([link for link in collectors_of(connection, wave.id) if is_run(link)]))


def make_run(connection: Connection, wave_id: int, place: str) -> str:
    """Make a print run for a place, or for none, and give its code."""
    return add_collector(connection, wave_id, code=new_code(connection, wave_id), channel="paper", place=place).code


def new_code(connection: Connection, wave_id: int) -> str:
    """A code that no link of a round has."""
    taken = {link.code for link in collectors_of(connection, wave_id)}
    return next(code for code in iter(_code, "") if code not in taken)


def _code() -> str:
    return "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
