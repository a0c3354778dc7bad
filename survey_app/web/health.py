"""Whether the service is well, for whatever watches it: it answers, it reads, and it can write."""

from litestar import Response, Router, get
from litestar.di import NamedDependency

from survey_app.database import answers
from survey_app.web.audience import Audience
from survey_app.web.replies import plain_text
from survey_app.web.service import Service
from survey_app.writer import NotStored, WriterFull


@get("/health")
async def show_health(service: NamedDependency[Service]) -> Response[str]:
    """`ok`, or 503 and which half is not. It says nothing else, because anybody may ask."""
    await service.database.read(answers)
    try:
        await service.writer.transaction(answers)
    except (NotStored, WriterFull):
        return plain_text("cannot write\n", status=503)
    return plain_text("ok\n")


health_router = Router("/", route_handlers=[show_health], opt={"audience": Audience.PUBLIC})
