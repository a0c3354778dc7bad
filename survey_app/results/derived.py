"""Headlines counted: what declared rules make of a column set, and how many people each value has."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from survey_app.questionnaire.definition import Role
from survey_app.questionnaire.headlines import AllHeadline, Answer, AnyHeadline, AnyKind, CountHeadline, MostHeadline
from survey_app.results.coding import ROLE_CODES, Coded, Coding, Missing
from survey_app.results.columns import ColumnSet
from survey_app.results.groups import Mask
from survey_app.results.headline_words import how_counted
from survey_app.results.planes import Words
from survey_app.results.tabulate import Tally, in_base
from survey_app.results.truths import Truth, all_of, any_of, numbers_true, opposite, people_in, where, words_of

YES = "Yes"
NO = "No"


class HeadlineTally(Struct, frozen=True):
    """One headline counted, with its rule in words as it was then, so that it can be read by itself later.

    `values` are what it can come to: yes and no, or numbers. `tally` is None for the most common answers, which are
    those of the question under `key`. `net` are the option numbers of `key` whose union it is, where that has one
    answer and nobody counts besides; empty otherwise. `inputs` are the questions whose answers decide it.
    """

    code: str
    label: str
    how: str
    values: tuple[str, ...]
    tally: Tally | None
    key: str = ""
    net: tuple[int, ...] = ()
    inputs: tuple[str, ...] = ()
    sensitive: bool = False
    top: int = 0


class _Made(Struct, frozen=True):
    """What a headline comes to for each row, value by value."""

    values: tuple[str, ...]
    words: tuple[Words, ...]


def headline_tallies(columns: ColumnSet, headlines: Sequence[AnyKind], people: Mask) -> tuple[HeadlineTally, ...]:
    """Count the printed ones of some headlines, each made of those before it, over some rows."""
    return next(headlines_by_group(columns, headlines, [people]))


def headlines_by_group(
    columns: ColumnSet, headlines: Sequence[AnyKind], groups: Iterable[Mask]
) -> Iterator[tuple[HeadlineTally, ...]]:
    """The same over several groups of rows, in turn: what headlines come to for each row is found once."""
    every = _printed(columns, headlines)
    for people in groups:
        chosen, total = words_of(people), int(np.count_nonzero(people))
        yield tuple(
            replace(described, tally=_tally(total, [people_in(chosen & words) for words in made.words]))
            if made is not None
            else described
            for described, made in every
        )


def _printed(columns: ColumnSet, headlines: Sequence[AnyKind]) -> list[tuple[HeadlineTally, _Made | None]]:
    """Every printed headline, not counted yet, and what it comes to; None for the most common answers."""
    truths: dict[str, Truth] = {}
    known = _codings(columns)
    by_code = {each.code: each for each in headlines}
    found: list[tuple[HeadlineTally, _Made | None]] = []
    for headline in headlines:
        made = None
        if not isinstance(headline, MostHeadline):
            made = _made(headline, truths, known, columns.block.size)
            if made.values == (YES, NO):
                truths[headline.code] = Truth(*made.words)
        if headline.printed:
            found.append((_described(headline, made, by_code, known), made))
    return found


def _described(
    headline: AnyKind,
    made: _Made | None,
    by_code: Mapping[str, AnyKind],
    known: Mapping[str, tuple[Coding, Coded]],
) -> HeadlineTally:
    inputs = tuple(dict.fromkeys(_inputs(headline, by_code)))
    return HeadlineTally(
        code=headline.code,
        label=headline.label,
        how=how_counted(headline, by_code, {key: coding for key, (coding, _) in known.items()}),
        values=() if made is None else made.values,
        tally=None,
        key=headline.question if isinstance(headline, Answer | MostHeadline) else "",
        net=_net(headline, known),
        inputs=inputs,
        sensitive=any(known[key][0].variable.question.sensitive for key in inputs if key in known),
        top=headline.top if isinstance(headline, MostHeadline) else 0,
    )


def _codings(columns: ColumnSet) -> Mapping[str, tuple[Coding, Coded]]:
    """The codings whose answers are codes, by key; the newest where a key's measure changed."""
    pairs = zip(columns.codings, columns.block.answers, strict=True)
    found: dict[str, tuple[Coding, Coded]] = {}
    for coding, column in pairs:
        if coding.measure in {"single", "many"}:
            found.setdefault(coding.key, (coding, column))
    return found


def _made(
    headline: Answer | AnyHeadline | AllHeadline | CountHeadline,
    truths: Mapping[str, Truth],
    known: Mapping[str, tuple[Coding, Coded]],
    size: int,
) -> _Made:
    match headline:
        case Answer():
            found = known.get(headline.question)
            truth = _unknown(size) if found is None else _answered(headline, *found)
        case AnyHeadline():
            truth = any_of([truths[each] for each in headline.of])
        case AllHeadline():
            parts = [truths[each] for each in headline.of]
            truth = all_of([*parts, *(opposite(truths[each]) for each in headline.but_not)])
        case CountHeadline():
            return _counted(headline, [truths[each] for each in headline.of], size)
    return _Made((YES, NO), (truth.yes, truth.no))


def _unknown(size: int) -> Truth:
    nobody = words_of(np.zeros(size, dtype=np.bool_))
    return Truth(nobody, nobody)


def _counted(headline: CountHeadline, parts: Sequence[Truth], size: int) -> _Made:
    """Known where what is not known of the parts makes no difference."""
    least, most = numbers_true(parts, size)
    if headline.at_least is None and headline.at_most is None:
        sure = least == most
        words = tuple(words_of(sure & (least == number)) for number in range(len(parts) + 1))
        return _Made(tuple(str(number) for number in range(len(parts) + 1)), words)
    low = 0 if headline.at_least is None else headline.at_least
    high = len(parts) if headline.at_most is None else headline.at_most
    return _Made((YES, NO), (words_of((least >= low) & (most <= high)), words_of((most < low) | (least > high))))


def _answered(rule: Answer, coding: Coding, column: Coded) -> Truth:
    numbers = {option.code: number for number, option in enumerate(coding.options, start=1)}
    wanted = [numbers[code] for code in rule.codes if code in numbers]
    routed = [Missing.NOT_ASKED.value] if rule.not_asked_counts_as == "no" else []
    if rule.left_blank_counts_as == "no":
        routed += [Missing.NOT_ANSWERED.value, Missing.NOT_UNDERSTOOD.value]
    roles = [role for role in Role if role is not Role.REFUSED and (rule.base == "everyone" or in_base(coding, role))]
    if coding.measure == "many":
        besides = [numbers[code] for code in rule.without if code in numbers]
        yes = where(column, (), wanted) & ~where(column, (), besides)
        no = where(column, {*routed, *(ROLE_CODES[role] for role in roles)}) & ~yes
        return Truth(yes, no)
    others = [number for number, option in enumerate(coding.options, start=1) if option.role in roles]
    return Truth(where(column, wanted), where(column, {*routed, *others} - set(wanted)))


def _net(headline: AnyKind, known: Mapping[str, tuple[Coding, Coded]]) -> tuple[int, ...]:
    """The options of a question with one answer whose union a headline is."""
    if not isinstance(headline, Answer) or headline.question not in known:
        return ()
    coding = known[headline.question][0]
    if coding.measure != "single":
        return ()
    return tuple(number for number, option in enumerate(coding.options, start=1) if option.code in headline.codes)


def _tally(total: int, counts: Sequence[int]) -> Tally:
    base = sum(counts)
    missing = dict.fromkeys(Missing, 0) | {Missing.NOT_ANSWERED: total - base}
    return Tally(total, total, base, base, tuple(counts), missing)


def _inputs(headline: AnyKind, by_code: Mapping[str, AnyKind]) -> Iterable[str]:
    """The keys of the questions whose answers decide a headline."""
    match headline:
        case Answer() | MostHeadline():
            yield headline.question
        case AllHeadline():
            for part in (*headline.of, *headline.but_not):
                yield from _inputs(by_code[part], by_code)
        case AnyHeadline() | CountHeadline():
            for part in headline.of:
                yield from _inputs(by_code[part], by_code)
