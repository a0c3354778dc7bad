"""Reading money, dates, rankings, postcodes, ways to reach somebody: what is an answer, what is said of the rest."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey_app.questionnaire.areas import Areas, Entry, read_areas, write_areas
from survey_app.questionnaire.dates import MONTHS
from survey_app.questionnaire.definition import Many, Option, Postcode, Ranking, ShortText
from survey_app.questionnaire.kinds_measured import Date, Money, Month
from survey_app.questionnaire.kinds_personal import Email, Phone
from survey_app.questionnaire.postcodes import number_of_postcode, plain_postcode
from survey_app.questionnaire.reading import field_names, read
from survey_app.questionnaire.reading_money import pounds, typed_amount
from survey_app.questionnaire.reading_postcodes import located
from survey_app.questionnaire.unclear import marks
from survey_app.questionnaire.variables import keys_of
from survey_app.web.tongues import ENGLISH

OPTIONS = tuple(Option(code=code, label=code.upper()) for code in ("a", "b", "c", "d"))
MONEY = Money(id="Q1", label="How much?", high=1000)
DAY = Date(id="Q2", label="When?", earliest="2000-01-01", latest="2029-12-31")
MONTH = Month(id="Q3", label="Which month?")
RANKING = Ranking(id="Q4", label="What first?", options=OPTIONS, most=3)
POSTCODE = Postcode(
    id="Q5", label="Where?", options=(*OPTIONS, Option(code="away", label="Away", outside=True)), needed="Say where."
)
EMAIL, PHONE = Email(id="Q6", label="Email?"), Phone(id="Q7", label="Phone?")
KINDS = (MONEY, DAY, MONTH, RANKING, POSTCODE, EMAIL, PHONE)

TYPED = st.one_of(
    st.sampled_from(["1", "2", "3", "31", "may", "2024", "£5", "50p", "BB9 9XX", "a@b.co", "a", "b", "+44", "0", "٣"]),
    st.text(st.characters(codec="utf-8"), max_size=12),
)


@given(st.sampled_from(KINDS), st.data())
def test_anything_typed_is_an_answer_or_a_problem_with_words(asked: Money, data: st.DataObject) -> None:
    names = st.sampled_from(field_names(asked))
    fields = data.draw(st.dictionaries(names, st.lists(TYPED, max_size=3).map(tuple)))
    reading = read(asked, fields)
    assert set(keys_of(asked)) <= set(reading.answers)
    assert {problem.key for problem in reading.problems} <= set(field_names(asked))
    assert all(ENGLISH.say(problem.words) for problem in reading.problems)


def told(asked: object, **fields: str) -> str:
    """The one problem of what was typed, in words."""
    typed = {name.replace("_", "."): (value,) for name, value in fields.items()}
    (problem,) = read(asked, typed).problems  # type: ignore[arg-type]  # each kind is asked
    return ENGLISH.say(problem.words)


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("5", 5),
        ("£5", 5),
        ("£ 1,250.50", 1250.5),
        ("1 250", 1250),
        ("12.5", 12.5),
        ("5£", 5),
        ("50p", 0.5),
        ("50 P", 0.5),
        ("\u0665", 5),
        ("5.005", None),
        ("12,5", None),
        ("five", None),
        ("£", None),
    ],
)
def test_money_is_read_as_people_write_it(typed: str, amount: float | None) -> None:
    assert typed_amount(typed) == amount


@given(st.integers(0, 10**8))
def test_an_amount_that_is_written_is_read_again(pence: int) -> None:
    assert typed_amount(pounds(pence / 100)) == pytest.approx(pence / 100)


def test_money_that_is_no_answer_says_what_to_do() -> None:
    assert told(MONEY, Q1="1001") == "Enter an amount between £0 and £1,000."
    assert told(MONEY, Q1="lots") == "Enter an amount between £0 and £1,000."
    assert told(MONEY, Q1="2.505") == "Write at most two numbers after the point, like 2.50."


@given(st.dates(date(2000, 1, 1), date(2029, 12, 31)), st.booleans())
def test_every_real_day_is_read_by_number_or_by_name(day: date, by_name: bool) -> None:  # Hypothesis draws it
    month = MONTHS[day.month - 1].source if by_name else str(day.month)
    typed = {"Q2.day": (f" {day.day}",), "Q2.month": (month,), "Q2.year": (str(day.year),)}
    assert read(DAY, typed).answers == {"Q2": day.isoformat()}


@pytest.mark.parametrize(
    ("day", "month", "year", "words"),
    [
        ("31", "2", "2024", "31 February is not a date. Check the day."),
        ("31", "Sept", "2024", "31 September is not a date. Check the day."),
        ("29", "2", "2023", "29 February 2023 is not a date. Check the day."),
        ("", "2", "2024", "Enter the day as well."),
        ("1", "", "", "Enter the month and the year as well."),
        ("1", "2", "24", "Write all four numbers of the year, like 1987."),
        ("1", "13", "2024", "The month must be a number between 1 and 12."),
        ("1", "ma", "2024", "The month must be a number between 1 and 12."),
        ("40", "1", "2024", "The day must be a number between 1 and 31."),
        ("one", "1", "2024", "The day must be a number between 1 and 31."),
        ("1", "1", "1999", "Enter a date from 1 January 2000 to 31 December 2029."),
    ],
)
def test_what_is_no_date_says_what_to_do(day: str, month: str, year: str, words: str) -> None:
    assert told(DAY, Q2_day=day, Q2_month=month, Q2_year=year) == words


def test_a_month_has_no_day() -> None:
    assert read(MONTH, {"Q3.month": ("12",), "Q3.year": ("2024",)}).answers == {"Q3": "2024-12"}
    assert told(MONTH, Q3_month="12") == "Enter the year as well."


@given(st.dictionaries(st.sampled_from("abcd"), st.sampled_from("123"), max_size=4))
def test_a_ranking_closes_gaps_and_has_no_place_twice(given_places: dict[str, str]) -> None:
    reading = read(RANKING, {f"Q4.{code}": (place,) for code, place in given_places.items()})
    ordered = [reading.answers[f"Q4.{place}"] for place in (1, 2, 3)]
    if len(set(given_places.values())) < len(given_places):
        assert reading.problems
        assert ordered == [None] * 3
    else:
        wanted = [code for code, _ in sorted(given_places.items(), key=lambda pair: pair[1])]
        assert ordered == wanted + [None] * (3 - len(wanted))


def test_three_options_in_one_place_are_all_named() -> None:
    assert told(RANKING, Q4_a="1", Q4_b="1", Q4_c="1") == "You gave 1st to 'A', 'B' and 'C'. Give it to one of them."


def table(*rows: tuple[str, int, int]) -> Areas:
    entries = sorted(Entry(number_of_postcode(plain_postcode(code)), place, fifth) for code, place, fifth in rows)
    return Areas(
        ("a", "b"),
        [entry.number for entry in entries],
        bytes(entry.place for entry in entries),
        bytes(entry.fifth for entry in entries),
        frozenset({"BB9", "PR1"}),
    )


AREAS = table(("BB9 9XX", 1, 2), ("PR1 8XJ", 2, 0), ("BB9 1AA", 0, 0))


@pytest.mark.parametrize(
    ("typed", "answers"),
    [
        ("BB9 9XX", {"Q5": "a", "Q5.fifth": "2"}),
        (" bb99xx ", {"Q5": "a", "Q5.fifth": "2"}),
        ("PR1 8XJ", {"Q5": "b", "Q5.fifth": None}),
        ("BB9 1AA", {"Q5": "away", "Q5.fifth": None}),
        ("SW1A 1AA", {"Q5": "away", "Q5.fifth": None}),
    ],
)
def test_a_postcode_that_is_found_leaves_its_area_alone(typed: str, answers: dict[str, object]) -> None:
    kept = located([POSTCODE], {"Q5": (typed,)}, {}, AREAS)
    assert not any(typed.strip().upper() in value.upper() for values in kept.values() for value in values)
    assert read(POSTCODE, kept).answers == answers


def test_a_postcode_that_is_not_found_is_kept_as_typed_with_words() -> None:
    for typed, words in (
        ("BB9 0ZZ", "We do not know the postcode 'BB9 0ZZ'. Check it, or leave the box empty."),
        ("BB9", "Enter a full postcode, like PR1 8XJ."),
        ("Nelson", "Enter a full postcode, like PR1 8XJ."),
    ):
        kept = located([POSTCODE], {"Q5": (typed,)}, {"Q5.found": ("a", "1")}, AREAS)
        assert kept == {"Q5": (typed,), "Q5.found": ()}
        (problem,) = read(POSTCODE, kept).problems
        assert ENGLISH.say(problem.words) == words


def test_an_empty_box_keeps_what_was_found_before_and_believes_no_page() -> None:
    fields = {"Q5": ("",), "Q5.found": ("b", "5")}
    assert read(POSTCODE, located([POSTCODE], fields, {"Q5.found": ("a", "1")}, AREAS)).answers["Q5"] == "a"
    assert told(POSTCODE) == "Say where."


def test_without_a_table_no_postcode_is_known() -> None:
    assert Areas().find("BB9 9XX") is None


def test_a_table_is_read_as_it_was_written(tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("areas") / "areas"
    entries = [Entry(number_of_postcode(code), place, 3) for place, code in enumerate(("BB99XX", "PR18XJ"), start=1)]
    assert write_areas(path, ("a", "b"), entries) == 2
    made = read_areas(path)
    assert made.outwards == {"BB9", "PR1"}
    found = made.find("PR1 8XJ")
    assert found is not None
    assert (found.code, found.fifth) == ("b", "3")
    path.write_bytes(b"no table")
    with pytest.raises(ValueError, match="areas load"):
        read_areas(path)


@pytest.mark.parametrize("typed", ["a@b.co", "first.last+x@sub.example.org", "o'neil@example.co.uk", "é@exämple.org"])
def test_an_email_address_is_kept_as_it_is(typed: str) -> None:
    assert read(EMAIL, {"Q6": (f" {typed} ",)}).answers == {"Q6": typed}


@pytest.mark.parametrize("typed", ["a@b", "a b@c.de", "@example.org", "a@@b.co", "a@b..co", "a@b.c", "a@b.co, c@d.eu"])
def test_what_is_no_email_address_says_how_one_looks(typed: str) -> None:
    assert told(EMAIL, Q6=typed) == "Enter an email address like name@example.com."


ARABIC_INDIC = "\u0660\u0661\u0666\u0663\u0662\u0669\u0666\u0660"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("01632 960001", "01632960001"), ("+44 (0)7700-900982", "+4407700900982"), (ARABIC_INDIC, "01632960")],
)
def test_a_phone_number_loses_its_marks(typed: str, kept: str) -> None:
    assert read(PHONE, {"Q7": (typed,)}).answers == {"Q7": kept}


@pytest.mark.parametrize("typed", ["12", "phone me", "0163296000100000", "+"])
def test_what_is_no_phone_number_says_how_one_looks(typed: str) -> None:
    assert told(PHONE, Q7=typed).startswith("Enter a phone number like")


def test_too_few_ticks_are_told_and_an_exclusive_one_is_enough() -> None:
    none = Option(code="none", label="None", exclusive=True)
    asked = Many(id="Q8", label="Which?", options=(*OPTIONS, none), least=2)
    assert told(asked, Q8="a") == "You ticked 1. Choose at least 2, so tick 1 more."
    assert not read(asked, {"Q8": ("none",)}).problems
    assert not read(asked, {}).problems


def test_not_understanding_is_marked_beside_an_answer_and_without_one() -> None:
    asked = ShortText(id="Q9", label="What?", unclear=True)
    assert read(asked, {"Q9-unclear": ("1",)}).answers == {"Q9": None, "Q9-unclear": True}
    assert read(asked, {"Q9": ("x",), "Q9-unclear": ("1",)}).answers == {"Q9": "x", "Q9-unclear": True}
    assert read(asked, {"Q9-unclear": ("0",)}).answers == {"Q9": None}
    assert marks(ShortText(id="Q9", label="What?"), {"Q9-unclear": ("1",)}) == {}
