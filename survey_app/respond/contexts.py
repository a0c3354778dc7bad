"""What each resident's page is given to show, named field by field."""

from collections.abc import Callable

from markupsafe import Markup
from msgspec import Struct

from survey_app.organisation import HelpPlace
from survey_app.questionnaire.contact_form import ContactForm
from survey_app.questionnaire.definition import Start
from survey_app.questionnaire.phrases import Said
from survey_app.respond.languages import Offer
from survey_app.respond.stored_fields import StoredField


class Frame(Struct, frozen=True, kw_only=True):
    """What every page of a survey shows around its main part."""

    slug: str
    survey_title: str
    variant: str = "en"
    start: str
    """The address of the start page in this wording."""
    others: tuple[Offer, ...] = ()
    """The other variants in which this page can be read."""
    draft: bool = False
    """No native reader has checked these words: every page says so."""
    language: str = "en"
    direction: str = "ltr"
    privacy: str = "/privacy"
    """Where the privacy page is in this language."""
    shared: bool = False
    practice: bool = False
    """Somebody of the team tries the survey: every page says that nothing is kept."""
    easy_read: bool = False
    pictures: bool = False
    """Whether this page shows the pictures that stand beside its words."""
    clears_at: Markup | str = ""
    """London time at which an idle shared computer clears; empty on a person's own device."""

    @property
    def root(self) -> str:
        """The address of the survey's pages in this wording."""
        return f"/{self.slug}/{self.variant}"


class ShownOption(Struct, frozen=True, kw_only=True):
    """One option as it is shown."""

    code: str
    label: str
    hint: str = ""
    heading: str = ""
    detail: Said = ""
    divider: bool = False
    """Print the word "or" before it."""
    official: str = ""
    picture: str = ""


class ShownRow(Struct, frozen=True, kw_only=True):
    """One row of an item list, a fieldset of its own."""

    name: str
    label: str
    problem: Said
    official: str = ""


class ShownQuestion(Struct, frozen=True, kw_only=True):
    """One question as it is shown. `alone` makes its legend or label the page's heading."""

    kind: str
    id: str
    label: str
    hint: Said
    alone: bool
    problem: Said
    detail_problem: Said = ""
    options: tuple[ShownOption, ...] = ()
    rows: tuple[ShownRow, ...] = ()
    unit: str = ""
    whole_number: bool = True
    parts: tuple[str, ...] = ()
    """The boxes of a date: day, month, year."""
    wrong: str = ""
    """The field that its problem is about."""
    unclear: bool = False
    """Whether "I don't understand this question" can be ticked."""
    places: tuple[Said, ...] = ()
    """The places of a ranking in words, from the first."""
    picture: str = ""


class ProblemLine(Struct, frozen=True):
    """One line of the problem summary, linking to its field."""

    key: str
    words: Said


class SectionPage(Struct, frozen=True, kw_only=True):
    """One section's page."""

    frame: Frame
    section_id: str
    title: str
    heading: str
    progress: Said
    text: tuple[str, ...]
    notices: tuple[Said, ...]
    problems: tuple[ProblemLine, ...]
    questions: tuple[ShownQuestion, ...]
    skip: Said
    """The words of the skip button; empty where an answer is needed."""
    buttons: tuple[ShownOption, ...]
    """Options that are buttons and send at once, in place of Continue."""
    back: bool
    checked: Callable[[str, str], Markup]
    typed: Callable[[str], Markup]
    selected: Callable[[str, str], Markup]
    where: Callable[[str, str, str], Markup]
    """Words that stand there only for who has this code in this field."""
    mark: Markup
    list_part: int = 0
    """Which page of a long list this is; 0 where it is none."""
    goes_on: bool = False
    """Whether the list has more options on a later page."""


class StartPage(Struct, frozen=True, kw_only=True):
    """A survey's start page."""

    frame: Frame
    start: Start
    closes: Said
    """When it closes, in words; empty while no end is set."""
    staff: bool
    collector: str
    public_computer: bool
    carry_on: str
    """Where [Carry on] leads; empty where there is nothing to carry on."""
    notice: Said
    accessibility: str
    """Where the accessibility statement is in this language."""
    light: bool = False
    """Whether the survey is to be begun without pictures."""


class CheckRow(Struct, frozen=True, kw_only=True):
    """One question on the check page."""

    number: str
    label: str
    answer: Said
    answered: bool
    typed: bool
    """Whether the answer has words in it that the person typed, in whatever direction they are written."""
    href: str


class CheckGroup(Struct, frozen=True):
    """Rows that stand under one heading of the questionnaire; empty where they have none."""

    heading: str
    rows: tuple[CheckRow, ...]


class CheckPage(Struct, frozen=True, kw_only=True):
    """Check your answers."""

    frame: Frame
    clears_at: str
    notices: tuple[Said, ...]
    groups: tuple[CheckGroup, ...]
    about_you: Said
    """How many of the questions about you were answered; empty where there are none."""
    about_you_href: str
    longer: str = ""
    """The variant in which answers are sent that this one leaves out; empty where it leaves none out."""
    early: bool
    """Sending before the end: what was not reached is not sent."""
    receipt: bool
    """Whether the tick for a receipt code is set."""
    back: str
    mark: str


class ThanksPage(Struct, frozen=True, kw_only=True):
    """Thank you, after sending."""

    frame: Frame
    next: tuple[str, ...]
    local_help: tuple[HelpPlace, ...]
    receipt: str
    clears_at: str
    """London time at which a shared computer's page clears; empty on a person's own device."""
    staff: bool
    withdraw_by: Said
    news: bool
    """Whether there is anything to tell of earlier answers."""
    contact: bool
    """Whether contact details may be left: never on a shared computer."""
    feedback: str
    """Where people tell us about this survey; empty where nobody is asked."""


class NewsPage(Struct, frozen=True, kw_only=True):
    """What happened with earlier answers."""

    frame: Frame
    changed: tuple[str, ...]
    next: tuple[str, ...]
    back: str
    """Where the thank-you page is, for who comes from there; empty for who has not sent."""


class ContactPage(Struct, frozen=True, kw_only=True):
    """Where contact details are left."""

    frame: Frame
    form: ContactForm
    kept_until: Said
    kept: bool
    """Whether this person has left theirs already."""
    ticked: tuple[str, ...]
    email: str
    phone: str
    problems: tuple[ProblemLine, ...]
    notice: Said

    def problem(self, key: str) -> Said:
        """The words of a field's problem; empty where it has none."""
        return next((line.words for line in self.problems if line.key == key), "")


class StopPage(Struct, frozen=True, kw_only=True):
    """Stop: what to do with what was answered so far."""

    frame: Frame
    clears_at: str
    kept_until: Said
    back: str
    mark: str
    answered: int
    notice: Said
    code: str
    """The code to carry on elsewhere, in groups; empty where none was asked for."""


class MessagePage(Struct, frozen=True, kw_only=True):
    """A page that says one thing, with at most one link to go on."""

    frame: Frame
    title: Said
    text: tuple[Said, ...]
    link: Said = ""
    href: str = ""


class SurveyLine(Struct, frozen=True, kw_only=True):
    """One open survey on the front page."""

    title: str
    href: str
    about: str
    minutes: int
    closes: Said


class FrontPage(Struct, frozen=True, kw_only=True):
    """What is open to answer."""

    surveys: tuple[SurveyLine, ...]
    staff: tuple[SurveyLine, ...]


class StorePage(Struct, frozen=True, kw_only=True):
    """Exactly what is stored, field by field."""

    frame: Frame
    fields: tuple[StoredField, ...]
    never: tuple[Said, ...]
    staff: bool
