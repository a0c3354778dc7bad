"""A wording beside its source: what is to be translated, what changed since, what is missing or no longer used."""

from collections.abc import Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from survey_app.questionnaire.definition import Questionnaire
from survey_app.questionnaire.faults import Spot
from survey_app.questionnaire.texts import Text, texts
from survey_app.questionnaire.walking import questions_of
from survey_app.questionnaire.wording import QuestionWords, RewordingWords, Wording
from survey_app.questionnaire.wording_places import with_words, words_by_place
from survey_app.translating.catalogues import Message, Sheet


class Compared(Struct, frozen=True):
    """The texts by their places. `unused` are places of words for which the source has nothing any more."""

    messages: tuple[Message, ...]
    unused: tuple[str, ...]

    @property
    def changed(self) -> tuple[Message, ...]:
        """Those whose source changed since they were translated."""
        return tuple(each for each in self.messages if each.before)

    @property
    def missing(self) -> tuple[Message, ...]:
        """Those without words."""
        return tuple(each for each in self.messages if not each.words)


class Taken(Struct, frozen=True):
    """What came of a translator's file: the wording, and how many of its words are new, or were left as fuzzy."""

    wording: Wording
    made_from: tuple[tuple[str, str, str], ...]
    """Place, source and words of each text that has words."""
    changed: int
    fuzzy: int


def compared(written: Questionnaire, whole: Questionnaire, wording: Wording, made_from: Mapping[str, str]) -> Compared:
    """A wording beside its source, in the source's order.

    `written` is the questionnaire as its file says, with its words in braces; `whole` has what the organisation's lists
    bring, names that come only where the wording has words for them. `made_from` is the source that each text was
    translated from, by its place, as far as known.
    """
    words = words_by_place(wording)
    source = _sources(written, whole, words)
    messages = (_message(text, words.get(text.place, ""), made_from.get(text.place, "")) for text in source.values())
    return Compared(tuple(messages), tuple(place for place in words if place not in source))


def taken(
    written: Questionnaire, whole: Questionnaire, wording: Wording, sheet: Sheet, made_from: Mapping[str, str]
) -> Taken:
    """The wording with a translator's words in it. What is fuzzy stays as it was; what has no source any more goes.

    Words that change undo the review: nobody has read them yet.
    """
    before = words_by_place(wording)
    given = {message.place: message for message in sheet.messages}
    after: dict[str, str] = {}
    sources: list[tuple[str, str, str]] = []
    for place, text in _sources(written, whole, {**before, **given}).items():
        message = given.get(place)
        kept = message is None or bool(message.before)
        said = before.get(place, "") if message is None or message.before else message.words
        if said:
            after[place] = said
            source = made_from.get(place, text.words) if kept or message is None else message.source
            sources.append((place, source, said))
    changed = sum(before.get(place, "") != after.get(place, "") for place in {**before, **after})
    made = _counted(with_words(wording, after), written)
    return Taken(
        replace(made, reviewed=None) if changed else made,
        tuple(sources),
        changed,
        sum(bool(message.before) for message in sheet.messages),
    )


def _sources(written: Questionnaire, whole: Questionnaire, worded: Mapping[str, object]) -> dict[str, Text]:
    """Every text by its place, in order; names from lists where they are worded, after their question's own."""
    own = {text.place: text for text in texts(written) if text.place}
    names = {text.place: text for text in texts(whole) if text.place in worded and text.place not in own}
    order = {name: place for place, name in enumerate(_heads(own))}
    return dict(sorted({**own, **names}.items(), key=lambda pair: order.get(_head(pair[0]), len(order))))


def _heads(places: Mapping[str, Text]) -> list[str]:
    return list(dict.fromkeys(map(_head, places)))


def _head(place: str) -> str:
    """What a place belongs to: a question, a section, or the whole."""
    return ".".join(place.split(".")[:2])


def _message(text: Text, words: str, made_from: str) -> Message:
    before = made_from if words and made_from not in {"", text.words} else ""
    return Message(text.place, text.words, words, _about(text), before)


def _about(text: Text) -> str:
    """What a text is and where, for whoever translates it alone: `option's label in R04 (using-the-internet)`."""
    spot: Spot = text.spot
    where = " ".join(filter(None, (spot.question, spot.code)))
    return f"{text.part}" + (f" of {where}" if where else "") + (f" (section {spot.section})" if spot.section else "")


def _counted(wording: Wording, written: Questionnaire) -> Wording:
    """Rewordings are as many as the source's, or none where none has words."""
    wanted = {question.id: len(question.rewordings) for _, question in questions_of(written)}
    return replace(wording, questions=dict(_padded(wording, wanted)))


def _padded(wording: Wording, wanted: Mapping[str, int]) -> Iterator[tuple[str, QuestionWords]]:
    for name, words in wording.questions.items():
        some = [*words.rewordings] if any(each != RewordingWords() for each in words.rewordings) else []
        empty = [RewordingWords()] * (wanted.get(name, 0) - len(some)) if some else []
        yield name, replace(words, rewordings=(*some, *empty))
