"""What is left of an error that nobody expected: a line for us without a word of anybody's answers, a page for them."""

import logging
import traceback
from collections.abc import Iterator

from litestar.types import HTTPScope, Message, Receive, Send

from survey_app.web.refusals import refusal, send_refusal
from survey_app.web.scopes import HTTPApp

logger = logging.getLogger(__name__)


class ReplyBrokenOff(Exception):
    """A reply failed after its head was sent: the server closes the connection, so that nobody takes it for whole."""


def log_crash(error: BaseException) -> None:
    """Log where an error happened and of what kinds it and its causes are.

    Never its message: a database error's repeats the values of the statement, and those are answers.
    """
    logger.error("an error that nobody expected\n%s", "\n".join(crash_lines(error)))


def crash_lines(error: BaseException) -> Iterator[str]:
    """The kinds of an error and of what caused it, each with the places it passed, innermost last."""
    seen: list[BaseException] = [error]
    for known in seen:
        yield f"{type(known).__module__}.{type(known).__qualname__}"
        for frame in traceback.extract_tb(known.__traceback__):
            yield f"  {frame.filename}:{frame.lineno} in {frame.name}"
        inner = known.exceptions if isinstance(known, BaseExceptionGroup) else ()
        cause = known.__cause__ or (None if known.__suppress_context__ else known.__context__)
        seen += [other for other in (*inner, cause) if other is not None and other not in seen]


def contained(app: HTTPApp) -> HTTPApp:
    """The same application, whose unexpected errors are logged and answered with a plain page.

    Raises ReplyBrokenOff, and nothing else, when it is too late for a page.
    """

    async def answer(scope: HTTPScope, receive: Receive, send: Send) -> None:
        started = False

        async def send_noting(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        failed = False
        try:
            await app(scope, receive, send_noting)
        except Exception as error:  # whatever it is, it must not take its message to the server's log
            log_crash(error)
            failed = True
        if failed and started:
            raise ReplyBrokenOff
        if failed:
            await send_refusal(send, refusal(500), scope["path"])

    return answer
