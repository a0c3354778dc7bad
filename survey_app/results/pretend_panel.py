"""What a survey's page says of its pretend answers to whoever runs the service, and which buttons it offers."""

from msgspec import Struct

from survey_app.surveys.pretending import Work


class Panel(Struct, frozen=True):
    """Words, and whether each button is there. `look` is while work goes on: it leads to the same page again."""

    words: str
    look: bool = False
    fill: bool = False
    stop: bool = False
    remove: bool = False


def panel(work: Work | None, stored: int, people: int, now: int, *, real: bool) -> Panel | None:
    """The panel of a survey that holds so many pretend answers and, if `real`, real ones; None where it has no use.

    `people` is how many would be made; `now` is UTC seconds.
    """
    if work is not None and work.going_on(now):
        return _under_way(work, stored)
    if real:
        words = f"{_answers(stored)} still stored. They are in no figure, because real answers have come in."
        return Panel(words, remove=True) if stored else None
    if work is not None and work.kind == "make":
        return Panel(
            f"Making pretend answers was broken off: {stored:,} of {work.people:,} are there.", fill=True, remove=True
        )
    if stored:
        return Panel(f"{_answers(stored)} stored. Remove them before people answer.", remove=True)
    return Panel(
        f"Nobody has answered yet. To see what results will look like, let {people:,} made-up people answer. "
        "Every page and file will say that their answers are pretend. You can remove them at any time.",
        fill=True,
    )


def _under_way(work: Work, stored: int) -> Panel:
    match work.kind:
        case "make":
            return Panel(f"Making pretend answers: {stored:,} of {work.people:,}.", look=True, stop=True)
        case "stop":
            return Panel(f"Stopping. Pretend answers made so far are being removed: {stored:,} are left.", look=True)
        case "remove":
            return Panel(f"Removing pretend answers: {stored:,} are left.", look=True)


def _answers(count: int) -> str:
    return "1 pretend answer is" if count == 1 else f"{count:,} pretend answers are"
