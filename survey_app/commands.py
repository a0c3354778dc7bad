"""What each command of the terminal does; every one opens the database, says what it did, and closes it."""

import sys
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

from survey_app.database import Database
from survey_app.demo.filling import fill, fillable, remove_all
from survey_app.jobs import run_jobs
from survey_app.migrating import migrate
from survey_app.organisation import read_organisation
from survey_app.preparing import (
    known_survey,
    load_area_file,
    load_file,
    opened,
    picture_names,
    questionnaire_files,
    slug_of,
)
from survey_app.questionnaire.checks_variants import Known, variant_faults
from survey_app.questionnaire.faults import report
from survey_app.questionnaire.loading import faults_in, names_in, read_file
from survey_app.questionnaire.schema import schema
from survey_app.settings import Settings, read_keys
from survey_app.surveys.quarters import withdraw_by
from survey_app.surveys.surveys import survey_by_slug
from survey_app.surveys.versions import publish, versions_of
from survey_app.surveys.waves import MOST_PAPER_DAYS, add_collector, close_wave, expect_paper, open_wave, waves_of
from survey_app.team.commands import add_member_with, let_member_in, shut_member_out, take_permission, verify_log
from survey_app.team.commands import sign_in_link as make_sign_in_link
from survey_app.team.happenings import happenings
from survey_app.team.permissions import Grant, permission_named
from survey_app.translating.exchange import export_words, import_words
from survey_app.translating.standing import standing
from survey_app.web.london import LONDON, plain_instant


def check_files(settings: Settings, path: Path) -> int:
    """Prove every questionnaire; 1 when there is a fault."""
    organisation = read_organisation(settings.organisation)
    files = questionnaire_files(path)
    faults = [fault for file in files for fault in faults_in(file, organisation, picture_names())]
    if faults:
        print(report(faults))
    else:
        for file in files:
            for line in standing(slug_of(file), read_file(file, organisation), names_in(organisation)):
                print(line)
    print(f"{len(files)} questionnaires, {len(faults)} faults")
    return 1 if faults else 0


def load_files(settings: Settings, path: Path, now: int, *, publishing: bool) -> int:
    """Store every questionnaire that has no fault as a version; 1 when one has a fault, and nothing is stored."""
    organisation = read_organisation(settings.organisation)
    files = questionnaire_files(path)
    if any(faults_in(file, organisation, picture_names()) for file in files):
        return check_files(settings, path)
    with opened(settings) as database:
        for file in files:
            print(load_file(database, file, organisation, now, publishing=publishing))
    return 0


def print_schema() -> int:
    """Print the JSON Schema of a questionnaire's file."""
    sys.stdout.write(schema().decode())
    return 0


def load_areas(settings: Settings, file: Path, ranked: int) -> int:
    """Make the table of postcodes from the ONS Postcode Directory."""
    inside, beside = load_area_file(settings, file, ranked)
    print(f"{settings.areas}: {inside:,} postcodes in the area, {beside:,} just outside it. Start the service again.")
    return 0


def publish_version(settings: Settings, slug: str, number: int | None, now: int) -> int:
    """Publish a stored version; 1 where a wording of it is not complete, and it is not published."""
    with opened(settings) as database, database.write() as connection:
        survey = known_survey(survey_by_slug(connection, slug), slug)
        versions = {each.number: each for each in versions_of(connection, survey.id)}
        chosen = versions.get(max(versions) if number is None else number)
        if chosen is None:
            raise LookupError(f"{slug} has no version {number}. It has {', '.join(map(str, versions))}.")
        known = Known(names_in(read_organisation(settings.organisation)), picture_names())
        if faults := tuple(variant_faults(chosen.questionnaire, known)):
            print(report(faults))
            return 1
        publish(connection, chosen, now)
    print(f"{slug}: version {chosen.number} is published")
    return 0


def export_translation(settings: Settings, questionnaires: Path, slug: str, variant: str, output: Path | None) -> int:
    """Write a wording as a PO file for translators, and say what changed, what is missing, what is no longer used."""
    organisation = read_organisation(settings.organisation)
    raw, lines = export_words(questionnaires, organisation, slug, variant)
    path = Path(f"{slug}.{variant}.po") if output is None else output
    path.write_bytes(raw)
    print(path, *lines, sep="\n")
    return 0


def import_translation(settings: Settings, questionnaires: Path, path: Path) -> int:
    """Take a translator's PO file into the wording's own file, and say the same."""
    organisation = read_organisation(settings.organisation)
    file, lines = import_words(questionnaires, organisation, path.read_bytes())
    print(file, *lines, sep="\n")
    return 0


def set_wave(
    settings: Settings, slug: str, at: str | None, now: int, *, opening: bool, paper_days: int | None = None
) -> int:
    """Open the next round of a survey, or set when its latest one closes and until when it takes paper."""
    if paper_days is not None and not 0 <= paper_days <= MOST_PAPER_DAYS:
        raise ValueError(f"Paper may arrive for 0 to {MOST_PAPER_DAYS} days after closing.")
    instant = now if at is None else london_instant(at)
    with opened(settings) as database, database.write() as connection:
        survey = known_survey(survey_by_slug(connection, slug), slug)
        waves = waves_of(connection, survey.id)
        if opening:
            if waves and not waves[-1].shut_at(instant):
                raise ValueError(f"Round {waves[-1].number} of {slug} is not closed by then. Close it first.")
            wave = open_wave(connection, survey.id, instant)
            add_collector(connection, wave.id, code="open")
        elif not waves:
            raise LookupError(f"{slug} has no round to close. Open one first.")
        elif instant <= waves[-1].opens_at:
            raise ValueError(f"Round {waves[-1].number} of {slug} opens {plain_instant(waves[-1].opens_at)}.")
        else:
            wave = waves[-1]
            close_wave(connection, wave.id, instant, withdraw_by(instant))
            if paper_days is not None:
                expect_paper(connection, wave.id, paper_days)
    print(f"{slug}: round {wave.number} {'opens' if opening else 'closes'} {plain_instant(instant)}")
    return 0


def add_member(
    settings: Settings, email: str, permissions: Sequence[str], slug: str | None, reason: str, now: int
) -> int:
    """Add somebody to the team with these permissions."""
    with opened(settings) as database:
        survey = None if slug is None else known_survey(database.read_blocking(survey_by_slug, slug), slug)
        survey_id = None if survey is None else survey.id
        grants = [Grant(permission_named(name), survey_id, reason) for name in permissions]
        member = add_member_with(database, read_keys(settings.keys), email, grants, now)
    print(f"{member.email}: {', '.join(permissions) or 'no new permissions'}")
    return 0


def sign_in_link(settings: Settings, email: str, now: int) -> int:
    """Print a sign-in link, once."""
    with opened(settings) as database:
        print(make_sign_in_link(database, read_keys(settings.keys), settings.public_url, email, now))
    return 0


def revoke_permission(settings: Settings, email: str, name: str, slug: str | None, now: int) -> int:
    """Take a permission away, as it was given: for every survey, or for one; 1 when it was not held so."""
    with opened(settings) as database:
        survey_id = None if slug is None else known_survey(database.read_blocking(survey_by_slug, slug), slug).id
        taken = take_permission(database, read_keys(settings.keys), email, permission_named(name), survey_id, now)
    where = "for every survey" if slug is None else f"for {slug}"
    print(f"{email}: {name} {where} is {'taken away' if taken else 'not held'}")
    return 0 if taken else 1


def set_member_out(settings: Settings, email: str, now: int, *, out: bool) -> int:
    """Shut a member out at once, on every computer, or let one back in with what they held."""
    with opened(settings) as database:
        change = shut_member_out if out else let_member_in
        changed = change(database, read_keys(settings.keys), email, now)
    print(f"{email}: {'' if changed else 'already '}{'shut out' if out else 'let in'}")
    return 0


def audit_log(settings: Settings, *, listing: bool, most: int) -> int:
    """Say whether the audit log is whole, 1 when it is not; or list its newest entries, the newest first."""
    with opened(settings) as database:
        if listing:
            for each in database.read_blocking(happenings, None, most):
                print(f"{each.sequence}  {each.when}  {each.who}: {each.what}", *each.about, sep="; ")
            return 0
        entries, broken = database.read_blocking(verify_log, read_keys(settings.keys))
    print(f"{entries} entries, whole" if broken is None else f"entry {broken} is missing or was changed")
    return 0 if broken is None else 1


def fill_demonstration(settings: Settings, questionnaires: Path, counts: Mapping[str, int], seed: int, now: int) -> int:
    """Fill surveys, by their short addresses, with so many pretend answers; none at all where one has real ones."""
    organisation = read_organisation(settings.organisation)
    wanted = {slug: count for slug, count in counts.items() if count}
    with opened(settings) as database:
        for slug in wanted:
            database.read_blocking(fillable, slug)
        for slug, count in wanted.items():
            stored = fill(database.write, questionnaires, organisation, slug, count, seed, now)
            print(f"{slug}: {stored:,} pretend answers stored")
    print("Every page and file says that they are pretend. Remove them before a survey opens: survey demo --remove")
    return 0


def remove_demonstration(settings: Settings) -> int:
    """Remove every pretend answer, with the rounds and links that were made up for them."""
    with opened(settings) as database:
        removed = remove_all(database.write)
    for slug, count in removed.items():
        print(f"{slug}: {count:,} pretend answers removed")
    if not removed:
        print("There are no pretend answers.")
    return 0


def bring_up(settings: Settings) -> int:
    """Make the database, or bring it to this release's schema."""
    database = Database(settings.database)
    try:
        migrate(database)
    finally:
        database.close_blocking()
    print("The database has this release's schema.")
    return 0


def start_jobs(settings: Settings, now: int) -> int:
    """Do one round of jobs, safely beside a running service."""
    with opened(settings) as database:
        done = run_jobs(database, now)
    print(", ".join(f"{name}: {count}" for name, count in done.items()))
    return 0


def london_instant(words: str) -> int:
    """The instant, in UTC seconds, of a London time such as `2027-06-03 09:00`.

    Raises ValueError for what is not a time, does not exist, or occurs twice when the clocks change.
    """
    try:
        plain = datetime.strptime(words, "%Y-%m-%d %H:%M")  # noqa: DTZ007  # a London time: the zone is set below
    except ValueError:
        raise ValueError(f"'{words}' is not a time. Write it like '2027-06-03 09:00', in London time.") from None
    local = plain.replace(tzinfo=LONDON)
    first, second = (int(local.replace(fold=fold).timestamp()) for fold in (0, 1))
    if first != second:
        raise ValueError(f"{words} does not exist or occurs twice, because the clocks change. Choose another time.")
    return first
