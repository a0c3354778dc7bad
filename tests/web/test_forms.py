"""Forms: what a browser sends is read as it was typed, and anything else is refused with words."""

from contextlib import suppress
from urllib.parse import quote_plus, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey_app.web.forms import BODY_BYTES, FIELDS, FORM_TYPE, BadForm, Form, parse_form

TYPED = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40)

PAIRS = st.lists(st.tuples(TYPED, TYPED), max_size=30)


@given(PAIRS)
def test_what_was_typed_is_what_is_read(pairs: list[tuple[str, str]]) -> None:
    expected: dict[str, tuple[str, ...]] = {}
    for name, value in pairs:
        expected[name] = (*expected.get(name, ()), value)

    assert parse_form(urlencode(pairs).encode()).fields == expected


@given(st.binary(max_size=300))
def test_bytes_of_any_sort_are_read_or_refused(body: bytes) -> None:
    with suppress(BadForm):
        form = parse_form(body)
        assert all("\0" not in value for values in form.fields.values() for value in values)


@given(st.text(max_size=60))
def test_a_content_type_of_any_sort_is_read_or_refused(content_type: str) -> None:
    with suppress(BadForm):
        assert parse_form(b"a=1", content_type).fields == {"a": ("1",)}


def test_the_ticks_of_one_question_keep_their_order() -> None:
    assert parse_form(b"R13=b&R04=yes&R13=a").fields == {"R13": ("b", "a"), "R04": ("yes",)}


def test_an_empty_answer_is_there_and_a_form_without_fields_is_empty() -> None:
    assert parse_form(b"R04=&R05").fields == {"R04": ("",), "R05": ("",)}
    assert parse_form(b"").fields == {}


def test_line_ends_and_signs_come_as_typed() -> None:
    assert parse_form(b"R13-comment=a%0D%0Ab+%2B+%26+%C3%A9").fields == {"R13-comment": ("a\r\nb + & \u00e9",)}


@pytest.mark.parametrize("body", [b"a=%", b"a=%4", b"a=%zz", b"%=1", b"a=%ff", b"a=\xff", b"a=%C3", b"a=%ED%A0%80"])
def test_half_an_escape_or_bad_utf_8_is_refused(body: bytes) -> None:
    with pytest.raises(BadForm) as refused:
        parse_form(body)
    assert refused.value.status == 400


@pytest.mark.parametrize("body", [b"a=%00", b"a=b\0", b"%00=1"])
def test_a_nul_is_refused_because_postgresql_cannot_store_it(body: bytes) -> None:
    with pytest.raises(BadForm):
        parse_form(body)


def test_more_fields_than_any_page_has_are_refused_before_they_are_split() -> None:
    assert len(parse_form(b"&".join([b"a=1"] * FIELDS)).fields["a"]) == FIELDS
    with pytest.raises(BadForm) as refused:
        parse_form(b"&".join([b"a=1"] * (FIELDS + 1)))
    assert refused.value.status == 413
    with pytest.raises(BadForm):
        parse_form(b"&" * BODY_BYTES)


def test_a_body_over_the_limit_is_refused() -> None:
    assert parse_form(b"a=" + b"x" * (BODY_BYTES - 2)).fields
    with pytest.raises(BadForm) as refused:
        parse_form(b"a=" + b"x" * (BODY_BYTES - 1))
    assert refused.value.status == 413


@pytest.mark.parametrize(
    "content_type",
    [FORM_TYPE, FORM_TYPE.upper(), f"{FORM_TYPE}; charset=UTF-8", f'{FORM_TYPE};charset="utf-8"', f"{FORM_TYPE};"],
)
def test_the_type_that_browsers_send_is_taken(content_type: str) -> None:
    assert parse_form(b"a=1", content_type).fields == {"a": ("1",)}


@pytest.mark.parametrize(
    "content_type",
    ["multipart/form-data; boundary=x", "application/json", "text/plain", f"{FORM_TYPE}; charset=latin-1", ""],
)
def test_any_other_type_is_refused_with_415(content_type: str) -> None:
    with pytest.raises(BadForm) as refused:
        parse_form(b"a=1", content_type)
    assert refused.value.status == 415


def test_a_post_without_body_or_type_is_an_empty_form() -> None:
    assert parse_form(b"", "").fields == {}


def test_a_field_that_a_page_has_once_is_refused_when_sent_twice() -> None:
    form = parse_form(b"email=a&email=b&code=1")
    assert form.one("code") == "1"
    assert form.one("absent") == ""
    with pytest.raises(BadForm):
        form.one("email")


@given(TYPED.filter(lambda typed: len(typed) > 8))
def test_neither_a_form_nor_its_refusal_shows_what_was_typed(typed: str) -> None:
    assert repr(Form({"R13": (typed,)})) == "<form>"
    with pytest.raises(BadForm) as refused:
        parse_form(f"{quote_plus(typed)}={quote_plus(typed)}%ff".encode())
    assert typed not in str(refused.value)
    assert refused.value.__cause__ is None
    assert refused.value.__suppress_context__
