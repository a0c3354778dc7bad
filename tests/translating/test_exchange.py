"""Facts of translators' files: nothing is lost on the way out and back, and a changed source is seen."""

import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from survey_app.questionnaire.decoding import parsed, typed, typed_wording
from survey_app.questionnaire.texts import texts
from survey_app.questionnaire.wording import Wording
from survey_app.questionnaire.wording_places import with_words, words_by_place
from survey_app.translating.catalogues import Sheet, read, written
from survey_app.translating.comparing import compared, taken
from survey_app.translating.exchange import export_words, import_words
from survey_app.translating.writing import as_toml, heading_of
from tests.questionnaire.examples import GOOD_FILE, ORGANISATION, WORDINGS, edited, loaded

SOURCE = typed(edited())
WHOLE = loaded()
PLACES = [text.place for text in texts(WHOLE) if text.place and not text.place.startswith("questions.R5.options")]
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1, max_size=40)
"""Without control characters, which no overlay may hold."""


def wording(variant: str) -> Wording:
    return typed_wording(parsed((WORDINGS / f"{variant}.toml").read_bytes()))


def overlays() -> st.SearchStrategy[Wording]:
    """Any words for any texts of the good questionnaire, on Polish's and Easy Read's extents."""
    several = st.dictionaries(st.sampled_from(PLACES), WORDS | WORDS.map(lambda text: f"{text}\n{text}"))
    return st.builds(_worded, st.sampled_from(["pl", "en-easyread"]).map(wording), several)


def _worded(base: Wording, words: dict[str, str]) -> Wording:
    kept = {place: words.get(place, "x") for place in PLACES if place in words or ".rewordings.0." in place}
    full = {place: words.get(place, "x") for place in PLACES if _in_a_list(place)}
    return with_words(base, {**full, **kept})


def _in_a_list(place: str) -> bool:
    return place.rpartition(".")[2].isdigit()


@given(overlays())
def test_a_wording_comes_back_from_its_own_file_the_same(given_words: Wording) -> None:
    assert typed_wording(parsed(as_toml(given_words).encode())) == given_words


@given(overlays())
def test_a_wording_comes_back_from_translators_who_changed_nothing_the_same(given_words: Wording) -> None:
    out = Sheet("getting-about", "pl", compared(SOURCE, WHOLE, given_words, {}).messages)
    done = taken(SOURCE, WHOLE, given_words, read(written(out)), {})
    assert done.wording == given_words
    assert (done.changed, done.fuzzy) == (0, 0)
    assert read(written(out)) == Sheet("getting-about", "pl", tuple(replace(each, about="") for each in out.messages))


@given(overlays())
def test_words_come_back_into_an_empty_wording(given_words: Wording) -> None:
    out = Sheet("getting-about", "pl", compared(SOURCE, WHOLE, given_words, {}).messages)
    done = taken(SOURCE, WHOLE, Wording(), read(written(out)), {})
    assert words_by_place(done.wording) == words_by_place(given_words)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of questionnaires with the good one and its Polish wording."""
    survey = tmp_path / "getting-about"
    survey.mkdir()
    shutil.copy(GOOD_FILE, survey / "questionnaire.toml")
    shutil.copy(WORDINGS / "pl.toml", survey / "pl.toml")
    return tmp_path


def test_translators_see_words_in_braces_what_each_text_is_and_no_names(folder: Path) -> None:
    raw, lines = export_words(folder, ORGANISATION, "getting-about", "pl")
    file = raw.decode()
    assert 'msgctxt "title"\nmsgid "Getting about in {area}"\nmsgstr "Poruszanie się: {area}"' in file
    assert "#. option's label of R4 walk (section ways)\n" in file
    assert "North" not in file
    assert "questions.R5.options.walk" not in file, "it keeps the words of question 4"
    assert lines == ("Every text has words, and none of the source has changed since.",)


def test_what_changed_in_the_source_since_is_fuzzy_with_the_words_before(folder: Path) -> None:
    raw, _ = export_words(folder, ORGANISATION, "getting-about", "pl")
    import_words(folder, ORGANISATION, raw)
    source = folder / "getting-about/questionnaire.toml"
    source.write_text(source.read_text().replace('label = "On foot"', 'label = "Walking"'), "utf-8")
    raw, lines = export_words(folder, ORGANISATION, "getting-about", "pl")
    assert (
        '#, fuzzy\n#| msgid "On foot"\nmsgctxt "questions.R4.options.walk"\nmsgid "Walking"\nmsgstr "Pieszo"'
    ) in raw.decode()
    assert lines == ("1 texts changed in the source since they were translated:", "  questions.R4.options.walk")
    path, lines = import_words(folder, ORGANISATION, raw)
    assert 'walk = "Pieszo"' in path.read_text("utf-8")
    assert "1 texts are marked as fuzzy and stay as they were" in lines[1]
    done = raw.replace(b"#, fuzzy\n", b"").replace(b"Pieszo", b"Spacerem")
    path, lines = import_words(folder, ORGANISATION, done)
    assert 'walk = "Spacerem"' in path.read_text("utf-8")
    assert export_words(folder, ORGANISATION, "getting-about", "pl")[1] == (
        "Every text has words, and none of the source has changed since.",
    )


def test_changed_words_undo_the_review_and_unchanged_ones_do_not(folder: Path) -> None:
    raw, _ = export_words(folder, ORGANISATION, "getting-about", "pl")
    overlay, _ = import_words(folder, ORGANISATION, raw)
    assert "[reviewed]" in overlay.read_text("utf-8")
    assert heading_of(overlay.read_text("utf-8")).startswith("# A wording without a fault")
    _, lines = import_words(folder, ORGANISATION, raw.replace(b"Pieszo", b"Spacerem"))
    assert "It is a draft again" in lines[1]
    assert "[reviewed]" not in overlay.read_text("utf-8")


def test_missing_and_unused_words_are_named(folder: Path) -> None:
    overlay = folder / "getting-about/pl.toml"
    text = overlay.read_text("utf-8").replace('walk = "Pieszo"\n', 'walk = "Pieszo"\ntrain = "Pociągiem"\n')
    overlay.write_text(text.replace('title = "Autobusy"\n', ""), "utf-8")
    _, lines = export_words(folder, ORGANISATION, "getting-about", "pl")
    assert lines == (
        *("1 texts have no words yet:", "  sections.buses.title"),
        *("1 texts are no longer used and are left out:", "  questions.R4.options.train"),
    )


def test_a_new_language_begins_with_every_text_empty(folder: Path) -> None:
    raw, lines = export_words(folder, ORGANISATION, "getting-about", "ro")
    assert lines[0] == f"{len(read(raw).messages)} texts have no words yet:"
    assert lines[-1].startswith("  and ")
    path, _ = import_words(folder, ORGANISATION, raw)
    assert path.read_text("utf-8") == "\n"


@pytest.mark.parametrize("raw", [b"", b"\xff\xfe", b'msgid "a"\nmsgstr "b"\n', b"no PO file at all \x00"])
def test_another_file_is_refused_in_words(folder: Path, raw: bytes) -> None:
    with pytest.raises(ValueError, match=r"PO file|Project-Id-Version"):
        import_words(folder, ORGANISATION, raw)


@pytest.mark.parametrize(("slug", "variant"), [("nothing", "pl"), ("../getting-about", "pl"), ("getting-about", "xx")])
def test_a_survey_or_a_language_that_is_not_there_is_told_in_words(folder: Path, slug: str, variant: str) -> None:
    with pytest.raises(LookupError):
        export_words(folder, ORGANISATION, slug, variant)
