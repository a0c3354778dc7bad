"""The command `survey sample`: how the people of each link of a survey's newest round came to be asked."""

from collections.abc import Mapping

from survey_app.preparing import known_survey, opened
from survey_app.questionnaire.variables import variables
from survey_app.settings import Settings, read_keys
from survey_app.surveys.samples import TYPES, Sample, read_sample
from survey_app.surveys.strata import Link, links_of, set_sample
from survey_app.surveys.surveys import published_version, survey_by_slug
from survey_app.surveys.waves import waves_of
from survey_app.team import audit
from survey_app.team.audit import Event
from survey_app.web.london import london_day


def describe_sample(settings: Settings, slug: str, code: str, typed: Mapping[str, str], now: int) -> int:
    """Say how the people of a link came to be asked; without a type say what is known of every link.

    `typed` has `type` and the fields of a sample drawn by chance. 1 where something is wrong with them, in words.
    """
    with opened(settings) as database, database.write() as connection:
        survey = known_survey(survey_by_slug(connection, slug), slug)
        waves = waves_of(connection, survey.id)
        links = links_of(connection, waves[-1].id) if waves else ()
        if not typed.get("type"):
            print(*map(_words, links), sep="\n")
            return 0
        link = next((each for each in links if each.collector.code == code), None)
        if link is None:
            known = ", ".join(each.collector.code for each in links) or "no links"
            raise LookupError(f"The newest round of {slug} has no link {code!r}. It has {known}.")
        version = published_version(connection, survey)
        every = () if version is None else variables(version.questionnaire)
        made = read_sample(typed, london_day(now), {each.key for each in every if each.measure == "number"})
        if not isinstance(made, Sample):
            print(*(f"--{each.field.replace('_', '-')}: {each.words}" for each in made), sep="\n")
            return 1
        set_sample(connection, link.collector, made)
        detail = {"survey": slug, "link": code, "sample": TYPES[made.type]}
        audit.append(connection, read_keys(settings.keys), now, None, Event.SAMPLE_DESCRIBED, detail)
    print(_words(Link(link.collector, made.stratum), made.type))
    return 0


def _words(link: Link, kind: str = "") -> str:
    made = link.stratum
    words = f"{link.collector.code}: {TYPES[kind or link.collector.sample_type]}"
    if made is None:
        return words
    return f"{words}. {made.name}: {made.issued:,} of {made.size:,} in {made.frame}, drawn on {made.selected_on}"
