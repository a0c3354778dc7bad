"""The router of every page of results."""

from collections.abc import Callable

from litestar import Router

from survey_app.results.counting import Counting
from survey_app.results.pages_banner import show_banner, show_filter
from survey_app.results.pages_collected import show_collected
from survey_app.results.pages_counting import counting_router
from survey_app.results.pages_crosstab import choose_groups, show_groups
from survey_app.results.pages_elsewhere import enter_elsewhere, remove_elsewhere, show_elsewhere
from survey_app.results.pages_links import describe_link, show_link, show_links
from survey_app.results.pages_results import show_people, show_results
from survey_app.results.pages_surveys import show_survey, show_surveys
from survey_app.results.pages_trends import show_trends, sign_words
from survey_app.results.pages_views import change_view, keep_view, remove_view, show_views
from survey_app.results.pages_who import say_target, show_who
from survey_app.results.pages_withheld import show_withheld
from survey_app.results.pages_worked_out import show_worked_out


def results_router(counting: Callable[[], Counting]) -> Router:
    """The room's routes, with the columns that they count."""
    return counting_router(
        counting,
        [
            show_surveys,
            show_survey,
            show_results,
            show_people,
            choose_groups,
            show_groups,
            show_collected,
            show_withheld,
            show_who,
            say_target,
            show_banner,
            show_filter,
            show_trends,
            sign_words,
            show_elsewhere,
            enter_elsewhere,
            remove_elsewhere,
            show_views,
            keep_view,
            change_view,
            remove_view,
            show_worked_out,
            show_links,
            show_link,
            describe_link,
        ],
    )
