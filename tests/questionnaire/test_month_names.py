"""Months by their names: each language's own, in any case, bent, shortened, without accents; never two by one name."""

import unicodedata
from collections import defaultdict
from collections.abc import Callable
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey_app.questionnaire.dates import MONTHS
from survey_app.questionnaire.languages import LANGUAGES
from survey_app.questionnaire.month_names import NAMES, month_named
from survey_app.web.tongues import tongue_in

FORMS = [
    (form, month)
    for names in NAMES.values()
    for month, forms in enumerate(names.split(), start=1)
    for form in forms.split(",")
]


def test_every_language_of_ours_has_twelve_months_and_no_name_means_two() -> None:
    assert {tag: len(names.split()) for tag, names in NAMES.items()} == dict.fromkeys(LANGUAGES, 12)
    meant = defaultdict(set)
    for form, month in FORMS:
        meant[form].add(month)
    assert {form: months for form, months in meant.items() if len(months) > 1} == {}


@pytest.mark.parametrize("tag", LANGUAGES)
def test_what_our_own_pages_call_a_month_is_read(tag: str) -> None:
    assert [month_named(tongue_in(tag).say(name)) for name in MONTHS] == list(range(1, 13))


@given(st.sampled_from(FORMS), st.sampled_from([str, str.upper, str.title]), st.sampled_from(["NFC", "NFD", "NFKC"]))
def test_a_name_is_read_in_any_case_and_however_its_accents_are_sent(
    named: tuple[str, int], cased: Callable[[str], str], form: Literal["NFC", "NFD", "NFKC"]
) -> None:
    assert month_named(unicodedata.normalize(form, cased(named[0])) + ".") == named[1]


@given(st.sampled_from(FORMS), st.integers(0, 12))
def test_the_beginning_of_a_name_is_its_month_or_none(named: tuple[str, int], length: int) -> None:
    name, month = named
    assert month_named(name[:length]) in {month, None}


@given(st.text(max_size=12))
def test_anything_typed_is_a_month_or_none(words: str) -> None:
    assert month_named(words) in {None, *range(1, 13)}


@pytest.mark.parametrize(
    ("typed", "month"),
    [
        ("Sept", 9),
        ("sep.", 9),
        ("paz", 10),
        ("PAŹ.", 10),
        ("pazdziernika", 10),
        ("wrzesnia", 9),
        ("gru", 12),
        ("ian", 1),
        ("iul.", 7),
        ("noi", 11),
        ("\u202bمئی\u202c", 5),
        ("مئي", 5),
        ("ਫਰਵਰੀ", 2),
        ("ਮਈ", 5),
        ("જાન્યુ", 1),
        ("ઑગ.", 8),
        ("મે", 5),
        ("ma", None),
        ("ju", None),
        ("", None),
        (".", None),
        ("13", None),
        ("mayday", None),
        ("ਜ", None),
    ],
)
def test_names_as_people_shorten_and_mistype_them(typed: str, month: int | None) -> None:
    assert month_named(typed) == month
