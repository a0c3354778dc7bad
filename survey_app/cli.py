"""The command `survey`: everything that is done to an installation from a terminal."""

import argparse
import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from survey_app.commands import (
    add_member,
    audit_log,
    bring_up,
    check_files,
    export_translation,
    fill_demonstration,
    import_translation,
    load_areas,
    load_files,
    print_schema,
    publish_version,
    remove_demonstration,
    revoke_permission,
    set_member_out,
    set_wave,
    sign_in_link,
    start_jobs,
)
from survey_app.contact_commands import count_contacts, export_contacts, make_key, read_contacts
from survey_app.file_commands import ENDINGS, become_export, reproduce_file
from survey_app.questionnaire.area_loading import NEIGHBOURHOODS
from survey_app.questionnaire.faults import Faulty
from survey_app.readying import QUESTIONNAIRES
from survey_app.schema import UnknownSchema
from survey_app.serving import add_port, add_workers, become
from survey_app.settings import Settings, settings_from
from survey_app.surveys.pretending import PEOPLE
from survey_app.team.permissions import Permission
from survey_app.trial import run


def main(words: Sequence[str] | None = None) -> int:
    """Run one command; gives its exit code. Faults of the user's are told in words, without a traceback."""
    asked = _parser().parse_args(words)
    try:
        settings = settings_from(os.environ)
        return int(asked.command(settings, asked) or 0)
    except (UnknownSchema, ValueError, LookupError, OSError, Faulty) as refused:
        print(refused, file=sys.stderr)
        return 1


def commands_of() -> dict[str, argparse.ArgumentParser]:
    """Every command by its name, with what it takes, for the documents' test."""
    return dict(_commands(argparse.ArgumentParser()).choices)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="survey", description="Soundings: surveys and what came of them.")
    _commands(parser)
    return parser


def _commands(parser: argparse.ArgumentParser) -> "argparse._SubParsersAction[argparse.ArgumentParser]":
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _serving_commands(commands)
    _questionnaire_commands(commands)
    _translate_command(commands)
    _area_commands(commands)
    _wave_commands(commands)
    _member_commands(commands)
    _contact_commands(commands)
    _file_commands(commands)
    _log_commands(commands)
    _demonstration_commands(commands)
    return commands


def _serving_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    trial = commands.add_parser("run", help="make everything ready in a trial installation, and serve it")
    add_port(trial)
    trial.set_defaults(command=lambda _, asked: run(asked.port))
    service = commands.add_parser("serve", help="serve an installation that is ready")
    add_port(service)
    add_workers(service)
    service.set_defaults(command=lambda _, asked: become(asked.port, asked.workers))
    schema = commands.add_parser("migrate", help="make the database, or bring it to this release's schema")
    schema.set_defaults(command=lambda settings, _: bring_up(settings))
    jobs = commands.add_parser("run-jobs", help="do one round of the service's jobs now")
    jobs.set_defaults(command=lambda settings, _: start_jobs(settings, int(time.time())))


def _questionnaire_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    check = commands.add_parser("check", help="prove questionnaires: every fault with its place and its remedy")
    check.add_argument("path", type=Path, nargs="?", default=QUESTIONNAIRES)
    check.set_defaults(command=lambda settings, asked: check_files(settings, asked.path))
    load = commands.add_parser("load", help="store questionnaires as versions; the first of a survey is published")
    load.add_argument("path", type=Path, nargs="?", default=QUESTIONNAIRES)
    load.add_argument("--publish", action="store_true", help="publish what is loaded")
    load.set_defaults(
        command=lambda settings, asked: load_files(settings, asked.path, int(time.time()), publishing=asked.publish)
    )
    schema = commands.add_parser("schema", help="print the JSON Schema by which an editor checks a questionnaire")
    schema.set_defaults(command=lambda _settings, _asked: print_schema())
    publish = commands.add_parser("publish", help="publish a stored version of a survey")
    publish.add_argument("slug")
    publish.add_argument("--version", type=int, help="its number; the newest when left out")
    publish.set_defaults(
        command=lambda settings, asked: publish_version(settings, asked.slug, asked.version, int(time.time()))
    )


def _translate_command(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    translate = commands.add_parser("translate", help="give a survey's words to translators, and take theirs")
    ways = translate.add_subparsers(required=True, metavar="export|import")
    export = ways.add_parser("export", help="write a PO file, and say what changed in the source")
    export.add_argument("slug")
    export.add_argument("variant", help="pl, ur, en-easyread")
    export.add_argument("--output", type=Path, metavar="FILE", help="SLUG.VARIANT.po when left out")
    export.set_defaults(
        command=lambda settings, asked: export_translation(
            settings, QUESTIONNAIRES, asked.slug, asked.variant, asked.output
        )
    )
    taking = ways.add_parser("import", help="take a PO file's words into the wording's own file")
    taking.add_argument("file", type=Path)
    taking.set_defaults(command=lambda settings, asked: import_translation(settings, QUESTIONNAIRES, asked.file))


def _area_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    areas = commands.add_parser("areas", help="make the table of postcodes from the ONS Postcode Directory")
    areas.add_argument("action", choices=("load",))
    areas.add_argument("file", type=Path)
    areas.add_argument("--ranked", type=int, default=NEIGHBOURHOODS, help="how many neighbourhoods its ranks go to")
    areas.set_defaults(command=lambda settings, asked: load_areas(settings, asked.file, asked.ranked))


def _wave_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    for name, words in (("open", "open the next round of a survey"), ("close", "set when the latest round closes")):
        wave = commands.add_parser(name, help=words)
        wave.add_argument("slug")
        wave.add_argument("--at", metavar="'2027-06-03 09:00'", help="London time; now when left out")
        wave.set_defaults(
            paper_days=None,
            command=lambda settings, asked, opening=name == "open": set_wave(
                settings, asked.slug, asked.at, int(time.time()), opening=opening, paper_days=asked.paper_days
            ),
        )
    words = "days after closing on which paper may still arrive; 14 when left out"
    wave.add_argument("--paper-days", type=int, metavar="DAYS", help=words)


def _member_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    add = commands.add_parser("add-member", help="add somebody to the team, or give them more permissions")
    add.add_argument("email")
    add.add_argument("--permission", action="append", default=[], metavar="NAME", help=", ".join(Permission))
    add.add_argument("--survey", metavar="SLUG", help="for this survey only")
    add.add_argument("--reason", default="", help="why; needed for microdata")
    add.set_defaults(
        command=lambda settings, asked: add_member(
            settings, asked.email, asked.permission, asked.survey, asked.reason, int(time.time())
        )
    )
    link = commands.add_parser("sign-in-link", help="print a link that signs a member in once, within 30 minutes")
    link.add_argument("email")
    link.set_defaults(command=lambda settings, asked: sign_in_link(settings, asked.email, int(time.time())))
    taking = commands.add_parser("revoke-permission", help="take a permission away from a member")
    taking.add_argument("email")
    taking.add_argument("permission", metavar="NAME", help=", ".join(Permission))
    taking.add_argument("--survey", metavar="SLUG", help="where it was given for this survey only")
    taking.set_defaults(
        command=lambda settings, asked: revoke_permission(
            settings, asked.email, asked.permission, asked.survey, int(time.time())
        )
    )
    for name, words in (("disable-member", "shut a member out, at once"), ("enable-member", "let a member back in")):
        member = commands.add_parser(name, help=words)
        member.add_argument("email")
        member.set_defaults(
            command=lambda settings, asked, out=name == "disable-member": set_member_out(
                settings, asked.email, int(time.time()), out=out
            )
        )


def _contact_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    contacts = commands.add_parser("contacts", help="contact details that people left: keys, counts, export, reading")
    contacts.add_argument("action", choices=("make-key", "count", "export", "read"))
    contacts.add_argument("what", nargs="?", default="", help="the survey to export, or the exported file to read")
    contacts.add_argument("--key", type=Path, help="the file of the private key, to read with")
    contacts.set_defaults(command=_contacts)


def _file_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    again = commands.add_parser("reproduce", help="make the figures of a file's manifest again, and compare")
    again.add_argument("manifest", type=Path)
    again.add_argument("--output", type=Path, metavar="FILE", help="where to write these figures as CSV")
    again.set_defaults(
        command=lambda settings, asked: reproduce_file(settings, asked.manifest, asked.output, int(time.time()))
    )
    export = commands.add_parser("export", help="make one format of the answers that the service hands in")
    export.add_argument("format", choices=ENDINGS)
    export.add_argument("output", type=Path)
    export.set_defaults(command=lambda _, asked: become_export(asked.format, asked.output))


def _contacts(settings: Settings, asked: argparse.Namespace) -> int:
    match asked.action:
        case "make-key":
            return make_key()
        case "count":
            return count_contacts(settings)
        case "export":
            return export_contacts(settings, asked.what, int(time.time()))
    if not asked.what or asked.key is None:
        raise ValueError("Give the exported file and the key: survey contacts read FILE --key FILE")
    return read_contacts(Path(asked.what), asked.key)


def _log_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    log = commands.add_parser("audit", help="look whether the log of what members did is whole, or list it")
    log.add_argument("action", choices=("verify", "list"))
    log.add_argument("--most", type=int, default=50, help="how many of the newest entries; 50 when left out")
    log.set_defaults(
        command=lambda settings, asked: audit_log(settings, listing=asked.action == "list", most=max(1, asked.most))
    )


def _demonstration_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    demo = commands.add_parser("demo", help="fill surveys that nobody has answered with pretend answers")
    for slug, count in PEOPLE.items():
        demo.add_argument(f"--{slug}", type=int, default=count, metavar="N", help=f"how many; {count:,} when left out")
    demo.add_argument("--seed", type=int, default=1, help="another number gives other people; the same, the same")
    demo.add_argument("--remove", action="store_true", help="remove every pretend answer")
    demo.set_defaults(command=_demonstrate)


def _demonstrate(settings: Settings, asked: argparse.Namespace) -> int:
    if asked.remove:
        return remove_demonstration(settings)
    counts = {slug: getattr(asked, slug) for slug in PEOPLE}
    if min(counts.values()) < 0 or asked.seed < 0:
        raise ValueError("A number of pretend answers, and the seed, must be 0 or more.")
    return fill_demonstration(settings, QUESTIONNAIRES, counts, asked.seed, int(time.time()))


if __name__ == "__main__":
    sys.exit(main())
