"""A wording as the TOML of its file."""

import json
import re
from collections.abc import Iterator, Mapping

from survey_app.questionnaire.wording import QuestionWords, RewordingWords, SectionWords, Wording

BARE = re.compile(r"[A-Za-z0-9_-]+")


def as_toml(wording: Wording, heading: str = "") -> str:
    """The file, reading back as the same wording. `heading` is a comment that stands above it, as it is."""
    return "\n".join([*([heading] if heading else []), *_lines(wording)]).strip("\n") + "\n"


def heading_of(text: str) -> str:
    """The comment with which a file begins."""
    lines = []
    for line in text.splitlines():
        if line.strip() and not line.startswith("#"):
            break
        lines.append(line)
    return "\n".join(lines)


def _lines(wording: Wording) -> Iterator[str]:
    yield from _texts({"title": wording.title})
    yield from _arrays({"leaves_out": wording.leaves_out})
    if wording.reviewed is not None:
        yield from ("", "[reviewed]", f"by = {_text(wording.reviewed.by)}", f"on = {wording.reviewed.on.isoformat()}")
    start = wording.start
    yield from _table(
        "start",
        _arrays(
            {
                "about": start.about,
                "privacy": start.privacy,
                "other_ways": start.other_ways,
                "last_time": start.last_time,
            }
        ),
    )
    yield from _table("thanks", _arrays({"next": wording.thanks.next}))
    for name, section in wording.sections.items():
        yield from _table(f"sections.{_key(name)}", _section(section), always=True)
    for name, question in wording.questions.items():
        yield from _question(f"questions.{_key(name)}", question)


def _section(section: SectionWords) -> Iterator[str]:
    yield from _texts({"title": section.title, "heading": section.heading})
    yield from _arrays({"text": section.text})
    if section.ends is not None:
        inner = [*_texts({"title": section.ends.title}), *_arrays({"text": section.ends.text}, inline=True)]
        yield f"ends = {{ {', '.join(inner)} }}" if inner else "ends = {}"


def _question(name: str, question: QuestionWords) -> Iterator[str]:
    words = {"label": question.label, "hint": question.hint, "needed": question.needed, "unit": question.unit}
    yield from _table(
        name, [*_texts({**words, "picture": question.picture}), *_arrays({"offers": question.offers})], always=True
    )
    for table in ("options", "hints", "details", "headings", "items", "pictures"):
        yield from _table(f"{name}.{table}", _texts(getattr(question, table)))
    for rewording in question.rewordings:
        yield from _rewording(f"{name}.rewordings", rewording)


def _rewording(name: str, rewording: RewordingWords) -> Iterator[str]:
    yield from ("", f"[[{name}]]")
    yield from _texts({"label": rewording.label, "hint": rewording.hint, "needed": rewording.needed})
    for table in ("options", "items"):
        yield from _table(f"{name}.{table}", _texts(getattr(rewording, table)))


def _table(name: str, lines: Iterator[str] | list[str], *, always: bool = False) -> Iterator[str]:
    inside = list(lines)
    if inside or always:
        yield from ("", f"[{name}]", *inside)


def _texts(words: Mapping[str, str]) -> Iterator[str]:
    yield from (f"{_key(key)} = {_text(text)}" for key, text in words.items() if text)


def _arrays(words: Mapping[str, tuple[str, ...]], *, inline: bool = False) -> Iterator[str]:
    for key, texts in words.items():
        if texts and (inline or all(len(text) < 30 for text in texts)):
            yield f"{key} = [{', '.join(map(_text, texts))}]"
        elif texts:
            yield "\n".join([f"{key} = [", *(f"  {_text(text)}," for text in texts), "]"])


def _key(key: str) -> str:
    return key if BARE.fullmatch(key) else _text(key)


def _text(text: str) -> str:
    """A basic string: JSON's, but that TOML has DEL escaped too."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
