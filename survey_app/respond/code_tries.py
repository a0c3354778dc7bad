"""Trying codes: slowed, never refused for good, and paused for a survey when somebody is guessing."""

import logging
import time
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

WAIT = phrase("Too many wrong codes came from here. Wait 20 seconds, then press the button again.")


class Told(Struct, frozen=True):
    """Why a code was not taken, in words for the person, and the reply's status."""

    words: Said
    status: HTTPStatus


def refused(request: AnyRequest, room: Room, slug: str, code: str, digits: int) -> Told | None:
    """Why a code is not looked up: it cannot be one, or too many wrong ones came. None where it may be."""
    now = time.monotonic()
    if not well_formed(code, digits):
        return Told(WRONG, HTTPStatus.UNPROCESSABLE_ENTITY)
    if room.tries.wait("survey", slug, now) > 0:
        phone = room.service.organisation.help_phone
        words = phrase("Codes cannot be checked just now. Phone {phone} and we will do it with you.", phone=phone)
        return Told(words, HTTPStatus.TOO_MANY_REQUESTS)
    if room.tries.wait("code", _address(request), now) > 0:
        return Told(WAIT, HTTPStatus.TOO_MANY_REQUESTS)
    return None


def unknown(request: AnyRequest, room: Room, slug: str) -> Told:
    """Count a well-formed code that nobody was given, and say so in the words that an expired one gets."""
    now = time.monotonic()
    room.tries.count("code", _address(request), now)
    room.tries.count("survey", slug, now)
    if room.tries.wait("survey", slug, now) > 0:
        logger.warning("codes are paused for a survey: 600 wrong ones came within an hour")
    return Told(UNKNOWN, HTTPStatus.UNPROCESSABLE_ENTITY)


def _address(request: AnyRequest) -> str:
    client = request.scope["client"]
    return "" if client is None else client[0]
