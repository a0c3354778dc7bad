"""The router of every page of results, and the reply where too much is being counted at once."""

from litestar import Response, Router
from litestar.di import Provide

from survey_app.results.counting import Counting
from survey_app.results.lane import LaneFull
from survey_app.results.pages_collected import show_collected
from survey_app.results.pages_crosstab import choose_groups, show_groups
from survey_app.results.pages_results import show_people, show_results
from survey_app.results.pages_surveys import show_survey, show_surveys
from survey_app.team.gate import viewer_of
from survey_app.web.errors import refused_page
from survey_app.web.refusals import Refusal
from survey_app.web.scopes import AnyRequest

BUSY = Refusal(
    503,
    "Too many people are reading results just now",
    "Wait a few seconds and load the page again.",
    {"retry-after": "5"},
)


def results_router(counting: Counting) -> Router:
    """The room's routes, with the columns that they count."""

    async def give_counting() -> Counting:
        return counting

    return Router(
        path="/team",
        route_handlers=[
            show_surveys,
            show_survey,
            show_results,
            show_people,
            choose_groups,
            show_groups,
            show_collected,
        ],
        dependencies={"viewer": Provide(viewer_of), "counting": Provide(give_counting)},
        exception_handlers={LaneFull: say_busy},
    )


def say_busy(request: AnyRequest, _: Exception) -> Response[bytes]:
    """The page where too much is being counted at once."""
    return refused_page(request, BUSY)
