"""Words in braces: `{word}` and `{promise:name|sentence}` replaced by what the organisation's file says."""

import re
from collections.abc import Iterator

from survey_app.organisation import Organisation
from survey_app.questionnaire.faults import Fault
from survey_app.questionnaire.places import Plain, place_at, values

WORD = re.compile(r"\{([a-z][a-z0-9_]*)\}")
PROMISE = re.compile(r"\{promise:([a-z][a-z0-9_]*)\|((?:[^{}]|\{[a-z0-9_]+\})*)\}")


def unknown_words(plain: Plain, organisation: Organisation) -> Iterator[Fault]:
    """A fault for each word or promise in braces that the organisation's file does not have."""
    for path, text in values(plain):
        if not isinstance(text, str):
            continue
        spot = place_at(plain, path)
        for name in PROMISE.findall(text):
            if name[0] not in organisation.promises:
                yield spot.fault(
                    "unknown_promise", f"Add {name[0]} to [promises] in the organisation's file, or take it out."
                )
        for word in WORD.findall(text):
            if word not in organisation.words():
                yield spot.fault(
                    "unknown_placeholder",
                    f"{{{word}}} is not known. Add {word} to [names] in the organisation's file, or write the words.",
                )


def worded(plain: Plain, organisation: Organisation) -> Plain:
    """The same file with every brace replaced; a paragraph of which nothing is left is dropped from its list."""
    match plain:
        case str():
            return _replaced(plain, organisation)
        case dict():
            return {key: worded(each, organisation) for key, each in plain.items()}
        case list():
            return [after for each in plain if (after := worded(each, organisation)) != "" or each == ""]
    return plain


def _replaced(text: str, organisation: Organisation) -> str:
    if "{" not in text:
        return text
    words = organisation.words()
    kept = PROMISE.sub(lambda found: found[2] if organisation.promises[found[1]] else "", text)
    tidy = re.sub(r"  +", " ", kept).strip() if kept != text else text
    return WORD.sub(lambda found: words[found[1]], tidy)
