"""Every shipped questionnaire in each of its variants, and the small one of each kind, as a paper form."""

from collections.abc import Iterator

from survey_app.organisation import read_organisation
from survey_app.questionnaire.definition import Asked, Questionnaire
from survey_app.questionnaire.loading import read_file
from survey_app.questionnaire.variants import in_variant, variants_of
from survey_app.respond.paper.contexts import PaperQuestion
from survey_app.respond.paper.form import paper_form
from survey_app.respond.paper.page import Printed, paper_page
from survey_app.respond.paper.sizes import Size
from survey_app.web.static import read_assets
from survey_app.web.templates import furnish, render
from survey_app.web.tongues import tongue_of
from tests.questionnaire.kinds.files import KINDS, kind_file
from tests.serving import CHECKOUT

FILES = CHECKOUT / "questionnaires"
ORGANISATION = read_organisation(FILES / "organisation.toml")
SHIPPED = {file.parent.name: read_file(file, ORGANISATION) for file in sorted(FILES.glob("*/questionnaire.toml"))}
SHIPPED |= {kind: read_file(kind_file(kind), ORGANISATION) for kind in KINDS}
FORMS = [(slug, variant) for slug, asked in SHIPPED.items() for variant in variants_of(asked, drafts=True)]
"""Each questionnaire's slug with each of its variants."""


def printed(slug: str, variant: str = "en", size: Size = Size.STANDARD, code: str = "abcde") -> Printed:
    """What is printed of a shipped questionnaire."""
    return Printed(
        slug=slug,
        questionnaire=SHIPPED[slug],
        variant=variant,
        size=size,
        code=code,
        place="Chorley Library",
        last_day="2027-06-30",
        public_url="https://surveys.example.gov.uk",
        back="/",
    )


def html_of(slug: str, variant: str, size: Size) -> str:
    """A form as the service makes it."""
    furnish(ORGANISATION, read_assets(CHECKOUT / "static", ORGANISATION.accent))
    page = paper_page(printed(slug, variant, size), ORGANISATION)
    return render("respond/paper/form.html", page, tongue_of(variant))


def on_paper(asked: Questionnaire, variant: str, size: Size = Size.STANDARD) -> dict[str, PaperQuestion]:
    """The questions of a form by id."""
    return {each.id: each for section in paper_form(asked, variant, size) for each in section.questions}


def asked_in(slug: str, variant: str) -> Iterator[Asked]:
    """The questions of a shipped questionnaire in one variant, but those about how to reach somebody."""
    for section in in_variant(SHIPPED[slug], variant).sections:
        if section.part != "contact":
            yield from section.questions
