"""The proof of a questionnaire: every fault that a person answering, or a figure, would suffer from."""

from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from survey_app.questionnaire.checks_choices import choice_faults
from survey_app.questionnaire.checks_conditions import condition_faults
from survey_app.questionnaire.checks_contact import contact_faults
from survey_app.questionnaire.checks_duties import duty_faults
from survey_app.questionnaire.checks_measures import measure_faults
from survey_app.questionnaire.checks_names import name_faults, slug_faults
from survey_app.questionnaire.checks_pages import page_faults
from survey_app.questionnaire.checks_pipes import pipe_faults
from survey_app.questionnaire.checks_quadrants import quadrant_faults
from survey_app.questionnaire.checks_rewordings import rewording_faults
from survey_app.questionnaire.checks_routes import route_faults
from survey_app.questionnaire.checks_variants import Known, variant_faults
from survey_app.questionnaire.checks_wording import wording_faults
from survey_app.questionnaire.definition import Questionnaire
from survey_app.questionnaire.faults import Fault
from survey_app.questionnaire.overlays import file_of


class Place(Struct, frozen=True):
    """Where a questionnaire comes from: its file and slug, the ambitions that tags may name, and what wordings need."""

    file: str
    slug: str
    ambitions: frozenset[str]
    known: Known = Known()


def check(questionnaire: Questionnaire, place: Place) -> tuple[Fault, ...]:
    """Every fault of a loaded questionnaire; none means that it may be published."""
    path = Path(place.file)
    return tuple(replace(fault, file=str(file_of(fault.variant, path))) for fault in _faults(questionnaire, place))


def _faults(questionnaire: Questionnaire, place: Place) -> Iterator[Fault]:
    yield from slug_faults(place.slug)
    yield from page_faults(questionnaire)
    yield from choice_faults(questionnaire)
    yield from measure_faults(questionnaire)
    yield from wording_faults(questionnaire)
    yield from rewording_faults(questionnaire)
    yield from duty_faults(questionnaire, place.ambitions)
    yield from quadrant_faults(questionnaire)
    yield from contact_faults(questionnaire)
    yield from name_faults(questionnaire)
    lost = tuple(condition_faults(questionnaire))
    yield from lost or pipe_faults(questionnaire)
    yield from lost or route_faults(questionnaire)  # a route is proved only where every condition leads somewhere
    if not lost:
        yield from variant_faults(questionnaire, place.known)
