"""Faults of wordings: each with its file, its variant, its place and what to do."""

import pytest
from hypothesis import given
from msgspec.structs import replace

from survey_app.questionnaire.checks import Place, check
from survey_app.questionnaire.checks_translations import missing
from survey_app.questionnaire.checks_variants import Known
from survey_app.questionnaire.definition import Questionnaire
from survey_app.questionnaire.faults import Fault, Spot, report
from survey_app.questionnaire.loading import names_in
from survey_app.questionnaire.wording_places import spot_of, with_words, words_by_place
from tests.questionnaire.examples import ORGANISATION, PLACE, Edit, in_words
from tests.questionnaire.strategies import questionnaires

NAMES = names_in(ORGANISATION)
WITH_NAMES = Place(
    file="getting-about/questionnaire.toml",
    slug="getting-about",
    ambitions=PLACE.ambitions,
    known=Known(NAMES, frozenset({"bus"})),
)


def faults(variant: str, *edits: Edit, source: tuple[Edit, ...] = ()) -> tuple[Fault, ...]:
    """What `survey check` says of the good questionnaire with this wording, edited."""
    return check(in_words(variant, *edits, source=source), WITH_NAMES)


def shown(variant: str, *edits: Edit, source: tuple[Edit, ...] = ()) -> set[tuple[str, str]]:
    """The same, each as its name and its place."""
    found = [fault for fault in faults(variant, *edits, source=source) if fault.variant]
    assert {(fault.file, fault.variant) for fault in found} <= {(f"getting-about/{variant}.toml", variant)}
    return {(fault.name, "/".join(filter(None, (fault.section, fault.question, fault.code)))) for fault in found}


@pytest.mark.parametrize("variant", ["pl", "en-easyread"])
def test_a_good_wording_has_no_fault(variant: str) -> None:
    assert faults(variant) == ()


BAD: list[tuple[str, str, Edit]] = [
    ("wording_unknown_section", "roads", ("sections.roads", {"title": "Drogi"})),
    ("wording_unknown_question", "R99", ("questions.R99", {"label": "Nowe", "hint": "Nowe"})),
    ("wording_unknown_code", "R9/worst", ("questions.R9.options.worst", "Najgorsze")),
    ("wording_unknown_code", "R6/sun", ("questions.R6.items.sun", "Słońce")),
    ("wording_unknown_text", "R1", ("questions.R1.hint", "Nowe")),
    ("wording_unknown_text", "R4/walk", ("questions.R4.hints.walk", "Nowe")),
    ("wording_unknown_text", "buses", ("sections.buses.text", ["Nowe"])),
    ("paragraph_count", "", ("start.privacy", ["Pierwszy.", "Drugi."])),
    ("paragraph_count", "too-far", ("sections.too-far.ends.text", ["Dziękujemy.", "Nic."])),
    ("rewording_count", "area/R2", ("questions.R2.rewordings.+", {"label": "Drugie"})),
    ("missing_words", "ways/R4/bus", ("questions.R4.options.bus", None)),
    ("missing_words", "area/R2", ("questions.R2.rewordings.0.label", None)),
    ("missing_words", "", ("title", None)),
    ("placeholder_invented", "ways/R4", ("questions.R4.label", "Jak {R1} się porusza?")),
    ("digits_changed", "", ("start.other_ways", ["Zadzwoń: 01632 960001."])),
    ("digits_changed", "buses/R9/bad", ("questions.R9.options.bad", "Złe 2")),
    ("foreign_digits", "buses/R9/bad", ("questions.R9.options.bad", "\N{ARABIC-INDIC DIGIT TWO}")),
    ("wording_over_limit", "buses/R9/bad", ("questions.R9.options.bad", "źle " * 60)),
    ("needed_without_full_stop", "who/R1", ("questions.R1.needed", "Proszę wybrać")),
    ("duplicate_label", "buses/R9/bad", ("questions.R9.options.bad", "Dość dobre")),
    ("markup_in_text", "buses/R9", ("questions.R9.label", "<b>Autobusy</b>?")),
    ("link_in_text", "buses/R9", ("questions.R9.label", "Co na www.bus.example?")),
    ("review_by_nobody", "", ("reviewed.by", " ")),
    ("not_easy_read", "", ("leaves_out", ["buses"])),
    ("not_easy_read", "R4", ("questions.R4.offers", ["bus"])),
]


@pytest.mark.parametrize(("name", "place", "edit"), BAD)
def test_a_bad_translation_is_a_fault_at_its_place(name: str, place: str, edit: Edit) -> None:
    assert (name, place) in shown("pl", edit)


BAD_EASY: list[tuple[str, str, tuple[Edit, ...]]] = [
    ("leaves_out_unknown", "", (("leaves_out.+", "R99"),)),
    ("needed_left_out", "who/R1", (("leaves_out.+", "R1"),)),
    ("needed_left_out", "area/R2", (("leaves_out.+", "area"),)),
    ("shortened_unknown_question", "health", (("leaves_out.+", "E0"),)),
    ("shortened_unknown_code", "health", (("questions.E0.offers", ["no"]),)),
    ("shortened_only_one_option", "about-you/E0", (("questions.E0.offers", ["yes"]),)),
    ("shortened_most_too_high", "ways/R4", (("questions.R4.offers", ["bus", "cycle", "none"]),)),
    ("offers_unknown", "ways/R4/train", (("questions.R4.offers.+", "train"),)),
    (
        "offers_too_many",
        "ways/R4",
        (("questions.R4.offers", ["walk", "cycle", "bus", "other", "none", "dont_know", "walk"]),),
    ),
    ("picture_missing", "ways/R4", (("questions.R4.picture", "road"),)),
    ("picture_missing", "ways/R4/cycle", (("questions.R4.pictures", {"cycle": "bike", "bus": "bus"}),)),
    (
        "easy_read_sentence",
        "ways/R4",
        (("questions.R4.label", "How do you get about when you go to the shops or see a friend who lives far away?"),),
    ),
    ("digits_changed", "", (("start.other_ways", ["Phone 01632 960001."]),)),
]


@pytest.mark.parametrize(("name", "place", "edits"), BAD_EASY)
def test_a_bad_easy_read_wording_is_a_fault_at_its_place(name: str, place: str, edits: tuple[Edit, ...]) -> None:
    assert (name, place) in shown("en-easyread", *edits)


def test_an_earlier_answer_in_the_words_must_be_in_every_wording() -> None:
    found = faults("pl", source=(("R9.label", "How good is it to go by {R1}?"),))
    assert ("placeholder_lost", "pl", "R9") in {(fault.name, fault.variant, fault.question) for fault in found}


def test_a_survey_that_stops_everybody_in_one_variant_is_a_dead_end() -> None:
    stop = {
        "id": "stop",
        "part": "about_you",
        "when": ["variant", "en-easyread"],
        "ends": {"title": "This is not for you", "text": ["Thank you."]},
    }
    words = {"ends": {"title": "This is not for you", "text": ["Thank you."]}}
    assert ("variant_dead_end", "") in shown("en-easyread", ("sections.stop", words), source=(("sections.+", stop),))


def test_a_draft_may_lack_words_and_everything_else_of_it_is_proved() -> None:
    draft: Edit = ("reviewed", None)
    assert shown("pl", draft, ("questions.R9", None), ("title", None)) == set()
    assert ("wording_unknown_question", "R99") in shown("pl", draft, ("questions.R99", {"label": "Nowe"}))


def test_missing_words_are_counted_without_names_and_without_what_is_left_out() -> None:
    lacking = in_words("pl", ("questions.R9.options.bad", None), ("questions.R2.options.refused", None))
    assert [text.place for text in missing(lacking, "pl", NAMES)] == [
        "questions.R2.options.refused",
        "questions.R9.options.bad",
    ]
    assert missing(in_words("en-easyread"), "en-easyread", NAMES) == ()


def test_a_wording_in_the_questionnaires_own_language_or_in_one_without_interface_words_is_a_fault() -> None:
    polish = in_words("pl")
    for variant, name in (("en", "own_language"), ("de", "unknown_language"), ("de-easyread", "unknown_language")):
        found = check(replace(polish, wordings={variant: polish.wordings["pl"]}), WITH_NAMES)
        assert name in {fault.name for fault in found if fault.variant == variant}


def test_a_fault_of_a_stored_version_names_its_variant() -> None:
    (fault,) = faults("pl", ("questions.R9.options.bad", None))
    stored = replace(fault, file="")
    assert report([stored]) == (
        "pl: buses: R9: bad: missing_words: The option's label has no words in pl. Write questions.R9.options.bad."
    )


@pytest.mark.parametrize("variant", ["pl", "en-easyread"])
def test_a_wording_is_its_words_by_their_places(variant: str) -> None:
    wording = in_words(variant).wordings[variant]
    words = words_by_place(wording)
    assert words["questions.R4.options.bus"] == wording.questions["R4"].options["bus"]
    assert with_words(wording, words) == wording
    assert (spot_of("questions.R4.hints.bus"), spot_of("sections.area.text.0")) == (
        Spot(question="R4", code="bus"),
        Spot("area"),
    )


@given(questionnaires())
def test_the_checks_of_any_wording_end_in_faults_and_never_fail(questionnaire: Questionnaire) -> None:
    for variant in ("pl", "en-easyread"):
        wording = in_words(variant).wordings[variant]
        check(replace(questionnaire, wordings={variant: wording}), PLACE)
