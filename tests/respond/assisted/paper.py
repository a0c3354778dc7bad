"""A small form with every kind of box, a route, an end for people who are too young, and buttons nobody presses."""

from msgspec.structs import replace

from survey_app.questionnaire.conditions import Includes, Is
from survey_app.questionnaire.definition import (
    Ending,
    Information,
    Item,
    Items,
    LongText,
    Many,
    Number,
    One,
    Option,
    Postcode,
    Questionnaire,
    Ranking,
    Role,
    Scale,
    Section,
    ShortText,
    Start,
    Thanks,
)
from survey_app.questionnaire.kinds_measured import Date

YES_NO = (Option(code="yes", label="Yes"), Option(code="no", label="No"))

WHO = One(
    id="Q1",
    label="Who is filling this in?",
    needed="Choose who.",
    options=(
        Option(code="alone", label="Me"),
        Option(code="helped", label="Me, with help", help="helped"),
    ),
)
AGE = One(
    id="Q2",
    label="How old are you?",
    options=(Option(code="young", label="Under 16"), Option(code="old", label="16 or over")),
)
DEVICES = Many(
    id="Q3",
    label="Which devices?",
    most=2,
    shuffle=True,
    options=(
        Option(code="phone", label="Phone"),
        Option(code="laptop", label="Laptop"),
        Option(code="tablet", label="Tablet"),
        Option(code="other", label="Something else", detail="Tell us what"),
        Option(code="none", label="None of these", role=Role.NONE, exclusive=True),
    ),
)
MAIN = One(
    id="Q3a",
    label="Which most?",
    options=(
        Option(code="phone", label="Phone", when=Includes("Q3", "phone")),
        Option(code="laptop", label="Laptop", when=Includes("Q3", "laptop")),
        Option(code="else", label="Another"),
    ),
)
ONLINE = One(id="Q4", label="Do you go online?", options=YES_NO)
EASE = Scale(
    id="Q5",
    label="How easy is it?",
    options=(Option(code="easy", label="Easy", score=2), Option(code="hard", label="Hard", score=1)),
)
TASKS = Items(
    id="Q6",
    label="Could you do these?",
    items=(Item(code="pay", label="Pay a bill"), Item(code="find", label="Find a page")),
    options=YES_NO,
)
HOURS = Number(id="Q7", label="How many hours?", low=0, high=40, unit="hours")
TOWN = ShortText(id="Q8", label="Which town?", limit=10)
IDEA = LongText(id="Q9", label="What should we do?", limit=50)
ORDER = Ranking(
    id="Q10",
    label="Which matter most?",
    options=(
        Option(code="price", label="Price"),
        Option(code="time", label="Time"),
        Option(code="trust", label="Trust"),
    ),
)
SINCE = Date(id="Q11", label="Since when?")
AREA = Postcode(
    id="Q12",
    label="What is your postcode?",
    options=(Option(code="pendle", label="Pendle"), Option(code="else", label="Elsewhere", outside=True)),
)
MORE = One(
    id="E0",
    label="A few questions about you",
    buttons=True,
    options=(Option(code="yes", label="Answer these questions"), Option(code="no", label="Skip to the end")),
)
HEALTH = One(id="E1", label="Do you have a health condition?", options=YES_NO)

FORM = Questionnaire(
    title="Getting online",
    audience="residents",
    start=Start(about=("About.",), minutes=5, kilobytes=20, privacy=("Private.",)),
    thanks=Thanks(next=("Soon.",)),
    sections=(
        Section(id="who", questions=(WHO,)),
        Section(id="age", questions=(AGE,)),
        Section(
            id="young", when=Is("Q2", "young"), questions=(), ends=Ending(title="For people over 16", text=("Sorry.",))
        ),
        Section(id="read", questions=(Information(id="Q2a", label="Please read this"),)),
        Section(id="devices", heading="Devices", questions=(DEVICES,)),
        Section(id="main", questions=(MAIN,)),
        Section(id="online", questions=(ONLINE,)),
        Section(id="ease", when=Is("Q4", "yes"), questions=(EASE,)),
        Section(id="tasks", title="Tasks", questions=(TASKS,)),
        Section(id="hours", questions=(HOURS,)),
        Section(id="town", questions=(TOWN,)),
        Section(id="idea", questions=(IDEA,)),
        Section(id="order", questions=(ORDER,)),
        Section(id="since", questions=(SINCE,)),
        Section(id="area", questions=(AREA,)),
        Section(id="more", part="about_you", heading="About you", questions=(MORE,)),
        Section(id="health", part="about_you", when=Is("E0", "yes"), questions=(HEALTH,)),
    ),
)

STAFF_FORM = replace(FORM, audience="staff", title="Your work")

FILLED = {
    "Q1": "2", "Q2": "2", "Q3": "1 2", "Q3a": "2", "Q4": "1", "Q5": "1", "Q6.pay": "1", "Q6.find": "2",
    "Q7": "12", "Q8": "Nelson", "Q9": "Longer hours", "E1": "2",
}  # fmt: skip
"""A form that is filled in well, as somebody keys it; the last three questions of the main part are left blank."""

STORED = {
    "Q1": "helped", "Q2": "old", "Q3": ["phone", "laptop"], "Q3a": "laptop", "Q4": "yes", "Q5": "easy",
    "Q6.pay": "yes", "Q6.find": "no", "Q7": 12, "Q8": "Nelson", "Q9": "Longer hours", "E0": "yes", "E1": "no",
    "Q10.1": None, "Q10.2": None, "Q10.3": None, "Q11": None, "Q12": None, "Q12.fifth": None,
}  # fmt: skip
"""What its response then holds."""
