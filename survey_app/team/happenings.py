"""The audit log in words: when, who, what, and about whom or what."""

from collections.abc import Iterable, Mapping

import msgspec
from msgspec import Struct
from sqlalchemy import Connection

from survey_app.team.audit import Entry, newest_entries
from survey_app.team.members import all_members, survey_names
from survey_app.team.pacing import in_words
from survey_app.team.permissions import WORDS, Permission
from survey_app.web.london import plain_instant

PAGE = 50
"""Entries shown at once."""

NOBODY = "The service, or a command on the server"


class Happening(Struct, frozen=True):
    """One entry of the log in words."""

    sequence: int
    when: str
    who: str
    what: str
    about: tuple[str, ...]


class Names(Struct, frozen=True):
    """What the numbers in the log are called: members' addresses, and titles by survey number and short address."""

    members: Mapping[str, str]
    surveys: Mapping[str, str]


def happenings(connection: Connection, before: int | None = None, most: int = PAGE) -> tuple[Happening, ...]:
    """The newest of the log, or those before a sequence, in words, the newest first."""
    names = _names(connection)
    return tuple(in_plain_words(entry, names) for entry in newest_entries(connection, before, most))


def in_plain_words(entry: Entry, names: Names) -> Happening:
    """One entry. What its detail names without our knowing it is told as it stands."""
    sequence, at, member_id, event, text, _ = entry
    detail = msgspec.json.decode(text or "{}", type=dict[str, str])
    who = NOBODY if member_id is None else names.members.get(str(member_id), f"Member {member_id}")
    return Happening(sequence, plain_instant(at), who, event[:1].upper() + event[1:], tuple(_about(detail, names)))


def _about(detail: Mapping[str, str], names: Names) -> Iterable[str]:
    for key, value in detail.items():
        match key:
            case "member":
                yield names.members.get(value, f"member {value}") if value else "an address that is nobody's"
            case "survey":
                yield names.surveys.get(value, value) if value else "every survey"
            case "permission":
                yield WORDS[Permission(value)] if value in set(Permission) else value
            case "seconds":
                yield f"for {in_words(int(value))}" if value.isdigit() else value
            case "by":
                yield f"by a {value}"
            case "sessions":
                yield "signed out in one browser" if value == "1" else f"signed out in {value} browsers"
            case "first":
                yield "the first one" if value == "yes" else "a change"
            case _ if value:
                yield f"{key}: {value}"
            case _:
                pass


def _names(connection: Connection) -> Names:
    surveys = survey_names(connection)
    titles = {str(survey.id): survey.title for survey in surveys} | {survey.slug: survey.title for survey in surveys}
    return Names({str(member.id): member.email for member in all_members(connection)}, titles)
