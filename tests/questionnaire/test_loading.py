"""A file becomes a questionnaire or faults in our words; what is stored comes back the same."""

import json
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given

from survey_app.questionnaire.decoding import KINDS, parsed
from survey_app.questionnaire.definition import Asked, Questionnaire
from survey_app.questionnaire.faults import Fault, Faulty
from survey_app.questionnaire.loading import content_hash, decode, encode, faults_in, from_plain, read_file
from survey_app.questionnaire.schema import schema
from tests.questionnaire.examples import GOOD_FILE, ORGANISATION, Edit, faults, loaded
from tests.questionnaire.strategies import questionnaires


def refused(path: Path, text: bytes) -> Fault:
    """The one fault of a file with this text."""
    path.write_bytes(text)
    (fault,) = faults_in(path, ORGANISATION)
    assert fault.file == str(path)
    return fault


def test_a_good_file_becomes_a_questionnaire() -> None:
    questionnaire = read_file(GOOD_FILE, ORGANISATION)
    assert questionnaire.title == "Getting about in Testshire"
    assert len(questionnaire.sections) == 10
    assert questionnaire == loaded()


def test_a_mark_at_the_beginning_and_windows_line_ends_do_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "questionnaire.toml"
    path.write_bytes(b"\xef\xbb\xbf" + GOOD_FILE.read_bytes().replace(b"\n", b"\r\n"))
    assert read_file(path, ORGANISATION) == loaded()


def test_the_slug_is_the_name_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "team").mkdir()
    path = tmp_path / "team" / "questionnaire.toml"
    path.write_bytes(GOOD_FILE.read_bytes())
    assert [fault.name for fault in faults_in(path, ORGANISATION)] == ["reserved_slug"]


def test_a_file_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    (fault,) = faults_in(tmp_path / "questionnaire.toml", ORGANISATION)
    assert fault.name == "unreadable_file"


def test_a_fault_of_syntax_names_line_column_and_the_question_above(tmp_path: Path) -> None:
    text = GOOD_FILE.read_bytes().replace(b'hint = "We need this to plan buses."', b'hint = "We need')
    fault = refused(tmp_path / "q.toml", text)
    assert (fault.name, fault.section, fault.question) == ("not_toml", "area", "R2")
    assert fault.remedy.startswith("Line 48, column 16 is not TOML: ")


def test_a_key_written_twice_is_a_fault_of_syntax(tmp_path: Path) -> None:
    fault = refused(tmp_path / "q.toml", b'title = "One"\ntitle = "Two"\n')
    assert fault.name == "not_toml"


def test_other_encodings_and_strange_values_are_faults(tmp_path: Path) -> None:
    path, good = tmp_path / "q.toml", GOOD_FILE.read_bytes()
    assert refused(path, good.replace(b"On foot", "Zu Fuß".encode("latin-1"))).name == "not_utf8"
    hidden = refused(path, good.replace(b"On foot", rb"On\u0000foot"))
    assert (hidden.name, hidden.question, hidden.code) == ("control_character", "R4", "walk")
    for high in (b"inf", b"nan", b"1e300", b"9" * 30):
        endless = refused(path, good.replace(b"high = 50", b"high = " + high))
        assert (endless.name, endless.question) == ("strange_number", "R3")


SHAPES: list[tuple[str, str, Edit]] = [
    ("missing_field", "who/R1", ("R1.kind", None)),
    ("missing_field", "who/R1", ("R1.label", None)),
    ("missing_field", "who/R1/helped", ("R1.options.1.label", None)),
    ("missing_field", "who/R1/number 2", ("R1.options.1.code", None)),
    ("missing_field", "", ("title", None)),
    ("missing_field", "number 2", ("area.id", None)),
    ("unknown_field", "buses/R9", ("R9.shuffle", True)),
    ("unknown_field", "buses", ("buses.colour", "red")),
    ("unknown_kind", "buses/R9", ("R9.kind", "grid")),
    ("unknown_condition", "health", ("health.when", ["equals", "E0", "yes"])),
    ("unknown_condition", "buses/R11", ("R11.when", ["not", ["all", [["is", "R1", "alone"], ["when", "R1"]]]])),
    ("wrong_value", "buses/R9/bad", ("R9.options.2.role", "worst")),
    ("wrong_value", "buses/R9/bad", ("R9.options.2.score", "one")),
    ("wrong_value", "health", ("health.when", ["is", "E0"])),
    ("wrong_value", "health", ("health.when", ["is", "E0", "yes", "no"])),
    ("wrong_value", "health", ("health.when", "E0")),
    ("wrong_value", "health", ("health.part", "middle")),
    ("wrong_value", "", ("conditions.helper", ["is", "R1", 1])),
]


@pytest.mark.parametrize(("name", "place", "edit"), SHAPES)
def test_what_does_not_fit_is_a_fault_at_its_place(name: str, place: str, edit: Edit) -> None:
    (fault,) = faults(edit)
    assert (fault.name, "/".join(filter(None, (fault.section, fault.question, fault.code)))) == (name, place)


def test_a_fault_of_shape_says_what_was_written_and_what_may_be() -> None:
    (fault,) = faults(("R9.kind", "grid"))
    assert fault.remedy == (f"grid is no kind of question. Use one of {KINDS}. It is about sections.questions.kind.")


def test_a_questionnaire_that_cannot_be_made_raises_its_faults_as_a_report() -> None:
    with pytest.raises(Faulty, match="R4: -: missing_field: Write label here"):
        from_plain(parsed(GOOD_FILE.read_bytes().replace(b'label = "How do you get about?"', b"")), ORGANISATION)


@given(questionnaires())
def test_what_is_stored_comes_back_the_same(questionnaire: Questionnaire) -> None:
    stored = encode(questionnaire)
    assert decode(stored) == questionnaire
    assert encode(decode(stored)) == stored
    assert content_hash(decode(stored)) == content_hash(questionnaire)


def test_the_hash_of_a_version_never_changes() -> None:
    """A change of this constant makes every stored version look new: mean it."""
    assert content_hash(loaded()) == "541440632c184e0514269eb5fcaa6c4412b392cdd1114fefeb8ad8fad0d2cee4"


def test_any_change_changes_the_hash_and_the_order_of_keys_does_not() -> None:
    assert content_hash(loaded(("R9.label", "How good are buses?"))) != content_hash(loaded())
    one_way = {"elsewhere": "Out", "refused": "No"}
    other_way = dict(reversed(one_way.items()))
    one, other = (loaded(("R2.rewordings.0.options", order)) for order in (one_way, other_way))
    assert encode(one) == encode(other)


def test_the_schema_for_editors_knows_every_kind_and_the_fields_of_a_question() -> None:
    described = json.loads(schema())
    assert described["$ref"] in {f"#/$defs/{name}" for name in described["$defs"]}
    kinds = {
        kind
        for part in described["$defs"].values()
        if "kind" in part.get("properties", {})
        for kind in part["properties"]["kind"]["enum"]
    }
    assert kinds == set(KINDS.split(", ")) == {str(kind.__struct_config__.tag) for kind in get_args(Asked)}
    assert schema() == schema()
