"""The link that each poster has, so that what comes by it can be told by place."""

from sqlalchemy import Connection

from survey_app.respond.paper.runs import LENGTH, LETTERS, new_code
from survey_app.settings import Keys
from survey_app.surveys.waves import Collector, Wave, add_collector, collectors_of
from survey_app.team import audit
from survey_app.team.audit import Event

WEB = "web"


def is_poster(link: Collector) -> bool:
    """Whether a link was made for a poster: to the web, with a code as print runs have."""
    return link.channel == WEB and len(link.code) == LENGTH and set(link.code) <= set(LETTERS)


def posters_of(connection: Connection, wave: Wave) -> tuple[Collector, ...]:
    """The posters of a round, the newest first."""
    return tuple(reversed([link for link in collectors_of(connection, wave.id) if is_poster(link)]))


def make_poster(
    connection: Connection, keys: Keys, now: int, member_id: int, slug: str, wave_id: int, place: str
) -> str:
    """Make a poster's link for a place, or for none, note who made it, and give its code. `now` is UTC seconds."""
    code = new_code(connection, wave_id)
    add_collector(connection, wave_id, code=code, channel=WEB, place=place)
    audit.append(connection, keys, now, member_id, Event.POSTER_MADE, {"survey": slug})
    return code
