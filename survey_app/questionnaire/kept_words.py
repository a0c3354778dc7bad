"""Words that a variant keeps in the questionnaire's own language, marked so that every page can say which it is."""

import re
from typing import Final

MARK, NAMED, ENDED = "\ufff9", "\ufffa", "\ufffb"
"""The interlinear annotation characters: Unicode has them for marks inside a program, which no page ever shows."""

MARKS: Final = re.compile(f"{MARK}[a-z]*{NAMED}|[{MARK}{NAMED}{ENDED}]")


def kept(words: str, tag: str) -> str:
    """The words marked with their language, line by line; figures and signs alone are in no language."""
    return "\n".join(
        f"{MARK}{tag}{NAMED}{line}{ENDED}" if any(map(str.isalpha, line)) else line for line in words.split("\n")
    )


def plain(words: str) -> str:
    """The words without such marks, for what is no page: a style sheet, a comparison."""
    return MARKS.sub("", words) if MARK in words else words
