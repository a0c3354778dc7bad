"""Words that nobody should have to read."""

import pytest

from tests.questionnaire.examples import Edit, shown

FAULTS: list[tuple[str, str, list[Edit]]] = [
    ("text_over_limit", "", [("title", "a" * 121)]),
    ("text_over_limit", "buses/R9", [("R9.label", "a" * 201)]),
    ("text_over_limit", "area/R2", [("R2.hint", "a" * 501)]),
    ("text_over_limit", "buses/R9/bad", [("R9.options.2.label", "a" * 121)]),
    ("text_over_limit", "walking/R6/shade", [("R6.items.0.label", "a" * 121)]),
    ("text_over_limit", "too-far", [("too-far.ends.text.0", "a" * 601)]),
    ("text_over_limit", "", [("start.about.0", "a" * 601)]),
    ("empty_text", "", [("title", " ")]),
    ("empty_text", "buses/R9", [("R9.label", "")]),
    ("empty_text", "buses/R9/bad", [("R9.options.2.label", "")]),
    ("empty_text", "area", [("area.text.0", "")]),
    ("long_sentence", "buses/R9", [("R9.label", "So " + "very " * 25 + "long?")]),
    ("long_sentence", "area/R2", [("R2.rewordings.0.hint", "So " + "very " * 25 + "long.")]),
    ("stray_brace", "buses/R9", [("R9.label", "Is {Area} good?")]),
    ("markup_in_text", "buses/R8", [("R8.hint", "Read <b>this</b>.")]),
    ("markup_in_text", "", [("thanks.next.0", "Fish &amp; chips.")]),
    ("asterisk", "buses/R9", [("R9.label", "How good are they? *")]),
    ("link_in_text", "area/R2", [("R2.hint", "See www.example.")]),
    ("link_in_text", "buses/R9", [("R9.label", "Have you seen example.gov.uk?")]),
    ("link_in_text", "buses/R9/bad", [("R9.options.2.hint", "Tell me@example.")]),
    ("needed_without_full_stop", "who/R1", [("R1.needed", "Choose who you are")]),
    ("needed_says_nothing", "who/R1", [("R1.needed", "This field is required.")]),
    ("needed_says_nothing", "area/R2", [("R2.rewordings.0.needed", "Answer this question.")]),
    ("duplicate_label", "buses/R9/bad", [("R9.options.2.label", "fairly  good")]),
    ("duplicate_label", "walking/R6/shade", [("R6.items.0.label", "Paths")]),
]


@pytest.mark.parametrize(("name", "place", "edits"), FAULTS)
def test_words_that_fail_the_reader_are_a_fault(name: str, place: str, edits: list[Edit]) -> None:
    assert shown(*edits) == {(name, place)}


@pytest.mark.parametrize(
    "words",
    [
        "Is it 3 < 4 miles, or 5 > 4?",
        "Do you buy from H&M or M&S?",
        "Is it 7.30pm, e.g. at night?",
        " ".join(["word"] * 25),
        "First " + "a " * 20 + "end. Second " + "a " * 20 + "end.",
        "€" * 200,
    ],
)
def test_words_at_the_edge_are_no_fault(words: str) -> None:
    assert shown(("R9.label", words)) == set()


def test_an_address_may_stand_on_the_start_page() -> None:
    assert shown(("start.other_ways.0", "Read more at www.example.gov.uk.")) == set()
