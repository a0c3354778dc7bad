"""What a questionnaire is: the frozen structures that a file decodes to and that a version stores."""

from enum import StrEnum
from typing import Literal, TypeAlias

from msgspec import Struct

from survey_app.questionnaire.conditions import Condition
from survey_app.questionnaire.contact_form import ContactForm
from survey_app.questionnaire.headlines import AnyKind
from survey_app.questionnaire.kinds_measured import Date, Money, Month
from survey_app.questionnaire.kinds_personal import Email, Phone
from survey_app.questionnaire.question import Question
from survey_app.questionnaire.wording import Wording


class Role(StrEnum):
    """What choosing an option means for every figure (results contract, 4). Roles drive rules, never words."""

    SUBSTANTIVE = "substantive"
    NONE = "none"
    DONT_KNOW = "dont_know"
    REFUSED = "refused"
    NOT_APPLICABLE = "not_applicable"


class Option(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """One thing that can be chosen. `code` is stored and never changes its meaning; `label` is wording."""

    code: str
    label: str
    role: Role = Role.SUBSTANTIVE
    exclusive: bool = False
    """Cannot be ticked with others; shown last, after the word "or"."""
    detail: str = ""
    """The label of the text box under this option; empty means that there is none."""
    heading: str = ""
    """A heading shown above this option: it and those after it stand under it."""
    hint: str = ""
    score: float | None = None
    """The value of a scale point for means."""
    middle: bool = False
    """The point between the two sides of a scale, which is on neither: charts put the sides left and right of it."""
    when: Condition | None = None
    """Offered only when true."""
    help: str = ""
    """The kind of help that choosing this records with the response."""
    outside: bool = False
    """Choosing this puts the response outside the survey's declared area."""
    flags: tuple[str, ...] = ()
    """Flags from the organisation's list, for `flagged` conditions."""
    ambitions: tuple[str, ...] = ()
    official: str = ""
    """An official title, printed beside a plain label."""
    picture: str = ""
    """A picture beside it, a name in `static/pictures`: an Easy Read wording brings it."""


class Item(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """One row of an item list: a question of its own in every figure."""

    code: str
    label: str
    when: Condition | None = None
    ambitions: tuple[str, ...] = ()
    official: str = ""


class One(Question, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True, tag="one"):
    """One answer from radio buttons, or from buttons that send at once (`buttons`)."""

    options: tuple[Option, ...] = ()
    options_from: str = ""
    """A list of the organisation's file, put before `options` when loaded."""
    options_chosen_in: str = ""
    """An earlier many-choice question: its ticked substantive options are offered, put before `options`."""
    shuffle: bool = False
    buttons: bool = False


class Many(Question, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True, tag="many"):
    """Any number of answers from checkboxes, between `least` and `most` where these are set."""

    options: tuple[Option, ...] = ()
    options_from: str = ""
    least: int = 0
    """Of those who tick anything but an exclusive option. Zero means no limit, here and below."""
    most: int = 0
    shuffle: bool = False


class Ranking(Question, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True, tag="ranking"):
    """Options put in order: each may be given a place, and so many places as `most` says are given at most."""

    options: tuple[Option, ...] = ()
    options_from: str = ""
    most: int = 3
    shuffle: bool = False


class Postcode(Question, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True, tag="postcode"):
    """The area in which a typed postcode lies, and how deprived its neighbourhood is; the postcode is not kept.

    The options are the areas, and one with `outside` for who lives in none of them.
    """

    options: tuple[Option, ...] = ()
    options_from: str = ""


class Scale(Question, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True, tag="scale"):
    """One point of a labelled scale, never shuffled; substantive options carry scores."""

    options: tuple[Option, ...] = ()


class Items(Question, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True, tag="items"):
    """The same options for each of up to six rows, shown as one fieldset for each row."""

    items: tuple[Item, ...] = ()
    items_from: str = ""
    options: tuple[Option, ...] = ()
    shuffle: bool = False
    """Shuffles the rows, never the options."""
    shuffle_as: str = ""
    """An earlier item list whose order of rows this one repeats."""


class ShortText(Question, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True, tag="text"):
    """One line of typed text."""

    limit: int = 200


class LongText(Question, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True, tag="long"):
    """Several lines of typed text."""

    limit: int = 2000


class Number(Question, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True, tag="number"):
    """A number between two bounds; `decimals` digits may follow the point."""

    low: float
    high: float
    decimals: int = 0
    unit: str = ""
    bins: tuple[float, ...] = ()
    """Lower edges of the bins in which results are shown."""


class Information(
    Question, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True, tag="information"
):
    """Text to read; nothing is answered. `label` is its heading, `hint` its paragraphs."""


Asked: TypeAlias = (
    One
    | Many
    | Ranking
    | Postcode
    | Scale
    | Items
    | ShortText
    | LongText
    | Number
    | Money
    | Date
    | Month
    | Email
    | Phone
    | Information
)
"""Any kind of question."""

Measured: TypeAlias = Number | Money | Date | Month
"""A question whose answer is a place on a line, which results show in bins."""

Typed: TypeAlias = ShortText | LongText | Number | Money | Date | Month | Email | Phone
"""A question that is answered by typing."""

Contact: TypeAlias = Email | Phone
"""A question about how to reach the person: never part of a response."""


class Ending(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """The words of a section that ends the survey without sending anything; the draft is deleted."""

    title: str
    text: tuple[str, ...]


class Section(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """Questions shown together on one page."""

    id: str
    title: str = ""
    """The heading of a page with several questions; empty where the one question is the heading."""
    heading: str = ""
    """A heading above this section where many are shown at once: it and those after it stand under it."""
    text: tuple[str, ...] = ()
    part: Literal["main", "about_you", "contact"] = "main"
    """A `contact` section is shown after answers were sent, and what it asks is kept apart from them."""
    when: Condition | None = None
    questions: tuple[Asked, ...] = ()
    ends: Ending | None = None


class Start(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """The words of the start page."""

    about: tuple[str, ...]
    """What it is for and who runs it."""
    minutes: int
    timed: bool = False
    """Whether the minutes were measured with people; otherwise the page says "not yet timed"."""
    kilobytes: int
    """What the whole survey costs on the wire, measured."""
    privacy: tuple[str, ...]
    other_ways: tuple[str, ...] = ()
    last_time: tuple[str, ...] = ()
    """How earlier answers changed things."""


class Thanks(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """The words after sending: what happens, by when, where to read it."""

    next: tuple[str, ...]
    local_help: bool = True


class Merge(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One larger group of a characteristic: the options whose people stand together under its label."""

    label: str
    options: tuple[str, ...]


class Quadrant(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Two item lists with the same items and with scores, held against each other: how much each matters (`up`), and
    how it gets on (`across`)."""

    up: str
    across: str


class Questionnaire(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """What is asked: one version, immutable once published."""

    title: str
    audience: Literal["residents", "staff", "everyone"]
    language: str = "en"
    always_open: bool = False
    unclear: bool = False
    """Whether "I don't understand this question" can be ticked below every question that may be left blank."""
    listed: bool = True
    """Whether the front page leads to it."""
    start: Start
    thanks: Thanks
    contact: ContactForm | None = None
    """Whether people may leave contact details after sending."""
    conditions: dict[str, Condition] = {}
    sections: tuple[Section, ...]
    characteristics: tuple[str, ...] = ()
    """The questions by which results may be broken down, at most eight (results contract, 28)."""
    merges: dict[str, tuple[Merge, ...]] = {}
    """By characteristic, the larger groups that are used where most numbers would be hidden (results contract, 36)."""
    quadrants: tuple[Quadrant, ...] = ()
    """What results hold against each other in one chart."""
    headlines: tuple[AnyKind, ...] = ()
    """Figures made of answers by declared rules, in the order in which results show them."""
    wordings: dict[str, Wording] = {}
    """The variants' overlays by tag, `pl` or `en-easyread`: files beside the questionnaire's, never in it."""
