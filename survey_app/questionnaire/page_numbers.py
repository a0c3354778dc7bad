"""Page numbers of Easy Read: one for each page with questions, in place of the questions' own."""

from collections.abc import Iterator

from msgspec.structs import replace

from survey_app.questionnaire.definition import Information, One, Section


def numbered_pages(sections: tuple[Section, ...]) -> Iterator[Section]:
    """The sections with each question's number that of its page; each part counts from 1.

    The same for everybody, as on paper: who is not asked a page misses its number. A page that only tells something,
    and one that is answered by pressing one of two buttons, has none (interaction contract, 2 and 23).
    """
    counted = dict.fromkeys((section.part for section in sections), 0)
    for section in sections:
        if not _has_number(section):
            yield section
            continue
        counted[section.part] += 1
        number = str(counted[section.part])
        yield replace(section, questions=tuple(replace(question, number=number) for question in section.questions))


def _has_number(section: Section) -> bool:
    return any(
        not isinstance(question, Information) and not (isinstance(question, One) and question.buttons)
        for question in section.questions
    )
