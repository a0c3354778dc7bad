"""Words in braces come from the organisation's file."""

import pytest
from msgspec.structs import replace

from survey_app.questionnaire.loading import from_plain
from tests.questionnaire.examples import ORGANISATION, edited, loaded, question, shown


def test_words_in_braces_are_replaced_in_every_text() -> None:
    questionnaire = loaded(
        ("R9.label", "Are buses good in {area}?"),
        ("R9.options.2.label", "Bad, says {organisation}"),
        ("too-far.ends.title", "Phone {help_phone}"),
        ("R2.rewordings.0.options", {"elsewhere": "Not in {area}"}),
    )
    assert questionnaire.title == "Getting about in Testshire"
    assert questionnaire.start.other_ways == ("Phone 01632 960000.",)
    shown_texts = str(questionnaire)
    for words in (
        "Are buses good in Testshire?",
        "Bad, says Testshire County Council",
        "Phone 01632 960000",
        "Not in Testshire",
    ):
        assert words in shown_texts
    assert "{area}" not in shown_texts


def test_the_organisation_can_add_words_of_its_own() -> None:
    organisation = replace(ORGANISATION, names={"assistant": "Betty"})
    questionnaire = from_plain(edited(("title", "Ask {assistant}")), organisation)
    assert questionnaire.title == "Ask Betty"


def test_a_promise_is_printed_only_where_it_is_made() -> None:
    assert loaded().start.about == ("Testshire County Council asks about getting about.",)
    assert loaded().start.last_time == ("Last time you asked for more buses. We answered.",)
    promised = replace(ORGANISATION, promises={"no_blame": True, "answered": False})
    questionnaire = from_plain(edited(), promised)
    assert questionnaire.start.about[1] == "Nobody will be blamed in Testshire."
    assert questionnaire.start.last_time == ("Last time you asked for more buses.",)


def test_a_promise_that_is_not_made_leaves_no_gap() -> None:
    hint = "Be honest. {promise:no_blame|Nobody is blamed.} Thank you.\nSecond paragraph."
    assert question("R9", ("R9.hint", hint)).hint == "Be honest. Thank you.\nSecond paragraph."


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("unknown_placeholder", "Are buses good in {county}?"),
        ("unknown_placeholder", "{promise:answered|We told {county}.}"),
        ("unknown_promise", "{promise:more_buses|There will be more.}"),
    ],
)
def test_words_that_nobody_gave_are_a_fault(name: str, words: str) -> None:
    assert shown(("R9.label", words)) == {(name, "buses/R9")}
    assert shown(("R9.options.2.label", words)) == {(name, "buses/R9/bad")}
    assert shown(("title", words)) == {(name, "")}
