"""A questionnaire in a variant: the same codes, other words, and in Easy Read less of it."""

import datetime as dt
import shutil
from pathlib import Path

import pytest
from msgspec.structs import replace

from survey_app.questionnaire.definition import Asked, Information, Items, Questionnaire
from survey_app.questionnaire.faults import Faulty
from survey_app.questionnaire.kept_words import kept
from survey_app.questionnaire.loading import content_hash, decode, encode, faults_in, from_plain, read_file
from survey_app.questionnaire.variables import variables
from survey_app.questionnaire.variants import in_variant, variants_of
from survey_app.questionnaire.walking import items_of, options_of, positions, sites
from tests.questionnaire.examples import GOOD_FILE, ORGANISATION, WORDINGS, edited, in_words, loaded, overlay


def asked(questionnaire: Questionnaire, name: str) -> Asked:
    return positions(questionnaire)[name][1]


def labels(question: Asked) -> dict[str, str]:
    return {option.code: option.label for option in options_of(question)}


@pytest.fixture
def polish() -> Questionnaire:
    return in_variant(in_words("pl"), "pl")


@pytest.fixture
def easy_read() -> Questionnaire:
    return in_variant(in_words("en-easyread"), "en-easyread")


def test_wordings_beside_a_questionnaire_are_loaded_with_it(tmp_path: Path) -> None:
    path = tmp_path / "getting-about" / "questionnaire.toml"
    shutil.copytree(WORDINGS, path.parent)
    shutil.copy(GOOD_FILE, path)
    read = read_file(path, ORGANISATION)
    assert set(read.wordings) == {"pl", "en-easyread"}
    reviewed = read.wordings["pl"].reviewed
    assert reviewed is not None
    assert reviewed.on == dt.date(2026, 11, 1)
    assert decode(encode(read)) == read
    assert faults_in(path, ORGANISATION) == ()


def test_the_hash_of_a_version_knows_its_wordings_and_a_version_without_has_the_old_one() -> None:
    plain = loaded()
    worded = in_words("pl")
    assert b'"wordings"' not in encode(plain)
    assert len({content_hash(each) for each in (plain, worded, in_words("pl", ("title", "Inaczej")))}) == 3


def test_a_language_changes_every_word_and_nothing_else(polish: Questionnaire) -> None:
    source = loaded()
    assert polish.title == "Poruszanie się: Testshire"
    assert polish.language == "pl"
    assert polish.start.about == ("Testshire County Council pyta o poruszanie się.",)
    assert polish.start.minutes == source.start.minutes
    assert [section.id for section in polish.sections] == [section.id for section in source.sections]
    assert [each.condition for each in sites(polish)] == [each.condition for each in sites(source)]
    assert [(each.key, each.measure) for each in variables(polish)] == [
        (each.key, each.measure) for each in variables(source)
    ]
    for each, own in zip(variables(polish), variables(source), strict=True):
        assert [(option.code, option.role, option.score) for option in each.options] == [
            (option.code, option.role, option.score) for option in own.options
        ]
        assert each.question.label != own.question.label


def test_names_from_the_organisations_lists_stay_as_they_are_unless_the_wording_has_words(
    polish: Questionnaire,
) -> None:
    assert labels(asked(polish, "R2")) == {
        "north": kept("North", "en"),
        "south": kept("South", "en"),
        "elsewhere": "Gdzie indziej",
        "refused": "Wolę nie mówić",
    }
    named = in_variant(in_words("pl", ("questions.R2.options.north", "Północ")), "pl")
    assert labels(asked(named, "R2"))["north"] == "Północ"


def test_options_chosen_earlier_keep_their_words(polish: Questionnaire) -> None:
    assert labels(asked(polish, "R5")) == {
        "walk": "Pieszo",
        "cycle": "Rowerem",
        "bus": "Autobusem",
        "other": "Inaczej",
        "equal": "Wszystko tak samo",
    }


def test_rows_hints_headings_boxes_units_rewordings_and_endings_have_their_words(polish: Questionnaire) -> None:
    ways = options_of(asked(polish, "R4"))
    assert [(option.heading, option.hint, option.detail) for option in ways[:4]] == [
        ("Samodzielnie", "", ""),
        ("", "Każdym.", ""),
        ("Z innymi", "", ""),
        ("", "", "Proszę napisać jak"),
    ]
    assert [row.label for row in items_of(asked(polish, "R6"))] == [
        kept("Paths", "en"),
        kept("Seats", "en"),
        "Cień",
    ]
    (rewording,) = asked(polish, "R2").rewordings
    assert (rewording.label, rewording.options) == (
        "W którym okręgu mieszka ta osoba?",
        {"elsewhere": "Gdzie indziej w Anglii"},
    )
    ending = next(section.ends for section in polish.sections if section.ends)
    assert ending is not None
    assert ending.text == ("Dziękujemy. Nic nie zachowujemy.",)


def test_easy_read_has_fewer_sections_questions_and_options(easy_read: Questionnaire) -> None:
    assert [section.id for section in easy_read.sections] == [
        *("who", "area", "too-far", "ways", "favourite", "buses", "about-you", "health")
    ]
    assert not any(isinstance(each, Items | Information) for _, each in positions(easy_read).values())
    assert labels(asked(easy_read, "R4")) == {
        "cycle": "By bike",
        "bus": "By bus",
        "other": "Another way",
        "none": "I do not",
    }
    assert options_of(asked(easy_read, "R4"))[0].heading == "By yourself", "the heading of an option that is not there"
    assert list(labels(asked(easy_read, "R5"))) == ["cycle", "bus", "other", "equal"]


def test_a_draft_that_lacks_words_has_the_questionnaires(polish: Questionnaire) -> None:
    scanty = from_plain(edited(), ORGANISATION, {"pl": {"questions": {"R9": {"label": "Autobusy?"}}}})
    worded = in_variant(scanty, "pl")
    assert (worded.title, asked(worded, "R9").label, labels(asked(worded, "R9"))["bad"]) == (
        *(kept("Getting about in Testshire", "en"), "Autobusy?", kept("Bad", "en")),
    )


def test_a_wording_says_nothing_that_the_questionnaire_does_not() -> None:
    extra = in_variant(in_words("pl", ("questions.R1.hint", "Nowe"), ("questions.R9.needed", "Nowe.")), "pl")
    assert (asked(extra, "R1").hint, asked(extra, "R9").needed) == ("", "")


def test_pictures_stand_beside_questions_and_options() -> None:
    pictured = in_variant(
        in_words("en-easyread", ("questions.R4.picture", "road"), ("questions.R4.pictures", {"bus": "bus"})),
        "en-easyread",
    )
    ways = asked(pictured, "R4")
    assert (ways.picture, [option.picture for option in options_of(ways)]) == ("road", ["", "bus", "", ""])


def test_a_variant_is_made_once_and_its_own_language_is_the_questionnaire_itself() -> None:
    questionnaire = in_words("pl")
    assert in_variant(questionnaire, "pl") is in_variant(questionnaire, "pl")
    assert in_variant(questionnaire, "en") is questionnaire
    with pytest.raises(LookupError):
        in_variant(questionnaire, "ur")


def test_only_reviewed_variants_are_offered_without_drafts() -> None:
    both = replace(in_words("pl"), wordings={**in_words("en-easyread").wordings, **in_words("pl").wordings})
    assert variants_of(both, drafts=False) == ("en", "pl")
    assert variants_of(both, drafts=True) == ("en", "en-easyread", "pl")


def test_faults_of_an_overlay_name_its_file_and_the_place(tmp_path: Path) -> None:
    path = tmp_path / "getting-about" / "questionnaire.toml"
    path.parent.mkdir()
    shutil.copy(GOOD_FILE, path)
    bad = path.with_name("pl.toml")
    bad.write_text('[questions.R4.options]\nwalk = 3\n[questions.R9]\ncolour = "red"\n', encoding="utf-8")
    found = {(fault.file, fault.variant, fault.name, fault.question) for fault in faults_in(path, ORGANISATION)}
    assert found == {(str(bad), "pl", "wrong_value", "R4"), (str(bad), "pl", "unknown_field", "R9")}
    bad.write_text('title = "Jedno', encoding="utf-8")
    assert [(fault.file, fault.name) for fault in faults_in(path, ORGANISATION)] == [(str(bad), "not_toml")]
    bad.rename(path.with_name("polish.toml"))
    assert [fault.name for fault in faults_in(path, ORGANISATION)] == ["bad_variant"]


def test_words_in_braces_that_nobody_gave_are_a_fault_of_the_overlay() -> None:
    with pytest.raises(Faulty) as refused:
        in_words("pl", ("questions.R4.options.walk", "Pieszo w {county}"))
    (fault,) = refused.value.faults
    assert (fault.variant, fault.name, fault.question, fault.code) == ("pl", "unknown_placeholder", "R4", "walk")


def test_words_of_variants_are_not_written_into_the_questionnaires_own_file() -> None:
    plain = edited()
    assert isinstance(plain, dict)
    with pytest.raises(Faulty, match="in a file beside this one"):
        from_plain({**plain, "wordings": {"pl": overlay("pl")}}, ORGANISATION)
