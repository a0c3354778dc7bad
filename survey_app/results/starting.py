"""Start here: the five first steps of somebody new to the team, each ticked by what they have really done."""

from enum import StrEnum

from msgspec import Struct

from survey_app.results.rounds import Step
from survey_app.team.first_steps import FirstSteps


class Stand(StrEnum):
    """Where a step stands, in words."""

    DONE = "Done"
    OPEN = "To do"
    ASK = "Somebody else's"


class StartStep(Struct, frozen=True):
    """One step: what it is, what it takes today, and where to go for it."""

    title: str
    stand: Stand
    words: str
    links: tuple[Step, ...] = ()


class StartHere(Struct, frozen=True):
    """The five steps, and in words how many of those that can be taken are done."""

    steps: tuple[StartStep, ...]
    progress: str
    hidden: bool


class Ground(Struct, frozen=True):
    """What the steps lead to: the survey that is best to begin with, its page, its public address, its results if there
    are pretend ones to read, whether the member runs the service and may print posters, and whether the words of any
    survey that they may see have been changed since it was first published."""

    title: str
    page: str
    public: str
    results: str
    manages: bool
    prints: bool = False
    changed: bool = False


def start_here(done: FirstSteps, ground: Ground | None) -> StartHere:
    """The steps of one member."""
    steps = () if ground is None else _steps(done, ground)
    possible = [step for step in steps if step.stand in {Stand.DONE, Stand.OPEN}]
    count = sum(step.stand is Stand.DONE for step in possible)
    return StartHere(steps, f"{count} of {len(possible)} done", done.hidden)


def _steps(done: FirstSteps, ground: Ground) -> tuple[StartStep, ...]:
    return (
        StartStep(
            "Try a survey",
            Stand.DONE if done.tried else Stand.OPEN,
            "Answer it as people do, to the end. It is practice: nothing is kept and nothing is counted.",
            (Step(f"Go to “{ground.title}” and press Try it", f"{ground.page}#try"),),
        ),
        _change(ground),
        _results_step(done, ground),
        _poster(done, ground),
        _invitation(done, ground),
    )


def _change(ground: Ground) -> StartStep:
    """Words are changed in a file, so it is not this member's doing that ticks the step, but what was published."""
    stand = Stand.DONE if ground.changed else Stand.OPEN if ground.manages else Stand.ASK
    words = (
        "Words stand in the questionnaire's file. Whoever looks after the server changes them there and publishes "
        "them. This step ticks itself when that is done."
    )
    return StartStep("Change a word", stand, words, (Step("How words are changed", "/team/help#words"),))


def _poster(done: FirstSteps, ground: Ground) -> StartStep:
    if not ground.prints:
        words = f"The person who runs this service makes posters. You can give people the address: {ground.public}"
        return StartStep("Make a poster", Stand.ASK, words)
    stand = Stand.DONE if done.postered else Stand.OPEN
    words = "Make one for a place, with a short address and a QR code, and print it."
    return StartStep("Make a poster", stand, words, (Step(f"Posters of “{ground.title}”", f"{ground.page}/posters"),))


def _results_step(done: FirstSteps, ground: Ground) -> StartStep:
    title, stand = "See results with pretend answers", Stand.DONE if done.read else Stand.OPEN
    if ground.results:
        words = "Pretend answers are there. See what the results will look like."
        return StartStep(title, stand, words, (Step("Read pretend results", ground.results),))
    if ground.manages:
        words = "Let made-up people answer, then read the results. You can remove them at any time."
        leads = Step("Go to the survey and press Fill with pretend answers", f"{ground.page}#pretend")
        return StartStep(title, stand, words, (leads,))
    words = "Ask the person who runs this service to fill a survey with pretend answers. Then read its results."
    return StartStep(title, stand, words)


def _invitation(done: FirstSteps, ground: Ground) -> StartStep:
    if ground.manages:
        stand = Stand.DONE if done.invited else Stand.OPEN
        words = "Add somebody by their e-mail address and choose what they may do."
        return StartStep("Invite a colleague", stand, words, (Step("How to add a member", "/team/help#members"),))
    words = "Only the person who runs this service can add members. Tell them your colleague's e-mail address."
    return StartStep("Invite a colleague", Stand.ASK, words)
