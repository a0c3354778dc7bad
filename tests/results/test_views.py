"""A view and its address are the same thing, and no address breaks the page."""

from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey_app.results.views import MOST_FILTERS, Filter, View, view_from

KEYS = st.from_regex(r"[A-Z][A-Z0-9]{0,3}[0-9](\.[a-z0-9_]{1,8})?", fullmatch=True)
CODES = st.from_regex(r"[a-z0-9_]{1,40}", fullmatch=True)
VIEWS = st.builds(
    View,
    round=st.just("") | st.integers(1, 999).map(str),
    filters=st.dictionaries(KEYS, CODES, max_size=MOST_FILTERS).map(
        lambda chosen: tuple(Filter(key, code) for key, code in sorted(chosen.items()))
    ),
    by=st.just("") | KEYS,
    grouped=st.sampled_from(["section", "ambition"]),
)
NAMES = st.sampled_from(["round", "filter", "by", "grouped"]) | st.text(max_size=8)


@given(VIEWS)
def test_a_view_is_read_back_from_its_address(view: View) -> None:
    assert view_from(view.query()) == view
    assert view_from(view.query()).query() == view.query()


@given(st.text(max_size=300))
def test_no_query_breaks_it(query: str) -> None:
    view = view_from(query)
    assert view_from(view.query()) == view


@given(st.lists(st.tuples(NAMES, st.text(max_size=80)), max_size=30))
def test_no_value_breaks_it(pairs: list[tuple[str, str]]) -> None:
    view = view_from(urlencode(pairs))
    assert view_from(view.query()) == view
    assert len(view.filters) <= MOST_FILTERS


def test_the_address_is_canonical() -> None:
    typed = "?grouped=ambition&filter=R02%3Aage_16&colour=red&filter=R01:pendle&round=2&filter=R03:"
    assert view_from(typed).query() == "?round=2&filter=R01:pendle&filter=R02:age_16&grouped=ambition"
    assert view_from("").query() == ""


def test_filters_of_one_key_are_put_together_and_can_be_taken_off() -> None:
    view = view_from("filter=R01:pendle&filter=R01:burnley&filter=R02:age_16&filter=R02:age_16")
    assert view.filters == (Filter("R01", "burnley,pendle"), Filter("R02", "age_16"))
    assert view_from(view.query()) == view == view_from("filter=R02:age_16&filter=R01:pendle,burnley,,")
    assert view.without(Filter("R01", "burnley,pendle")).query() == "?filter=R02:age_16"


@pytest.mark.parametrize("query", ["round=" + "1" * 99, "filter=" + "R1:a&filter=" * 9999, "%ff%fe=%00&by=%ff"])
def test_what_is_too_long_or_no_text_is_left_out(query: str) -> None:
    assert len(view_from(query).query()) < 60
