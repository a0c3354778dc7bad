"""For each kind of question what a person gets wrong, what they are told, what is right, and what is stored of it."""

from collections.abc import Mapping

from msgspec import Struct

Fields = Mapping[str, tuple[str, ...]]


class Case(Struct, frozen=True, kw_only=True):
    """One kind, asked by its own small questionnaire. `wrong` is empty where nothing can be got wrong."""

    kind: str
    wrong: Fields = {}
    problem: str = ""
    at: str = "K1"
    """The field to which the problem leads."""
    right: Fields
    said: str
    """The answer as check answers shows it."""
    stored: Mapping[str, object]


CASES = (
    Case(kind="one", right={"K1": ("bus",)}, said="By bus", stored={"K1": "bus"}),
    Case(
        kind="many",
        wrong={"K1": ("bus",)},
        problem="You ticked 1. Choose at least 2, so tick 1 more.",
        right={"K1": ("walk", "bus")},
        said="On foot; By bus",
        stored={"K1": ["walk", "bus"]},
    ),
    Case(
        kind="ranking",
        wrong={"K1.price": ("2",), "K1.seats": ("2",)},
        problem="You gave 2nd to 'A lower price' and 'More seats'. Give it to one of them.",
        at="K1.seats",
        right={"K1.price": ("3",), "K1.seats": ("1",)},
        said="1. More seats; 2. A lower price",
        stored={"K1.1": "seats", "K1.2": "price", "K1.3": None},
    ),
    Case(
        kind="postcode",
        wrong={"K1": ("BB9 0AA",)},
        problem="We do not know the postcode 'BB9 0AA'. Check it, or leave the box empty.",
        right={"K1": ("bb99xx",)},
        said="Pendle",
        stored={"K1": "pendle", "K1.fifth": "1"},
    ),
    Case(kind="scale", right={"K1": ("bad",)}, said="Bad", stored={"K1": "bad"}),
    Case(
        kind="items",
        wrong={"K1.shop": ("often",)},
        problem="Choose an answer for 'The park'.",
        at="K1.park",
        right={"K1.shop": ("often",), "K1.park": ("never",)},
        said="2 of 2 answered",
        stored={"K1.shop": "often", "K1.park": "never"},
    ),
    Case(
        kind="text",
        wrong={"K1": ("The one that goes by the sea",)},
        problem="Your answer is 28 characters. Shorten it by 8.",
        right={"K1": ("The 7",)},
        said="The 7",
        stored={"K1": "The 7"},
    ),
    Case(
        kind="long",
        wrong={"K1": ("More buses, and " * 4 + "benches",)},
        problem="Your answer is 71 characters. Shorten it by 11.",
        right={"K1": ("More buses",)},
        said="More buses",
        stored={"K1": "More buses"},
    ),
    Case(
        kind="number",
        wrong={"K1": ("many",)},
        problem="Enter a number between 0 and 50.",
        right={"K1": ("12",)},
        said="12",
        stored={"K1": 12},
    ),
    Case(
        kind="money",
        wrong={"K1": ("12,5",)},
        problem="We cannot tell which amount '12,5' is. Write pounds and pence like 2.50.",
        right={"K1": ("£12.50",)},
        said="£12.50",
        stored={"K1": 12.5},
    ),
    Case(
        kind="date",
        wrong={"K1.day": ("31",), "K1.month": ("2",), "K1.year": ("2026",)},
        problem="31 February is not a date. Check the day.",
        at="K1.day",
        right={"K1.day": ("28",), "K1.month": ("2",), "K1.year": ("2026",)},
        said="28 February 2026",
        stored={"K1": "2026-02-28"},
    ),
    Case(
        kind="month",
        wrong={"K1.month": ("may",), "K1.year": ("26",)},
        problem="Write all four numbers of the year, like 1987.",
        at="K1.year",
        right={"K1.month": ("May",), "K1.year": ("2026",)},
        said="May 2026",
        stored={"K1": "2026-05"},
    ),
    Case(kind="information", right={"K2": ("Fine",)}, said="Fine", stored={"K2": "Fine"}),
)

CONTACT = (
    ("email", "someone@", "someone@example.org", "Enter an email address like name@example.com."),
    ("phone", "12", "01632 960001", "Enter a phone number like 01632 960001 or +44 7700 900982."),
)
"""Kinds that no page of a survey shows: what is wrong, what is right, and what is said of the wrong one."""
