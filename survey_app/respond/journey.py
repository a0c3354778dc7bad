"""The journey: which sections exist for these answers, which is next, which may be visited. Never stored."""

from collections.abc import Hashable, Sequence

from msgspec import Struct

from survey_app.questionnaire.conditions import Answers, Circumstances, Value, questions_in
from survey_app.questionnaire.definition import Asked, Questionnaire
from survey_app.questionnaire.presenting import exists, offered, shuffled
from survey_app.questionnaire.problems import Problem
from survey_app.questionnaire.reading import blank, field_names, read
from survey_app.questionnaire.typed_fields import Fields
from survey_app.questionnaire.unclear import marks
from survey_app.questionnaire.variables import keys_of, number_of
from survey_app.respond.route import Stop, route_of
from survey_app.respond.steps import State, Step


class Draft(Struct, frozen=True, kw_only=True, omit_defaults=True, rename={"sections": "s", "fields": "f"}):
    """What is stored of answers under way: everything as it was typed, valid or not."""

    sections: dict[str, State] = {}
    fields: dict[str, tuple[str, ...]] = {}
    reviewed: bool = False
    """Whether check answers was reached: from then on a change leads back there."""
    begun_minute: int = 0
    """UTC minutes since 1970, for the coarse band of time taken; it goes with the draft."""
    light: bool = False
    """Whether pages are to come without pictures."""
    seed: str = ""
    """Random, for this person's shuffled orders. It goes with the draft, so that no order leads back to a token."""


class Journey(Struct, frozen=True):
    """The path of one draft. Where a section ends the survey, it is the last step."""

    steps: tuple[Step, ...]
    answers: dict[str, Value]

    def step(self, section_id: str) -> Step | None:
        """The step for a section, or None when the section is not on the path."""
        return next((step for step in self.steps if step.section.id == section_id), None)

    def first_open(self) -> Step | None:
        """The first section never left with Continue or Skip; None when all may be checked and sent."""
        return next((step for step in self.steps if step.open), None)

    def reached(self) -> tuple[Step, ...]:
        """The steps that were left or hold an answer. The others were not asked, where answers are sent early."""
        return tuple(step for step in self.steps if step.state is not None or step.answered)

    def may_visit(self, section_id: str) -> bool:
        """Whether a section is on the path and not beyond the first open one."""
        for step in self.steps:
            if step.section.id == section_id:
                return True
            if step.open:
                return False
        return False

    def after(self, section_id: str) -> Step | None:
        """The step that follows a section, or None after the last."""
        place = self._place(section_id)
        return self.steps[place + 1] if place + 1 < len(self.steps) else None

    def before(self, section_id: str) -> Step | None:
        """The step before a section, or None before the first."""
        place = self._place(section_id)
        return self.steps[place - 1] if place > 0 else None

    def until(self, section_id: str) -> tuple[Step, ...]:
        """The steps before a section, which no answer in it can change: conditions look at earlier sections only."""
        return self.steps[: self._place(section_id)]

    def _place(self, section_id: str) -> int:
        return next(place for place, step in enumerate(self.steps) if step.section.id == section_id)


class Closed(Struct, frozen=True):
    """Questions of the main part, by number, that were answered and are asked no longer, and those whose answers
    closed them. No causes: what closed them was an answer about the person."""

    causes: tuple[str, ...]
    questions: tuple[str, ...]
    about_you: bool = False
    """These are questions about the person: they are numbered anew, so they are not named one by one."""


def walk(
    questionnaire: Questionnaire,
    draft: Draft,
    circumstances: Circumstances,
    until: str = "",
    passed: Sequence[Step] = (),
) -> Journey:
    """Recompute the path from the answers. A section that ends the survey ends the path.

    With `until`, a section's id, the path goes no further than the section after it: a page needs no more, and the
    whole of a long survey takes four times as long. `passed` are the first steps where they are known already.
    """
    answers: dict[str, Value] = {}
    for known in passed:
        answers.update(known.answers)
    steps = list(passed)
    route = route_of(questionnaire, circumstances)
    beyond = bool(steps) and steps[-1].section.id == until
    state, typed, known_answer = draft.sections.get, draft.fields.get, answers.get
    for stop in route.stops[route.places[steps[-1].section.id] + 1 :] if steps else route.stops:
        section = stop.section
        key = (state(section.id), tuple(map(typed, stop.names)), *map(known_answer, stop.causes))
        step = stop.steps.get(key, ...)
        if step is ...:
            step = _step(stop, key, draft, answers, circumstances)
        if step is None:
            continue
        answers.update(step.answers)
        steps.append(step)
        if beyond or section.ends is not None:
            break
        beyond = section.id == until
    return Journey(tuple(steps), answers)


def closed_by_change(questionnaire: Questionnaire, draft: Draft, journey: Journey) -> tuple[Closed, ...]:
    """What was answered and lies off the path now: it stays in the draft and is not sent."""
    on_path = {step.section.id for step in journey.steps}
    groups: dict[tuple[tuple[str, ...], bool], list[str]] = {}
    for section in questionnaire.sections:
        if section.id in on_path or draft.sections.get(section.id) != "passed":
            continue
        numbers = [number_of(question) for question in section.questions if _typed(question, draft.fields)]
        causes = tuple(_numbers(questionnaire, tuple(questions_in(section.when))))
        if numbers:
            groups.setdefault((causes, section.part == "about_you"), []).extend(numbers)
    return tuple(Closed(causes, tuple(numbers), about_you) for (causes, about_you), numbers in groups.items())


def sent_answers(steps: Sequence[Step], seed: bytes) -> dict[str, Value]:
    """The answers as a response stores them: every key that was asked, and the order shown where it was shuffled."""
    stored: dict[str, Value] = {}
    for step in steps:
        stored |= step.answers
        for question in step.questions:
            order = shuffled(question, seed)[1]
            if order:
                stored[f"{question.id}-order"] = order
    return stored


def _step(
    stop: Stop, key: tuple[Hashable, ...], draft: Draft, answers: Answers, circumstances: Circumstances
) -> Step | None:
    """A section as a step of this path, or None where it is not on it.

    Nearly every section of a walk was walked just before, by the same person or by another who ticked the same: what
    it comes to depends on nothing but this key. Where somebody typed, nothing is remembered.
    """
    made = _made(stop, draft.sections.get(stop.section.id), draft.fields, answers, circumstances)
    codes = all(stop.codes.issuperset(draft.fields.get(name, ())) for name in stop.names)
    codes = codes and not any(isinstance(answers.get(cause), int | float) for cause in stop.causes)
    return stop.steps.keep(key, made) if codes else made


def _made(
    stop: Stop, state: State | None, fields: Fields, answers: Answers, circumstances: Circumstances
) -> Step | None:
    section = stop.section
    if not exists(section, answers, circumstances):
        return None
    questions = offered(section, answers, circumstances) if stop.varies else section.questions
    given: dict[str, Value] = {}
    problems: tuple[Problem, ...] = ()
    for question in questions:
        if state == "skipped" or not (state or _typed(question, fields)):
            given.update(blank(question) | marks(question, fields))
        else:
            reading = read(question, fields)
            given.update(reading.answers)
            problems += reading.problems
    for problem in problems:
        for key in (problem.key, problem.key.replace("-detail", "-comment")):  # one box is typed in for both
            if key in given:
                given[key] = None
    return Step(section, questions, None if section.ends else state, given, problems)


def _typed(question: Asked, fields: Fields) -> bool:
    return any(any(fields.get(name, ())) for name in field_names(question))


def _numbers(questionnaire: Questionnaire, keys: Sequence[str]) -> list[str]:
    """The printed numbers of the questions under these keys, each once, in the order asked."""
    return [
        number_of(question)
        for section in questionnaire.sections
        if section.part == "main"
        for question in section.questions
        if question.id in keys or any(key in keys for key in keys_of(question))
    ]
