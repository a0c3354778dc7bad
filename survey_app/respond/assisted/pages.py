"""All pages of assisted entry behind one router: batches, keying, keying again, settling."""

from litestar import Router
from litestar.di import Provide

from survey_app.respond.assisted.pages_batch import end_a_batch, finish_a_batch, key_the_rest, show_batch
from survey_app.respond.assisted.pages_batches import begin_a_batch, show_batches
from survey_app.respond.assisted.pages_keying import key_form, show_form
from survey_app.respond.assisted.pages_second import key_again, show_again
from survey_app.respond.assisted.pages_settling import settle_form, show_differences
from survey_app.team.gate import viewer_of

keying_router = Router(
    path="/team",
    route_handlers=[
        show_batches,
        begin_a_batch,
        show_batch,
        end_a_batch,
        key_the_rest,
        finish_a_batch,
        show_form,
        key_form,
        show_again,
        key_again,
        show_differences,
        settle_form,
    ],
    dependencies={"viewer": Provide(viewer_of)},
)
