"""Templates: everything is escaped, nothing undefined is passed over in silence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import UndefinedError
from msgspec import Struct

from survey_app.web.refusals import RefusalPage
from survey_app.web.static import Assets
from survey_app.web.templates import environment, render, thousands
from survey_app.web.tongues import ENGLISH
from tests.team.council import ORGANISATION


class Words(Struct, frozen=True):
    """A page with a title and words."""

    title: str
    words: str


class Title(Struct, frozen=True):
    """A page without the words that its template shows."""

    title: str


def test_a_page_names_its_organisation_and_how_to_get_help(assets: Assets) -> None:
    html = render("web/error.html", RefusalPage("Not here", "Try there.", ENGLISH.language))
    assert "<h1>Not here</h1>" in html
    assert "<p>Try there.</p>" in html
    assert ORGANISATION.name in html
    assert ORGANISATION.help_words in html
    assert f'href="{assets.url("resident.css")}"' in html


@given(st.text(max_size=30))
def test_what_somebody_typed_is_never_markup(typed: str) -> None:
    html = environment.from_string("<p>{{ page.words }}</p>").render(page=Words("", typed))
    assert html.count("<") == 2
    assert html.count(">") == 2


def test_a_name_that_is_not_given_is_an_error() -> None:
    with pytest.raises(UndefinedError):
        render("web/error.html", Title("Not here"))


@pytest.mark.parametrize(
    ("number", "words"), [(0, "0"), (1234567, "1,234,567"), (-1200, "-1,200"), (1234.5, "1,234.5")]
)
def test_numbers_are_set_in_thousands(number: float, words: str) -> None:
    assert thousands(number) == words


def test_days_and_times_have_filters() -> None:
    html = environment.from_string("{{ 1780491600|london_time }} {{ '2027-06-03'|plain_day }} {{ 1200|thousands }}")
    assert html.render() == "14:00 3 June 2027 1,200"
