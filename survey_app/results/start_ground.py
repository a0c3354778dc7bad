"""What the first steps of somebody new lead to, chosen among the surveys that they may see."""

from collections.abc import Sequence

from survey_app.results.finding import Found
from survey_app.results.glances import Glance, next_step
from survey_app.results.starting import Ground
from survey_app.surveys.versions import reworded
from survey_app.team.permissions import Permission, may
from survey_app.team.viewer import Viewer
from survey_app.web.service import Service


async def ground(service: Service, viewer: Viewer, every: Sequence[Found], seen: Sequence[Glance]) -> Ground | None:
    """The residents' survey where there is one, else the first; None where the viewer may see no survey at all."""
    pairs = sorted(zip(every, seen, strict=True), key=lambda pair: pair[0].survey.audience != "residents")
    if not pairs:
        return None
    changed = await service.database.read(reworded)
    readable = [pair for pair in pairs if pair[1].pretend and pair[1].level is not None]
    (known, _), (first, glanced) = pairs[0], (readable or pairs)[0]
    return Ground(
        title=known.survey.title,
        page=known.address,
        public=f"{service.settings.public_url}/{known.survey.slug}",
        results=next_step(glanced, first).address if readable else "",
        prints=known.prints,
        changed=any(each.survey.id in changed for each in every),
        manages=may(viewer.permissions, Permission.MANAGE, known.survey),
    )
