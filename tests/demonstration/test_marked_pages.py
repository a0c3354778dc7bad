"""Every page that shows a figure of pretend answers says that they are pretend."""

from tests.demonstration.team import Team, pressed

PAGES = (
    "",
    "/results",
    "/results/Q1/by/Q7",
    "/results/Q1/worked-out",
    "/results/banner?by=Q7",
    "/results/how-collected",
    "/results/over-time",
    "/report",
    "/downloads",
)


def test_every_page_of_figures_says_that_answers_are_pretend(sqlite_team: Team) -> None:
    client = sqlite_team.member("manager")
    pressed(client, client.open("/team/surveys/residents"), "/pretend")
    for path in PAGES:
        page = client.open(f"/team/surveys/residents{path}")
        assert page.status == 200, path
        assert "Pretend answers." in page.words, path
