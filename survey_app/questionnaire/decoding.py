"""From the bytes of a file to typed structures; what does not fit becomes a fault in our words."""

import re
from collections.abc import Iterator

import msgspec
from msgspec.structs import replace

from survey_app.questionnaire.definition import Questionnaire
from survey_app.questionnaire.faults import Fault, Faulty, Spot
from survey_app.questionnaire.places import Path, Plain, place_at, values
from survey_app.questionnaire.wording import QuestionWords, SectionWords, Wording

CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
"""Control characters other than tab and line feed."""

LARGEST_NUMBER = 10**15

KINDS = "one, many, ranking, postcode, scale, items, text, long, number, money, date, month, email, phone, information"
RULES = "answer, any, all, count, most"
CONDITIONS = "is, is_any_of, includes, count_at_least, number_between, variant, channel, flagged, named, all, any, not"


def parsed(raw: bytes) -> Plain:
    """The plain contents of a TOML file. Raises Faulty where it is not UTF-8 or not TOML."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as refused:
        line = raw[: refused.start].count(b"\n") + 1
        raise Faulty([Spot().fault("not_utf8", f"Line {line} is not UTF-8. Save the file as UTF-8.")]) from refused
    try:
        plain: Plain = msgspec.toml.decode(text)
    except msgspec.DecodeError as refused:
        raise Faulty([_syntax_fault(text, str(refused))]) from refused
    strange = tuple(_strange_values(plain))
    if strange:
        raise Faulty(strange)
    return plain


def typed(plain: Plain) -> Questionnaire:
    """The questionnaire that a plain file describes, as written. Raises Faulty where something does not fit."""
    try:
        return msgspec.convert(plain, Questionnaire)
    except msgspec.ValidationError as refused:
        raise Faulty([_shape_fault(plain, str(refused))]) from refused


def typed_wording(plain: Plain) -> Wording:
    """The wording that a plain overlay describes. Raises Faulty where something does not fit."""
    try:
        return msgspec.convert(plain, Wording)
    except msgspec.ValidationError as refused:
        raise Faulty(tuple(_wording_faults(plain)) or (_shape_fault(plain, str(refused)),)) from refused


def _wording_faults(plain: Plain) -> Iterator[Fault]:
    """Entry by entry: msgspec's path does not say which key of a table it is in."""
    for table, kind in (("sections", SectionWords), ("questions", QuestionWords)):
        entries = plain.get(table) if isinstance(plain, dict) else None
        for name, entry in entries.items() if isinstance(entries, dict) else ():
            try:
                msgspec.convert(entry, kind)
            except msgspec.ValidationError as refused:
                yield replace(_shape_fault(entry, str(refused)), **{table[:-1]: name})


def _strange_values(plain: Plain) -> Iterator[Fault]:
    """What TOML can say and neither a page nor a database can hold."""
    for path, value in values(plain):
        if isinstance(value, int | float) and not abs(value) <= LARGEST_NUMBER:
            yield place_at(plain, path).fault("strange_number", "Nobody can count with it. Write 15 digits at most.")
        if isinstance(value, str) and CONTROL.search(value):
            yield place_at(plain, path).fault("control_character", "A character that nobody can see is in a text.")


def _syntax_fault(text: str, message: str) -> Fault:
    """Names the last section and question that begin before the line at which reading stopped."""
    found = re.search(r"line (\d+), column (\d+)", message)
    before = text.splitlines()[: int(found[1])] if found else text.splitlines()
    section = question = ""
    for name in re.findall(r'^\s*id\s*=\s*"([^"]*)"', "\n".join(before), re.MULTILINE):
        section, question = (section, name) if name[:1].isupper() else (name, "")
    where = f"Line {found[1]}, column {found[2]}" if found else "The file"
    reason = re.sub(r" \(at .*\)$", "", message)
    return Spot(section, question).fault("not_toml", f"{where} is not TOML: {reason}. Check quotes, commas, brackets.")


def _shape_fault(plain: Plain, message: str) -> Fault:
    reason, _, where = message.partition(" - at `")
    path = _path(where.rstrip("`"))
    name, remedy = _reworded(reason, path)
    fields = ".".join(str(step) for step in path if isinstance(step, str) and step != "...")
    return place_at(plain, path).fault(name, f"{remedy} It is about {fields}." if fields else remedy)


def _path(dotted: str) -> Path:
    """`$.sections[3].when[0]` as keys and indices."""
    return tuple(
        int(index) if index.isdigit() else key or index
        for key, index in re.findall(r"\.(\w+)|\[(\d+|\.\.\.)\]", dotted)
    )


def _reworded(reason: str, path: Path) -> tuple[str, str]:
    quoted = (re.findall(r"`([^`]*)`|'([^']*)'", reason) or [("", "")])[0]
    word = quoted[0] or quoted[1]
    if reason.startswith("Object missing"):
        return "missing_field", f"Write {word} here; it cannot be left out."
    if reason.startswith("Object contains"):
        return "unknown_field", f"{word} is not known here. Correct its spelling or take it out."
    if reason.startswith("Invalid value") and path[-1:] == ("kind",):
        return "unknown_kind", f"{word} is no kind of question. Use one of {KINDS}."
    if reason.startswith("Invalid value") and path[-1:] == ("rule",):
        return "unknown_rule", f"{word} is no rule of a headline. Use one of {RULES}."
    if reason.startswith("Invalid value"):
        return "unknown_condition", f"{word} is no condition. Use one of {CONDITIONS}."
    return "wrong_value", f"{reason}. Write what is expected."
