"""The router of pages that count: the columns that they count, and the page where too much is counted at once."""

from collections.abc import Callable, Sequence
from typing import Final, TypeVar

from litestar import Router
from litestar.di import Provide
from litestar.handlers import HTTPRouteHandler
from litestar.types import ExceptionHandlersMap

from survey_app.results.counting import Counting
from survey_app.results.lane import LaneFull
from survey_app.team.gate import viewer_of
from survey_app.team.pages_refused import show_refusal
from survey_app.web.refusals import Refusal
from survey_app.web.replies import Reply
from survey_app.web.scopes import AnyRequest

T = TypeVar("T")

BUSY: Final = Refusal(
    503,
    "Too many people are reading results just now",
    "Wait a few seconds and load the page again.",
    {"retry-after": "5"},
)

NO_OTHERS: Final[ExceptionHandlersMap] = {}


def counting_router(
    counting: Callable[[], Counting],
    handlers: Sequence[HTTPRouteHandler],
    refusals: ExceptionHandlersMap = NO_OTHERS,
    **others: Provide,
) -> Router:
    """The routes of members' pages that may count. `others` is what their handlers take besides, by name."""
    return Router(
        path="/team",
        route_handlers=handlers,
        dependencies={"viewer": Provide(viewer_of), "counting": given(counting), **others},
        exception_handlers={LaneFull: say_busy, **refusals},
    )


def given(source: Callable[[], T]) -> Provide:
    """What hands to every handler that takes it what there is at the time."""

    async def give() -> T:
        return source()

    return Provide(give)


def say_busy(request: AnyRequest, _: Exception) -> Reply:
    """The page where too much is being counted at once."""
    return show_refusal(request, BUSY)
