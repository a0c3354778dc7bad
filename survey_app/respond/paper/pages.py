"""The team's pages of paper forms: what to print, the form itself, the same as a PDF, and print runs."""

from datetime import date

from litestar import Response, Router, get, post
from litestar.di import NamedDependency, Provide
from litestar.exceptions import NotFoundException
from litestar.params import FromPath
from litestar.response import Stream

from survey_app.questionnaire.languages import english_name_of, is_easy_read
from survey_app.questionnaire.variants import variants_of
from survey_app.respond.paper.browser import NotPrinted, browser, pdf_of
from survey_app.respond.paper.contexts import Choice, PrintingPage, RunLine
from survey_app.respond.paper.finding import PRINTERS, Ground, ground
from survey_app.respond.paper.page import Printed, not_reviewed, paper_page, web_address
from survey_app.respond.paper.runs import make_run
from survey_app.respond.paper.sizes import WORDS, Size, size_for
from survey_app.team.gate import viewer_of
from survey_app.team.layout import Problem
from survey_app.team.viewer import Viewer
from survey_app.web.forms import parse_form, read_form
from survey_app.web.london import london_day
from survey_app.web.replies import Reply, download, page, see_other
from survey_app.web.scopes import AnyRequest
from survey_app.web.service import Service
from survey_app.web.templates import render
from survey_app.web.tongues import tongue_of
