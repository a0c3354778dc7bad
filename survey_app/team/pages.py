"""All of the team's own pages behind one router: signing in, one's account, members, what happened."""

from litestar import Router
from litestar.di import Provide

from survey_app.team.gate import viewer_of
from survey_app.team.pages_account import end_a_session, show_account
from survey_app.team.pages_audit import show_log
from survey_app.team.pages_kept import show_kept
from survey_app.team.pages_member import (
    give_permission,
    let_member_in,
    make_a_link,
    show_member,
    shut_member_out,
    take_a_permission,
)
from survey_app.team.pages_members import add_a_member, show_members
from survey_app.team.pages_password import choose_password, prove, show_password, show_prove
from survey_app.team.pages_sign_in import (
    begin_session,
    check_password,
    end_all_sessions,
    end_session,
    show_link,
    show_sign_in,
)

router = Router(
    path="/team",
    route_handlers=[
        show_sign_in,
        check_password,
        show_link,
        begin_session,
        show_kept,
        end_session,
        end_all_sessions,
        show_account,
        end_a_session,
        show_password,
        choose_password,
        show_prove,
        prove,
        show_members,
        add_a_member,
        show_member,
        give_permission,
        take_a_permission,
        make_a_link,
        shut_member_out,
        let_member_in,
        show_log,
    ],
    dependencies={"viewer": Provide(viewer_of)},
)
