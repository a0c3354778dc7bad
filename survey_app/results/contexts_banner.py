"""What the pages of a banner, and of filtering by any answers, are made of."""

from survey_app.results.bannering import Banner
from survey_app.results.comparable import Choices
from survey_app.results.filtering import Chooser, Condition
from survey_app.results.views import Filter
from survey_app.team.layout import TeamPage


class BannerPage(TeamPage, frozen=True, kw_only=True):
    """Every question by one characteristic. `files` is the query of its files, empty where there are none; `save` the
    address under which it can be saved."""

    survey: str
    address: str
    by: str
    by_title: str
    round: str
    filters: tuple[Filter, ...]
    conditions: tuple[Condition, ...]
    choices: Choices
    dates: str
    note: str
    working: bool
    files: str
    save: str
    made: Banner


class FilterPage(TeamPage, frozen=True, kw_only=True):
    """Every answer by which results may be filtered."""

    address: str
    round: str
    grouped: str
    choosers: tuple[Chooser, ...]
