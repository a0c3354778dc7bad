"""From a step of the journey to what its page shows: headings, numbers, options, problems."""

from collections import Counter
from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from survey_app.questionnaire.aloud import ManyAloud
from survey_app.questionnaire.conditions import Answers, Circumstances
from survey_app.questionnaire.definition import (
    Asked,
    Information,
    Items,
    LongText,
    Many,
    Number,
    One,
    Option,
    Postcode,
    Questionnaire,
    Ranking,
    Scale,
    ShortText,
)
from survey_app.questionnaire.kinds_measured import Date, Money, Month
from survey_app.questionnaire.kinds_personal import Email, Phone
from survey_app.questionnaire.phrases import Phrase, Said, phrase
from survey_app.questionnaire.pipes import piped
from survey_app.questionnaire.places_given import PLACES, places
from survey_app.questionnaire.presenting import reworded
from survey_app.questionnaire.problems import Problem
from survey_app.questionnaire.question import Question
from survey_app.questionnaire.reading import DETAIL_LIMIT, field_names
from survey_app.questionnaire.reading_dates import parts_of
from survey_app.questionnaire.variables import number_of, numbered_total
from survey_app.questionnaire.walking import options_of
from survey_app.respond.contexts import ShownOption, ShownQuestion, ShownRow
from survey_app.respond.hints import hint_words
from survey_app.respond.steps import Step

FULL_STOPS = ".\N{ARABIC FULL STOP}\N{DEVANAGARI DANDA}"
"""What may end a label before more is said after it."""


def worded(
    step: Step, answers: Answers, circumstances: Circumstances, questionnaire: Questionnaire
) -> tuple[Asked, ...]:
    """The step's questions in this person's words, with their earlier answers in them."""
    return tuple(in_words(question, answers, circumstances, questionnaire) for question in step.questions)


def in_words(question: Asked, answers: Answers, circumstances: Circumstances, questionnaire: Questionnaire) -> Asked:
    """One question in this person's words."""
    return piped(reworded(question, answers, circumstances), answers, circumstances, questionnaire)


def shape(questions: Sequence[Asked], step: Step) -> tuple[tuple[str, ...], ...]:
    """What tells one look of a section from another: for each question that is not as in the file, its words."""
    originals = {question.id: question for question in step.section.questions}
    return tuple(
        (question.id,) if question is originals[question.id] else (question.id, *_words(question))
        for question in questions
    )


def progress(questionnaire: Questionnaire, step: Step, questions: Sequence[Asked], *, pages: bool = False) -> Said:
    """ "Question 9 of 21": the printed number, never a percentage (interaction contract, 2); `pages` for Easy Read."""
    numbers = [number_of(question) for question in questions if not isinstance(question, Information)]
    if not numbers or any(isinstance(question, One) and question.buttons for question in questions):
        return ""
    about_you = step.section.part == "about_you"
    total = _about_you_total(questionnaire) if about_you else numbered_total(questionnaire)
    match 0 if pages else len(numbers), about_you:
        case 0, True:
            return phrase("About you: page {number} of {total}", number=numbers[0], total=total)
        case 0, False:
            return phrase("Page {number} of {total}", number=numbers[0], total=total)
        case 1, True:
            return phrase("About you: question {number} of {total}", number=numbers[0], total=total)
        case 1, False:
            return phrase("Question {number} of {total}", number=numbers[0], total=total)
        case _, True:
            return phrase("About you: questions {numbers} of {total}", numbers=_range(numbers), total=total)
    return phrase("Questions {numbers} of {total}", numbers=_range(numbers), total=total)


def shown(question: Asked, problems: Mapping[str, Problem], *, alone: bool) -> ShownQuestion:
    """One question as its page shows it."""
    boxes = (name for name in (question.id, *field_names(question)) if not name.endswith("-detail"))
    wrong = next((name for name in boxes if name in problems), "")
    problem = None if isinstance(question, Items) else problems.get(wrong)
    detail = problems.get(f"{question.id}-detail")
    return ShownQuestion(
        kind=_component(question),
        id=question.id,
        label=question.label,
        hint=hint_words(question),
        alone=alone,
        problem="" if problem is None else problem.words,
        detail_problem="" if detail is None else detail.words,
        options=_options(question),
        rows=_rows(question, problems),
        unit=question.unit if isinstance(question, Number) else "",
        whole_number=isinstance(question, Number) and not question.decimals,
        parts=parts_of(question) if isinstance(question, Date | Month) else (),
        wrong=wrong,
        unclear=question.unclear is True,
        places=PLACES[: len(places(question))] if isinstance(question, Ranking) else (),
        picture=question.picture,
    )


def told_apart(problems: Sequence[tuple[Asked, Problem]]) -> dict[str, Problem]:
    """Problems by their field. Where two would read alike, each begins with its question, in summary and above it."""
    alike = {words for words, times in Counter(problem.words for _, problem in problems).items() if times > 1}
    return {
        problem.key: replace(
            problem, words=phrase("{question} {problem}", question=question.label, problem=problem.words)
        )
        if problem.words in alike
        else problem
        for question, problem in problems
    }


def shown_buttons(question: One) -> tuple[ShownOption, ...]:
    """The options of a question that is answered by pressing one of its buttons."""
    return _options(question)


def skip_words(questions: Sequence[Asked]) -> Said:
    """The skip button's words; empty where an answer is needed or there is nothing to skip."""
    asked = [question for question in questions if not isinstance(question, Information)]
    if not asked or any(question.needed for question in asked):
        return ""
    return phrase("Skip this question") if len(asked) == 1 else phrase("Skip these questions")


def _words(question: Asked) -> tuple[str, ...]:
    words = [question.label, question.hint]
    match question:
        case One() | Many() | Ranking() | Postcode() | Scale():
            words += [option.label for option in question.options]
        case Items():
            words += [row.label for row in question.items]
            words += [option.label for option in question.options]
        case _:
            pass
    return tuple(words)


def _component(question: Asked) -> str:
    match question:
        case One() | Scale():
            return "radios"
        case ManyAloud():
            return "aloud"
        case Many():
            return "checkboxes"
        case Ranking():
            return "ranking"
        case Postcode():
            return "postcode"
        case Items():
            return "items"
        case ShortText():
            return "text"
        case LongText():
            return "long"
        case Number():
            return "number"
        case Money():
            return "money"
        case Date() | Month():
            return "date"
        case Email():
            return "email"
        case Phone():
            return "phone"
        case Information():
            return "information"


def _options(question: Asked) -> tuple[ShownOption, ...]:
    options, many = options_of(question), isinstance(question, Many)
    first_alone = next((option.code for option in options if many and option.exclusive), None)
    return tuple(_option(option, divider=option.code == first_alone) for option in options)


def _option(option: Option, *, divider: bool) -> ShownOption:
    return ShownOption(
        code=option.code,
        label=option.label,
        hint=option.hint,
        heading=option.heading,
        detail=_with_limit(option.detail),
        divider=divider,
        official=option.official,
        picture=option.picture,
    )


def _with_limit(label: str) -> Said:
    """A box's label with how much it takes, said before somebody types (interaction contract, 5)."""
    return (
        phrase("{label}. Up to {limit} characters.", label=label.rstrip(FULL_STOPS), limit=DETAIL_LIMIT)
        if label
        else ""
    )


def _rows(question: Asked, problems: Mapping[str, Problem]) -> tuple[ShownRow, ...]:
    if not isinstance(question, Items):
        return ()
    rows = []
    for item in question.items:
        name = f"{question.id}.{item.code}"
        problem = problems.get(name)
        words = "" if problem is None else problem.words
        rows.append(ShownRow(name=name, label=item.label, problem=words, official=item.official))
    return tuple(rows)


def _about_you_total(questionnaire: Questionnaire) -> int:
    questions: list[Question] = [
        question
        for section in questionnaire.sections
        if section.part == "about_you"
        for question in section.questions
        if not isinstance(question, Information) and not (isinstance(question, One) and question.buttons)
    ]
    return len({"".join(filter(str.isdigit, number_of(question))) for question in questions})


def _range(numbers: Sequence[str]) -> Phrase:
    if len(numbers) == 2:
        return phrase("{earlier} and {last}", earlier=numbers[0], last=numbers[1])
    return phrase("{first} to {last}", first=numbers[0], last=numbers[-1])
