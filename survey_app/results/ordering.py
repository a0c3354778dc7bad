"""The order of the results page: questions under headings, by section or by ambition, the equality part last.

By ambition a question stands once, under the first that it serves, and the others lead to it: printed under each, the
same figures would be counted twice by whoever adds up, and a page of 21 questions would have 40. What serves every
ambition stands under a heading of its own.
"""

from collections.abc import Iterable, Sequence
from itertools import groupby

from msgspec import Struct

from survey_app.organisation import Entry
from survey_app.results.figures import QuestionFigures
from survey_app.results.views import Grouping

ABOUT = "About the people who answered"
EVERY = "All ambitions"
OTHER = "Other questions"


class Part(Struct, frozen=True):
    """Some questions under a heading, which may be empty. `also` stand elsewhere and serve this too."""

    title: str
    questions: tuple[QuestionFigures, ...]
    also: tuple[QuestionFigures, ...] = ()
    intro: str = ""


def parts(questions: Sequence[QuestionFigures], grouped: Grouping, ambitions: Sequence[Entry] = ()) -> tuple[Part, ...]:
    """The questions of a page under headings. `ambitions` are the organisation's, in its order."""
    main = [each for each in questions if each.part == "main"]
    about = tuple(each for each in questions if each.part != "main")
    made = _by_ambition(main, ambitions) if grouped == "ambition" and ambitions else _by_section(main)
    return (*made, *((Part(ABOUT, about),) if about else ()))


def has_ambitions(questions: Iterable[QuestionFigures], ambitions: Sequence[Entry]) -> bool:
    """Whether any question serves any, so that they can be grouped by them."""
    codes = {each.code for each in ambitions}
    return any(codes & set(each.ambitions) for each in questions)


def _by_section(questions: Iterable[QuestionFigures]) -> list[Part]:
    """A heading stands above its section and those after it, until the next."""
    headed: list[tuple[str, QuestionFigures]] = []
    for question in questions:
        before = headed[-1][0] if headed else ""
        headed.append((question.section or before, question))
    return [
        Part(title, tuple(question for _, question in some))
        for title, some in groupby(headed, key=lambda pair: pair[0])
    ]


def _by_ambition(questions: Sequence[QuestionFigures], ambitions: Sequence[Entry]) -> list[Part]:
    codes = [each.code for each in ambitions]
    served = [(tuple(code for code in codes if code in each.ambitions), each) for each in questions]
    some = [(codes_served, each) for codes_served, each in served if 0 < len(codes_served) < len(codes)]
    made = [
        Part(
            each.label,
            tuple(question for codes_served, question in some if codes_served[0] == each.code),
            tuple(question for codes_served, question in some if each.code in codes_served[1:]),
        )
        for each in ambitions
    ]
    every = tuple(each for codes_served, each in served if codes_served and len(codes_served) == len(codes))
    other = tuple(each for codes_served, each in served if not codes_served)
    return [each for each in (*made, Part(EVERY, every), Part(OTHER, other)) if each.questions or each.also]
