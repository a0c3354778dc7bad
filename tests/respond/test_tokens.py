"""Tokens: what is derived from one says nothing of it, and a cookie that says more than a token is signed."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey_app.respond.tokens import (
    Held,
    check_digit,
    draft_key,
    draft_mark,
    in_groups,
    new_token,
    receipt_code,
    receipt_hash,
    seal,
    unseal,
)
from survey_app.settings import Keys

KEYS = Keys(bytes(range(32)))
OTHER_KEYS = Keys(bytes(32))
NOW = 1_800_000_000
TOKENS = st.binary(min_size=16, max_size=16)


@given(TOKENS)
def test_what_is_derived_from_a_token_is_always_the_same_and_another_with_another_key(token: bytes) -> None:
    for derived in (draft_key, draft_mark, receipt_code):
        assert derived(KEYS, token) == derived(KEYS, token)
        assert derived(KEYS, token) != derived(OTHER_KEYS, token)


@given(TOKENS)
def test_nothing_derived_holds_the_token_or_another_part(token: bytes) -> None:
    key = draft_key(KEYS, token)
    mark, code = draft_mark(KEYS, token), receipt_code(KEYS, token)
    assert token not in {key, key[:16]}
    assert base64.b32encode(key)[:6].decode().lower() != mark
    assert receipt_hash(KEYS, code) not in {key, code.encode()}


def test_tokens_are_128_random_bits() -> None:
    tokens = {new_token() for _ in range(1000)}
    assert len(tokens) == 1000
    assert {len(token) for token in tokens} == {16}


@given(TOKENS)
def test_a_receipt_code_is_15_digits_whose_last_checks_the_others(token: bytes) -> None:
    code = receipt_code(KEYS, token)
    assert code.isascii()
    assert code.isdigit()
    assert len(code) == 15
    assert code[0] == "7"  # the kind
    assert check_digit(code[:-1]) == code[-1]


@given(TOKENS, st.integers(0, 14), st.integers(1, 9))
def test_one_wrong_digit_is_always_noticed(token: bytes, place: int, more: int) -> None:
    code = receipt_code(KEYS, token)
    wrong = code[:place] + str((int(code[place]) + more) % 10) + code[place + 1 :]
    assert check_digit(wrong[:-1]) != wrong[-1]


@given(TOKENS, st.integers(0, 13))
def test_two_neighbours_swapped_are_noticed_but_for_0_and_9(token: bytes, place: int) -> None:
    code = receipt_code(KEYS, token)
    swapped = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
    pair = {code[place], code[place + 1]}
    assert (check_digit(swapped[:-1]) == swapped[-1]) == (len(pair) == 1 or pair == {"0", "9"})


@pytest.mark.parametrize(("digits", "expected"), [("7992739871", "3"), ("0", "0"), ("411111111111111", "1")])
def test_the_check_digit_is_that_of_the_standard(digits: str, expected: str) -> None:
    assert check_digit(digits) == expected


def test_codes_are_shown_in_groups() -> None:
    assert in_groups("482913705264", 4) == "4829 1370 5264"
    assert in_groups("", 3) == ""


HELDS = st.builds(
    Held,
    token=TOKENS,
    shared=st.booleans(),
    deadline=st.none() | st.integers(NOW + 1, NOW + 10**6),
    sent=st.booleans(),
    receipt=st.booleans(),
)


@given(HELDS)
def test_a_cookie_says_what_was_put_in_it(held: Held) -> None:
    assert unseal(KEYS, seal(KEYS, held), NOW) == held


@given(HELDS)
def test_a_cookie_of_one_s_own_device_is_the_token_alone(held: Held) -> None:
    value = seal(KEYS, held)
    says_more = held.shared or held.sent or held.receipt or held.deadline is not None
    assert (value.count(".") == 3) == says_more
    assert value.isascii()
    assert not set(value) & set(' ",;\\')


@given(HELDS, st.data())
def test_a_cookie_that_was_tampered_with_never_says_more_than_a_token(held: Held, data: st.DataObject) -> None:
    value = seal(KEYS, held)
    place = data.draw(st.integers(0, len(value) - 1))
    tampered = value[:place] + data.draw(st.characters(codec="latin-1")) + value[place + 1 :]
    said = unseal(KEYS, tampered, NOW)
    assert tampered == value or said is None or said == Held(token=said.token)


@given(HELDS)
def test_a_cookie_of_another_server_says_nothing_but_a_token(held: Held) -> None:
    said = unseal(OTHER_KEYS, seal(KEYS, held), NOW)
    assert said in {None, Held(token=held.token)}


def test_flags_taken_from_another_cookie_are_refused() -> None:
    mine, other = Held(token=bytes(16), sent=True), Held(token=bytes(15) + b"1", sent=True)
    token, _, rest = seal(KEYS, mine).partition(".")
    _, _, theirs = seal(KEYS, other).partition(".")
    assert unseal(KEYS, f"{token}.{rest}", NOW) == mine
    assert unseal(KEYS, f"{token}.{theirs}", NOW) is None


def test_a_cookie_counts_until_its_deadline() -> None:
    value = seal(KEYS, Held(token=bytes(16), shared=True, deadline=NOW))
    assert unseal(KEYS, value, NOW - 1) is not None
    assert unseal(KEYS, value, NOW) is None


@given(st.text(st.characters(codec="latin-1"), max_size=80))
def test_any_cookie_can_be_read(value: str) -> None:
    said = unseal(KEYS, value, NOW)
    assert said is None or said == Held(token=said.token)
