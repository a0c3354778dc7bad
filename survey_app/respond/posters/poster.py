"""One poster: what a survey is about, and the way to it, for one wording and link."""

from msgspec import Struct

from survey_app.questionnaire.definition import Questionnaire
from survey_app.questionnaire.languages import language_of
from survey_app.questionnaire.phrases import Said
from survey_app.questionnaire.variants import in_variant, variants_of
from survey_app.respond.languages import start_address
from survey_app.respond.paper.square import square_of
from survey_app.respond.posters.contexts import PosterPage


class Posted(Struct, frozen=True, kw_only=True):
    """What is printed. `closes` says when the survey closes; empty while no end is set."""

    slug: str
    questionnaire: Questionnaire
    variant: str
    code: str
    closes: Said
    public_url: str
    back: str


def poster(posted: Posted) -> PosterPage:
    """The sheet. Raises LookupError for a variant that the questionnaire lacks."""
    asked = in_variant(posted.questionnaire, posted.variant)
    language = language_of(posted.variant)
    drawn = square_of(square_address(posted))
    return PosterPage(
        title=asked.title,
        language=language.tag,
        direction=language.direction,
        back=posted.back,
        about=asked.start.about[0] if asked.start.about else "",
        minutes=asked.start.minutes,
        timed=asked.start.timed,
        closes=posted.closes,
        address=typed_address(posted.public_url, posted.slug, posted.code),
        square=drawn.path,
        side=drawn.side,
        other_ways=asked.start.other_ways,
        draft=posted.variant not in variants_of(posted.questionnaire, drafts=False),
        code=posted.code,
    )


def typed_address(public_url: str, slug: str, code: str) -> str:
    """A poster's web address as people type it."""
    return f"{public_url}/{slug}/from/{code}".partition("://")[2]


def square_address(posted: Posted) -> str:
    """The same in the poster's own wording, for who points a phone at it."""
    own = posted.questionnaire.language
    return f"{posted.public_url}{start_address(posted.slug, posted.variant, own, f'?from={posted.code}')}"
