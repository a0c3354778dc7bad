"""A whole paper form: its cover, its sections and the foot of its pages, for one wording, size and print run."""

from msgspec import Struct

from survey_app.organisation import Organisation
from survey_app.questionnaire.definition import Questionnaire
from survey_app.questionnaire.kept_words import plain
from survey_app.questionnaire.languages import is_easy_read, language_of
from survey_app.questionnaire.loading import content_hash
from survey_app.questionnaire.phrases import Phrase, phrase
from survey_app.questionnaire.variants import in_variant, variants_of
from survey_app.respond.languages import start_address
from survey_app.respond.paper.contexts import Cover, Foot, PaperPage
from survey_app.respond.paper.form import paper_form
from survey_app.respond.paper.sizes import Size
from survey_app.respond.paper.square import Square, square_of
from survey_app.web.dates import day_words
from survey_app.web.tongues import Tongue, tongue_of

MARK = 6
"""Digits of the version's hash at the foot of each page."""

PAGE, PAGES = "\N{INFORMATION SEPARATOR ONE}", "\N{INFORMATION SEPARATOR TWO}"
"""What stands in the foot's words where the browser counts."""


class Printed(Struct, frozen=True, kw_only=True):
    """What is printed. `code` and `place` are the print run's: without a code it is a specimen, to look at."""

    slug: str
    questionnaire: Questionnaire
    variant: str
    size: Size
    code: str = ""
    place: str = ""
    last_day: str = ""
    """The day (ISO) by which forms should be back; empty while no end is set."""
    public_url: str
    back: str


def paper_page(printed: Printed, organisation: Organisation) -> PaperPage:
    """The form. Raises LookupError for a variant that the questionnaire lacks."""
    asked = in_variant(printed.questionnaire, printed.variant)
    language = language_of(printed.variant)
    return PaperPage(
        title=asked.title,
        language=language.tag,
        direction=language.direction,
        easy_read=is_easy_read(printed.variant),
        size=printed.size.value,
        back=printed.back,
        cover=_cover(printed, asked, organisation.said_in(language.tag)),
        sections=paper_form(printed.questionnaire, printed.variant, printed.size),
        thanks=asked.thanks.next,
        foot=_foot(printed, asked.title, tongue_of(printed.variant)),
    )


def web_address(printed: Printed) -> str:
    """Where the same survey is answered on the web by the print run's own link: short, for who types it."""
    return f"{printed.public_url}/{printed.slug}/from/{printed.code}"


def square_address(printed: Printed) -> str:
    """The same in the form's own wording, for who points a phone at it."""
    own = printed.questionnaire.language
    return f"{printed.public_url}{start_address(printed.slug, printed.variant, own, f'?from={printed.code}')}"


def _cover(printed: Printed, asked: Questionnaire, organisation: Organisation) -> Cover:
    drawn = square_of(square_address(printed)) if printed.code else Square("", 0)
    return Cover(
        about=asked.start.about,
        privacy=asked.start.privacy,
        other_ways=asked.start.other_ways,
        address=web_address(printed).partition("://")[2] if printed.code else "",
        square=drawn.path,
        side=drawn.side,
        last_day=day_words(printed.last_day) if printed.last_day else "",
        return_to=organisation.return_address,
        place=printed.place,
        draft=not_reviewed(printed.questionnaire, printed.variant),
        specimen=not printed.code,
    )


def _foot(printed: Printed, title: str, tongue: Tongue) -> Foot:
    mark = content_hash(printed.questionnaire)[:MARK]
    form: Phrase = (
        phrase("{title} · form {mark} · print run {code}", title=title, mark=mark, code=printed.code)
        if printed.code
        else phrase("{title} · form {mark} · specimen, not to be filled in", title=title, mark=mark)
    )
    numbered = tongue.say(phrase("Page {page} of {pages}", page=PAGE, pages=PAGES))
    before, _, rest = numbered.partition(PAGE)
    between, _, after = rest.partition(PAGES)
    return Foot(in_style(tongue.say(form)), in_style(before), in_style(between), in_style(after), form)


def in_style(text: str) -> str:
    """Text for between the quotation marks of a style sheet: whatever could end them, or HTML, as its number."""
    return "".join(each if each.isascii() and each.isalnum() else f"\\{ord(each):06x}" for each in plain(text))


def not_reviewed(questionnaire: Questionnaire, variant: str) -> bool:
    """Whether nobody has read a variant's words: it is printed to look at, never for people."""
    return variant not in variants_of(questionnaire, drafts=False)
