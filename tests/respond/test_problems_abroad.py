"""Each thing that can be got wrong is told in the reader's own language, and no English words stand there."""

import re
from collections.abc import Iterator
from html import unescape
from itertools import chain
from pathlib import Path

import pytest
from msgspec import Struct

from survey_app.database import Database
from survey_app.organisation import read_organisation
from survey_app.questionnaire import problems
from survey_app.questionnaire.dates import MONTHS
from survey_app.questionnaire.definition import Questionnaire
from survey_app.questionnaire.loading import read_file
from survey_app.questionnaire.phrases import Said, phrase
from survey_app.questionnaire.variants import in_variant
from survey_app.questionnaire.walking import options_of, positions
from survey_app.respond.codes import UNKNOWN, WRONG
from survey_app.respond.tokens import check_digit
from survey_app.surveys.surveys import load
from survey_app.surveys.waves import add_collector, open_wave
from survey_app.web.forms import BODY_BYTES
from survey_app.web.refusals import REFUSALS
from survey_app.web.tongues import ENGLISH, Tongue, tongue_of
from tests.catalogues import FOLDER, messages, read_catalogue, translations
from tests.respond.client import Client, Page
from tests.respond.conftest import MORNING, QUESTIONNAIRES, Clock, copied
from tests.respond.documents import Element, by_id
from tests.respond.stranger import languages_of
from tests.respond.wholes import whole
from tests.respond.wires import Inside
from tests.serving import CHECKOUT

SLUG = "wrong"
FILE = CHECKOUT / "tests" / "respond" / SLUG / "questionnaire.toml"
QUOTES = {"pl": "„ ”", "ro": "„ ”", "ur": "” “"}
"""The quotation marks of languages that have others than Panjabi and Gujarati."""

UNHEARD_OF = "41234567890"
"""The first numbers of a code that nobody was given."""


class Reader(Struct, frozen=True):
    """Somebody who reads one language, at their browser."""

    variant: str
    tongue: Tongue
    client: Client

    def start(self, slug: str) -> Page:
        """The first page of a survey, begun in their language."""
        page = self.client.open(f"/{slug}/{self.variant}")
        return self.client.send(page, page.form, {}, page.form.buttons[0])

    def post(self, page: Page, **answers: str | tuple[str, ...]) -> Page:
        """Send a page's form by its first button."""
        named = {name.replace("_", "."): given for name, given in answers.items()}
        return self.client.send(page, page.form, named, page.form.buttons[0])


@pytest.fixture(scope="module")
def inside(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Inside]:
    """The application with the real surveys and the one to get wrong, drafts of every wording offered."""
    folder = copied(prepared, tmp_path_factory.mktemp("wrong"))
    address = f"sqlite:///{folder}/soundings.db"
    database, now = Database(address), int(MORNING) - 3600
    with database.write() as connection:
        done = load(connection, SLUG, to_get_wrong(), now, publishing=True)
        add_collector(connection, open_wave(connection, done.survey.id, now).id, code="open")
    database.close_blocking()
    started = Inside(address, folder, Clock(), draft_wordings=True)
    yield started
    started.close()


@pytest.fixture(params=["pl", "ur"])
def reader(inside: Inside, request: pytest.FixtureRequest) -> Reader:
    """Somebody who reads Polish, and somebody who reads Urdu."""
    return Reader(request.param, tongue_of(request.param), Client(inside, Clock()))


def to_get_wrong() -> Questionnaire:
    return read_file(FILE, read_organisation(QUESTIONNAIRES / "organisation.toml"))


def label(variant: str, question: str, code: str) -> str:
    """An option's label in a variant of the survey to get wrong, or of the residents'."""
    source = to_get_wrong() if question.startswith("W") else whole("residents")
    options = options_of(positions(in_variant(source, variant))[question][1])
    return next(each.label for each in options if each.code == code)


def main_words(page: Page) -> str:
    """What the main part says as words of the page's language: what says another of its own is left out."""

    def words(element: Element) -> Iterator[str]:
        for child in element.children:
            if isinstance(child, str):
                yield child
            elif "lang" not in child.attributes and child.tag not in {"script", "style"}:
                yield from words(child)

    main = page.document.first("main")
    assert main is not None
    return " ".join(" ".join(words(main)).split())


def english_words(page: Page) -> list[str]:
    """Pieces of English in the main part: of messages that the catalogue translates, and of questionnaires."""
    shown = main_words(page)
    catalogue = read_catalogue(FOLDER / f"{languages_of(page)[0]}.po")
    said = (str(each) for message in messages(catalogue) for each in _sources(message.id))
    asked = (each for slug in ("residents", SLUG) for each in _asked(to_get_wrong() if slug == SLUG else whole(slug)))
    pieces = (
        piece.strip(" .,") for each in chain(said, asked) for piece in re.split(r"<[^>]*>|{[^}]*}", unescape(each))
    )
    return sorted({piece for piece in pieces if len(piece.split()) > 1 and piece in shown})


def _sources(source: object) -> tuple[object, ...]:
    return source if isinstance(source, tuple) else (source,)


def _asked(questionnaire: Questionnaire) -> Iterator[str]:
    for section in questionnaire.sections:
        yield from (section.title, section.heading)
        for question in section.questions:
            yield question.label


def told(reader: Reader, page: Page, wanted: dict[str, Said]) -> None:
    """The summary says exactly these words, which are not the English ones, and each is tied to its field."""
    said = {key: " ".join(reader.tongue.say(words).split()) for key, words in wanted.items()}
    assert dict(page.problems) == said
    for key, words in wanted.items():
        assert isinstance(words, str) or said[key] != ENGLISH.say(words), "the catalogue lacks it"
        assert said[key] in described(page, key)
    assert languages_of(page) == (reader.variant, reader.tongue.language.direction)
    assert english_words(page) == []


def described(page: Page, key: str) -> str:
    """What describes a field, or the group that it stands in."""
    field = by_id(page.document, key)
    assert field is not None, key
    around = [each for each in page.document.every("fieldset") if field in [*each.every("input", "select")]]
    ids = " ".join(each.attributes.get("aria-describedby", "") for each in [field, *around]).split()
    found = [by_id(page.document, each) for each in ids]
    assert None not in found, ids
    return " ".join(each.words() for each in found if each)


def test_a_needed_question_left_out(reader: Reader) -> None:
    page = reader.post(reader.start("residents"))
    needed = positions(in_variant(whole("residents"), reader.variant))["R01"][1].needed
    assert needed != positions(whole("residents"))["R01"][1].needed
    told(reader, page, {"R01": needed})


def at(reader: Reader, section: str) -> Page:
    """A section of the residents' survey, whose others are skipped on the way."""
    page = reader.start("residents")
    for answers in ({"R01": "alone"}, {"R02": "dont_know"}, {"R03": "age_35_44"}, {"R04": "many_a_day"}):
        page = reader.post(page, **answers)
    while not page.path.endswith(f"/{section}"):
        page = reader.client.post(page.path, {"go": ("skip",), "m": page.form.values()["m"]})
    return page


def test_none_of_these_with_something_else(reader: Reader) -> None:
    page = reader.post(at(reader, "devices"), R05=("smartphone", "none"))
    told(reader, page, {"R05": problems.exclusive_mixed(label(reader.variant, "R05", "none"))})


def test_a_text_that_is_too_long(reader: Reader) -> None:
    page = reader.post(at(reader, "one-thing"), R21="x" * 3_112)
    told(reader, page, {"R21": problems.too_long(3_112, 2_000)})
    assert {"pl": "1 112", "ur": "1,112"}[reader.variant] in page.problems[0][1]


WRONGS: tuple[tuple[dict[str, str | tuple[str, ...]], str, Said], ...] = (
    ({"W1": ("walk", "bus", "bike")}, "W1", problems.too_many(3, 2)),
    ({"W2": "5001"}, "W2", problems.not_between(0, 5_000)),
    ({"W2": "many"}, "W2", problems.not_between(0, 5_000)),
    (
        {"W3_day": "31", "W3_month": "2", "W3_year": "2026"},
        "W3.day",
        problems.no_such_day(phrase("{day} {month}", day="31", month=MONTHS[1])),
    ),
    ({"W3_day": "1", "W3_year": "2026"}, "W3.month", problems.MISSING["month",]),
    ({"W3_day": "1", "W3_month": "2", "W3_year": "26"}, "W3.year", problems.year_not_known()),
    ({"W4": "12,5"}, "W4", problems.not_clear_amount("12,5")),
)


@pytest.mark.parametrize(("answers", "key", "words"), WRONGS, ids=[str(answers) for answers, _, _ in WRONGS])
def test_an_answer_that_cannot_be_one(
    reader: Reader, answers: dict[str, str | tuple[str, ...]], key: str, words: Said
) -> None:
    told(reader, reader.post(reader.start(SLUG), **answers), {key: words})


def test_one_place_given_to_two(reader: Reader) -> None:
    page = reader.post(reader.start(SLUG), W5_price="1", W5_seats="1")
    labels = tuple(label(reader.variant, "W5", code) for code in ("price", "seats"))
    ((key, words),) = page.problems
    assert key == "W5.seats"
    first, _, last = QUOTES.get(reader.variant, "“ ”").partition(" ")
    assert all(f"{first}{each}{last}" in words for each in labels)
    assert english_words(page) == []


@pytest.mark.parametrize(
    ("code", "words"), [("1234", WRONG), (UNHEARD_OF + check_digit(UNHEARD_OF), UNKNOWN)], ids=["short", "unknown"]
)
def test_a_code_that_nobody_was_given(reader: Reader, code: str, words: Said) -> None:
    page = reader.post(reader.client.open(f"/residents/{reader.variant}/code"), code=code)
    told(reader, page, {"code": words})


def test_a_page_that_is_not_there(reader: Reader) -> None:
    refused(reader, reader.client.open(f"/residents/{reader.variant}/no/such/page"), 404)


def test_a_section_that_is_not_there(reader: Reader) -> None:
    page = reader.start("residents")
    refused(reader, reader.client.open(page.path.replace("/who", "/nowhere")), 404)


def test_more_than_one_page_can_hold(reader: Reader) -> None:
    page = reader.start("residents")
    refused(reader, reader.post(page, R01="x" * BODY_BYTES), 413)


def refused(reader: Reader, page: Page, status: int) -> None:
    """The page of a refusal, in the reader's language from title to last word."""
    known = REFUSALS[status]
    title, words = reader.tongue.say(known.title), reader.tongue.say(known.words)
    assert page.status == status
    assert (page.title, page.heading) == (title, title)
    assert words in main_words(page)
    assert (title, words) != (ENGLISH.say(known.title), ENGLISH.say(known.words))
    assert languages_of(page) == (reader.variant, reader.tongue.language.direction)
    assert english_words(page) == []


@pytest.mark.parametrize("said", ["There is a problem", "Who is filling this in?"])
def test_english_words_are_found_where_they_stand(reader: Reader, said: str) -> None:
    page = reader.post(reader.start("residents"))
    assert english_words(page) == []
    page.html = page.html.replace("</form>", f"<p>{said}</p></form>", 1)
    del page.document
    assert said.strip("?") in " ".join(english_words(page))


def test_the_words_looked_for_are_those_of_the_catalogue(reader: Reader) -> None:
    catalogue = read_catalogue(FOLDER / f"{reader.variant}.po")
    assert all(all(translations(message)) for message in messages(catalogue))
