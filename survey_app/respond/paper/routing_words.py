"""Written routing: which questions are for whom, in words that somebody with a pen can follow."""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from survey_app.questionnaire.definition import Items, Option, Questionnaire
from survey_app.questionnaire.numbering import numbered
from survey_app.questionnaire.phrases import Phrase, Said, phrase
from survey_app.questionnaire.variables import keys_of, number_of
from survey_app.questionnaire.walking import options_of
from survey_app.respond.paper.asking import Asks, Between, Counted, Every, Some, Ticked


class Place(Struct, frozen=True):
    """What the words need of one question, or one row: how it is called after "in", and its options."""

    called: Phrase
    options: tuple[Option, ...]


class Routing(Struct, frozen=True):
    """For whom something is: one sentence or, where it takes several, a line above them, each with what it takes."""

    says: Phrase
    parts: "tuple[Routing, ...]" = ()


def places_of(questionnaire: Questionnaire) -> dict[str, Place]:
    """What each question, and each row of an item list, is called in routing, by key."""
    found: dict[str, Place] = {}
    for section in questionnaire.sections:
        for question in section.questions:
            number, about_you = number_of(question), section.part == "about_you"
            plain = phrase("question {number} about you", number=number)
            called = plain if about_you else phrase("question {number}", number=number)
            rows = (
                [each.label for each in question.items]
                if isinstance(question, Items)
                else [""] * len(keys_of(question))
            )
            for key, row in zip(keys_of(question), rows, strict=True):
                named = phrase("{question}, “{row}”", question=called, row=row) if row else called
                found[key] = Place(named, options_of(question))
            found.setdefault(question.id, Place(called, options_of(question)))
    return found


def only_for(asks: Asks, places: Mapping[str, Place]) -> Routing:
    """For whom a question or section is."""
    match asks:
        case Every(parts):
            says = phrase("Answer this only if all of these are right:")
            return Routing(says, tuple(_part(each, places) for each in parts))
        case Some(parts):
            says = phrase("Answer this if one or more of these is right:")
            return Routing(says, tuple(_part(each, places) for each in parts))
        case Ticked():
            return Routing(_only_ticked(asks, places[asks.key]))
        case Counted():
            return Routing(_only_counted(asks, places[asks.key].called))
        case Between():
            return Routing(_only_between(asks, places[asks.key].called))


def for_whom(asks: Asks, places: Mapping[str, Place]) -> Routing:
    """The same for what stands inside a question: an option, a row, other words."""
    match asks:
        case Every(parts):
            return Routing(phrase("If all of these are right:"), tuple(_part(each, places) for each in parts))
        case Some(parts):
            return Routing(phrase("If one or more of these is right:"), tuple(_part(each, places) for each in parts))
        case _:
            return Routing(phrase("If {this}:", this=_part(asks, places).says))


def numbers_of(codes: Sequence[str], options: Sequence[Option]) -> Said:
    """The numbers of some options: `5`, `1, 2 or 5`."""
    numbers = [str(number) for number, each in numbered(options) if each.code in codes]
    if len(numbers) < 2:
        return "".join(numbers)
    return phrase("{numbers} or {last}", numbers=", ".join(numbers[:-1]), last=numbers[-1])


def _part(asks: Asks, places: Mapping[str, Place]) -> Routing:
    match asks:
        case Every(parts):
            return Routing(phrase("all of these are right:"), tuple(_part(each, places) for each in parts))
        case Some(parts):
            return Routing(phrase("one or more of these is right:"), tuple(_part(each, places) for each in parts))
        case Ticked():
            return Routing(_ticked(asks, places[asks.key]))
        case Counted():
            return Routing(_counted(asks, places[asks.key].called))
        case Between():
            return Routing(_between(asks, places[asks.key].called))


def _only_ticked(asks: Ticked, place: Place) -> Phrase:
    said = _numbers_and_question(asks, place)
    if asks.wanted:
        return phrase("Answer this only if you ticked {numbers} in {question}.", **said)
    return phrase("Do not answer this if you ticked {numbers} in {question}.", **said)


def _ticked(asks: Ticked, place: Place) -> Phrase:
    said = _numbers_and_question(asks, place)
    if asks.wanted:
        return phrase("you ticked {numbers} in {question}", **said)
    return phrase("you did not tick {numbers} in {question}", **said)


def _numbers_and_question(asks: Ticked, place: Place) -> dict[str, Said | int]:
    """The numbers, one alone with its label, and the question that they are in."""
    labels = [option.label for option in place.options if option.code in asks.codes]
    numbers = numbers_of(asks.codes, place.options)
    if len(labels) == 1:
        numbers = phrase("{number} (“{label}”)", number=numbers, label=labels[0])
    return {"numbers": numbers, "question": place.called}


def _only_counted(asks: Counted, question: Phrase) -> Phrase:
    count = str(asks.count)
    if asks.wanted:
        return phrase("Answer this only if you ticked {count} or more in {question}.", count=count, question=question)
    return phrase("Answer this only if you ticked fewer than {count} in {question}.", count=count, question=question)


def _counted(asks: Counted, question: Phrase) -> Phrase:
    count = str(asks.count)
    if asks.wanted:
        return phrase("you ticked {count} or more in {question}", count=count, question=question)
    return phrase("you ticked fewer than {count} in {question}", count=count, question=question)


def _only_between(asks: Between, question: Phrase) -> Phrase:
    low, high = f"{asks.low:g}", f"{asks.high:g}"
    said: dict[str, Said | int] = {"question": question, "low": low, "high": high}
    if asks.wanted:
        return phrase("Answer this only if your number in {question} is from {low} to {high}.", **said)
    return phrase("Do not answer this if your number in {question} is from {low} to {high}.", **said)


def _between(asks: Between, question: Phrase) -> Phrase:
    said: dict[str, Said | int] = {"question": question, "low": f"{asks.low:g}", "high": f"{asks.high:g}"}
    if asks.wanted:
        return phrase("your number in {question} is from {low} to {high}", **said)
    return phrase("your number in {question} is not from {low} to {high}", **said)
