"""Long lists in Easy Read: one question over several pages of at most 6 options, its answer on whichever it stands."""

import re
from collections.abc import Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from survey_app.questionnaire.definition import Asked, One
from survey_app.questionnaire.languages import is_easy_read
from survey_app.questionnaire.phrases import Phrase, Said, phrase
from survey_app.questionnaire.typed_fields import Fields
from survey_app.respond.posting import PART, Press
from survey_app.respond.visit import Visit

MOST: Final = 6
"""Options of one page (interaction contract, 23)."""

ASKED: Final = re.compile(r"(?:^|&)part=(\d{1,2})(?:&|$)")


class Part(Struct, frozen=True):
    """One page of a list: which it is, of how many, and the codes of its options."""

    number: int
    of: int
    codes: tuple[str, ...]

    @property
    def last(self) -> bool:
        """Whether no other page follows."""
        return self.number == self.of

    def only(self, question: Asked) -> Asked:
        """The question with the options of this page alone."""
        if not isinstance(question, One):
            return question
        return replace(question, options=tuple(option for option in question.options if option.code in self.codes))

    def said(self, progress: Said) -> Phrase:
        """The page's place in the survey with the part's in the question."""
        return phrase("{progress}: part {part} of {parts}", progress=progress, part=self.number, parts=self.of)

    def notice(self, number: int = 0) -> str:
        """The query by which a page of the list is asked for; this one, if no other."""
        return f"{PART}={number or self.number}"


def parts_of(questions: Sequence[Asked]) -> tuple[Part, ...]:
    """The pages of a section in Easy Read; none where one page has it all.

    Only a question that stands alone, with one answer: somebody who finds theirs need not see the rest. Where several
    may be ticked, or the order is by chance, a list has to be short itself.
    """
    if len(questions) != 1 or not isinstance(questions[0], One):
        return ()
    question = questions[0]
    if question.buttons or question.shuffle or len(question.options) <= MOST:
        return ()
    codes = [option.code for option in question.options]
    chunks = [tuple(codes[start : start + MOST]) for start in range(0, len(codes), MOST)]
    return tuple(Part(number, len(chunks), chunk) for number, chunk in enumerate(chunks, start=1))


def list_part(found: Visit, questions: Sequence[Asked], fields: Fields, number: int = 0) -> Part | None:
    """The page of a list to show of a section; None where this person is shown all of it: not in Easy Read, or when
    somebody reads it out to them."""
    if not is_easy_read(found.variant) or found.on_the_telephone:
        return None
    return part_of(questions, fields, number)


def part_of(questions: Sequence[Asked], fields: Fields, number: int = 0) -> Part | None:
    """The page of a list to show: the one asked for by its number, else that of the answer, else the first. None where
    the section is no such list."""
    parts = parts_of(questions)
    if not parts:
        return None
    if number:
        return parts[min(number, len(parts)) - 1]
    chosen = fields.get(questions[0].id, ())
    return next((part for part in parts if any(code in part.codes for code in chosen)), parts[0])


def asked_for(query: bytes) -> int:
    """The number of the page that an address asks for; 0 where it asks for none."""
    found = ASKED.search(query.decode("latin-1"))
    return 0 if found is None else int(found[1])


def posted_number(fields: Fields) -> int:
    """The number of the page that was sent; 0 where it was no page of a list."""
    (number, *_) = (*fields.get(PART, ()), "0")
    return int(number) if re.fullmatch(r"[0-9]{1,2}", number) else 0


def turned(part: Part | None, press: Press, *, answered: bool) -> int:
    """The page of the same list to which a press turns; 0 where it leads away from it, or stays."""
    if part is None:
        return 0
    if press is Press.BACK:
        return part.number - 1
    on = press is Press.NOT_HERE or (press is Press.CONTINUE and not answered)
    return part.number + 1 if on and not part.last else 0
