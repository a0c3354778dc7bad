"""Trying codes: slowed and never refused, and paused for a survey when somebody is guessing."""

import logging
from http import HTTPStatus

from msgspec import Struct

from survey_app.questionnaire.phrases import Said, phrase
from survey_app.respond.codes import UNKNOWN, WRONG, well_formed
from survey_app.respond.room import Room
from survey_app.web.limits import Limit
from survey_app.web.scopes import AnyRequest

logger = logging.getLogger(__name__)

CODE_TRIES = Limit(tries=10, seconds=20)
"""After 10 wrong codes from an address, one every 20 seconds (interaction contract, 17)."""

SURVEY_TRIES = Limit(tries=600, seconds=6)
"""600 wrong codes in an hour pause a survey's codes: somebody is guessing from many addresses."""

WAIT = phrase(
    "Many wrong codes came from here, so checking a code takes longer. Wait a minute, then press the button again."
)
"""Where so many codes of one address wait for their turn that a browser would give up on one more."""


class Told(Struct, frozen=True):
    """Why a code was not taken, in words for the person, and the reply's status."""

    words: Said
    status: HTTPStatus


async def turn(request: AnyRequest, room: Room, slug: str, code: str, digits: int) -> Told | None:
    """Wait until it is this code's turn; None where it may be looked up. Why it may not: it cannot be one, codes are
    paused, or too many of this address wait. Whoever was given a turn says afterwards whether the code was wrong."""
    if not well_formed(code, digits):
        return Told(WRONG, HTTPStatus.UNPROCESSABLE_ENTITY)
    if room.turns.over("survey", slug):
        return _paused(room)
    if not await room.turns.take("code", _address(request)):
        return Told(WAIT, HTTPStatus.TOO_MANY_REQUESTS)
    if room.turns.over("survey", slug):  # while this one waited
        return _paused(room)
    return None


def unknown(room: Room, slug: str) -> Told:
    """Count a well-formed code that nobody was given, and say so in the words that an expired one gets."""
    room.turns.count("survey", slug)
    if room.turns.over("survey", slug):
        logger.warning("codes are paused for a survey: 600 wrong ones came within an hour")
    return Told(UNKNOWN, HTTPStatus.UNPROCESSABLE_ENTITY)


def not_wrong(request: AnyRequest, room: Room) -> None:
    """Count a code no longer: somebody was given it, or it could not be looked up."""
    room.turns.give_back("code", _address(request))


def _paused(room: Room) -> Told:
    phone = room.service.organisation.help_phone
    words = phrase("Codes cannot be checked just now. Phone {phone} and we will do it with you.", phone=phone)
    return Told(words, HTTPStatus.TOO_MANY_REQUESTS)


def _address(request: AnyRequest) -> str:
    client = request.scope["client"]
    return "" if client is None else client[0]
