"""What the room's handlers are given: the service, the directory of surveys, the pages kept, the style."""

from msgspec import Struct

from survey_app.questionnaire.areas import Areas
from survey_app.respond.finding import Drafts
from survey_app.respond.fragments import ClearingPages, Fragments, ReadyPages
from survey_app.surveys.directory import Directory
from survey_app.web.service import Service
from survey_app.web.turns import Turns


class Room(Struct, frozen=True):
    """The parts that residents' pages need. `style_policy` allows the style that a start page has inside it."""

    service: Service
    directory: Directory
    drafts: Drafts
    fragments: Fragments
    ready: ReadyPages
    clearing: ClearingPages
    style_policy: str
    turns: Turns
    areas: Areas
